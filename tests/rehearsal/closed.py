"""What the rehearsal knows of a host, and nothing else: what it does not know is an error and never a guess."""

from collections.abc import Iterable, Mapping
from typing import Any


class Unknown(Exception):
    """A workflow asks for something that the rehearsal does not play."""


class Failed(Exception):
    """A step did not succeed; says why."""


def only(told: object, known: Iterable[str], *, where: str) -> dict[str, Any]:
    """A mapping that has none but known keys."""
    if told is None or told == "":
        return {}
    if not isinstance(told, Mapping):
        raise Unknown(f"{where}: a mapping was expected, not {told!r}")
    if unknown := sorted(set(told) - set(known)):
        raise Unknown(f"{where}: {', '.join(unknown)}")
    return dict(told)


def listed(told: object) -> list[Any]:
    """One thing or several, as a list."""
    return list(told) if isinstance(told, (list, tuple)) else [] if told is None or told == "" else [told]
