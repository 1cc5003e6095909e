"""From saving a text to its page being served with what is new: `playbook serve`, and plain `mkdocs serve` on the same pages."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from benchmarks.bench import building, stage
from benchmarks.bench.measuring import Failed, Run, so_far
from benchmarks.bench.results import Round
from benchmarks.bench.steps import Steps

_PAGE = stage.EDITED.removesuffix(".md") + "/"
_SEARCH = "search/search_index.json"
_LOOK = 0.02
"""Seconds between two looks at a page."""
_WAIT = 600
"""Seconds for which a page is waited for."""
_PAUSE = 3.0
"""Seconds between two edits."""
_EDITS = 3
_direct = build_opener(ProxyHandler({}))


def measured(documents: int, *, title: str, first: bool) -> tuple[Round, dict[str, str]]:
    """One round; plain `mkdocs serve`, which builds the whole site for each edit, runs in the `first` alone."""
    steps, root = Steps(title), stage.project(documents)
    environment = stage.environment(stage.emptied(stage.room() / "cache"))
    out = stage.emptied(stage.room() / "sites")
    stage.settle()
    steps.run("build, cold", [stage.PLAYBOOK, "build", "--audience", "internal", "--out", out / "internal"], cwd=root, environment=environment)
    port = _free()
    with _serving([stage.PLAYBOOK, "serve", "--port", str(port)], root, stage.environment(stage.emptied(stage.room() / "cache"))) as server:
        _edits(steps, "playbook serve", server, f"http://127.0.0.1:{port}/internal/", root / "docs" / "playbook" / stage.EDITED, edits=_EDITS)
    if first:
        room = building.plain(stage.pages(documents), out)
        port = _free()
        with _serving([stage.PYTHON, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"], room, stage.environment()) as server:
            text = room / "docs" / stage.EDITED
            _edits(steps, "mkdocs serve", server, f"http://127.0.0.1:{port}/", text, edits=1)
    return steps.round, {}


def _edits(steps: Steps, name: str, server: subprocess.Popen[bytes], url: str, text: Path, *, edits: int) -> None:
    """Save a text some times, and note the middle of how long its page and the search took to tell."""
    begun = time.perf_counter()
    _until(server, url + _PAGE, "")
    steps.note(f"{name}, first page", Run(0, time.perf_counter() - begun))
    taken, words = [], ""
    for number in range(edits):
        if number:
            _until(server, url + _PAGE, words, gone=True)
        time.sleep(_PAUSE)
        with stage.edited(text) as words:
            begun, before = time.perf_counter(), so_far(server.pid)
            _until(server, url + _PAGE, words)
            shown = Run(so_far(server.pid) - before, time.perf_counter() - begun)
            _until(server, url + _SEARCH, words)
            taken.append((Run(so_far(server.pid) - before, time.perf_counter() - begun), shown))
    whole, shown = sorted(taken, key=lambda one: one[0].wall)[len(taken) // 2]
    steps.note(f"{name}, one edited", whole)
    steps.note(f"{name}, one edited, its page alone", shown)


def _until(server: subprocess.Popen[bytes], url: str, words: str, *, gone: bool = False) -> None:
    """Wait until a page holds these words, or no longer does."""
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        if server.poll() is not None:
            raise Failed(f"{' '.join(map(str, server.args))} ended with {server.returncode}")
        with suppress(OSError, HTTPException), _direct.open(url, timeout=_WAIT) as answer:
            if (words.encode() in answer.read()) is not gone:
                return
        time.sleep(_LOOK)
    raise Failed(f"{url} did not say within {_WAIT} seconds: {words}")


@contextmanager
def _serving(command: Sequence[str | Path], cwd: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    server = subprocess.Popen(list(map(str, command)), cwd=cwd, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
