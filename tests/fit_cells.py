"""Column *c* of the practices: what each of its cells asks of the finished public site."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from playbook_plugins.model.blocks import Paragraph
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Screening
from playbook_plugins.pages import channels, public
from playbook_plugins.pages.publishing import public_site

_CELL = re.compile(r"(?P<kind>[a-z]+):(?P<name>[^#: ]*)(?:#(?P<part>[^: ]+))?(?:: (?P<words>.+))?")
_HEADING = re.compile(r"<h2 id=\"([^\"]*)\"[^>]*>(.*?)(?=<h2 |<div class=\"pb-foot|</article>|\Z)", re.S)


@dataclass(frozen=True)
class Finished:
    """A finished site, with the sources that it came from."""

    folder: Path
    playbook: Playbook
    charity: Path
    """The same site of the charity's starter."""

    def html(self, address: str = "/") -> str:
        """What stands between the head and the foot of a page; empty where there is none."""
        file = self.folder / address.strip("/") / "index.html"
        return article(file) if file.is_file() else ""


@dataclass(frozen=True)
class Public(Finished):
    """A finished public site."""

    def part(self, address: str, id: str) -> str:
        """What stands below one of its headings."""
        return dict(_HEADING.findall(self.html(address))).get(id, "").partition("</h2>")[2]


def article(file: Path) -> str:
    return file.read_text("utf-8").partition("<article")[2].partition("</article>")[0]


