"""What may have been meant: the nearest known name."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(written: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """The known name that comes closest to what was written, whatever its case; empty where none is near."""
    names = {name.casefold(): name for name in known}
    near = get_close_matches(written.casefold(), names, n=1, cutoff=likeness)
    return names[near[0]] if near else ""


def did_you_mean(written: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """The question that offers the nearest known name; what to say where none is near."""
    near = nearest(written, known)
    return f"Did you mean `{near}`?" if near else otherwise
