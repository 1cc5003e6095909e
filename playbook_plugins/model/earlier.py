"""How the playbook stood on the day on which people were last told what the fit page says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook_plugins.model.playbook import Playbook


class Unknown(StrEnum):
    """Why nobody can say what has changed since."""

    NEVER = "never"
    """The fit page has no line `told`."""
    UNTRACED = "untraced"
    """There is no version history, or nobody has asked it."""
    PART = "part"
    """This copy holds a part of the history alone, and that day is not in it."""
    BEFORE = "before"
    """The history, or the playbook in it, begins after that day."""
    UNREADABLE = "unreadable"
    """What stood there on that day cannot be read."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of the day on which people were last told."""

    day: date | None = None
    """The fit page's `told`."""
    playbook: Playbook | None = None
    """The playbook at the last commit of that day or before; `None` where it says the same as today, or is unknown."""
    unknown: Unknown | None = None
    """Why it is unknown; `None` where it is known."""
