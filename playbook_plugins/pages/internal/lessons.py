"""What we learned: a page of its own, the newest of it on the first page, and on the card of each policy that it changed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from playbook_plugins.model.blocks import Block, Table
from playbook_plugins.model.document import Document
from playbook_plugins.model.notes import Lesson, changed_by, day_of, lessons, tally, told_page
from playbook_plugins.model.page import Audience, Page
from playbook_plugins.pages.addresses import links_from
from playbook_plugins.pages.internal.findings import has_page
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.markdown import markdown

_CELLS = 6
_SHOWN = 3
"""Lessons on the first page."""
_COUNTED = 2
"""Lessons of which it is worth saying how often each reason stands there."""
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()]*\)")
_OPENING = re.compile(r"^(?:\d+(?=[.)]\s)|(?=[#>+-]|\*\s|`{3}|~{3}))")
"""Where a line of text begins what a cell of a table never does: a heading, a list, a quote, code."""
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_REASON = re.compile(r"(?P<word>[^:\[\]`*_<>|\\]{1,40}):\s+(?P<more>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One lesson as Markdown, for one page."""

    day: date | None
    """Its day; `None` where somebody wrote something else there."""
    when: str
    what: str
    why: str
    """The reason, its first words marked."""
    change: str
    who: str
    done: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """A lesson that was acted on, in few words, and where they lead."""

    text: str
    """What was changed, as Markdown."""
    link: str
    """The page of the policy that it changed, or else of another text; that of the lessons where it changed none."""
    day: date | None


def page(view: View) -> Iterator[Page]:
    """The page of lessons: those not yet mended, those that are, and why it happened."""
    kept = _kept(view)
    if kept is None:
        return
    view = view.speaking(kept.lang)
    here, found = view.address(kept), [_line(lesson, kept, view, here=view.address(kept)) for lesson in _newest_first(view, kept)]
    counted = tally(view.playbook)
    told = told_page(view.playbook)
    yield view.of(
        kept,
        "lessons.md.j2",
        lead=_rest(kept.lead, kept, view),
        open=[line for line in found if not line.done],
        mended=[line for line in found if line.done],
        tally=[(view.words(f"lessons.reason-{one.reason}"), len(one.lessons)) for one in counted] if len(found) >= _COUNTED else [],
        others=[(str(section.heading), rest) for section in kept.sections if (rest := _rest(section.blocks, kept, view))],
        tell=view.link(told, here) if told and found else "",
        menu=(view.words("news.title"),),
        in_menu=True,
    )


def not_mended(view: View, here: str) -> list[Line]:
    """The lessons that nobody has acted on yet, for the page at `here`."""
    kept = _kept(view)
    return [_line(lesson, kept, view, here=here) for lesson in _newest_first(view, kept) if not lesson.done] if kept else []


def learned(view: View, here: str) -> list[Learned]:
    """The newest lessons that were acted on, for the first page."""
    kept = _kept(view)
    done = [lesson for lesson in _newest_first(view, kept) if lesson.done] if kept else []
    return [_learned(lesson, kept, view, here=here) for lesson in done[:_SHOWN]]


def learned_from(policy: Document, view: View) -> list[Line]:
    """The lessons that changed a policy, or shall, for its card."""
    kept = _kept(view)
    if kept is None or kept.lang != policy.lang:
        return []
    changing = view.once("changed by lessons", lambda: _changing(view, kept)).get(policy.path, ())
    found = [_line(lesson, kept, view, here=view.address(policy)) for lesson in changing]
    # a link from the card to the card would lead nowhere
    return [replace(line, what=_unlinked(line.what), change=_unlinked(line.change)) for line in found]


def _changing(view: View, kept: Document) -> Mapping[str, list[Lesson]]:
    """The lessons that changed each text, by its path."""
    found: dict[str, list[Lesson]] = {}
    for lesson in _newest_first(view, kept):
        for document in changed_by(lesson, kept, view.playbook):
            found.setdefault(document.path, []).append(lesson)
    return found


def _kept(view: View) -> Document | None:
    kept = view.playbook.single("lessons")
    return kept if kept and kept.active else None


def _newest_first(view: View, kept: Document) -> list[Lesson]:
    """The lessons that say something; what has no day comes last, and what was written later before what was written earlier."""
    told = [lesson for lesson in lessons(kept, view.playbook.lexicon) if lesson.what or lesson.change]
    return sorted(reversed(told), key=lambda lesson: day_of(lesson.when) or date.min, reverse=True)


def _line(lesson: Lesson, kept: Document, view: View, *, here: str) -> Line:
    cell, day = partial(view.cell, document=kept, here=here), day_of(lesson.when)
    why = cell(lesson.why)
    if opening := _REASON.fullmatch(why):
        why = f"**{opening['word']}:** {opening['more']}"
    what = _opened(cell(lesson.what or lesson.change))
    return Line(day, view.words.day(day) if day else cell(lesson.when), what, _opened(why), cell(lesson.change), _who(lesson, kept, view, here=here), lesson.done)


def _opened(written: str) -> str:
    """A cell's words as they may open a paragraph or an entry."""
    return _OPENING.sub(r"\g<0>\\", written)


def _who(lesson: Lesson, kept: Document, view: View, *, here: str) -> str:
    """The role as it is called; what stands there where it is none."""
    said = str(lesson.who).strip()
    titles = {role.name.casefold(): role.id for role in view.playbook.of_kind("role")}
    id = titles.get(said.casefold(), said)
    return view.role_name(id) if view.playbook.role_exists(id) else view.cell(lesson.who, kept, here)


def _learned(lesson: Lesson, kept: Document, view: View, *, here: str) -> Learned:
    changed = [document for document in changed_by(lesson, kept, view.playbook) if has_page(document, view)]
    policies = [document for document in changed if document.kind.name == "policy"]
    text = view.cell(lesson.change or lesson.what, kept, here)
    return Learned(_unlinked(text), view.link((*policies, *changed, kept)[0], here), day_of(lesson.when))


def _unlinked(written: str) -> str:
    """The words without their links; brackets that are left are plain signs, and would tear a link around them."""
    return _BRACKET.sub(r"\\\g<0>", _LINK.sub(r"\g<text>", written))


def _rest(blocks: Iterable[Block], kept: Document, view: View) -> str:
    """What stands there beside the lessons, as Markdown."""
    shown = (block for block in blocks if not (isinstance(block, Table) and len(block.header) >= _CELLS))
    return markdown(shown, links_from(kept, view.playbook, Audience.INTERNAL))
