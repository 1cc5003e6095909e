"""What of a text is looked for: hashes of all that it holds, held against the fingerprints."""

import re
import unicodedata
from collections.abc import Iterator

from playbook_plugins.audit.forms import AMOUNT, fingerprint, read
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.leak import MONEY_OUT, OUTPUT_LEAK
from playbook_plugins.model.runs import LENGTH

Seen = dict[tuple[str, str], tuple[str, frozenset[tuple[str, str]]]]
"""By the last words before a line and the line: the last words behind it, and what was found there."""

_PARTS = re.compile(r"\n| \| ")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 400
"""Signs of what is kept of the words before a line."""
_MOST = 1 << 17
"""Lines that are remembered."""


def recognised(text: str, fingerprints: Fingerprints, seen: Seen) -> Iterator[tuple[str, str]]:
    """The place in the sources, and the rule, of everything in a text that is looked for.

    `seen` remembers: menus and frames repeat on every page, so a line is looked
    at once for each beginning that it ends.
    """
    before = ""
    for line in _PARTS.split(text if text.isascii() else unicodedata.normalize("NFKC", text)):
        known = seen.get((before, line))
        if known is None:
            if len(seen) >= _MOST:
                seen.clear()
            known = seen[before, line] = _look(f"{before}\n{line}", fingerprints)
        before, found = known
        yield from found


def _look(text: str, fingerprints: Fingerprints) -> tuple[str, frozenset[tuple[str, str]]]:
    starts = [word.start() for word in _WORD.finditer(text)]
    last = text[starts[1 - LENGTH] :] if len(starts) >= LENGTH else text
    return last[-_LONGEST:], frozenset(_found(text, fingerprints))


def _found(text: str, fingerprints: Fingerprints) -> Iterator[tuple[str, str]]:
    for form, said in read(text, fingerprints.marks, fingerprints.coins):
        marks = fingerprints.marks[form]
        for mark in marks.keys() & {fingerprint(form, one) for one in said}:
            yield marks[mark], MONEY_OUT if form == AMOUNT else OUTPUT_LEAK
