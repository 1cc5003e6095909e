"""Lines of a source as they are read in a row, word by word: what is held against other texts."""

import html
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from playbook_plugins.model.blocks import Span
from playbook_plugins.model.place import Place
from playbook_plugins.model.runs import LENGTH, in_a_row, words, words_by_line

ADDRESS = re.compile(r"(?<=\])\((?:<[^<>\n]*>|[^()\s]*)|\b[A-Za-z]+://[^\s)>\]]*")
"""Where a link leads, in a line."""
_NUMBER = re.compile(r"^(?:[^\S\n]|>|[-*+][^\S\n])*\d{1,9}[.)](?=[^\S\n])", re.MULTILINE)
_CHUNK = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of one source that are read in a row."""

    path: str
    spans: tuple[Span, ...]

    def read(self) -> list[str]:
        """All its words."""
        return _read(_seen_of([span.text for span in self.spans]))

    def runs(self) -> Iterator[str]:
        """Every six words in a row, over the ends of its lines."""
        return in_a_row(self.read())

    def words(self) -> list[tuple[str, Place]]:
        """Every word with its place."""
        return [
            (word, Place(self.path, span.line, span.column + chunk.start(), span.line, span.column + chunk.end()))
            for span in self.spans
            for chunk in _CHUNK.finditer(_seen(span.text))
            for word in _read(chunk[0])
        ]

    def begins(self) -> Iterator[tuple[str, Place]]:
        """Every six words in a row with the place of the first."""
        found = self.words()
        return zip(in_a_row([word for word, _ in found]), (place for _, place in found))

    def lines(self) -> tuple[tuple[int, list[str]], ...]:
        """Each of its lines that has any words, with them."""
        read = _by_line([span.text for span in self.spans])
        return tuple([(span.line, words) for span, words in zip(self.spans, read) if words])

    def begun(self) -> Iterator[tuple[int, list[str]]]:
        """By line, every six words in a row that begin on it."""
        return begun(self.lines())

    def shared(self, read: set[str]) -> tuple[tuple[str, Place], ...]:
        """Every six words in a row that are among those of others, with the place of the first."""
        both = read.intersection(self.runs())
        return tuple((run, place) for run, place in self.begins() if run in both) if both else ()

    def stretches(self, among: Container[str]) -> Iterator[tuple[str, Place, int]]:
        """Where such words go on without a gap: the first six of them, the place of all, and how many they are."""
        found, run_at = self.words(), tuple(self.runs())
        start = 0
        while start < len(run_at):
            end = start
            while end < len(run_at) and run_at[end] in among:
                end += 1
            if end > start:
                first, last = found[start][1], found[end + LENGTH - 2][1]
                yield run_at[start], Place(first.path, first.line, first.column, last.end_line, last.end_column), end - start + LENGTH - 1
            start = end + 1


def begun(lines: Sequence[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """By line, every six words in a row that begin on it, of lines that are given as their words."""
    found = list(in_a_row([word for _, words in lines for word in words]))
    start = 0
    for line, words in lines:
        yield line, found[start : start + len(words)]
        start += len(words)


def _seen(line: str) -> str:
    """A line as it is read, as long as it was: without addresses and the number of an entry."""
    return _NUMBER.sub(_blank, _without_addresses(line))


def _seen_of(lines: list[str]) -> str:
    """The same of all lines, one below the other."""
    return _NUMBER.sub(_blank, "\n".join(map(_without_addresses, lines)))


def _without_addresses(line: str) -> str:
    return ADDRESS.sub(_blank, line) if "](" in line or "://" in line else line


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _read(text: str) -> list[str]:
    return words(html.unescape(_bare(text)))


def _by_line(lines: list[str]) -> list[list[str]]:
    """The words of each line as it is read; all at once, but where a sign that is written as a word may end a line."""
    text = _seen_of(lines)
    return [_read(_seen(line)) for line in lines] if "&" in text else words_by_line(_bare(text))


def _bare(text: str) -> str:
    """A text without the signs that give words a look, and are no part of them."""
    return text.replace("*", "").replace("~", "").replace("`", "").replace("\\", "")
