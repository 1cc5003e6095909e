"""The command for many short runs: a process that has loaded everything, and goes on from there each time somebody asks."""

import json
import os
import signal
import socket
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from tests.conftest import become, load_mkdocs, typed
from tests.rehearsal.machine import STAND_INS, script


@contextmanager
def ready_command() -> Iterator[Path]:
    """What pip may lay down as `playbook`; its work is done by a copy of a process that waits here until the end of the block."""
    load_mkdocs()
    with TemporaryDirectory(prefix="rehearsal-") as place, socket.socket(socket.AF_UNIX) as door:
        at = str(Path(place, "door"))
        door.bind(at)
        door.listen()
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of a process with threads, which wait meanwhile
            waiting = os.fork()
        if waiting == 0:
            _wait(door)
        try:
            yield script(Path(place, "playbook"), sys.executable, "-I", "-S", str(STAND_INS / "playbook.py"), at)
        finally:
            os.kill(waiting, signal.SIGKILL)
            os.waitpid(waiting, 0)


def _wait(door: socket.socket) -> NoReturn:
    """Answer one after another, each by a process of its own."""
    while True:
        line, _ = door.accept()
        with line:
            size, files, _, _ = socket.recv_fds(line, 8, 3)
            wanted, asked = int.from_bytes(size, "big"), b""
            while len(asked) < wanted:
                asked += line.recv(wanted - len(asked))
            if (child := os.fork()) == 0:
                told = json.loads(asked)
                os.environ.clear()
                become(partial(typed, told["arguments"]), told["folder"], told["environment"], streams=files)
            for file in files:
                os.close(file)
            _, status = os.waitpid(child, 0)
            code = os.waitstatus_to_exitcode(status)
            line.sendall(bytes([code if code >= 0 else 128 - code]))
