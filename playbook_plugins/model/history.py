"""When each file was last changed, as the version history tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Version:
    """A file as one commit left it."""

    day: date
    """The day of the commit."""
    commit: str
    """The commit's name."""
    content: str
    """The name under which the history keeps the file's text."""
    before: str = ""
    """The same for the text that it replaced; empty for a new file."""


@dataclass(frozen=True, slots=True)
class Redated:
    """Documents that one commit gave a new day of review, and nothing else."""

    day: date
    """The day of the commit."""
    paths: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """What is known of the past; empty where there is no version history."""

    complete: bool = False
    """False for a shallow copy, whose dates cannot be trusted."""
    changed: Mapping[str, date] = field(default_factory=dict)
    """By path: the day of the last commit that changed the file."""
    latest: int = 0
    """The moment of the last commit, in seconds since 1970; 0 where there is none."""
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    """By path, every version of the Markdown files that are still there, the newest first."""
    redated: tuple[Redated, ...] = ()
    """The commits that gave documents nothing but a new day of review, where nobody has changed those since."""
