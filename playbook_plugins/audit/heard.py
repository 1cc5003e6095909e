"""What an audit has already heard, so that a menu which stands on every page is read once."""

import re
from collections import defaultdict

from playbook_plugins.model.runs import LENGTH, words

_SPELT = r"&(?:amp;)*#?\w{1,8};|\\u\{\w{1,6}\}"
_PIECE = re.compile(rf"(?>{_SPELT}|.){{8}}(?>[^\n;{{}}|&\\]++|{_SPELT}|[&\\])*+[\n;{{}}|]*+|.+", re.DOTALL)
"""Eight letters and up to the end of a line, or of what is one to a script: six of them hold a run even where each letter is spelt out."""
_BLANK = re.compile(r"\n\s+")
_TAGS = re.compile("[\U000e0020-\U000e007e]")
"""Letters that nobody sees."""
_MOST = 1 << 17
"""Lines whose words are remembered."""


class Heard:
    """The lines that one audit has heard, each with the lines before it.

    Six lines with a word in each hold every run that ends in the last of them:
    where all six have been heard in a row, the last says nothing new.
    """

    def __init__(self) -> None:
        self._clean: set[int] = set()
        self._now: defaultdict[str, set[int]] = defaultdict(set)
        self._keys: dict[str, tuple[int, int]] = {}

    def settle(self, *, clean: bool) -> None:
        """End a file: what it said need not be heard again, unless something was found in it."""
        if clean:
            self._clean.update(*self._now.values())
        self._now.clear()

    def fresh(self, channel: str, text: str, *, raw: bool = False) -> str:
        """What of a text has not been heard yet, with as much before it as a run may need.

        Two texts of the same words say the same, but for a `raw` one, whose signs
        may hide other words.
        """
        clean, said = self._clean, self._now[channel]
        pieces = _PIECE.findall(_BLANK.sub("\n", text))
        kept: list[str] = []
        signs = spoken = places = (0,) * LENGTH
        end = 0
        for index, piece in enumerate(pieces):
            sign, words = self._keys.get(piece) or self._key(piece)
            if not words:
                continue
            places = (*places[1:], index)
            spoken = (*spoken[1:], words)
            seen = hash(spoken)
            if raw:
                said.add(seen)
                signs = (*signs[1:], sign)
                seen = hash(signs) ^ 1
            if seen in clean or seen in said:
                continue
            said.add(seen)
            kept += pieces[max(places[0], end) : index + 1]
            end = index + 1
        return "".join(kept)

    def _key(self, piece: str) -> tuple[int, int]:
        """What stands for a line with its signs, and what for its words; nothing if it has none."""
        if len(self._keys) >= _MOST:
            self._keys.clear()
        found = words(piece) or _TAGS.findall(piece)
        self._keys[piece] = key = (hash(" ".join(piece.split())), hash(tuple(found)) if found else 0)
        return key
