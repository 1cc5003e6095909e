"""The blocks of a Markdown text, each with its place.

Line by line, as CommonMark describes it: first the quotes and list items that
are still open, then what the rest of the line opens, else it is running text.
Every line is looked at once for each container around it, and containers are
capped, so the time grows with the text and nothing else.

Two departures: a definition of a link (`[a]: /b`) stays a paragraph, since
nothing that stands in a source may be out of a rule's sight; and a pipe within
code does not part a table's cells, since the page shows it so.
"""

from collections.abc import Sequence
from re import Pattern

from playbook_plugins.model.blocks import Block, Break, Heading, Span, Text
from playbook_plugins.read import openings, tables
from playbook_plugins.read.containers import Container, frozen
from playbook_plugins.read.leaves import Fenced, Indented, Leaf, Line, Raw, Rows, Words, after_spaces

DEEPEST = 24
"""How many quotes and lists may stand in one another; what goes deeper is read as running text."""

_MARKS = frozenset("#>`~<=|:_*+-0123456789")
"""What a line begins with that may be more than running text."""

_MARKS_AND_SPACE = _MARKS | {" ", "\t"}


def spans(text_lines: Sequence[str], first_line: int = 1) -> tuple[Span, ...]:
    """The lines of a file, or of a part of it that begins at `first_line`."""
    return tuple(Span(number, 1, text.rstrip("\r\n")) for number, text in enumerate(text_lines, first_line))


def scan(lines: Sequence[Span]) -> tuple[Block, ...]:
    """The blocks that `lines` hold. Every input has an answer; nothing is refused here."""
    scanner = _Scanner()
    for span in lines:
        scanner.read(span)
    return scanner.finish()


