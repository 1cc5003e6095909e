"""What must stand in a text for a wording to be found there: words and marks, read off its pattern.

A text without them need not be searched. Where a pattern is not understood, nothing is
asked of a text, so a wording may be looked for in vain but is never missed.
"""

import re
from dataclasses import dataclass

from playbook_plugins.model.lexicon import plain_letters

Clue = tuple[str, ...]
"""Words and marks of which one must be there; a space before or behind one is where the word begins or ends."""

MOST = 5
"""Clues that one alternative is told by, at most: the rarest."""
SIGNS = re.compile(r"[^\W\d_]+|\d|[^\w\s]")
"""The words, figures and marks of a text, as clues name them."""
_PARTS = re.compile(
    r"[^\W\d_]+|\(\?(?:<?[=!]|[a-z-]*:)|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?:[*+?]|\{\d*,?\d*\})[?+]?|.", re.DOTALL
)
_CHOSEN = re.compile(r"\[(?:\\[^\w]|[^\w\s'’\\^-])+\]")
"""One of several marks."""
_COMMON = (1.0, 1.0, 0.6, 0.2, 0.07, 0.025, 0.012, 0.005)
"""About how often a text holds a word of so many letters."""
_MARK = 0.3
_NOWHERE = ("\\b", "\\B", "^", "$")
"""Parts that stand for no sign."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of a pattern's alternatives."""

    wording: str
    clues: tuple[Clue, ...] = ()
    """All that must be there for it to be found; none: it may stand in every text."""


class _Unsure(Exception):
    """The pattern holds something that is not understood here."""


def ways(wording: str) -> tuple[Way, ...]:
    """The alternatives of a list's pattern, in their order; the whole of it as one where it is not understood."""
    read = _Reading(wording)
    try:
        found, _ = read.alternatives(edge=True)
    except _Unsure:
        return (Way(wording),)
    if read.parts[read.at]:
        return (Way(wording),)
    return tuple(Way(alone, tuple(clue for _, clue in sorted(clues)[:MOST])) for alone, clues in zip(read.alone(), found, strict=True))


def spelled(sign: str) -> str:
    """A word as clues spell it: in small letters without marks; `0` for every figure."""
    if sign.isascii():
        return "0" if sign.isdecimal() else sign.lower()
    return "0" if sign.isdecimal() else plain_letters(sign.casefold()).replace("ı", "i")


