"""`playbook serve` as somebody starts it, in a process of its own; who waits for it waits for what it says, and not for a time."""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import TODAY

LIMIT = 120
"""Seconds after which something must have been said."""
ROUND = re.compile(r"\(\d+\.\d s\)\.$")
"""How the last line of each round ends."""
_RELOAD = re.compile(r"/serve/reload-(\d+)-\d+\.js")


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    lines: "queue.Queue[str | None]"
    said: list[str] = field(default_factory=list)
    url: str = ""

    def until(self, pattern: str | re.Pattern[str]) -> list[str]:
        """What it says from here on, up to a line that holds the pattern."""
        heard: list[str] = []
        while not heard or not re.search(pattern, heard[-1]):
            line = self.lines.get(timeout=LIMIT)
            assert line is not None, f"it ended: {self.said}"
            heard.append(line)
            self.said.append(line)
        return heard

    def round(self) -> list[str]:
        """What it says of the next change."""
        return self.until(ROUND)

    def asked(self, path: str, *, host: str = "") -> tuple[int, str]:
        """What it answers to a browser: the number and the text."""
        connection = HTTPConnection("127.0.0.1", urlsplit(self.url).port, timeout=LIMIT)
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer: HTTPResponse = connection.getresponse()
        text = answer.read().decode("utf-8")
        connection.close()
        return answer.status, text

    def page(self, path: str) -> str:
        """A page as a browser gets it."""
        status, text = self.asked(path)
        assert status == 200, (path, status)
        return text

    def epoch(self, path: str = "/") -> int:
        """The state of the sites that a page knows itself to be of."""
        found = _RELOAD.search(self.page(path))
        assert found, path
        return int(found[1])

    def newer(self, epoch: int) -> int:
        """The state that an open page hears of, as soon as there is a newer one."""
        return int(self.page(f"/livereload/{epoch}/1"))

    def interrupt(self) -> int:
        """End it as Ctrl-C does, and say how it ended."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(LIMIT)
        while (line := self.lines.get(timeout=LIMIT)) is not None:
            self.said.append(line)
        return code


@contextmanager
def serving(folder: Path, room: Path) -> Iterator[Served]:
    """Serve the project in a folder; what the command needs for a while lies in `room`."""
    environment = {**os.environ, "TMPDIR": str(room), "PLAYBOOK_TODAY": TODAY.isoformat(), "SOURCE_DATE_EPOCH": "1795000000"}
    command = [sys.executable, "-m", "playbook_plugins.cli", "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    served = Served(process, queue.Queue())
    reader = threading.Thread(target=_read, args=(process, served.lines))
    reader.start()
    try:
        served.url = re.findall(r"http://\S+/", served.until("^Open http")[-1])[0]
        yield served
    finally:
        process.kill()
        process.wait()
        reader.join()


def _read(process: "subprocess.Popen[str]", lines: "queue.Queue[str | None]") -> None:
    assert process.stdout
    with process.stdout:
        for line in process.stdout:
            lines.put(line.rstrip("\n"))
    lines.put(None)
