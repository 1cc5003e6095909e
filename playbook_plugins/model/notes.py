"""The single tables that staff keep, read row by row: lessons and gestures."""

from dataclasses import dataclass

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document


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


_DONE = {"yes", "y", "done", "true", "x", "✓", "✔", "tak"}


def _rows(document: Document | None, columns: int) -> tuple[tuple[Text, ...], ...]:
    if document is None:
        return ()
    tables = [block for block in document.lead if hasattr(block, "rows")]
    tables += [section.table for section in document.sections if section.table]
    return tuple(row for table in tables for row in table.rows if len(row) >= columns)


def lessons(document: Document | None) -> tuple[Lesson, ...]:
    """The rows of `lessons.md` in their order; none where there is no such document."""
    return tuple(
        Lesson(*row[:5], done=str(row[5]).strip().casefold() in _DONE) for row in _rows(document, 6)
    )


def gestures(document: Document | None) -> tuple[Gesture, ...]:
    """The rows of `gestures.md` in their order; none where there is no such document."""
    return tuple(Gesture(*row[:4]) for row in _rows(document, 4))
