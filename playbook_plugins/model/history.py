"""When each file was last changed, as the version history tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


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


class Gap(StrEnum):
    """Why the past is not known, or not whole."""

    NONE = "there is no version history here"
    """No repository, or one without a commit."""
    NO_GIT = "git is not installed here, and nobody else can read the version history"
    REFUSED = "git does not trust this folder, since it belongs to somebody else"
    SHALLOW = "this copy holds a part of the version history alone"
    SILENT = "git does not answer when it is asked for the version history"

    @property
    def told(self) -> str:
        """Why, as the beginning of a sentence."""
        return f"{self[0].upper()}{self[1:]}"

    @property
    def mend(self) -> str:
        """How to come by it, without the full stop."""
        return _MENDS[self]


_MENDS = {
    Gap.NONE: "It begins with `git init` and a commit",
    Gap.NO_GIT: "Install git",
    Gap.REFUSED: "If it is yours, say so once: `git config --global --add safe.directory` with the folder behind it",
    Gap.SHALLOW: "Fetch the rest with `git fetch --unshallow`, or with `fetch-depth: 0` in a workflow",
    Gap.SILENT: "Try `git log` in this folder, and see what it says",
}


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
    gap: Gap | None = None
    """Why it is not whole; `None` where it is."""

    @property
    def missed(self) -> str:
        """What goes without the past, and how to come by it; empty where it is whole."""
        if self.gap is None:
            return ""
        sleeping = "`changed-since-review` and `bulk-review` sleep; a text without `reviewed` has no day"
        dates = "" if self.latest else "; pages carry the day of the latest review"
        return f"{self.gap.told}: {sleeping}{dates}. {self.gap.mend}."
