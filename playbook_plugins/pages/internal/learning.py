"""How somebody learns: a path for each role, made from the playbook, cases to practise on, and a card for before the shift."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from playbook_plugins.model.blocks import List
from playbook_plugins.model.document import Document, Section
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.limits import shown
from playbook_plugins.model.page import Audience, Page
from playbook_plugins.model.pinned import in_turn
from playbook_plugins.model.playbook import OWNER
from playbook_plugins.pages.addresses import links_from, relative
from playbook_plugins.pages.internal.apart import apart
from playbook_plugins.pages.internal.saying import first_said
from playbook_plugins.pages.internal.shelves import FITS, FOLDER, by_name, on_topics, shelf
from playbook_plugins.pages.internal.ticklists import Box, Part, together
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.markdown import markdown

CASES = "scenarios/index.md"
"""Where the list of cases stands."""
ONBOARDING, SHIFT = "onboarding", "before-the-shift"
"""The two pages of the owner's that the site shows in a way of their own, by their ids."""
TICKS = "learning"
"""Below which name a browser keeps what somebody has learned, whichever page they ticked it on."""
_FIRST = 40
"""Lines of one part of the path into a role: more is nothing that somebody learns in their first days."""
_SAYS = 2
"""Paragraphs of the words to say that a case shows; the whole is on the card."""
_STEM = 4
"""Letters of a word that any of its forms begins with."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the path into a role."""

    heading: str
    """Markdown."""
    parts: tuple[Part, ...]
    more: str = ""
    """How many texts there are besides, with a link to them, as Markdown; empty where these are all."""


def pages(view: View) -> Iterator[Page]:
    """The page to begin at, the card for before the shift, the first days, and the cases; nothing where there is nothing to learn."""
    title = view.words("learn.title")
    cases = [case for case in view.playbook.of_kind("scenario") if case.active]
    first, shift = own_page(ONBOARDING, view), own_page(SHIFT, view)
    roles = [role for role in view.playbook.spoken("role") if role.active and way_in(role, view)]
    if not (cases or first or shift or roles):
        return
    yield view.page(
        "learn.md.j2", "learn/index.md", title, shift=shift, first=first, roles=roles, cases=_spoken(cases, view), fits=FITS, menu=(title,), in_menu=True, kind="learn"
    )
    for page in view.playbook.of_kind("page"):
        if page.active and page.audience is Audience.INTERNAL and page.id in (ONBOARDING, SHIFT):
            template = "onboarding.md.j2" if page.id == ONBOARDING else "shift.md.j2"
            yield view.of(page, template, home=_home(view), name=TICKS, kind=page.kind.name if page.id == ONBOARDING else "shift", menu=(title,), in_menu=True)
    yield from _practice(cases, view, menu=(title,))


def own_page(id: str, view: View) -> Document | None:
    """A page of the owner's, if it is in use and for staff."""
    page = view.playbook.get("page", id)
    return page if page and page.active and page.audience is Audience.INTERNAL else None


def way_in(role: Document, view: View) -> tuple[Stretch, ...]:
    """The first days in a role, for its page: what everybody does, then the cards it decides on and what goes with them; the owner's is the whole."""
    return () if role.id == OWNER else view.once(("way in", role.path), lambda: _way_in(role, view, view.address(role)))


def _way_in(role: Document, view: View, here: str) -> tuple[Stretch, ...]:
    playbook, words = view.playbook, view.words
    made = [Stretch(str(section.heading), view.ticked(section, first, here)) for first, section in _first_days(role, view)]
    cards = view.once("decided by", lambda: _decided(view)).get(role.id, ())
    ids = {policy.id for policy in cards}
    beliefs = dict.fromkeys(id for policy in cards for id in policy.fields.principles or ())
    read = (
        (words("learn.cards"), "policies/index.md", [(policy, *(script for script in playbook.scripts_of(policy) if script.lang == policy.lang)) for policy in _first(cards, view)]),
        (words("scenarios.title"), CASES, [(case,) for case in playbook.spoken("scenario") if case.active and case.fields.of in ids]),
        (words("card.principles"), "principles/index.md", [(found,) for id in beliefs if (found := playbook.get("principle", id)) and found.active]),
    )
    for heading, all_of_them, lines in read:
        boxes = Part(tuple(_line(texts, view, here) for texts in lines[:_FIRST]))
        more = words("list.more", count=len(lines) - _FIRST, path=relative(all_of_them, here)) if len(lines) > _FIRST else ""
        made += [Stretch(heading, (boxes,), more)] if lines else []
    return tuple(made)


