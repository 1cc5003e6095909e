"""What a copy of this process makes while this one does something else.

A copy knows what this process knows, and nothing that it does is seen here but
what it hands back. Where none can be had, or none hands anything back, the
same is made here: so nobody can tell who made it.
"""

import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, TypeVar

Made = TypeVar("Made")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@contextmanager
def meanwhile(make: Callable[[], Made]) -> Iterator[Callable[[], Made]]:
    """Let a copy make something that can be handed back; what is handed out waits for it. No database may be open when this begins."""
    copied = _copied(make)
    if copied is None:
        yield make
        return
    number, line = copied
    ended = False

    def handed() -> Made:
        nonlocal ended
        with open(line, "rb", closefd=False) as stream:
            made = stream.read()
        ended, code = True, os.waitpid(number, 0)[1]
        return make() if code else pickle.loads(made)

    try:
        yield handed
    finally:
        os.close(line)
        if not ended:
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)


def _copied(make: Callable[[], object]) -> tuple[int, int] | None:
    """The number of a copy, and the line on which it hands back what it made; `None` where there can be none."""
    if sys.platform != "linux":
        return None
    with suppress(OSError), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that a copy lacks: it asks nothing of them
        here, there = os.pipe()
        number = os.fork()
        if number == 0:
            _hand_back(make, there, other=here)
        os.close(there)
        return number, here
    return None


def _hand_back(make: Callable[[], object], line: int, *, other: int) -> NoReturn:
    code = 1
    try:
        # its other end is for who waits: where nobody does any more, nothing can be handed back
        os.close(other)
        made = pickle.dumps(make(), pickle.HIGHEST_PROTOCOL)
        with open(line, "wb") as stream:
            stream.write(made)
        code = 0
    finally:
        os._exit(code)
