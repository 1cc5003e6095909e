"""What of a text is looked for: hashes of all that it holds, held against the fingerprints."""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from playbook_plugins.audit.forms import AMOUNT, ROWS, hashed, may_hold, read
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.leak import MONEY_OUT, OUTPUT_LEAK
from playbook_plugins.model.runs import LENGTH, in_a_row, words

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 400
"""Signs of what is kept of the words before a line."""
_MOST = 1 << 17
"""Lines, and rows of words, that are remembered."""


class Seen:
    """What one audit has looked at, since menus and frames repeat on every page."""

    def __init__(self, *, noting: int = 0) -> None:
        self.said: defaultdict[str, set[bytes]] | None = defaultdict(set) if noting else None
        """By form, the hashes of all that was said, as long as there are not more of them than shall be noted."""
        self._room = noting
        self.rows: set[tuple[str, ...]] = set()
        """Words in a row that stand for nothing that is looked for, nor do those with which they begin."""
        self.lines: dict[str, frozenset[tuple[str, str]]] = {}
        """By a line behind the last words before it, what was found there."""

    def note(self, form: str, stands: Collection[bytes]) -> None:
        """Note what was said, where somebody wants to know."""
        if self.said is not None:
            self.said[form].update(stands)
            self._room -= len(stands)
            if self._room < 0:
                self.said = None


def recognised(text: str, fingerprints: Fingerprints, seen: Seen) -> Iterator[tuple[str, str]]:
    """The place in the sources, and the rule, of everything in a text that is looked for."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if rows := {form: ROWS[form] for form in fingerprints.marks if form in ROWS}:
        yield from _in_rows(words(plain), rows, fingerprints, seen)
    parted = "\n" + plain.replace(" | ", "\n")
    if forms := [form for form in fingerprints.marks if form not in ROWS and may_hold(form, parted)]:
        yield from _by_line(parted, forms, fingerprints, seen)


def _in_rows(said: list[str], rows: Mapping[str, int], fingerprints: Fingerprints, seen: Seen) -> Iterator[tuple[str, str]]:
    """What is told by words in a row: every row is the beginning of one of the longest, and each of those is looked at once."""
    longest = max(rows.values())
    fresh = {row for row in zip(*(said[start:] for start in range(longest))) if row not in seen.rows}
    rest = said[max(0, len(said) - longest + 1) :]
    found: list[tuple[str, str]] = []
    for form, length in rows.items():
        begun = set(map(" ".join, {row[:length] for row in fresh} if length < longest else fresh))
        begun.update(in_a_row(rest, length))
        found += _held(form, begun, fingerprints, seen)
    if not found:
        if len(seen.rows) >= _MOST:
            seen.rows.clear()
        seen.rows.update(fresh)
    yield from found


def _by_line(text: str, forms: Sequence[str], fingerprints: Fingerprints, seen: Seen) -> Iterator[tuple[str, str]]:
    """What has signs of its own, and may stand over the end of a line; each line is looked at once for each beginning that it ends; the text begins with the end of a line."""
    for start, end in _behind(text):
        behind = text[start:end]
        known = seen.lines.get(behind)
        if known is None:
            if len(seen.lines) >= _MOST:
                seen.lines.clear()
            here = [form for form in forms if may_hold(form, behind)]
            found = (one for form, said in read(behind, here, fingerprints.coins) if said for one in _held(form, said, fingerprints, seen))
            known = seen.lines[behind] = frozenset(found)
        yield from known


def _behind(text: str) -> Iterator[tuple[int, int]]:
    """Where each line of a text ends, with where the last words before it begin."""
    starts = [word.start() for word in _WORD.finditer(text)]
    start = end = passed = 0
    while end < len(text):
        after = text.find("\n", end + 1)
        end = len(text) if after < 0 else after
        yield start, end
        passed = bisect_left(starts, end, passed)
        start = max(end - _LONGEST, starts[passed - LENGTH + 1] if passed >= LENGTH else 0)


def _held(form: str, said: set[str], fingerprints: Fingerprints, seen: Seen) -> Iterator[tuple[str, str]]:
    """Which of these things are looked for."""
    marks = fingerprints.marks[form]
    stands = hashed(form, said)
    seen.note(form, stands)
    for mark in marks.keys() & stands.keys():
        yield marks[mark], MONEY_OUT if form == AMOUNT else OUTPUT_LEAK