def _decided(view: View) -> Mapping[str, list[Document]]:
    """The cards that each role decides on, by its id."""
    found: dict[str, list[Document]] = {}
    for policy in view.playbook.spoken("policy"):
        for id in {one.id for one in shown(policy, view.playbook)} if policy.active else ():
            found.setdefault(id, []).append(policy)
    return found


def _first(cards: Sequence[Document], view: View) -> Sequence[Document]:
    """The cards, those that stand first on the first page before the others where they are too many for the first days."""
    if len(cards) <= _FIRST:
        return cards
    order = {policy.path: number for number, policy in enumerate(in_turn(view.playbook))}
    return sorted(cards, key=lambda card: order[card.path])


def _line(texts: Sequence[Document], view: View, here: str) -> Box:
    """A line to tick for a text, with what goes with it below."""
    first, *others = [f"[{view.title(text)}]({view.link(text, here)})" for text in texts]
    return Box(together(texts, view.playbook), first, " · ".join(others))


def _first_days(role: Document, view: View) -> Iterator[tuple[Document, Section]]:
    """The lists of the owner's page for newcomers that are for this role: those whose heading names no role, then those that name this one."""
    first = own_page(ONBOARDING, view)
    if first is None:
        return
    lists = view.once("first days", lambda: _lists(first, view))
    yield from ((first, section) for section, named in lists if not named)
    yield from ((first, section) for section, named in lists if role.path in named)


def _lists(first: Document, view: View) -> list[tuple[Section, frozenset[str]]]:
    """The lists of that page, each with the paths of the roles that its heading names."""
    roles = [role for role in view.playbook.spoken("role") if role.active]
    lists = [section for section in first.sections if any(isinstance(block, List) for block in section.blocks)]
    return [(section, frozenset(role.path for role in roles if _names(fold(str(section.heading)).split(), role))) for section in lists]


def _names(heading: Sequence[str], role: Document) -> bool:
    """Whether a heading names a role, in any form of its words."""
    return any(_said(name, heading) for name in (fold(role.name).split(), role.id.split("-")))


def _said(name: Sequence[str], heading: Sequence[str]) -> bool:
    stems = [word[: max(_STEM, len(word) - 2)] for word in name]
    starts = range(len(heading) - len(stems) + 1)
    return bool(stems) and any(all(word.strip(",:;()").startswith(stem) for stem, word in zip(stems, heading[start:])) for start in starts)


def _practice(cases: Sequence[Document], view: View, *, menu: tuple[str, ...]) -> Iterator[Page]:
    """The list of cases to practise on, and a page for each, which leads to the next."""
    if not cases:
        return
    section, words = view.words("scenarios.title"), view.words
    topics = on_topics(cases, view, folder="scenarios")
    parts = topics if len(topics) > 1 else by_name(cases, view, base=f"{FOLDER}scenarios")
    yield from shelf(view, cases, CASES, section, parts, lead=words("scenarios.lead"), menu=menu, in_menu=True)
    following: dict[str, Document] = {}
    for language in dict.fromkeys(case.lang for case in cases):
        alike = [case for case in cases if case.lang == language]
        following |= {case.path: after for case, after in pairwise(alike)}
    for case in cases:
        policy = view.playbook.get("policy", case.fields.of or "")
        policy = policy if policy and policy.active else None
        yield apart(case, view, lambda: _case(case, policy, view, onward=following.get(case.path), menu=menu), policy)


def _case(case: Document, policy: Document | None, view: View, *, onward: Document | None, menu: tuple[str, ...]) -> Page:
    here = view.address(case)
    return view.of(
        case,
        "scenario.md.j2",
        policy=policy,
        why=markdown(policy.lead, links_from(policy, view.playbook, Audience.INTERNAL, page=here)) if policy else "",
        says=first_said(policy, view.playbook, here=here, most=_SAYS) if policy else "",
        onward=onward,
        menu=menu,
    )


def _spoken(documents: Sequence[Document], view: View) -> list[Document]:
    return [document for document in documents if document.lang == view.playbook.lexicon.language]


def _home(view: View) -> str:
    """What the first page asks, as Markdown."""
    own = view.playbook.get("page", "home")
    return view.title(own) if own else view.words("home.title")
