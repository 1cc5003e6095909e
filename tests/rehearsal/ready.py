"""The command for many short runs: a process that has loaded everything, and goes on from there each time somebody asks."""

import json
import os
import signal
import socket
import sys
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from tests.conftest import load_mkdocs
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
                _become(json.loads(asked), files)
            for file in files:
                os.close(file)
            _, status = os.waitpid(child, 0)
            code = os.waitstatus_to_exitcode(status)
            line.sendall(bytes([code if code >= 0 else 128 - code]))


def _become(asked: dict, files: list[int]) -> NoReturn:
    """Go on as the command would that somebody has typed there."""
    code = 1  # of whatever nobody catches
    try:
        os.chdir(asked["folder"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        for number, file in enumerate(files):
            os.dup2(file, number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
        sys.argv = ["playbook", *asked["arguments"]]
        try:
            import_module("playbook_plugins.cli").main(prog_name="playbook")
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
