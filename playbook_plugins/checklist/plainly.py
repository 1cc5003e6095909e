"""A source as people read it: over the ends of its lines, without marks, with one sort of space and dash."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from playbook_plugins.model.place import Place

_UNSEEN = "\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_MARKS = re.compile(rf"[*`~{_UNSEEN}]")
_WORD = re.compile(rf"[^\W_](?:[*`~{_UNSEEN}]*[^\W_])*")
_NAME = re.compile(r"[^\W_]+\*?")
_AWAY = re.compile(r"(?<=\])\([^()\n]*\)|&#?\w{1,8};")
_FIGURES = re.compile(r"\d(?:[\W_]{0,8}\d)*")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"


def name_of(written: str) -> str:
    """A name's words, one space between two; a star behind one stands for its endings."""
    return " ".join(_NAME.findall(written))


class Lines:
    """The lines of a source in a row."""

    def __init__(self, path: str, lines: tuple[str, ...]) -> None:
        self._path = path
        self._text = "\n".join(lines)
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def where(self, look: Callable[[str], Iterable[tuple[int, int]]]) -> Iterator[Place]:
        """The place of whatever is found among all words, one space between two: with what links lead to, and without."""
        for text in dict.fromkeys((self._text, self._seen())):
            found = [*_WORD.finditer(text)]
            plain = [unicodedata.normalize("NFKC", _MARKS.sub("", word[0])) for word in found]
            starts = [0, *accumulate(len(word) + 1 for word in plain)]
            for start, end in look(" ".join(plain)):
                first, last = (found[bisect_right(starts, at) - 1] for at in (start, end - 1))
                yield self.place(first.start(), last.end())

    def figures(self, number: str) -> Iterator[Place]:
        """Where the figures of a number stand, whatever stands between them."""
        for text in dict.fromkeys((self._text, self._seen())):
            for found in _FIGURES.finditer(text):
                at = [place for place in range(*found.span()) if text[place].isdecimal()]
                start = "".join(str(int(text[place])) for place in at).find(number)
                if start >= 0:
                    yield self.place(at[start], at[start + len(number) - 1] + 1)

    def address(self, mail: str) -> Iterator[Place]:
        """Where an address to write to stands, in small letters, whatever space and marks stand within."""
        plain, at = closed(self._seen(), "")
        # a ß becomes two signs, which both stand where it stood
        small = [(part, where) for sign, where in zip(plain, at) for part in sign.casefold()]
        start = "".join(part for part, _ in small).find(mail)
        if start >= 0:
            yield self.place(small[start][1], small[start + len(mail) - 1][1] + 1)

    def place(self, start: int, end: int) -> Place:
        """The place of a part of the text."""
        first, last = (bisect_right(self._starts, place) - 1 for place in (start, end - 1))
        return Place(self._path, first + 1, start - self._starts[first] + 1, last + 1, end - self._starts[last] + 1)

    def _seen(self) -> str:
        return _AWAY.sub(lambda found: " " * len(found[0]), self._text)


def closed(text: str, space: str = " ") -> tuple[str, list[int]]:
    """A text without marks and what nobody sees, one `space` for every gap; and where each of its signs stood."""
    signs: list[str] = []
    at: list[int] = []
    for place, sign in enumerate(text):
        if sign in "*`~" or sign > "\xac" and _MARKS.match(sign):
            continue
        if sign.isspace():
            if not space or signs and signs[-1] == space:
                continue
            sign = space
        signs.append("-" if sign in _DASHES else "@" if sign == "\uff20" else sign)
        at.append(place)
    return "".join(signs), at
