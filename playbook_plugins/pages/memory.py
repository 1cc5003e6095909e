"""What is made of a text, or of several together, and of nothing else: made once, and remembered."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Generic, TypeVar

Given = TypeVar("Given", bound=Hashable)
Made = TypeVar("Made")
_ROOM = 1 << 14
"""Texts that one memory holds of this run, and as many of what came before."""
Known = dict[str, dict[Hashable, Any]]
"""What was made of each text, by the names of memories."""
_ALL: dict[str, "Memory[Any, Any]"] = {}
_AT_HAND: Known = {}
"""What is known from elsewhere, for memories of modules that are loaded later."""
_FORETOLD: Known = {}
"""What was made ahead, for every run."""


class Memory(Generic[Given, Made]):
    """What was made of each text: in this run (`now`), and `before` it."""

    def __init__(self, name: str, *, stays: bool = False) -> None:
        self.stays = stays
        """Whether all of it counts as asked for."""
        self.now: dict[Given, Made] = {}
        self.before: dict[Given, Made] = {}
        self.begin(_AT_HAND.get(name, {}))
        _ALL[name] = self

    def begin(self, known: Mapping[Given, Made]) -> None:
        """Begin a run that has at hand what this process made, and what is known from elsewhere."""
        self.before = {**self.now, **known}
        self.now = dict(self.before) if self.stays else {}

    def find(self, text: Given) -> Made | None:
        """What was made of a text; `None` where nobody has asked for it yet."""
        found = self.now.get(text)
        if found is None and (found := self.before.get(text)) is not None:
            self.note(text, found)
        return found

    def note(self, text: Given, made: Made) -> None:
        """Remember what was made of a text."""
        if len(self.now) >= _ROOM:
            self.before, self.now = self.now, {}
        self.now[text] = made


def remembered(make: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """The same function, which makes nothing twice of one text; it may look at nothing else."""
    memory: Memory[Given, Made] = Memory(f"{make.__module__}.{make.__qualname__}")

    def made(text: Given) -> Made:
        found = memory.find(text)
        if found is None:
            memory.note(text, found := make(text))
        return found

    return made


def foretell() -> None:
    """Have at hand in every run from now on what was asked for in this one."""
    _FORETOLD.clear()
    _FORETOLD.update(asked())


def begin(known: Known) -> None:
    """Begin a run with what is known from elsewhere."""
    known = {name: {**_FORETOLD.get(name, {}), **known.get(name, {})} for name in {*_FORETOLD, *known}}
    _AT_HAND.clear()
    _AT_HAND.update(known)
    for name, memory in _ALL.items():
        memory.begin(known.get(name, {}))


def asked() -> Known:
    """All that this run has asked for."""
    return {name: memory.now for name, memory in _ALL.items()}


def forget() -> None:
    """Remember nothing any more."""
    _AT_HAND.clear()
    _FORETOLD.clear()
    for memory in _ALL.values():
        memory.now, memory.before = {}, {}
