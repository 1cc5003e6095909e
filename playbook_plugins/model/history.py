"""When each file was last changed, as the version history tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class History:
    """What is known of the past; empty where there is no version history."""

    complete: bool = False
    """False for a shallow copy, whose dates cannot be trusted."""
    changed: Mapping[str, date] = field(default_factory=dict)
    """By path: the day of the last commit that changed the file."""
    latest: int = 0
    """The moment of the last commit, in seconds since 1970; 0 where there is none."""
