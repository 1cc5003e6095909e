"""How somebody learns: a path for each role, made from the playbook, cases to practise on, and a card for before the shift."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook_plugins.model.blocks import List
from playbook_plugins.model.document import Document, Section
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.limits import shown
from playbook_plugins.model.page import Audience, Page
from playbook_plugins.model.playbook import OWNER
from playbook_plugins.pages.addresses import links_from
from playbook_plugins.pages.internal.saying import first_said
from playbook_plugins.pages.internal.ticklists import Box, Part, together
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.markdown import markdown

ONBOARDING, SHIFT = "onboarding", "before-the-shift"
"""The two pages of the owner's that the site shows in a way of their own, by their ids."""
TICKS = "learning"
"""Below which name a browser keeps what somebody has learned, whichever page they ticked it on."""
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


def pages(view: View) -> Iterator[Page]:
    """The page to begin at, the card for before the shift, the first days, and the cases; nothing where there is nothing to learn."""
    title = view.words("learn.title")
    cases = [case for case in view.playbook.of_kind("scenario") if case.active]
    first, shift = own_page(ONBOARDING, view), own_page(SHIFT, view)
    roles = [role for role in view.playbook.spoken("role") if role.active and way_in(role, view, here="learn/index.md")]
    if not (cases or first or shift or roles):
        return
    yield view.page(
        "learn.md.j2", "learn/index.md", title, shift=shift, first=first, roles=roles, cases=_spoken(cases, view), menu=(title,), in_menu=True, kind="learn"
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


def way_in(role: Document, view: View, here: str) -> tuple[Stretch, ...]:
    """The first days in a role, for the page at `here`: what everybody does, then the cards it decides on and what goes with them; the owner's is the whole."""
    if role.id == OWNER:
        return ()
    playbook, words = view.playbook, view.words
    made = [Stretch(str(section.heading), view.ticked(section, first, here)) for first, section in _first_days(role, view)]
    cards = [policy for policy in playbook.spoken("policy") if policy.active and role.id in {one.id for one in shown(policy, playbook)}]
    ids = {policy.id for policy in cards}
    beliefs = dict.fromkeys(id for policy in cards for id in policy.fields.principles or ())
    read = (
        (words("learn.cards"), [(policy, *(script for script in playbook.scripts_of(policy) if script.lang == policy.lang)) for policy in cards]),
        (words("scenarios.title"), [(case,) for case in playbook.spoken("scenario") if case.active and case.fields.of in ids]),
        (words("card.principles"), [(found,) for id in beliefs if (found := playbook.get("principle", id)) and found.active]),
    )
    made += [Stretch(heading, (Part(tuple(_line(texts, view, here) for texts in lines)),)) for heading, lines in read if lines]
    return tuple(made)


def _line(texts: Sequence[Document], view: View, here: str) -> Box:
    """A line to tick for a text, with what goes with it below."""
    first, *others = [f"[{view.title(text)}]({view.link(text, here)})" for text in texts]
    return Box(together(texts, view.playbook), first, " · ".join(others))


def _first_days(role: Document, view: View) -> Iterator[tuple[Document, Section]]:
    """The lists of the owner's page for newcomers that are for this role: those whose heading names no role, then those that name this one."""
    first = own_page(ONBOARDING, view)
    if first is None:
        return
    roles = [one for one in view.playbook.spoken("role") if one.active]
    lists = [section for section in first.sections if any(isinstance(block, List) for block in section.blocks)]
    for section in lists:
        if not any(_names(section, one) for one in roles):
            yield first, section
    for section in lists:
        if _names(section, role):
            yield first, section


def _names(section: Section, role: Document) -> bool:
    """Whether a heading names a role, in any form of its words."""
    heading = fold(str(section.heading)).split()
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
    yield view.page(
        "list.md.j2", "scenarios/index.md", section, lead=words("scenarios.lead"), documents=cases, menu=menu, in_menu=True, kind="list"
    )
    for case in cases:
        alike = [other for other in cases if other.lang == case.lang]
        following = alike[alike.index(case) + 1 :]
        policy = view.playbook.get("policy", case.fields.of or "")
        policy = policy if policy and policy.active else None
        yield view.of(
            case,
            "scenario.md.j2",
            policy=policy,
            why=markdown(policy.lead, links_from(policy, view.playbook, Audience.INTERNAL, page=view.address(case))) if policy else "",
            says=first_said(policy, view.playbook, here=view.address(case), most=_SAYS) if policy else "",
            onward=following[0] if following else None,
            menu=menu,
        )


def _spoken(documents: Sequence[Document], view: View) -> list[Document]:
    return [document for document in documents if document.lang == view.playbook.lexicon.language]


def _home(view: View) -> str:
    """What the first page asks, as Markdown."""
    own = view.playbook.get("page", "home")
    return view.title(own) if own else view.words("home.title")
