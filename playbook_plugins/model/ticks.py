"""“Tick what is true for you”: the lines that a visitor may tick, and what comes of it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, combinations

ALL = 12
"""Up to so many lines, every combination is walked; of more, each line and each pair, and all at once."""


class Outcome(StrEnum):
    """What a ticked line comes to, the strongest first."""

    ELSEWHERE = "elsewhere"
    """Somebody else serves them better, and is named."""
    ASK = "ask"
    """We do not know before they ask us."""
    FIT = "fit"
    """They are right here."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One line that may be ticked."""

    id: str
    """Part of an address, and no other line's."""
    outcome: Outcome
    """What it comes to where no stronger line is ticked."""
    way: bool = True
    """Whether it leads to somebody: a name to ring or open, or us."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a visitor is told."""

    outcome: Outcome | None
    """`None` where nothing is ticked."""
    decided: tuple[Tick, ...] = ()
    """The lines that decided it, in their order."""

    @property
    def dead_end(self) -> bool:
        """Whether some line of those that decided leads to nobody."""
        return not all(tick.way for tick in self.decided)


def result(ticks: Iterable[Tick], ticked: Collection[str]) -> Result:
    """What the ticked lines (by id) come to: elsewhere before ask us, ask us before fit."""
    chosen = [tick for tick in ticks if tick.id in ticked]
    for outcome in Outcome:
        if decided := tuple(tick for tick in chosen if tick.outcome is outcome):
            return Result(outcome, decided)
    return Result(None)


def walk(ticks: Collection[Tick]) -> Iterator[tuple[frozenset[str], Result]]:
    """Combinations of ticks, and what each comes to.

    A result is decided by the lines of one outcome, each of which is told by
    itself, so that each line, and each pair, shows all that can go wrong where
    there are too many to walk whole.
    """
    sizes = range(len(ticks) + 1) if len(ticks) <= ALL else (0, 1, 2, len(ticks))
    # a result is asked of the ticked lines alone: of hundreds, the pairs are many enough
    for chosen in chain.from_iterable(combinations(ticks, size) for size in sizes):
        ticked = frozenset(tick.id for tick in chosen)
        yield ticked, result(chosen, ticked)
