"""What a document has too much of: such a thing is slow to read, to check or to print, and nobody would read it."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from playbook_plugins.model.blocks import Block, Heading, List, Paragraph, Quote, Table, Text
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.place import Place
from playbook_plugins.read.inline import links
from playbook_plugins.read.limits import (
    CELLS_LIMIT,
    DOCUMENTS_LIMIT,
    EMPTY_LIMIT,
    HEADINGS_LIMIT,
    ITEMS_LIMIT,
    LINKS_LIMIT,
    MARKS_LIMIT,
    NESTING_LIMIT,
    OPEN_LIMIT,
    PARAGRAPH_LIMIT,
    SIZE_LIMIT,
    TOTAL_LIMIT,
)

_MARKS = re.compile(r"\*++|_++|~++|`++")
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_COUNTED = {
    "headings": (HEADINGS_LIMIT, "Split it into several documents."),
    "list entries": (ITEMS_LIMIT, "Split it into several documents."),
    "empty list entries": (EMPTY_LIMIT, "Delete them, or write what belongs there."),
    "cells of tables": (CELLS_LIMIT, "Keep so large a table in a spreadsheet, and link to it."),
    "links": (LINKS_LIMIT, "Split it into several documents."),
}
_LEAST_LIMIT = min(most for most, _ in _COUNTED.values())


def excess(blocks: Iterable[Block], path: str) -> Fault | None:
    """The first place at which a document has too much of anything; `None` where it has not."""
    counted = dict.fromkeys((*_COUNTED, "paragraphs"), 0)
    for what, text, depth in _walked(blocks, 0):
        written = str(text)
        if depth > NESTING_LIMIT:
            return _fault(text, path, f"more than {NESTING_LIMIT} lists and quotes stand in one another here", "Write it with fewer steps to the right.")
        if (len(written) > MARKS_LIMIT or "[" in written) and (wrong := _tangled(text, written)):
            return _fault(text, path, *wrong)
        counted[what] += 1
        if "](" in written:
            counted["links"] += len(links(text))
        for name in (what, "links"):
            if counted[name] > _LEAST_LIMIT and name in _COUNTED and counted[name] > (most := _COUNTED[name][0]):
                return _fault(text, path, f"there are more than {most:,} {name} in this document", _COUNTED[name][1])
    return None


def too_many(files: Collection[Path], place: Place) -> Fault | None:
    """What is wrong where so many files lie in a playbook, or such long ones, that no computer should read them all."""
    documents = [file for file in files if file.suffix == ".md"]
    if len(documents) > DOCUMENTS_LIMIT:
        return Fault("unreadable-file", place, f"there are more than {DOCUMENTS_LIMIT:,} documents in this playbook, so none was read", "Keep what is not for the playbook somewhere else.")
    if sum(map(_bytes, documents)) > TOTAL_LIMIT:
        return Fault("unreadable-file", place, f"the documents of this playbook come to more than {TOTAL_LIMIT >> 20} MB, so none was read", "Keep what is not for the playbook somewhere else.")
    return None


def _bytes(file: Path) -> int:
    """How much of a file would be read."""
    try:
        return min(file.lstat().st_size, SIZE_LIMIT)
    except OSError:
        return 0


def _walked(blocks: Iterable[Block], depth: int) -> Iterator[tuple[str, Text, int]]:
    """Each running text of a document, what it is one of, and how many lists and quotes stand around it."""
    for block in blocks:
        match block:
            case Paragraph(text=text):
                yield "paragraphs", text, depth
            case Quote(blocks=inner):
                yield from _walked(inner, depth + 1)
            case List(items=items):
                for item in items:
                    yield "list entries" if item.text or item.blocks else "empty list entries", item.text, depth + 1
                    yield from _walked(item.blocks, depth + 1)
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    yield from (("cells of tables", cell, depth) for cell in row)
            case Heading(text=text):
                yield "headings", text, depth


def _tangled(text: Text, written: str) -> tuple[str, str] | None:
    """What one running text has too much of, and what to do."""
    if len(written) > PARAGRAPH_LIMIT:
        return f"this paragraph is longer than {PARAGRAPH_LIMIT:,} characters", "Break it into several, with an empty line between them."
    if sum(map(written.count, "*_~`")) > MARKS_LIMIT and len(_MARKS.findall(written)) > MARKS_LIMIT:
        return f"there are more than {MARKS_LIMIT} groups of `*`, `_`, `~` and backticks in this paragraph", "Leave out those that nobody needs."
    if written.count("[") > OPEN_LIMIT and (_most_open(written) > OPEN_LIMIT or written.count("](") - len(links(text)) > OPEN_LIMIT):
        return f"more than {OPEN_LIMIT} brackets are opened and not closed in this paragraph", "Close each `[` with `]`, and each `(` of a link with `)`."
    return None


def _most_open(written: str) -> int:
    """The most square brackets that are open at one place."""
    most = now = 0
    for found in _BRACKET.finditer(written):
        now = max(now + {"[": 1, "]": -1}.get(found[0], 0), 0)
        most = max(most, now)
    return most


def _fault(text: Text, path: str, message: str, mend: str) -> Fault:
    return Fault("unreadable-file", text.place(path), message, mend)