class _Scanner:
    """What is open after the lines read so far."""

    __slots__ = ("leaf", "open")

    def __init__(self) -> None:
        self.open = [Container()]
        self.leaf: Leaf | None = None

    def read(self, source: Span) -> None:
        """Take one more line."""
        if len(self.open) == 1 and self._reads_plain_line(source) or self._reads_plain_entry(source):
            return
        line = Line(source)
        depth = self._descend(line) if len(self.open) > 1 else 1
        if self.leaf is not None and depth == len(self.open):
            taken = self.leaf.takes(line)
            if self.leaf.done:
                self._close_leaf()
            if taken:
                return
        if line.blank:
            self._close(depth)
        elif line.indent < 4 and line.text[line.first] not in _MARKS:
            self._words(line, depth)
        elif depth := self._opens(line, depth):
            self._words(line, depth)

    def _reads_plain_line(self, source: Span) -> bool:
        """Take a line of the page itself that is empty or can only be running text: most lines are."""
        text, leaf = source.text, self.leaf
        if leaf is not None and not isinstance(leaf, Words):
            return False
        if not text:
            self._close_leaf()
            return True
        if text[0] in _MARKS_AND_SPACE:
            return False
        if text[-1] in " \t":
            source = Span(source.line, source.column, text.rstrip(" \t"))
        if leaf is None:
            self.leaf = Words(source)
        else:
            leaf.add(source)
        return True

    def _reads_plain_entry(self, source: Span) -> bool:
        """Take a line that begins an entry of a list on the page itself with running text: most that begin with a mark do."""
        found = openings.plain_entry(source.text)
        if found is None or (len(self.open) == 1 and self.leaf is not None):
            return False
        self._close(1)
        line, column, text = source
        width = len(found[1]) + 1
        item = Container(width, Span(line, column + width, ""))
        self.open[-1].add(item, found[2] or found[1], ordered=found[2] is not None)
        self.open.append(item)
        self.leaf = Words(Span(line, column + width, text[width:].rstrip(" \t")))
        return True

    def finish(self) -> tuple[Block, ...]:
        """Everything read, once there are no more lines."""
        self._close(1)
        return frozen(self.open[0].blocks)

    def _descend(self, line: Line) -> int:
        """Pass the marks and indents of the containers that this line still belongs to; how many there are."""
        depth = 1
        for container in self.open[1:]:
            if container.indent < 0:
                if not line.passes_quote_mark():
                    break
            elif line.blank:
                # An item whose first line holds its marker alone ends at a second one.
                if not container.blocks and (self.leaf is None or container is not self.open[-1]):
                    break
                line.move(line.first)
            elif line.indent >= container.indent:
                line.move(line.at + container.indent)
            else:
                break
            depth += 1
        return depth

    def _opens(self, line: Line, depth: int) -> int:
        """Open what the line opens; if running text is left over, the number of containers around it, else 0."""
        while not line.blank and line.indent < 4:
            mark = line.text[line.first]
            room = depth <= DEEPEST
            if mark in "0123456789+" or self._is_plain_item(line, mark):
                if not (room and self._opens_item(line, depth)):
                    return depth
            elif mark == ">" and room:
                self._close(depth)
                line.passes_quote_mark()
                quote = Container()
                self.open[-1].blocks.append(quote)
                self.open.append(quote)
            elif self._opens_leaf(line, depth, mark):
                return 0
            elif not (room and mark in "-*" and self._opens_item(line, depth)):
                return depth
            depth += 1
        if line.blank:
            return 0
        if isinstance(self.leaf, Words):
            return depth
        self._close(depth)
        self.leaf = Indented(line)
        return 0

    @staticmethod
    def _is_plain_item(line: Line, mark: str) -> bool:
        """Whether the line is a bullet followed by words, and so neither a rule, dashes nor an underline."""
        following = line.text[line.first + 1 : line.first + 3]
        return mark in "-*" and len(following) == 2 and following[0] == " " and following[1] not in "-* \t"

    def _opens_leaf(self, line: Line, depth: int, mark: str) -> bool:
        """Open a block that holds no other blocks, if the line's first `mark` begins one."""
        text, first, opened = line.text, line.first, None
        if mark == "#":
            if found := openings.heading(text, first):
                level, start, end = found
                opened = Heading(level, Text((line.part(start, end),)))
        elif mark in "`~":
            if found := openings.fence(text, first):
                opened = Fenced(line, *found)
        elif mark == "<":
            if found := openings.html(text, first):
                opened = self._opens_html(line, depth, *found)
        elif isinstance(self.leaf, Words) and depth == len(self.open) and mark in "|:=-":
            opened = self._opens_below(line, self.leaf)
        if opened is None and mark in "*-_" and openings.is_break(text, first):
            opened = Break(Text((line.words(),)))
        if opened is None:
            return False
        self._close(depth)
        if isinstance(opened, Fenced | Raw | Rows):
            self.leaf = opened
            if opened.done:
                self._close_leaf()
        else:
            self.open[-1].blocks.append(opened)
        return True

    def _opens_html(self, line: Line, depth: int, end: Pattern[str] | None, interrupts: bool) -> Raw | None:
        rows = depth == len(self.open) and isinstance(self.leaf, Rows)
        return Raw(line, end) if interrupts or not (rows or isinstance(self.leaf, Words)) else None

    def _opens_below(self, line: Line, words: Words) -> Rows | Heading | None:
        """What the line makes of the open paragraph: a heading, or the header of a table."""
        below = line.words().text
        if words.may_be_header and (columns := tables.dashes(below)) and (rows := self._opens_rows(words, columns)):
            return rows
        if not openings.is_underline(below):
            return None
        self.leaf = None
        return Heading(1 if below[0] == "=" else 2, Text(tuple(words.spans)))

    def _opens_rows(self, words: Words, columns: int) -> Rows | None:
        """A table, if the last line of the open paragraph has as many cells as the dashes below it."""
        header = tables.cells(words.spans[-1])
        if len(header) != columns or "|" not in words.spans[-1].text:
            return None
        words.spans.pop()
        if not words.spans:
            self.leaf = None
        return Rows(header)

    def _opens_item(self, line: Line, depth: int) -> bool:
        """Open a list item, if the line begins one."""
        marker = openings.marker(line.text, line.first)
        if marker is None:
            return False
        text, end = line.text, marker.end
        words = after_spaces(text, end)
        empty = words == len(text)
        if depth == len(self.open) and isinstance(self.leaf, Words) and (empty or not marker.first):
            return False
        self._close(depth)
        begin = end + 1 if empty or words - end > 4 else words
        width = begin - line.at
        line.move(min(begin, len(text)))
        item = Container(width, line.part(line.at, line.at))
        self.open[-1].add(item, marker.kind, ordered=marker.ordered)
        self.open.append(item)
        return True

    def _words(self, line: Line, depth: int) -> None:
        """Take the rest of the line as running text, or as the next row of a table."""
        leaf, lazy = self.leaf, depth < len(self.open)
        if isinstance(leaf, Words):
            leaf.add(line.words(), may_be_header=not lazy and line.indent < 4)
        elif lazy or not isinstance(leaf, Rows) or not leaf.add(line):
            self._close(depth)
            self.leaf = Words(line.words())

    def _close(self, depth: int) -> None:
        """End the open leaf, and every container beyond the first `depth`."""
        self._close_leaf()
        del self.open[depth:]

    def _close_leaf(self) -> None:
        if self.leaf is not None:
            self.open[-1].blocks.append(self.leaf.block())
            self.leaf = None
