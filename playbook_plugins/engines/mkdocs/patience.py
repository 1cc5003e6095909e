"""How long the process that makes the pages may take, and how much memory: what hangs is ended, with all that it started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

if sys.platform == "linux":
    import resource

VARIABLE = "PLAYBOOK_SECONDS"
"""What sets another time in the environment."""
MEMORY = 4 << 30
"""Bytes of memory that the process may ask for; held to on Linux alone, since other systems do not count so."""

_AT_LEAST = 120
_A_PAGE = 0.5
"""Seconds; a page of usual length takes a fiftieth of that."""
_LONGEST = 24 * 60 * 60


class Overdue(Exception):
    """The process took longer than it may, and was ended."""


def seconds(pages: int) -> float:
    """How long so many pages may take; `ValueError` where the environment asks for no such time."""
    given = os.environ.get(VARIABLE)
    if not given:
        return _AT_LEAST + _A_PAGE * pages
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given) <= _LONGEST:
        raise ValueError(f"{VARIABLE} is “{given}”, which is not a number of seconds between 1 and {_LONGEST:,}")
    return int(given)


class Running:
    """A process that was begun, and what it has said so far."""

    def __init__(self, child: "subprocess.Popen[bytes]", out: BinaryIO, wrong: BinaryIO) -> None:
        self._child, self._out, self._wrong = child, out, wrong
        self._over = False

    @property
    def alive(self) -> bool:
        """Whether it goes on."""
        return self._child.poll() is None

    def ended(self, until: float) -> "subprocess.CompletedProcess[str]":
        """Wait for its end, until a moment of the clock that only goes forward, and hand back what it said; raises `Overdue`."""
        try:
            code = self._child.wait(max(0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise Overdue from None
        finally:
            self.end()
        return subprocess.CompletedProcess(self._child.args, code, _read(self._out), _read(self._wrong))

    def end(self) -> None:
        """End it with all of its group."""
        if self._over:
            return
        self._over = True
        if sys.platform == "win32":
            self._child.kill()
        else:
            with suppress(ProcessLookupError, PermissionError):  # nobody is left
                os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()


@contextmanager
def running(command: Sequence[str], *, room: Path, line: int, environment: Mapping[str, str]) -> Iterator[Running]:
    """Begin a command in `room`, with `line` to read from.

    However it ends, nothing that it started in its own group goes on.
    """
    # files and not pipes: whatever it started and left behind cannot keep us waiting for their end
    with TemporaryFile() as out, TemporaryFile() as wrong, ExitStack() as alive:
        child = subprocess.Popen(command, cwd=room, env=environment, stdin=line, stdout=out, stderr=wrong, start_new_session=True)
        alive.callback((begun := Running(child, out, wrong)).end)
        _keep_within_memory(child)
        yield begun


def _read(stream: BinaryIO) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace").replace("\r\n", "\n")


def _keep_within_memory(child: subprocess.Popen[bytes]) -> None:
    """Let a process ask for no more than its share: what would fill the computer is a `MemoryError` there instead."""
    if sys.platform == "linux":
        with suppress(ProcessLookupError, PermissionError, ValueError):
            resource.prlimit(child.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
