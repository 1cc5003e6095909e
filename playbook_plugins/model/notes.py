"""The single tables that staff keep, read row by row: lessons and gestures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.model.links import leads
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook


class Reason(StrEnum):
    """Why somebody left, as the reason of a lesson begins."""

    PROMISE = "promise"
    """We did not keep what we promised."""
    MISUNDERSTOOD = "misunderstood"
    """They read or heard something else than we meant."""
    ONE_OF_US = "one-of-us"
    """One of us let them down."""
    NO_NEED = "no-need"
    """They never needed what we sold or offered."""
    ELSE = "else"
    """Whatever begins with none of these."""


TELLING = "you-told-us"
"""The id of the public page that tells everybody what people said and what was changed."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One anonymous line of what a bad day taught us."""

    when: Text
    what: Text
    why: Text
    change: Text
    who: Text
    """The role that makes the change."""
    done: bool


@dataclass(frozen=True, slots=True)
class Gesture:
    """A small kindness."""

    what: Text
    costs: Text
    takes: Text
    good_when: Text


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one reason drove somebody away, and what it should change."""

    reason: Reason
    lessons: tuple[Lesson, ...]
    """Those that give this reason, in their order."""
    changes: tuple[Document, ...]
    """The documents to which “What we change” leads, each once."""


def _rows(document: Document | None, columns: int) -> tuple[tuple[Text, ...], ...]:
    if document is None:
        return ()
    tables = [block for block in document.lead if hasattr(block, "rows")]
    tables += [section.table for section in document.sections if section.table]
    return tuple(row for table in tables for row in table.rows if len(row) >= columns)


def lessons(document: Document | None, lexicon: Lexicon) -> tuple[Lesson, ...]:
    """The rows of `lessons.md` in their order; none where there is no such document."""
    return tuple(Lesson(*row[:5], done=_done(str(row[5]), lexicon)) for row in _rows(document, 6))


def _done(written: str, lexicon: Lexicon) -> bool:
    """Whether the last column says so: `yes`, `✓`, `yes, in May`."""
    said = written.casefold().replace(",", " ").replace(".", " ").split()
    return bool(said) and (said[0] in lexicon.done or " ".join(said) in lexicon.done)


def day_of(when: Text) -> date | None:
    """The day that a cell gives, such as `2026-11-21`; `None` for whatever else somebody wrote there."""
    try:
        return date.fromisoformat(str(when).strip())
    except ValueError:
        return None


def reason(lesson: Lesson, lexicon: Lexicon) -> Reason:
    """Why it happened, by the words that the reason begins with."""
    written = fold(re.sub(r"[*_`]", "", str(lesson.why)))
    for words in sorted(lexicon.reasons, key=len, reverse=True):
        if written.startswith(words) and not written[len(words) : len(words) + 1].isalnum():
            return Reason(lexicon.reasons[words])
    return Reason.ELSE


def changed_by(lesson: Lesson, kept: Document, playbook: Playbook) -> tuple[Document, ...]:
    """The documents that a lesson of `kept` changes: those to which its “What we change” leads, each once."""
    cell = lesson.change.place(kept.path)
    links = (lead for lead in leads(kept, playbook) if lead.link.place.line == cell.line and cell.column <= lead.link.place.column < (cell.end_column or 0))
    return _once(lead.document for lead in links if lead.document)


def _once(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple({document.path: document for document in documents}.values())


def tally(playbook: Playbook) -> tuple[Tally, ...]:
    """How often each reason stands in `lessons.md`, the most frequent first; reasons that nobody gave are left out."""
    kept = playbook.single("lessons")
    if kept is None or not kept.active:
        return ()
    by_reason: dict[Reason, list[Lesson]] = {why: [] for why in Reason}
    for lesson in lessons(kept, playbook.lexicon):
        by_reason[reason(lesson, playbook.lexicon)].append(lesson)
    found = [
        Tally(why, tuple(told), _once(changed for lesson in told for changed in changed_by(lesson, kept, playbook)))
        for why, told in by_reason.items()
        if told
    ]
    return tuple(sorted(found, key=lambda one: -len(one.lessons)))


def told_page(playbook: Playbook) -> Document | None:
    """The public page that tells everybody what was changed; `None` where the owner has none in use."""
    page = playbook.get("page", TELLING)
    return page if page and page.active and page.audience is Audience.PUBLIC else None


def gestures(document: Document | None) -> tuple[Gesture, ...]:
    """The rows of `gestures.md` in their order; none where there is no such document."""
    return tuple(Gesture(*row[:4]) for row in _rows(document, 4))
