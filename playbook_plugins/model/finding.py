"""What the checklist finds, and how much it matters."""

from dataclasses import dataclass, field
from enum import StrEnum

from playbook_plugins.model.place import Place


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """Surely wrong: mend before publishing."""
    WARNING = "warning"
    """Probably wrong: worth a look."""
    ADVICE = "advice"
    """A thought; never stops anything."""

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for advice."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Mend:
    """A change that is surely right: what stands at a place becomes another text."""

    place: Place
    """What is replaced; its end is known."""
    text: str
    """What stands there afterwards; empty takes it out."""
    was: str | None = None
    """What stands there now, with or without quotes around it; where it does not, nothing is changed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something the reader could not take as it stands; a shape rule turns it into a finding."""

    rule: str
    """The name of the rule that reports it."""
    place: Place
    message: str
    help: str = ""
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one rule at one place."""

    rule: str
    level: Level
    place: Place
    message: str
    """What is wrong, in at most two sentences, in the author's words."""
    help: str = ""
    """What to write instead."""
    page: str = ""
    """Where the rule is explained, as a path on the internal site."""
    passing: bool = field(default=False, kw_only=True)
    """Whether it comes or goes with the day, or may; then no page tells of it."""
    by_time: bool = False
    """Whether time alone brought it about; then nothing that publishes may stop for it."""
    mend: Mend | None = None
    """What `playbook fix` would do about it, where one change is surely right."""
    firm: bool = False
    """Whether no baseline may know it."""

    def __str__(self) -> str:
        """One line, which quotes nothing of the document but what the message says."""
        return f"{self.place}: {self.level} {self.rule}: {self.message}"
