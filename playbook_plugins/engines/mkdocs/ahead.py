"""The process that makes the pages, which may be begun before anybody knows what they are.

By the time there is something to make it has read the program, and waits for a
line that says where its release lies. It knows of no playbook until then, and
of nothing but that release afterwards; it makes one site and ends.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from playbook_plugins.engines.mkdocs import patience

PROCESSES = "PLAYBOOK_PROCESSES"
"""What says in the environment how many processes make pages: `1` or `2`, whatever there is to make."""
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
"""Two banners about MkDocs 2 would bury our findings."""


class Maker:
    """A process that waits for its one site."""

    def __init__(self, room: Path, line: int, running: patience.Running) -> None:
        self.room = room
        """Readable for this user alone, and gone when the process is."""
        self._line, self._running = line, running
        self._until = 0.0

    @property
    def alive(self) -> bool:
        """Whether it still waits, or works."""
        return self._running.alive

    def begin(self, folder: Path, config_file: Path | None, *, within: float) -> None:
        """Let it make the site of what lies in its room, in so many seconds."""
        self._until = time.monotonic() + within
        order = json.dumps([str(folder.absolute()), str(config_file.absolute()) if config_file else None])
        with suppress(OSError):  # it has ended, which whoever waits for it will hear
            os.write(self._line, f"{order}\n".encode())

    def ended(self) -> CompletedProcess[str]:
        """Wait until the site is made, and hand back what was said; raises `Overdue`."""
        return self._running.ended(self._until)


@contextmanager
def started() -> Iterator[Maker]:
    """Begin the process; whatever becomes of it, nothing of it is left behind."""
    with TemporaryDirectory(prefix="playbook-") as place, _lifeline() as (line, end):
        with patience.running(
            # -P: nothing in the working folder can pose as a module.
            [sys.executable, "-P", "-m", "playbook_plugins.engines.mkdocs.child", place],
            room=Path(place),
            line=line,
            environment={**os.environ, **_QUIET},
        ) as running:
            yield Maker(Path(place), end, running)


class Ahead:
    """One process that is begun ahead, for whoever makes sites again and again."""

    def __init__(self) -> None:
        self._waiting: tuple[Maker, ExitStack] | None = None

    def begin(self) -> None:
        """Have one that waits; where it cannot be had, it is begun when it is needed."""
        if self._waiting is None:
            with suppress(OSError), ExitStack() as stack:
                self._waiting = stack.enter_context(started()), stack.pop_all()

    @contextmanager
    def taken(self) -> Iterator[Maker]:
        """The one that waits, or else a new one."""
        waiting, self._waiting = self._waiting, None
        with waiting[1] if waiting else ExitStack() as stack:
            yield waiting[0] if waiting and waiting[0].alive else stack.enter_context(started())

    def end(self) -> None:
        """End the one that waits."""
        waiting, self._waiting = self._waiting, None
        if waiting:
            waiting[1].close()


@contextmanager
def _lifeline() -> Iterator[tuple[int, int]]:
    """What the process holds on to, and our end: it is cut when we end, however we end, so that no process outlives its build."""
    line, end = os.pipe()
    try:
        yield line, end
    finally:
        os.close(line)
        os.close(end)
