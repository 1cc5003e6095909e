"""The single tables that staff keep, read row by row: lessons and gestures."""

from dataclasses import dataclass

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document
from playbook_plugins.model.lexicon import Lexicon


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


def gestures(document: Document | None) -> tuple[Gesture, ...]:
    """The rows of `gestures.md` in their order; none where there is no such document."""
    return tuple(Gesture(*row[:4]) for row in _rows(document, 4))
