"""How much one finished file may hold, so that no packed file keeps the audit busy for ever."""

from dataclasses import dataclass

from playbook_plugins.model.leak import LARGEST

UNPACKED = LARGEST
"""Bytes that one file may unpack to, all its members together."""
TIMES = 60
"""How many times over a file's own length it may be read, in all its disguises."""
DEEPEST = 5
"""How many things may be packed in one another."""


class Unreadable(Exception):
    """A file cannot be read to its end; the sentence says why, and quotes nothing of it."""


class Spent(Unreadable):
    """There is more in a file than may be read of any."""


@dataclass(slots=True)
class Budget:
    """What is left for one file of the finished folder."""

    unpacked: int = 0
    read: int = 0

    def unpack(self, size: int) -> None:
        """Count what was unpacked."""
        self.unpacked += size
        if self.unpacked > UNPACKED:
            raise Spent(f"it unpacks to more than {UNPACKED >> 20} MB")

    def left(self) -> int:
        """How many bytes may still be unpacked; one more than that is too many."""
        return UNPACKED - self.unpacked

    def say(self, size: int) -> None:
        """Count what was read out."""
        self.read += size
        if self.read > TIMES * (self.unpacked + 4096):
            raise Spent("too much is wrapped in it")
