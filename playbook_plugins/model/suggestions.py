"""What may have been meant: the nearest known name."""

from collections.abc import Iterable
from difflib import get_close_matches

_ROUNDED = 0.001
"""By how much two ways of reckoning may differ."""


def nearest(written: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """The known name that comes closest to what was written, whatever its case; empty where none is near."""
    names = {name.casefold(): name for name in known}
    wanted = written.casefold()
    near = get_close_matches(wanted, _maybe(wanted, names, likeness), n=1, cutoff=likeness)
    return names[near[0]] if near else ""


def _maybe(wanted: str, names: Iterable[str], likeness: float) -> list[str]:
    """The names that may be so like, as far as their letters tell whatever their order: few are, and the others need no closer look."""
    letters = "".join(set(wanted))
    counts = tuple(map(wanted.count, letters))
    least = likeness - _ROUNDED
    return [name for name in names if 2 * sum(map(min, map(name.count, letters), counts)) >= least * (len(name) + len(wanted))]


def did_you_mean(written: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """The question that offers the nearest known name; what to say where none is near."""
    near = nearest(written, known)
    return f"Did you mean `{near}`?" if near else otherwise
