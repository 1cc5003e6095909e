"""The fit page, read line by line."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.ticks import Outcome, Tick, walk


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

    @property
    def ours(self) -> bool:
        """Whether nobody is named but ourselves, who ask around."""
        return self.asks and not (self.url or self.phone)


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
    ticks: tuple[TickLine, ...] = ()
    """All that may be ticked: those who are happy here, those whom others serve better, and the owner's own lines."""

    def dead_ends(self, has_way: Callable[[Elsewhere], bool]) -> tuple[Elsewhere, ...]:
        """The lines that leave somebody standing, whichever others are ticked with them; `has_way` says whether a line that sends people on leads to anybody."""
        told = {line.tick.id: line.told for line in self.ticks if line.told and line.tick.outcome is Outcome.ELSEWHERE}
        ticks = [replace(line.tick, way=line.tick.id not in told or has_way(told[line.tick.id])) for line in self.ticks]
        lost = {tick.id for _, found in walk(ticks) if found.dead_end for tick in found.decided if not tick.way}
        return tuple(line for id, line in told.items() if id in lost)
