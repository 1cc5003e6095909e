"""A day set at the top of documents, such as that of their review; everything else stays as it is."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from playbook_plugins.edit.saving import Change
from playbook_plugins.edit.splice import spliced
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Mend
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.front_matter import split

REVIEWED, TOLD = "reviewed", "told"
"""The days that a command sets: somebody read a document and found it right; people were told what it says."""
_DAY = re.compile(r"(['\"]?)(\d{4}-\d{2}-\d{2})\1")


class Unusual(Exception):
    """The top of a document is written in a way to which no line can be added; nothing was written."""

    def __init__(self, document: Document, day: date, *, line: str) -> None:
        super().__init__(
            f"{document.path}: the lines at the top are written in an unusual way. Write `{line}: {day}` there yourself"
        )


def stamped(
    documents: Iterable[Document], day: date, *, root: Path, read: Callable[[Mapping[str, bytes]], Playbook], line: str = REVIEWED
) -> tuple[Change, ...]:
    """The files of the documents with a line set to a day; nothing is written yet.

    `read` gives the playbook with these drafts in place of what lies in the
    files. Raises `Unusual` or `OSError`.
    """
    chosen = tuple(documents)
    changes = tuple(_change(document, (root / document.path).read_bytes(), day, line=line) for document in chosen)
    after = read({change.path: change.after for change in changes})
    for document in chosen:
        # whatever was written there, nothing but the day may have changed
        if not _only_dated(document, after.at(document.path), day=day, line=line):
            raise Unusual(document, day, line=line)
    return changes


def _change(document: Document, content: bytes, day: date, *, line: str) -> Change:
    mend = _mend(document, day, line=line)
    after, made = spliced(content, [mend] if mend else [])
    if not made:
        raise Unusual(document, day, line=line)
    return Change(document.path, content, after)


def _only_dated(before: Document, after: Document | None, *, day: date, line: str) -> bool:
    if after is None or not after.readable or getattr(after.fields, line) != day:
        return False
    return _beside(before, line) == _beside(after, line) and str(after.title) == str(before.title)


def _beside(document: Document, line: str) -> dict[str, object]:
    return {name: value for name, value in document.fields if name != line}


def _mend(document: Document, day: date, *, line: str) -> Mend | None:
    if (line,) in document.key_places:
        return _over(document, day, name=line)
    between, whole = split(document.lines), document.field_places.get(())
    if between is None:
        return _at(document, 1, 1, text=f"---\n{line}: {day}\n---\n")
    if whole and document.lines[whole.line - 1][whole.column - 1 : whole.column] == "{":
        return _at(document, whole.line, whole.column + 1, text=f"{line}: {day}" + (", " if document.key_places else ""))
    # below all that stands there, so that no text of several lines takes it in
    return _at(document, between[1], 1, text=" " * (whole.column - 1 if whole else 0) + f"{line}: {day}\n")


def _over(document: Document, day: date, *, name: str) -> Mend | None:
    """The day in place of what stands behind the name now."""
    place, key = document.place_of(name), document.key_places[(name,)]
    if place.line != place.end_line:
        return None
    line = document.lines[place.line - 1]
    if now := line[place.column - 1 : place.end_column - 1].strip():
        was = written[2] if (written := _DAY.fullmatch(now)) else now
        return Mend(place, str(day), was=was)
    colon = line.find(":", key.end_column - 1) if key.line == place.line else -1
    return _at(document, key.line, colon + 2, text=f" {day}") if colon >= 0 else None


def _at(document: Document, line: int, column: int, *, text: str) -> Mend:
    return Mend(Place(document.path, line, column, line, column), text)
