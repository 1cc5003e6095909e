"""What somebody does to bring words for staff out, and how it must end."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tests.channels.project import Project


class Ends(StrEnum):
    """How a build must end."""

    REFUSED = "refused"
    """With an error, and the old site as it was, byte for byte."""
    CLEAN = "clean"
    """With a new site in which nothing for staff stands."""
    EMPTIED = "emptied"
    """With an error, by an engine that had emptied the folder before anything of ours could run."""


@dataclass(frozen=True, slots=True)
class Case:
    """One way out of one channel."""

    row: int
    """The channel's number in the table."""
    name: str
    do: Callable[[Project], object]
    ends: Ends
    engine: bool = False
    """Whether it is about the program that makes the pages, so that `playbook build` is asked as well."""


class Cases(list[Case]):
    """Cases, put down a line each."""

    def refused(self, row: int, name: str, do: Callable[[Project], object], *, engine: bool = False) -> None:
        self.append(Case(row, name, do, Ends.REFUSED, engine))

    def clean(self, row: int, name: str, do: Callable[[Project], object], *, engine: bool = False) -> None:
        self.append(Case(row, name, do, Ends.CLEAN, engine))

    def emptied(self, row: int, name: str, do: Callable[[Project], object]) -> None:
        self.append(Case(row, name, do, Ends.EMPTIED))
