"""Column *d* of the practices: what each of its cells asks of the finished internal site."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playbook_plugins.model.document import Document
from tests.fit_cells import Finished, article, read

_CELL = re.compile(r"(?P<kind>[a-z]+):(?P<name>[^#: ]*)(?:#(?P<part>[^: ]+))?(?:: (?P<words>.+))?")
_HEADING = re.compile(r"<h2 id=\"([^\"]*)\"[^>]*>(.*?)(?=<h2 |<p class=\"pb-suggest|</article>|\Z)", re.S)
_MANUAL = ("writing", "checklist", "public")
"""Where pages stand that are no texts of the playbook for staff."""


@dataclass(frozen=True)
class Staff(Finished):
    """A finished internal site."""

    def part(self, address: str, id: str) -> str:
        """What stands below one of its headings."""
        return dict(_HEADING.findall(self.html(address))).get(id, "").partition("</h2>")[2]

    def cards(self) -> dict[str, str]:
        """The page of every policy, by its id."""
        return {policy.id: self.html(f"/policies/{policy.id}/") for policy in self.playbook.of_kind("policy")}


def holds(cell: str, site: Staff) -> bool:
    """Whether a cell names something that is really there.

    `card:say: Let me say it back` is words on a part of a card, `card:recovery` the card of a topic, `page:onboarding#part: words`
    a page, `script:late-part` and `scenario:flat-tyre` theirs, `internal:/tell/#tell-short` a place, `view:coverage` a question of its own.
    """
    found = _CELL.fullmatch(cell)
    if found is None:
        return False
    kind, name, part, words = found.group("kind", "name", "part", "words")
    if kind == "card":
        shown = CARDS[name](site) if name in CARDS else _card_of(name, site)
        return bool(shown) and (words or "") in read(shown)
    if kind == "view":
        return name in VIEWS and VIEWS[name](site)
    if kind == "internal":
        html = site.html(name)
        return bool(html) and (not part or f'id="{part}"' in html)
    html = site.html(f"/{kind}s/{name}/")
    text = site.part(f"/{kind}s/{name}/", part) if part else html
    ready = {"page": bool(html), "script": 'class="pb-say"' in html and "<blockquote>" in html, "scenario": _practised(html)}
    return ready.get(kind, False) and bool(read(text)) and (words or "") in read(text)


def _section(html: str, id: str) -> str:
    return dict(_HEADING.findall(html)).get(id, "").partition("</h2>")[2]


def _items(html: str) -> list[str]:
    return re.findall(r"<li\b[^>]*>(.*?)</li>", html, re.S)


def _policies(site: Staff, topic: str) -> list[Document]:
    return list(site.playbook.policies_on(topic))


def _card_of(topic: str, site: Staff) -> str:
    """The card of a topic: what they feel, what to say, what you may, what to do and what not, in this order."""
    for policy in _policies(site, topic):
        html = site.cards()[policy.id]
        order = [html.find(piece) for piece in ('class="pb-feeling"', 'id="what-to-say"', 'id="you-may"', 'id="what-to-do"', 'id="dont"', 'class="pb-fold"')]
        if min(order) > 0 and order == sorted(order):
            return html
    return ""


def _feeling(site: Staff) -> str:
    """What they leave feeling stands first on every card, below its title."""
    first = [re.search(r"</h1>\s*(<p class=\"pb-feeling\">.*?</p>)", html, re.S) for html in site.cards().values()]
    return " ".join(one[1] for one in first if one) if first and all(first) else ""


def _say(site: Staff) -> str:
    """Every card begins its help with sentences to say, one at a time."""
    said = [re.search(r'class="pb-say" data-step.*?<blockquote>(.*?)</blockquote>', html, re.S) for html in site.cards().values()]
    return " ".join(one[1] for one in said if one) if said and all(said) else ""


def _you_may(site: Staff) -> str:
    """Every card names an amount of money and of time for whoever decides, and whom to ring where it takes more."""
    told = []
    for policy in site.playbook.of_kind("policy"):
        part = _section(site.cards()[policy.id], "you-may")
        roles = set(re.findall(r'<li data-role="([\w-]+)"', part))
        if not {*policy.fields.decides} <= roles or not re.search(r"up to \S+ and \d+ (?:minutes|hours), on the spot", part) or 'If it takes more: ' not in part or 'href="tel:' not in part:
            return ""
        told.append(part)
    return " ".join(told)


def _dont(site: Staff) -> str:
    """Every card that forbids something shows it, below what to do."""
    parts = [_section(html, "dont") for html in site.cards().values()]
    return " ".join(parts) if all(_items(part) for part in parts) else ""


def _afterwards(site: Staff) -> str:
    """What is done after the customer has gone can be ticked, and copied as a note."""
    parts = [site.part(f"/policies/{policy.id}/", "after-they-have-gone") for policy in _policies(site, "recovery")]
    return " ".join(part for part in parts if part.count('type="checkbox" data-tick=') >= 2 and "<label" in part and "data-note=" in part)


def _gestures(site: Staff) -> str:
    """On the card for what went wrong stand three small kindnesses, each with its price and its minutes."""
    for policy in _policies(site, "recovery"):
        shown = site.cards()[policy.id].partition('class="pb-kind"')[2].partition('class="pb-do"')[0]
        if len([item for item in _items(shown) if re.search(r"\([^()]*\d[^()]*, \d+ minutes\)", item)]) == 3:
            return shown
    return ""


def _behind(site: Staff) -> str:
    """Where somebody may stop, the card says who stands behind them and how to reach that person."""
    cards = [site.part(f"/policies/{policy.id}/", "when-to-stop") for topic in ("listening", "referral") for policy in _policies(site, topic)]
    return " ".join(cards) if len(cards) > 1 and all("<blockquote>" in card and re.search(r'class="pb-behind">[^<]+<span[^>]*>[^<]+<a [^>]*href="tel:', card) for card in cards) else ""


def _before_the_shift(site: Staff) -> str:
    """The card to read with a hand on the door, one tap from where people learn."""
    html = site.html("/pages/before-the-shift/")
    return html if len(_items(html)) >= 5 and 'href="../pages/before-the-shift/"' in site.html("/learn/") else ""


def _counter(site: Staff) -> str:
    """One sheet for the counter: what to say first and what may be spent, for as many situations as the home shows first."""
    html = site.html("/counter/")
    pinned = site.html().partition('class="pb-plain pb-tiles')[2].partition("</ul>")[0].count("<li")
    return html if html.count("<h2 ") == html.count("<blockquote>") == html.count('class="pb-at-hand"') >= pinned > 0 else ""


def _people_word(site: Staff) -> str:
    """On the charity's cards nobody is a customer, and its pages call people by its own word."""
    cards = [read(article(page)) for page in site.charity.glob("policies/*/index.html")]
    others = " ".join(read(article(page)) for page in site.charity.rglob("index.html") if page.relative_to(site.charity).parts[0] not in _MANUAL)
    return others if cards and not any(re.search(r"\b(?:customer|client)s?\b", card, re.I) for card in cards) and re.search(r"\bdonors?\b", others) else ""


