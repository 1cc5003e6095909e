"""What of a text is looked for: hashes of all that it holds, held against the fingerprints."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from playbook_plugins.audit.forms import AMOUNT, ROWS, fingerprint, read
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.leak import MONEY_OUT, OUTPUT_LEAK
from playbook_plugins.model.runs import LENGTH, in_a_row, words

_PARTS = re.compile(r"\n| \| ")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 400
"""Signs of what is kept of the words before a line."""
_MOST = 1 << 17
"""Lines that are remembered, and things of one form that are in no fingerprint."""


class Seen:
    """What one audit has looked at, since menus and frames repeat on every page."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, str], tuple[str, frozenset[tuple[str, str]]]] = {}
        """By the last words before a line and the line: the last words behind it, and what was found there."""
        self.clean: defaultdict[str, set[str]] = defaultdict(set)
        """By form, what stands for nothing that is looked for."""


def recognised(text: str, fingerprints: Fingerprints, seen: Seen) -> Iterator[tuple[str, str]]:
    """The place in the sources, and the rule, of everything in a text that is looked for."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    said = words(plain)
    for form in fingerprints.marks.keys() & ROWS.keys():
        yield from _held(form, set(in_a_row(said, ROWS[form])), fingerprints, seen)
    if forms := [form for form in fingerprints.marks if form not in ROWS]:
        yield from _by_line(plain, forms, fingerprints, seen)


def _by_line(text: str, forms: Sequence[str], fingerprints: Fingerprints, seen: Seen) -> Iterator[tuple[str, str]]:
    """What has signs of its own, and may stand over the end of a line; each line is looked at once for each beginning that it ends."""
    before = ""
    for line in _PARTS.split(text):
        known = seen.lines.get((before, line))
        if known is None:
            if len(seen.lines) >= _MOST:
                seen.lines.clear()
            behind = f"{before}\n{line}"
            found = (one for form, said in read(behind, forms, fingerprints.coins) if said for one in _held(form, said, fingerprints, seen))
            known = seen.lines[before, line] = _last(behind), frozenset(found)
        before, here = known
        yield from here


def _last(text: str) -> str:
    starts = [word.start() for word in _WORD.finditer(text)]
    return (text[starts[1 - LENGTH] :] if len(starts) >= LENGTH else text)[-_LONGEST:]


def _held(form: str, said: set[str], fingerprints: Fingerprints, seen: Seen) -> Iterator[tuple[str, str]]:
    """Which of these things are looked for."""
    marks, clean = fingerprints.marks[form], seen.clean[form]
    stands = {fingerprint(form, one): one for one in said - clean}
    hits = marks.keys() & stands.keys()
    for mark in hits:
        yield marks[mark], MONEY_OUT if form == AMOUNT else OUTPUT_LEAK
    if len(clean) >= _MOST:
        clean.clear()
    clean.update(one for mark, one in stands.items() if mark not in hits)
