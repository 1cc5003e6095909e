"""What is made of a text and of nothing else: made once, and remembered."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
_ROOM = 1 << 14
"""Texts that one memory holds of this run, and as many of what came before."""
_ALL: dict[str, "Memory[Any]"] = {}


class Memory(Generic[Made]):
    """What was made of each text: in this run (`now`), and `before` it."""

    def __init__(self, name: str, *, stays: bool = False) -> None:
        self.now: dict[str, Made] = {}
        self.before: dict[str, Made] = {}
        self.stays = stays
        """Whether all of it counts as asked for."""
        _ALL[name] = self

    def find(self, text: str) -> Made | None:
        """What was made of a text; `None` where nobody has asked for it yet."""
        found = self.now.get(text)
        if found is None and (found := self.before.get(text)) is not None:
            self.note(text, found)
        return found

    def note(self, text: str, made: Made) -> None:
        """Remember what was made of a text."""
        if len(self.now) >= _ROOM:
            self.before, self.now = self.now, {}
        self.now[text] = made


def remembered(make: Callable[[str], Made]) -> Callable[[str], Made]:
    """The same function, which makes nothing twice of one text; it may look at nothing else."""
    memory: Memory[Made] = Memory(f"{make.__module__}.{make.__qualname__}")

    def made(text: str) -> Made:
        found = memory.find(text)
        if found is None:
            memory.note(text, found := make(text))
        return found

    return made


def begin(known: dict[str, dict[str, Any]]) -> None:
    """Begin a run that has at hand what this process made, and what is known from elsewhere, by the names of memories."""
    for name, memory in _ALL.items():
        memory.before = {**memory.now, **known.get(name, {})}
        memory.now = dict(memory.before) if memory.stays else {}


def asked() -> dict[str, dict[str, Any]]:
    """All that this run has asked for."""
    return {name: memory.now for name, memory in _ALL.items()}


def forget() -> None:
    """Remember nothing of this process any more."""
    for memory in _ALL.values():
        memory.now, memory.before = {}, {}