class _Reading:
    """A pattern, part by part."""

    def __init__(self, wording: str) -> None:
        self.parts = [*_PARTS.findall(wording), ""]
        self.at = 0
        self.depth = 0
        self.bars: list[int] = []
        self._closed_at = _closings(self.parts)
        self._apart: dict[int, bool] = {}

    def alone(self) -> list[str]:
        """The alternatives that stand in no group, as they are written."""
        bars = [-1, *self.bars, len(self.parts)]
        return ["".join(self.parts[begin + 1 : end]) for begin, end in zip(bars, bars[1:])]

    def alternatives(self, *, edge: bool) -> tuple[list[list[tuple[float, Clue]]], bool]:
        """The clues of each alternative up to the group's end, with how common they are; and whether a word may begin behind it.

        `edge` says whether one begins here: at the start, and behind a space or a mark.
        """
        found: list[list[tuple[float, Clue]]] = [[]]
        start, edges = edge, True
        while (part := self.parts[self.at]) not in ("", ")"):
            self.at += 1
            if part == "|":
                if not self.depth:
                    self.bars.append(self.at - 1)
                edges, edge = edges and edge, start
                found.append([])
            elif part[0] == "(":
                edge = self._group(part, found[-1], edge=edge)
            elif part[0].isalnum() and not part[0].isdecimal():
                self._word(part, found[-1], edge=edge)
                edge = False
            elif part == " " and not _repeats(self.parts[self.at]):
                edge = True
            elif _repeats(part):
                raise _Unsure
            elif part not in _NOWHERE:
                marks, gap = _marks(part)
                needed = self._needed()
                if marks and needed:
                    found[-1].append((_MARK * len(marks), marks))
                edge = gap and (needed or edge)
        return found, edges and edge

    def _group(self, part: str, clues: list[tuple[float, Clue]], *, edge: bool) -> bool:
        self.depth += 1
        inner, inside = self.alternatives(edge=edge)
        self.depth -= 1
        if not self.parts[self.at]:
            raise _Unsure
        self.at += 1
        needed = self._needed()
        if part[-1] in "=!":
            return edge
        if needed and len(inner) == 1:
            clues += inner[0]
        elif needed and all(inner):
            # one of the rarest of each must be there; one of the next rarest as well
            by_rank = [sorted(each) for each in inner]
            for rank in range(max(map(len, inner))):
                chosen = [each[min(rank, len(each) - 1)] for each in by_rank]
                clues.append((sum(common for common, _ in chosen), tuple(sign for _, clue in chosen for sign in clue)))
        return inside and (needed or edge)

    def _word(self, word: str, clues: list[tuple[float, Clue]], *, edge: bool) -> None:
        behind, ends = self.parts[self.at], False
        if _repeats(behind):
            # how often stands behind the last letter alone
            word = word if self._needed() else word[:-1]
        else:
            ends = self._parts_words(self.at)
        if word:
            common = _COMMON[len(word)] if len(word) < len(_COMMON) else _COMMON[-1]
            clues.append((common, (f"{' ' if edge else ''}{spelled(word)}{' ' if ends else ''}",)))

    def _parts_words(self, at: int) -> bool:
        """Whether a word surely ends before this part: whatever may come next is no letter."""
        if at not in self._apart:
            part, behind = self.parts[at], at + 1
            if part == "|":
                found = self._parts_words(self._closed_at[at])
            elif part == ")":
                again = self.parts[behind]
                found = self._parts_words(behind + _repeats(again)) and (not _repeats(again) or again[0] == "?")
            elif part[:1] == "(":
                found = self._group_parts_words(at)
            elif part in _NOWHERE or not part:
                found = part in ("", "$", "\\b")
            else:
                again = self.parts[behind]
                found = _no_letter(part) and (not _may_be_missing(again) or self._parts_words(behind + 1))
            self._apart[at] = found
        return self._apart[at]

    def _group_parts_words(self, at: int) -> bool:
        """The same where a group comes next: each of its alternatives has to, and what follows where it may be missing."""
        end = self._closed_at[at]
        if self.parts[at][-1] in "=!":
            return self._parts_words(end + 1)
        starts = [at + 1, *(bar + 1 for bar, closed in self._closed_at.items() if closed == end and self.parts[bar] == "|")]
        missing = [end + 2] if _may_be_missing(self.parts[end + 1]) else []
        return all(map(self._parts_words, (*starts, *missing)))

    def _needed(self) -> bool:
        """Whether what was read must be there at all, by what says how often; goes behind that."""
        part = self.parts[self.at]
        if not _repeats(part):
            return True
        self.at += 1
        return not _may_be_missing(part)


def _closings(parts: list[str]) -> dict[int, int]:
    """Where each group ends, by where it begins and by each bar in it; outside of all, the end."""
    found: dict[int, int] = {}
    open_ones: list[list[int]] = [[]]
    for at, part in enumerate(parts):
        if part[:1] == "(":
            open_ones.append([at])
        elif part == "|":
            open_ones[-1].append(at)
        elif part == ")" and len(open_ones) > 1:
            found.update(dict.fromkeys(open_ones.pop(), at))
    for left in open_ones:
        found.update(dict.fromkeys(left, len(parts) - 1))
    return found


def _may_be_missing(how_often: str) -> bool:
    """Whether what stands before this may be left out."""
    return _repeats(how_often) and (how_often[0] in "*?" or how_often.startswith(("{0", "{,")))


def _no_letter(part: str) -> bool:
    """Whether a part that stands for a sign surely stands for no letter."""
    return part[0].isdecimal() if part[0].isalnum() else _marks(part)[1]


def _repeats(part: str) -> bool:
    return part != "" and part[0] in "*+?{" and part != "{"


def _marks(part: str) -> tuple[Clue, bool]:
    """The marks of which a part needs one, if it needs any; and whether it is surely no letter."""
    if part[0] == "[":
        chosen = _CHOSEN.fullmatch(part) is not None
        return tuple(part[1:-1].replace("\\", "")) if chosen else (), chosen
    if part[0] == "\\":
        kind = part[1:]
        if kind.isalnum():
            if kind not in "wWsSdD":
                raise _Unsure
            return ("0",) if kind == "d" else (), kind in "sd"
        return ((kind,) if SIGNS.fullmatch(kind) else ()), True
    if part in (".", "_"):
        return (), False
    return ((spelled(part),) if part not in "'’" and SIGNS.fullmatch(part) else ()), True
