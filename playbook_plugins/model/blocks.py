"""The structure of a Markdown text, every part of it with its place.

The grammar is plain: headings, paragraphs, lists, quotes, tables, fenced code
and rules. What is not one of these (raw HTML) is kept and named, so that a rule
can speak about it.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from playbook_plugins.model.place import Place


class Span(NamedTuple):
    """A part of one source line."""

    line: int
    """Counted from 1 in the whole file, front matter included."""
    column: int
    """Where the part begins, from 1, in code points."""
    text: str


@dataclass(frozen=True)
class Text:
    """Running text that may go over several source lines; `str()` joins them with single line breaks."""

    spans: tuple[Span, ...]

    @cached_property
    def _joined(self) -> str:
        return "\n".join(span.text for span in self.spans)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, at = [], 0
        for span in self.spans:
            starts.append(at)
            at += len(span.text) + 1
        return tuple(starts)

    def __str__(self) -> str:
        return self.spans[0].text if len(self.spans) == 1 else self._joined

    def __bool__(self) -> bool:
        return bool(str(self).strip())

    @property
    def line(self) -> int:
        """The first source line."""
        return self.spans[0].line

    def place(self, path: str, start: int = 0, end: int | None = None) -> Place:
        """The place of `str(self)[start:end]` in the file at `path`."""
        end = len(str(self)) if end is None else end
        if len(self.spans) == 1:
            line, column, _ = self.spans[0]
            return Place(path, line, column + start, line, column + max(end, start))
        first = self._span_at(start)
        last = self._span_at(max(start, end - 1)) if end > start else first
        return Place(
            path,
            self.spans[first].line,
            self.spans[first].column + start - self._starts[first],
            self.spans[last].line,
            self.spans[last].column + max(end, start) - self._starts[last],
        )

    def part(self, start: int, end: int | None = None) -> "Text":
        """The text from `start` to `end`, with its places kept."""
        end = len(str(self)) if end is None else end
        if len(self.spans) == 1:
            line, column, text = self.spans[0]
            low = max(start, 0)
            return Text((Span(line, column + low, text[low:end]) if low <= min(end, len(text)) else Span(line, column, ""),))
        spans = []
        for begin, span in zip(self._starts, self.spans):
            low, high = max(start - begin, 0), min(end - begin, len(span.text))
            if low <= high:
                spans.append(Span(span.line, span.column + low, span.text[low:high]))
        return Text(tuple(spans) or (Span(self.line, self.spans[0].column, ""),))

    def _span_at(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)


class Sparing:
    """What there is a lot of: kept from one run to the next by its fields alone, which is several times as fast."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True)
class Heading(Sparing):
    """A line that begins with one to six `#` (or is underlined, which is level 1 or 2)."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph(Sparing):
    """Lines of running text, up to the next blank line or other block."""

    text: Text


@dataclass(frozen=True, slots=True)
class Item(Sparing):
    """One entry of a list: its first paragraph, and whatever is nested below."""

    text: Text
    blocks: "tuple[Block, ...]" = ()


@dataclass(frozen=True, slots=True)
class List(Sparing):
    """Bullets or numbers."""

    ordered: bool
    """Whether it is numbered."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quote(Sparing):
    """A block whose lines begin with `>`: on most pages, words to say."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Table(Sparing):
    """Rows of cells below a header."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Code(Sparing):
    """Fenced (or indented) code; no wording rule reads it."""

    info: str
    """What stands behind the opening fence."""
    text: Text


@dataclass(frozen=True, slots=True)
class Break(Sparing):
    """A rule across the page."""

    text: Text


@dataclass(frozen=True, slots=True)
class Html(Sparing):
    """Raw HTML or a comment: kept as it is, and refused on public pages."""

    text: Text


Block = Heading | Paragraph | List | Quote | Table | Code | Break | Html
