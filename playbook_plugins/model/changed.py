"""What has changed in the texts from day to day, as far as a reader sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from playbook_plugins.model.document import Document
from playbook_plugins.model.history import Gap

Forgotten = Callable[[Document, str], bool]
"""Whether a line, as it once stood in a document, must not be shown any more."""


class Way(StrEnum):
    """What became of a text."""

    NEW = "new"
    """It came into use."""
    GONE = "gone"
    """It is no longer in use."""
    CHANGED = "changed"
    """It says something else."""
    MOVED = "moved"
    """It says the same under another name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a reader sees, before and after."""

    heading: str = ""
    """The heading that it stands under; empty above the first, and for a line at the top."""
    field: str = ""
    """For a line at the top its name, such as `may_spend`; `title` for the title."""
    before: str = ""
    """What it said, as plain text on one line; empty for what is new."""
    after: str = ""
    """What it says; empty for what is gone."""
    once: str = ""
    """The heading under which the same words stood before; empty where they did not move."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one day did to one text."""

    day: date
    way: Way
    kind: str
    """What sort of text it is: `policy`, `role`, …"""
    id: str
    """Its name among the others; empty where that must not be said again."""
    lang: str
    path: str
    """Where its file is today, from the repository's root, or was last."""
    mark: str
    """Signs that stand for this change and no other."""
    title: str = ""
    """What it is called, as plain text; empty where that must not be said again."""
    formerly: str = ""
    """Its name before, where it got another."""
    lines: tuple[Line, ...] = ()
    more: int = 0
    """Lines besides, which are too many to show."""


@dataclass(frozen=True)
class Changes:
    """All that is told, the newest first."""

    found: tuple[Change, ...] = ()
    gap: Gap | None = None
    """Why nobody can say what has changed; `None` where somebody can."""
    left_out: bool = False
    """Whether there were more changes before these."""

    def of(self, path: str) -> Change | None:
        """The latest change of the file at `path`."""
        return self._latest.get(path)

    @cached_property
    def _latest(self) -> Mapping[str, Change]:
        return {change.path: change for change in reversed(self.found)}
