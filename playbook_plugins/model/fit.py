"""The fit page, read line by line."""

from dataclasses import dataclass

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.ticks import Tick


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One line of “Someone else will serve you better if”."""

    id: str
    """Its bold words as a slug."""
    need: Text
    """The bold words: `You need a carbon frame repaired`."""
    because: str
    """Why others do it better, as Markdown; empty where the line does not say."""
    who: str
    """The sentence that names somebody, as Markdown with its link."""
    url: str
    """Where the first link in that sentence leads."""
    name: str
    """What that link is called."""
    phone: str
    unless: str
    """The exception, as Markdown."""
    asks: bool
    """Whether the line offers to ask around."""
    whole: Text

    @property
    def way(self) -> bool:
        """Whether it leads to somebody: to open, to ring, to write to, or to ourselves."""
        return self.asks or bool(self.url or self.phone) or "@" in self.who


@dataclass(frozen=True, slots=True)
class TickLine:
    """One line of “Tick what is true for you”."""

    tick: Tick
    text: Text
    """What may be true of a visitor."""
    told: Elsewhere | None = None
    """What they are told; `None` for a line of those who are happy here."""
    more: str = ""
    """What a line of those who are happy here says beyond its first sentence, as Markdown."""


@dataclass(frozen=True)
class Fit:
    """What `fit.md` says, in parts."""

    document: Document
    elsewhere: tuple[Elsewhere, ...]
    costs: tuple[Step, ...]
    """The labelled lines of “What it costs”: most-people-pay, included, not-included, to-cancel."""
    questions: tuple[Elsewhere, ...] = ()
    """The lines of “Tick what is true for you” that are the owner's own."""
    ticks: tuple[TickLine, ...] = ()
    """All that may be ticked: those who are happy here, those whom others serve better, and the owner's own lines."""