def _printed(name: str) -> Callable[[Staff], str]:
    def shown(site: Staff) -> str:
        """A script that is printed as a card, with blanks to fill in by hand."""
        html = site.html(f"/scripts/{name}/")
        return html if 'class="pb-paper"' in html and "<blockquote>" in html and 'class="pb-blank"' in html else ""

    return shown


CARDS: dict[str, Callable[[Staff], str]] = {
    "after-they-have-gone": _afterwards,
    "before-the-shift": _before_the_shift,
    "counter": _counter,
    "dont": _dont,
    "gestures": _gestures,
    "people-word": _people_word,
    "print-birthday-card": _printed("birthday-card"),
    "print-thank-you-card": _printed("thank-you-card"),
    "say": _say,
    "they-leave-feeling": _feeling,
    "who-stands-behind-you": _behind,
    "you-may": _you_may,
}
"""Parts of cards by the names that cells call them; any other name is a topic."""


def _practised(html: str) -> bool:
    """Whether a scenario asks before it tells: several answers of which one is best, and what we say behind a fold."""
    asked = html.partition('class="pb-answer"')[0]
    return asked.count("<details class=\"pb-choice") >= 2 and asked.count("pb-choice--best") == 1 and 'class="pb-answer"' in html and "<blockquote>" in html.partition('class="pb-said"')[2]


def _practice(site: Staff) -> bool:
    """Every scenario can be practised, and the page for learning leads to each."""
    learn, scenarios = site.html("/learn/"), list(site.playbook.of_kind("scenario"))
    return len(scenarios) > 3 and all(_practised(site.html(f"/scenarios/{one.id}/")) and f'href="../scenarios/{one.id}/"' in learn for one in scenarios)


def _path_per_role(site: Staff) -> bool:
    """Each role but the owner's has its first days to tick off, and the page for learning leads there."""
    learn, roles = site.html("/learn/"), [role.id for role in site.playbook.of_kind("role") if role.id != "owner"]
    return len(roles) > 1 and all(site.html(f"/roles/{role}/").partition('id="path"')[2].count('type="checkbox"') > 3 and f'href="../roles/{role}/#path"' in learn for role in roles)


