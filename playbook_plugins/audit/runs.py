"""Runs of six words, and the hashes that stand for them.

Six words in a row tell copying from coincidence; a hash tells nobody what the
words were, so an engine may hold it.
"""

from collections.abc import Iterable
from hashlib import blake2b

from playbook_plugins.model.runs import runs

_KEY = b"playbook-runs-1"


def fingerprint(run: str) -> int:
    """64 bits that stand for one run, the same in every process."""
    # `person` keys the hash as `key` would, at half the price.
    return int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8, person=_KEY).digest(), "big")


def fingerprints(texts: Iterable[str], excused: Iterable[str] = ()) -> frozenset[int]:
    """What the audit looks for: the runs of `texts`, but for those that stand in an `excused` text as well."""
    wanted = {run for text in texts for run in runs(text)}
    wanted.difference_update(run for text in excused for run in runs(text))
    return frozenset(map(fingerprint, wanted))
