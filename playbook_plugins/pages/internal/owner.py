"""The owner's page: what needs a hand this week."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from playbook_plugins.model.allowances import NEVER, reason
from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.page import Page
from playbook_plugins.model.public import dial
from playbook_plugins.model.tracing import Coverage, Gap, Keeper, keeping
from playbook_plugins.pages.addresses import relative
from playbook_plugins.pages.internal import coverage, money, standing
from playbook_plugins.pages.internal.findings import by_level, has_page
from playbook_plugins.pages.internal.lessons import not_mended
from playbook_plugins.pages.internal.people import waiting
from playbook_plugins.pages.internal.shelves import FITS, FOLDER, due_first
from playbook_plugins.pages.internal.view import OWNER_PAGE, View
from playbook_plugins.pages.templates import escaped

PATH = OWNER_PAGE
DUE = f"{FOLDER}due.md"
"""Where all that wants to be read again stands, once it is too much for the owner's page."""
_NEXT = 12
"""Texts that want to be read next, where there are too many to name."""
_MOST = 60
"""Lessons and exceptions that the page shows."""
_BLANK = "\ue000"
"""Holds the place of a day within a sentence."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that wants a hand by a day. Pages know no today, so the browser says whether it is late."""

    day: str
    """Year, month and day; empty where it waits already, whatever the day."""
    before: str
    """What it is, as Markdown, up to the words for the day."""
    by: str = ""
    """What stands there until the day has passed, and without a script; plain text."""
    late: str = ""
    """What stands there afterwards."""
    after: str = ""
    """What follows, as Markdown."""


def page(view: View) -> Page:
    """Promises that nobody keeps, what is due, open lessons, partners to ring."""
    playbook = view.playbook
    made = [keeping(promise, playbook) for promise in playbook.spoken("promise")]
    unkept = [
        (view.title(traced.promise), [_why(keeper, view) for keeper in traced.keepers if keeper.gap])
        for traced in made
        if traced.coverage is Coverage.UNKEPT
    ]
    outdated = [
        (keeper.policy, view.title(traced.promise))
        for traced in made
        if traced.coverage is Coverage.OUTDATED
        for keeper in traced.keepers
        if keeper.outdated
    ]
    wanting = due_first([document for document in playbook.readable if has_page(document, view)], view)
    few = len(wanting) <= FITS
    due = [*(Waiting("", view.words("owner.outdated-line", title=view.title(policy), path=view.link(policy, PATH), promise=promise)) for policy, promise in outdated), *_due(wanting if few else wanting[:_NEXT], view)]
    told = playbook.single("lessons")
    blocks = {"not_live": standing.not_live(view), "unkept": unkept, "due": due, "lessons": not_mended(view, PATH), "partners": [*_partners(view)], "told": by_level(view), "exceptions": [*_exceptions(view)]}
    topics, rest = coverage.topics(view)
    return view.page(
        "owner.md.j2",
        PATH,
        view.for_owner,
        **blocks,
        live=standing.live(view, stamp=view.stamp),
        kept=bool(made) and not unkept,
        dated=any(one.day for one in (*blocks["due"], *blocks["partners"])),
        quiet=not any(blocks.values()),
        lessons_page=view.link(told, PATH) if told and has_page(told, view) else "",
        more_due=0 if few else len(wanting) - _NEXT,
        days="" if few else " ".join(f"{day}:{count}" for day, count in sorted(Counter(_day(document, view) for document in wanting[_NEXT:]).items())),
        all_due=DUE if few else relative(DUE, PATH),
        most=_MOST,
        topics=[*topics, *([rest] if topics and rest else [])],
        ideas=coverage.ideas(view),
        reasons=coverage.reasons(view),
        letters=[*coverage.letters(view)],
        aside=[*money.aside(view)],
        menu=(view.for_owner,),
        in_menu=True,
        kind="owner",
    )


def lists(view: View) -> Iterator[Page]:
    """All that wants to be read again, where it is too much for the owner's page."""
    wanting = [document for document in view.playbook.readable if has_page(document, view)]
    if len(wanting) > FITS:
        yield from waiting(view, wanting, DUE, view.words("owner.due"), menu=(view.for_owner,))


def _day(document: Document, view: View) -> str:
    day = view.playbook.due(document)
    return day.isoformat() if day else ""


def _due(wanting: Iterable[Document], view: View) -> Iterator[Waiting]:
    """The texts with the day by which they want to be read."""
    for document in wanting:
        day = view.playbook.due(document)
        words, title, path, role = view.words, view.title(document), view.link(document, PATH), view.role_name(document.fields.owner)
        if day:
            told = words.day(day)
            yield _waiting(day, words("owner.due-line", title=title, path=path, when=_BLANK, role=role), words("owner.by", day=told), words("owner.since", day=told))
        else:
            yield Waiting("", words("owner.never-line", title=title, path=path, role=role))


def _partners(view: View) -> Iterator[Waiting]:
    """The partners, the oldest check first, each with the way to reach them."""
    kept = view.playbook.single("partners")
    for partner in sorted((kept.fields.partners or ()) if kept else (), key=lambda partner: partner.checked):
        name, day = escaped(partner.name), view.words.day(partner.checked)
        if partner.phone:
            reach = f"[{escaped(view.words('partners.ring', phone=partner.phone))}](tel:{dial(partner.phone)})"
        else:
            reach = f"[{view.words('partners.website')}]({partner.url})"
        line = view.words("owner.partner-line", name=name, reach=reach, when=_BLANK)
        yield _waiting(partner.due, line, view.words("owner.checked", day=day), view.words("owner.checked-late", day=day))


def _waiting(day: date, line: str, by: str, late: str) -> Waiting:
    before, _, after = line.partition(_BLANK)
    return Waiting(day.isoformat(), before, by, late, after)


def _exceptions(view: View) -> Iterator[tuple[str, str, str, str]]:
    """What a text may do although a rule speaks against it: the text, where its page is, the rule and the reason."""
    rules = view.rules
    for document in view.playbook.readable:
        for name in document.fields.allow or {}:
            holds = name in rules and not rules[name].fixed(document) and name not in NEVER and document.fields.status is not Status.RETIRED
            if holds and (why := reason(document, name)):
                yield view.title(document), view.link(document, PATH) if has_page(document, view) else "", name, why


def _why(keeper: Keeper, view: View) -> str:
    name = view.title(keeper.policy) if keeper.policy else keeper.policy_id
    match keeper.gap:
        case Gap.NO_STEP:
            return view.words("owner.reason-step", policy=name, step=keeper.label)
        case Gap.NO_OWNER:
            return view.words("owner.reason-owner", policy=name)
        case Gap.FAILS:
            return view.words("owner.reason-fails", policy=name)
    return view.words("owner.reason-missing", policy=name)