def _copied(site: Staff) -> bool:
    """What is said in writing or on the telephone can be copied, and the script that does it is there."""
    page = site.folder / "scripts" / "gone-quiet-call" / "index.html"
    script = site.folder / "assets" / "playbook" / "playbook-staff.js"
    whole = page.read_text("utf-8") if page.is_file() else ""
    return 'data-copy="Copy"' in article(page) and "playbook-staff.js" in whole and script.is_file() and "clipboard.writeText" in script.read_text("utf-8") if whole else False


def _tally(site: Staff) -> bool:
    """The owner sees how often each reason came up, and the text that it asks to change."""
    counted = _items(site.part("/owner/", "why-things-went-wrong"))
    return len(counted) >= 4 and all(re.search(r"<strong>[^<]+: \d+\.</strong>", one) and '<a href="../' in one for one in counted) and _total(counted) == _total(_items(site.part("/lessons/", "why-it-happened"))) > 4


def _total(items: list[str]) -> int:
    return sum(int(re.search(r": (\d+)", read(item))[1]) for item in items if re.search(r": (\d+)", read(item)))


def _changed(site: Staff) -> bool:
    """What changed stands there line by line, and a policy that changed leads to its own lines."""
    html = site.html("/changed/")
    ids = re.findall(r'class="pb-change" id="(policy-[\w-]+)"', html)
    return bool(ids) and "pb-lines" in html and all(f'changed/#{id}"' in site.html(f"/policies/{id.removeprefix('policy-')}/") for id in ids)


def _partners(site: Staff) -> bool:
    """The owner has a number for each partner, and the day on which somebody last made sure."""
    shown = _items(site.part("/owner/", "partners-to-ring"))
    asked = {partner.name for document in site.playbook.of_kind("partners") for partner in document.fields.partners}
    return len(shown) == len(asked) > 2 and all("last checked on" in item and ('href="tel:' in item or 'href="http' in item) for item in shown)


def _suggested(site: Staff) -> bool:
    """Every page of the playbook says where to suggest a change."""
    pages = [page for page in site.folder.rglob("index.html") if page.relative_to(site.folder).parts[0] not in (*_MANUAL, "edit")]
    return len(pages) > 40 and all(re.search(r'class="pb-suggest">[^<]*<a href="(?:mailto:|https?:|(?:\.\./)*edit/)', article(page)) for page in pages)


def _worth(site: Staff) -> bool:
    """One sentence says how long a usual customer stays, and what that is worth."""
    return len(re.findall(r"A usual customer stays \d+ years and is worth about \S*\d", read(site.html("/money/")))) == 1


def _learned(site: Staff) -> bool:
    """The home tells what was learned lately, and leads to the text that changed."""
    shown = site.html().partition('class="pb-learned"')[2]
    return 'data-week="Learned this week"' in site.html() and 1 <= len(_items(shown)) <= 5 and all("<a href=" in item and "data-day=" in item for item in _items(shown))


def _coverage(site: Staff) -> bool:
    """The owner sees every topic with the policy that speaks of it, and how many ideas are carried."""
    html = site.part("/owner/", "what-is-written-so-far")
    return all(f'href="../policies/{policy.id}/"' in html for policy in site.playbook.of_kind("policy")) and re.search(r"63 ideas", read(html)) is not None


def _open_lessons(site: Staff) -> bool:
    """The owner sees each lesson that is not yet acted on, and what would change."""
    shown, waiting = _items(site.part("/owner/", "lessons-not-yet-acted-on")), site.html("/lessons/").partition('id="mended"')[0]
    return len(shown) == waiting.count("What we change:") > 0


def _pot(site: Staff) -> bool:
    """The owner sees what is set aside to put things right, and its share of marketing."""
    return re.search(r"\d+% of the \S+ for marketing", read(site.part("/owner/", "set-aside-to-put-things-right"))) is not None


def _who_writes(site: Staff) -> bool:
    """The owner sees how often one person hears from us, against what we say."""
    shown = read(site.part("/owner/", "who-writes-to-people-when"))
    return "One person hears from us" in shown and "We say" in shown and "once a year" in shown


def _kept(site: Staff) -> bool:
    """The owner's page opens with the promises that nobody keeps, or with the word that there are none."""
    return "Somebody keeps every promise." in read(site.html("/owner/").partition("<h2")[0])


VIEWS: dict[str, Callable[[Staff], bool]] = {
    "copy-button": _copied,
    "coverage": _coverage,
    "learned-lately": _learned,
    "lessons-not-yet-mended": _open_lessons,
    "money": _worth,
    "partners-to-ring": _partners,
    "path-per-role": _path_per_role,
    "pot-beside-marketing": _pot,
    "practice": _practice,
    "promises-that-nobody-keeps": _kept,
    "suggest-a-change": _suggested,
    "tally-of-reasons": _tally,
    "what-changed": _changed,
    "who-writes-when": _who_writes,
}
"""Questions about a page as a whole, by the names that cells call them."""
