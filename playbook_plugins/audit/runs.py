"""Runs of six words, and the hashes that stand for them.

Six words in a row tell copying from coincidence; a hash tells nobody what the
words were, so an engine may hold it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b

LENGTH = 6
"""Words in a run: 1.2 % of runs in unrelated texts meet by chance, shorter ones far oftener."""
_KEY = b"playbook-runs-1"
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]")


def words(text: str) -> list[str]:
    """The words of a text, without case, punctuation, ligatures and invisible characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _WORD.findall(text.casefold())


def runs(text: str) -> Iterator[str]:
    """Every six words in a row, as one string each."""
    found = words(text)
    return map(" ".join, zip(*(found[start:] for start in range(LENGTH))))


def fingerprint(run: str) -> int:
    """64 bits that stand for one run, the same in every process."""
    # `person` keys the hash as `key` would, at half the price.
    return int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8, person=_KEY).digest(), "big")


def fingerprints(texts: Iterable[str], excused: Iterable[str] = ()) -> frozenset[int]:
    """What the audit looks for: the runs of `texts`, but for those that stand in an `excused` text as well."""
    wanted = {run for text in texts for run in runs(text)}
    wanted.difference_update(run for text in excused for run in runs(text))
    return frozenset(map(fingerprint, wanted))
