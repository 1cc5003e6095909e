"""The blocks that hold no other blocks, while their lines come in, and the line that is being read."""

import re
from typing import Protocol

from playbook_plugins.model.blocks import Block, Code, Html, Paragraph, Span, Table, Text
from playbook_plugins.read import openings, tables

_MOST_PADDING = 65_536
"""How many missing cells one table may have; a wide header over many short rows would fill the memory."""

_MARKS = re.compile(r"[ \t>+*\-0-9.)]*+")
_SPACES = re.compile(" *+")


def after_spaces(text: str, at: int) -> int:
    """Where the spaces that begin at `at` end."""
    return _SPACES.match(text, at).end()  # it matches the empty text too


class Line:
    """One source line, and how far into it the containers around it reach.

    Tabs among the marks that open a line are spread to the next multiple of
    four, so that offsets are also columns; spans are cut from the source.
    """

    __slots__ = ("_marks", "at", "blank", "first", "source", "text")

    def __init__(self, source: Span) -> None:
        text = source.text
        self.source = source
        self._marks = 0
        if "\t" in text:
            end = _MARKS.match(text).end()  # it matches the empty text too
            before = " " * ((source.column - 1) % 4)
            marks = (before + text[:end]).expandtabs(4)[len(before) :]
            text, self._marks = marks + text[end:], len(marks)
        self.text = text
        self.at = 0
        """Where the containers end and what they hold begins."""
        self.first = len(text) - len(text.lstrip(" "))
        """The first character from there that is no space."""
        self.blank = self.first == len(text)
        """Whether nothing is left of it."""

    @property
    def indent(self) -> int:
        return self.first - self.at

    def move(self, at: int) -> None:
        """Let the containers reach to `at`."""
        self.at = at
        self.first = first = after_spaces(self.text, at)
        self.blank = first == len(self.text)

    def passes_quote_mark(self) -> bool:
        """Move behind a `>` and its space, if there is one here."""
        text, first = self.text, self.first
        if first - self.at > 3 or not text.startswith(">", first):
            return False
        self.move(first + 2 if text.startswith(" ", first + 1) else first + 1)
        return True

    def part(self, start: int, end: int | None = None) -> Span:
        """The source from `start` to `end`; a tab that is cut in two is kept whole."""
        source = self.source
        if not self._marks:
            return Span(source.line, source.column + start, self.text[start:end])
        start = self._in_source(start)
        end = None if end is None else self._in_source(end)
        return Span(source.line, source.column + start, source.text[start:end])

    def words(self) -> Span:
        """What is left of the line, without white space around it."""
        end = len(self.text.rstrip(" \t"))
        if not self.first and end == len(self.source.text):
            return self.source
        return self.part(self.first, max(end, self.first))

    def _in_source(self, offset: int) -> int:
        text = self.source.text
        if offset >= self._marks:
            return offset - len(self.text) + len(text)
        before = column = (self.source.column - 1) % 4
        for at, character in enumerate(text):
            column += 4 - column % 4 if character == "\t" else 1
            if column - before > offset:
                return at
        return len(text)


class Leaf(Protocol):
    """A block whose lines are still coming in."""

    done: bool
    """Whether it takes no more lines."""

    def takes(self, line: Line) -> bool:
        """Take the line, which lies in the same containers, if it is this block's whatever it may look like."""

    def block(self) -> Block:
        """What came in."""


class Words:
    """A paragraph, or what will turn out to be a heading or the header of a table."""

    __slots__ = ("done", "may_be_header", "spans")

    def __init__(self, words: Span) -> None:
        self.done = False
        self.spans = [words]
        self.may_be_header = True
        """Whether the last line may be the header of a table."""

    def add(self, words: Span, *, may_be_header: bool = True) -> None:
        """The words of one more line."""
        self.may_be_header = may_be_header
        self.spans.append(words)

    def takes(self, line: Line) -> bool:
        self.done = line.blank
        return self.done

    def block(self) -> Block:
        return Paragraph(Text(tuple(self.spans)))


class Rows:
    """A table."""

    __slots__ = ("_header", "_missing", "_rows", "done")

    def __init__(self, header: list[Text]) -> None:
        self.done = False
        self._header = tuple(header)
        self._rows: list[tuple[Text, ...]] = []
        self._missing = 0

    def takes(self, line: Line) -> bool:
        self.done = line.blank or line.indent > 3
        return False

    def add(self, line: Line) -> bool:
        """One more row: cells that are missing are empty, and cells too many are left out."""
        row, width = line.words(), len(self._header)
        cells = tables.cells(row)
        self._missing += width - len(cells)
        if self._missing > _MOST_PADDING:
            return False
        if len(cells) < width:
            missing = Text((Span(row.line, row.column + len(row.text), ""),))
            cells += [missing] * (width - len(cells))
        self._rows.append(tuple(cells[:width]))
        return True

    def block(self) -> Block:
        return Table(self._header, tuple(self._rows))


class Fenced:
    """Code between two fences; without the second it goes on to the end."""

    __slots__ = ("_fence", "_indent", "_info", "_opening", "_spans", "done")

    def __init__(self, line: Line, fence: str, info: str) -> None:
        self.done = False
        self._fence = fence
        self._indent = line.indent
        self._info = info
        self._opening = line.part(len(line.text), len(line.text))
        self._spans: list[Span] = []

    def takes(self, line: Line) -> bool:
        if line.indent < 4 and openings.closes(line.text, line.first, self._fence):
            self.done = True
        else:
            self._spans.append(line.part(min(line.at + self._indent, line.first)))
        return True

    def block(self) -> Block:
        return Code(self._info, Text(tuple(self._spans) or (self._opening,)))


class Indented:
    """Code that stands in by four columns."""

    __slots__ = ("_blank", "_spans", "done")

    def __init__(self, line: Line) -> None:
        self.done = False
        self._spans = [line.part(line.at + 4)]
        self._blank: list[Span] = []

    def takes(self, line: Line) -> bool:
        if line.blank:
            self._blank.append(line.part(min(line.at + 4, line.first)))
        elif line.indent > 3:
            # Blank lines belong to the code only where more of it follows.
            self._spans += [*self._blank, line.part(line.at + 4)]
            self._blank.clear()
        else:
            self.done = True
        return not self.done

    def block(self) -> Block:
        return Code("", Text(tuple(self._spans)))


class Raw:
    """Raw HTML or a comment, up to its own end or to a blank line."""

    __slots__ = ("_end", "_spans", "done")

    def __init__(self, line: Line, end: re.Pattern[str] | None) -> None:
        self._end = end
        self._spans: list[Span] = []
        self.done = False
        self.takes(line)

    def takes(self, line: Line) -> bool:
        if self._end is None and line.blank:
            self.done = True
            return False
        self._spans.append(line.part(line.at))
        self.done = self._end is not None and self._end.search(line.text, line.first) is not None
        return True

    def block(self) -> Block:
        return Html(Text(tuple(self._spans)))
