"""What one waits for, and how long it will still take, going by how long it took the last time: on a terminal alone."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import ceil
from threading import Event, Thread

from playbook_plugins.cache import digest
from playbook_plugins.cli.streams import terminal
from playbook_plugins.model.shelf import Shelf

_SHELF = "seconds"
_MOST = 100
_PATIENCE = 2.0
"""Seconds before which nobody wants to know how long it takes."""
_EVERY = 1.0
"""Seconds between two looks at the clock."""


@contextmanager
def waiting(what: str, kept: Shelf | None) -> Iterator[None]:
    """Say what is being done for as long as it takes, and note in `kept` for the next time how long that was."""
    began = time.monotonic()
    if sys.stderr is None or not sys.stderr.isatty():
        yield
    else:
        last, ended = _last(what, kept), Event()
        with terminal(errors=True).status(f"{what} …") as status:
            clock = Thread(target=_follow, args=(what, last, ended, status.update), daemon=True)
            clock.start()
            try:
                yield
            finally:
                ended.set()
                clock.join()
    # what failed tells nothing
    if kept:
        kept.put(_SHELF, {digest(what): repr(time.monotonic() - began).encode()}, most=_MOST)


def line(what: str, last: float | None, passed: float) -> str:
    """`Building the public site … (5 s, about 12 s left)`."""
    if passed < _PATIENCE:
        return f"{what} …"
    left = "" if last is None else f", about {ceil(last - passed)} s left" if passed < last else ", longer than the last time"
    return f"{what} … ({passed:.0f} s{left})"


def _follow(what: str, last: float | None, ended: Event, say: Callable[[str], None]) -> None:
    began = time.monotonic()
    while not ended.wait(_EVERY):
        say(line(what, last, time.monotonic() - began))


def _last(what: str, kept: Shelf | None) -> float | None:
    """How long it took the last time, in seconds."""
    found = kept.get(_SHELF, (key := digest(what),)).get(key, b"") if kept else b""
    with suppress(ValueError):
        return float(found)
    return None