def read(html: str) -> str:
    """The text as it is read, with plain quotes."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("’", "'").split())


def shows(cell: str, site: Public) -> bool:
    """Whether a cell names something that is really there.

    `fit:#how-to-start: Not sure?` is words in a part of the first page, `page:you-told-us` a page,
    `promise:price-first` a promise, `channel:newsletter` a channel, `view:tick-list` a question of its own.
    """
    found = _CELL.fullmatch(cell)
    if found is None:
        return False
    kind, name, part, words = found.group("kind", "name", "part", "words")
    if kind == "view":
        return name in VIEWS and VIEWS[name](site)
    if kind == "promise":
        title = read(dict(_HEADING.findall(site.html("/promises/"))).get(name, "").partition("</h2>")[0])
        return bool(title) and title in read(site.part("/", "you-can-count-on"))
    if kind == "channel":
        return _told(name, site)
    address = "/" if kind == "fit" else f"/pages/{name}/"
    html = site.part(address, part) if part else site.html(address)
    return kind in ("fit", "page") and bool(read(html)) and (words or "") in read(html)


def _told(name: str, site: Public) -> bool:
    """Whether a channel tells of both: whom we serve well, and who serves the others better."""
    told = public_site(site.playbook)
    text = read(next((channels.made(one, told).decode("utf-8") for one in channels.CHANNELS if one.name == name), ""))
    return any(item.rstrip(".") in text for item in _items(told, "good-fit")) and any(one.name in text for one in told.fit.elsewhere if one.name)


def _items(told, name: str) -> list[str]:
    return [read(item) for section in told.fit.sections if section.name == name for item in section.items]


def _lines(html: str) -> list[str]:
    """The points of a list of which each may hold several paragraphs."""
    return re.findall(r"<li>(.*?)</li>", html, re.S)


def _address(told) -> tuple[str, str]:
    return f'href="tel:{re.sub(r"[^+0-9]", "", told.business.phone)}"', f'href="mailto:{told.business.email}"'


def _tick_list(site: Public) -> bool:
    """Every line of the two lists can be ticked, and what comes of it stands there without JavaScript too."""
    ticks, told = site.part("/", "tick-what-is-true-for-you"), public_site(site.playbook)
    needs = [one.need.rstrip(".") for one in told.fit.elsewhere]
    return ticks.count('type="checkbox"') == len(told.fit.ticks) >= len(needs) > 0 and all(need in read(ticks) for need in needs) and ticks.count("pb-then") >= len(needs)


def _fit_cards(site: Public) -> bool:
    """Each card of what others do better names somebody to ring or open, or us, who ask around."""
    cards = _lines(site.part("/", "someone-else-will-serve-you-better-if"))
    return len(cards) >= 3 and all("<a href=" in card or "we will ask around" in card for card in cards)


def _hand_over(site: Public) -> bool:
    """Whoever goes on elsewhere has words to take along."""
    ticks = site.part("/", "tick-what-is-true-for-you")
    return ticks.count('class="pb-hand"') == ticks.count('data-outcome="elsewhere"') > 0 and 'href="sms:' in ticks and 'href="mailto:?subject' in ticks


def _you_told_us(site: Public) -> bool:
    """The page of what people told us can be found: below the promise to answer, and from the foot of the first page."""
    first = site.folder / "index.html"
    below = first.is_file() and 'href="pages/you-told-us/"' in first.read_text("utf-8").partition("</article>")[2]
    return below and 'href="../pages/you-told-us/"' in site.part("/promises/", "your-comment")


def _signature(site: Public) -> bool:
    """A person signs it, below the first sentence and at the foot."""
    signed = public_site(site.playbook).business.signed_by
    top, _, rest = site.html().partition("<h2")
    return signed in read(top) and f"Signed by {signed}" in read(rest)


def _price_first(site: Public) -> bool:
    """What most people pay is said before anything is asked, and nothing but ticks is asked."""
    html = site.html()
    top = html.find("Most people pay")
    return 0 < top < min(html.find("<input"), html.find("mailto:"), html.find("tel:")) and set(re.findall(r"<input type=\"(\w+)", html)) == {"checkbox"} and "<form" not in html


def _people_word(site: Public) -> bool:
    """A charity speaks to people who give, and to nobody as a customer."""
    pages = [read(article(page)) for page in site.charity.rglob("index.html")]
    return any("You give" in page for page in pages) and not any(re.search(r"\b(?:customer|client|buy)", page, re.I) for page in pages)


def _short_page(site: Public) -> bool:
    """Under eight hundred words before anything is opened, and three steps at most."""
    seen = re.sub(r"<details>.*?</details>|<div class=\"pb-then\">.*?</div>", "", site.html(), flags=re.S)
    return 0 < len(read(seen).split()) < 800 and 0 < len(_lines(site.part("/", "how-to-start"))) <= 3


def _partners_with_dates(site: Public) -> bool:
    """Each partner says on which day somebody made sure."""
    told = public_site(site.playbook).partners
    return all(re.search(r"last made sure of this on \d+ \w+ 20\d\d", read(site.part("/partners/", part))) for part in map(_named, told.partners))


def _named(partner) -> str:
    return partner.name.lower().replace(" ", "-")


def _ring_and_write(site: Public) -> bool:
    """Ring and Write stand in the first screen, and once more where they stay in reach."""
    near = site.html().partition('class="pb-reach pb-reach--near"')[2]
    door = site.html().partition('class="pb-reach"')[2].partition("</p>")[0]
    return all(way in door and way in near for way in _address(public_site(site.playbook)))


def _ways_to_reach_us(site: Public) -> bool:
    """Every page, in each language, the one for lost people too, has our number and our address."""
    pages = [page.read_text("utf-8") for page in site.folder.rglob("*.html") if "embed" not in page.parts]
    return len(pages) > 8 and all(way in page for page in pages for way in _address(public_site(site.playbook)))


def _no_private_reasons(site: Public) -> bool:
    """What staff may do with somebody who harms them stands on no page."""
    policies = [policy for topic in ("listening", "referral") for policy in site.playbook.policies_on(topic)]
    stops = [section for policy in policies for section in policy.sections if section.name == "when-to-stop"]
    reasons = [read(str(block.text)) for section in stops for block in section.blocks if isinstance(block, Paragraph)]
    pages = [read(page.read_text("utf-8")) for page in site.folder.rglob("*.html")]
    return len(reasons) > 1 and len(pages) > 0 and not any(reason in page for reason in reasons for page in pages)


def _languages_and_area(site: Public) -> bool:
    """The first screen says where we work and what we speak."""
    top = read(site.html().partition("<h2")[0])
    told = public_site(site.playbook).business
    return f"We work in {told.area}" in top and all(language in top for language in told.languages)


def _how_often_we_write(site: Public) -> bool:
    return "We write to you twice a year at most" in read(site.html().partition('<div class="pb-foot">')[2])


def _fit_page_order(site: Public) -> bool:
    """Value, trust, then the price."""
    order = [id for id, _ in _HEADING.findall(site.html())]
    three = ["you-will-be-happy-here-if", "someone-else-will-serve-you-better-if", "what-it-costs"]
    return [id for id in order if id in three] == three


def _no_tick_list(site: Public) -> bool:
    """Whoever takes everybody has nothing to tick; with us there is something."""
    business = site.playbook.settings.business.model_copy(update={"screening": Screening.OPEN_DOOR})
    open_door = replace(site.playbook, settings=site.playbook.settings.model_copy(update={"business": business}))
    first, *_ = public.pages(public_site(open_door))
    return "checkbox" not in first.body and "## You will be happy here if" in first.body and "checkbox" in site.html()


VIEWS: dict[str, Callable[[Public], bool]] = {
    "fit-cards": _fit_cards,
    "fit-page-order": _fit_page_order,
    "hand-over": _hand_over,
    "how-often-we-write": _how_often_we_write,
    "languages-and-area": _languages_and_area,
    "no-private-reasons": _no_private_reasons,
    "no-tick-list": _no_tick_list,
    "partners-with-dates": _partners_with_dates,
    "people-word": _people_word,
    "price-before-anything-is-asked": _price_first,
    "ring-and-write": _ring_and_write,
    "short-page": _short_page,
    "signature": _signature,
    "tick-list": _tick_list,
    "ways-to-reach-us": _ways_to_reach_us,
    "you-told-us-we-changed": _you_told_us,
}
"""Questions about a page as a whole, by the names that cells call them."""
