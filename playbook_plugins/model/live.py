"""Which edit the site for staff shows, and which one is not there yet."""

from dataclasses import dataclass

from playbook_plugins.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Edit:
    """What somebody has changed and kept in the version history."""

    commit: str
    """Its name in the history, in full; empty for what is saved and not kept there yet."""
    at: int
    """When it was kept, in seconds since 1970."""
    said: str = ""
    """What its author said of it, on one line; empty where nothing was said."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The newest edit, where it cannot be shown before something is mended."""

    edit: Edit
    findings: tuple[Finding, ...]
    """What stops it."""


@dataclass(frozen=True, slots=True)
class Live:
    """Where the last edit stands."""

    edit: Edit | None = None
    """The edit that the pages show; `None` where nobody can say: without a version history, or with changes that it does not have yet."""
    waiting: Waiting | None = None
    """The newest edit, where the pages show an earlier one; `None` where they show the newest."""
