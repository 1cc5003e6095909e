"""Tables: a header row, a row of dashes, and the rows below, each cell with its own place."""

import re

from playbook_plugins.model.blocks import Span, Text
from playbook_plugins.read.inline import code_ranges

_DASHES = re.compile(r"\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*+\|?+$")
_PIPE = re.compile(r"(?<!\\)\|")


def dashes(text: str) -> int:
    """How many columns a row of dashes announces; 0 where `text` is no such row."""
    if len(text) < 2 or (text[0] == "-" and text[1] in " \t") or not _DASHES.match(text):
        return 0
    return len(text.strip("|").split("|"))


def cells(row: Span) -> list[Text]:
    """The cells of one row that has no white space around it.

    A pipe behind a backslash, or within code, is part of its cell.
    """
    text = row.text
    pipes = [found.start() for found in _PIPE.finditer(text)]
    if "`" in text:
        pipes = _outside(pipes, code_ranges(text))
    if pipes and pipes[0] == 0:
        begin, pipes = 1, pipes[1:]
    else:
        begin = 0
    if not pipes or pipes[-1] != len(text) - 1:
        pipes.append(len(text))
    found = []
    for end in pipes if begin < len(text) else ():
        cell = text[begin:end]
        words = cell.lstrip(" \t")
        column = row.column + begin + len(cell) - len(words)
        found.append(Text((Span(row.line, column, words.rstrip(" \t")),)))
        begin = end + 1
    return found


def _outside(places: list[int], ranges: tuple[tuple[int, int], ...]) -> list[int]:
    """Those of `places` that lie in none of the ranges (both in order)."""
    kept, following = [], iter((*ranges, (1 << 62, 1 << 62)))
    start, end = next(following)
    for place in places:
        while place >= end:
            start, end = next(following)
        if place < start:
            kept.append(place)
    return kept
