"""The process that makes pages, begun with all that it loads: to load that takes longer than to make the few pages of a test.

All else is as where people build: it is a process of its own, is handed a
release and nothing more, and ends as the other does. Tests of how it begins,
of what it knows and of how long it may take begin the other.
"""

import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from playbook_plugins.engines.mkdocs.patience import Overdue
from tests.conftest import become, load_mkdocs


@dataclass
class GoingOn:
    """A process that makes pages, as `patience.running` hands it out."""

    process: int
    out: BinaryIO
    wrong: BinaryIO
    code: int | None = None

    @property
    def alive(self) -> bool:
        if self.code is None and (ended := os.waitpid(self.process, os.WNOHANG))[0]:
            self.code = os.waitstatus_to_exitcode(ended[1])
        return self.code is None

    def ended(self, until: float) -> subprocess.CompletedProcess[str]:
        while self.alive:
            if time.monotonic() > until:
                self.end()
                raise Overdue
            time.sleep(0.002)
        said = [(stream.seek(0), stream.read().decode("utf-8", "replace"))[1] for stream in (self.out, self.wrong)]
        return subprocess.CompletedProcess([], self.code, *said)

    def end(self) -> None:
        if self.code is None:
            os.kill(self.process, signal.SIGKILL)
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


@cache
def load() -> None:
    """Load what makes pages, so that what is forked from here need not."""
    load_mkdocs()
    import_module("playbook_plugins.engines.mkdocs.child")


@contextmanager
def going_on(command: Sequence[str], *, room: Path, line: int, environment: Mapping[str, str]) -> Iterator[GoingOn]:
    """Begin what makes pages as `patience.running` does."""
    load()
    child = import_module("playbook_plugins.engines.mkdocs.child")
    with TemporaryFile() as out, TemporaryFile() as wrong:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of a process with threads, which wait meanwhile
            process = os.fork()
        if process == 0:
            become(lambda: sys.exit(child.main(room, *child.told(0))), room, environment, streams=(line, out.fileno(), wrong.fileno()))
        begun = GoingOn(process, out, wrong)
        try:
            yield begun
        finally:
            begun.end()
