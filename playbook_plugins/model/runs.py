"""Six words in a row: what tells copying from coincidence, in sources and in finished sites alike."""

import re
import unicodedata
from collections.abc import Iterator

LENGTH = 6
"""Words in a run: 1.2 % of runs in unrelated texts meet by chance, shorter ones far oftener."""
_WORD = re.compile(r"[^\W_]+")
_APART = {number: " " for number in range(128) if not chr(number).isalnum()}
"""Blanks in place of what parts words, in plain letters."""
_APART_IN_LINES = {**_APART, ord("\n"): "\n"}
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]")


def words(text: str) -> list[str]:
    """The words of a text, without case, punctuation, ligatures and invisible characters."""
    if text.isascii():
        return text.casefold().translate(_APART).split()
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _WORD.findall(text.casefold())


def words_by_line(text: str) -> list[list[str]]:
    """The words of each line of a text."""
    if text.isascii():
        return [line.split() for line in text.casefold().translate(_APART_IN_LINES).split("\n")]
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return [_WORD.findall(line) for line in text.split("\n")]


def runs(text: str) -> Iterator[str]:
    """Every six words in a row, as one string each."""
    return in_a_row(words(text))


def in_a_row(found: list[str], length: int = LENGTH) -> Iterator[str]:
    """Every six of these words in a row, or as many as are asked for, as one string each."""
    return map(" ".join, zip(*(found[start:] for start in range(length))))
