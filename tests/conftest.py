"""What all tests share: the date, and playbooks written on the spot."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, NoReturn

import click
import pytest

from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.playbook import read_playbook

TODAY = date(2026, 11, 21)
"""The day on which every test takes place."""

# Whoever runs the tests may have set one.
os.environ.pop("SOURCE_DATE_EPOCH", None)
# a test that wants to find what another kept says so itself
os.environ["PLAYBOOK_CACHE"] = "off"

# what is begun in the background passes over Ctrl-C, and so would every program that a test begins and ends so
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

MOST_AT_ONCE = 12
"""Workers: each of them takes its time, and memory, to learn which tests there are."""

NOBODY = 65_534
"""Who owns nothing on this system."""

ROOT = Path(__file__).resolve().parent.parent
"""The project's own folder."""


WHOLE = bool(os.environ.get("PLAYBOOK_PROVE"))
"""Whether proofs run whole (`make prove`), or a share of each."""

WINDOWS = sys.platform == "win32"

ENGINE = "mkdocs" if find_spec("mkdocs") else "properdocs"
"""The engine that is installed here; ProperDocs stands in for MkDocs under the same name, once it is asked to."""
if ENGINE == "properdocs":
    import_module("properdocs.replacement")


class Shelf:
    """What is kept, in a table."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}

    def get(self, shelf: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def put(self, shelf: str, values: Mapping[bytes, bytes], *, most: int = 0) -> None:
        self.kept.update(values)

    def value(self, shelf: str, key: bytes, make: Callable[[], Any], *, most: int = 0) -> Any:
        return make()


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as there are processors: a test with a browser or a program of its own spends half its time waiting."""
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(here + (here + 1) // 2, MOST_AT_ONCE)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session) -> Iterator[None]:
    """Let Python look for what nobody holds any more among what tests make, and not among the tests themselves, which stay."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config, items) -> None:
    """Leave out what `make prove` alone runs, and on Windows what was not written to run there."""
    left_out = [item for item in items if (item.get_closest_marker("whole") and not WHOLE) or (WINDOWS and not item.get_closest_marker("anywhere"))]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture
def figures(request) -> Callable[[str], None]:
    """Put a line into the table of figures at the end of the run: `figures("tried 12, leaked 0")`."""
    return lambda line: request.node.user_properties.append(("figures", line))


def pytest_terminal_summary(terminalreporter) -> None:
    """One table of what the proofs found, in the order of their names."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ()) if report.when == "call"]
    lines = sorted(
        (report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " "), line, report.duration)
        for report in reports
        for name, line in report.user_properties
        if name == "figures"
    )
    if lines:
        terminalreporter.section("figures")
    for title, line, duration in lines:
        terminalreporter.write_line(f"{title} ({duration:.0f} s)\n    {line}")


@pytest.fixture
def write(tmp_path):
    """Write files below a fresh folder: `write({"fit.md": "# …"})` gives the folder back."""

    def write_files(files: dict[str, str | bytes], folder: str = "playbook") -> Path:
        for name, text in files.items():
            file = tmp_path / folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return tmp_path / folder

    return write_files


def read_written(folder: Path, files: Mapping[str, str]) -> Playbook:
    """A playbook of these files, written into `folder`: `roles__desk_md` is `roles/desk.md`, and `playbook_yml` the settings."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_yml", ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return read_playbook(folder, root=folder)


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """Somebody who may not do everything, and a folder of theirs."""
    with TemporaryDirectory() as place:
        if os.geteuid() != 0:
            yield Path(place)
            return
        os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield Path(place)
        finally:
            os.seteuid(0)


@pytest.fixture(scope="session")
def sites(tmp_path_factory) -> Path:
    """Both sites of the worked example, built once by the command for all workers: `public/` and `internal/`."""
    return built_once(tmp_path_factory.getbasetemp(), "sites", lambda: ROOT)


@pytest.fixture(scope="session")
def lived(tmp_path_factory) -> Path:
    """Both sites of the worked example with a version history of its own, whatever this copy of the project holds of one."""
    return built_once(tmp_path_factory.getbasetemp(), "lived", lambda: with_history(tmp_path_factory.mktemp("history")))


@pytest.fixture(scope="module")
def ready_maker() -> Iterator[None]:
    """Begin the process that makes pages with all that it loads, where a module's tests are of what it makes."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        if hasattr(os, "fork"):
            monkeypatch.setattr(import_module("playbook_plugins.engines.mkdocs.patience"), "running", import_module("tests.making").going_on)
        yield


def built_once(own: Path, name: str, source: Callable[[], Path]) -> Path:
    """Both sites of what stands in a folder, built by the command for all workers."""
    shared = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / name
    with alone(shared):
        if not (shared / "internal").exists():
            done = playbook("build", "--out", str(shared), "--today", str(TODAY), cwd=source())
            assert done.returncode == 0, done.stderr
    return shared


@contextmanager
def alone(shared: Path) -> Iterator[None]:
    """Let one worker at a time make what all of them use; the others wait."""
    with open(f"{shared}.lock", "w") as lock:
        if WINDOWS:
            import msvcrt

            held = False
            while not held:
                with suppress(OSError):  # it waits ten seconds each time
                    msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
                    held = True
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def with_history(folder: Path) -> Path:
    """The worked example in a repository in which four policies got their last line on four days."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    for settings in ROOT.glob("mkdocs*.yml"):
        shutil.copy(settings, folder)
    files = [folder / "docs" / "playbook" / "policies" / f"{id}.md" for id in ("something-went-wrong", "upset-people", "before-we-start", "tell-us")]
    whole = {file: file.read_text("utf-8") for file in files}
    for file, text in whole.items():
        file.write_text("".join(text.splitlines(keepends=True)[:-1]), "utf-8")
    for day, file in zip((2, 3, 5, 10, 17), (None, *files)):
        if file:
            file.write_text(whole[file], "utf-8")
        made = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@quay.example"), ("DATE", f"2026-11-{day:02}T10:00:00Z"))}
        for arguments in (("init", "-q"), ("add", "."), ("-c", "commit.gpgsign=false", "commit", "-q", "-m", "Write")):
            subprocess.run(["git", *arguments], cwd=folder, check=True, env={**os.environ, **made, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull})
    return folder


def playbook(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own.

    It begins with the command already loaded, since loading takes longer than
    most of what is asked of it.
    """
    command = [sys.executable, "-m", "playbook_plugins.cli", *arguments]
    if afresh(environment):
        return started(command, cwd, environment)
    load()
    return subprocess.CompletedProcess(command, *forked(partial(typed, arguments), cwd, environment))


def typed(arguments: Iterable[str]) -> None:
    """Do what somebody asks who types `playbook` and these words."""
    sys.argv = ["playbook", *arguments]
    import_module("playbook_plugins.cli").main(prog_name="playbook")


def mkdocs(*arguments: str, cwd: Path, before: Callable[[], object] | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as a user does, in a process of its own that begins with all that is slow to load; `before` it does something else."""
    command = [sys.executable, "-m", ENGINE, *arguments]
    environment = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", **environment}
    if afresh(environment):
        assert before is None
        return started(command, cwd, environment)
    load_mkdocs()

    def go() -> None:
        sys.path.insert(0, str(cwd))
        if before:
            before()
        import_module("mkdocs.__main__").cli(list(arguments), prog_name="mkdocs")

    return subprocess.CompletedProcess(command, *forked(go, cwd, environment))


def afresh(environment: Mapping[str, str]) -> bool:
    """Whether Python itself has to begin anew, since it looks at its settings only then, or since this system has no other way."""
    return not hasattr(os, "fork") or any(name.startswith("PYTHON") for name in environment)


def started(command: list[str], cwd: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """How a program ends that begins from nothing."""
    return subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)


def forked(go: Callable[[], object], cwd: Path, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """How a program ends, and what it says and complains of, that goes on from here in a process of its own."""
    with TemporaryFile() as out, TemporaryFile() as wrong:
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of a process with threads, which wait meanwhile
            child = os.fork()
        if child == 0:
            become(go, cwd, environment, streams=(os.open(os.devnull, os.O_RDONLY), out.fileno(), wrong.fileno()))
        _, status = os.waitpid(child, 0)
        said, complained = ((stream.seek(0), stream.read())[1].decode("utf-8", "replace") for stream in (out, wrong))
    return os.waitstatus_to_exitcode(status), said, complained


@cache
def load() -> None:
    """Load the command and all that a check asks for, so that what is forked from here need not."""
    from playbook_plugins.checklist.run import run
    from playbook_plugins.cli import main

    for name in main.list_commands(context := click.Context(main)):
        assert main.get_command(context, name)
    run(read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public"), today=TODAY)


@cache
def load_mkdocs() -> None:
    """Load MkDocs, its theme's plugins and ours."""
    load()
    for name in ("mkdocs.__main__", "mkdocs.commands.build", "mkdocs.theme", "material.plugins.search.plugin", "pymdownx.superfences", "PIL.Image"):
        import_module(name)
    for name in ("playbook", "checklist", "source"):
        import_module(f"playbook_plugins.engines.mkdocs.{name}")


def become(go: Callable[[], object], cwd: Path, environment: Mapping[str, str], *, streams: Iterable[int]) -> NoReturn:
    """Go on as a fresh process would; `streams` are where it reads, what it says and what it complains into."""
    code = 1  # of whatever nobody catches
    try:
        os.chdir(cwd)
        os.environ.update(environment)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
        try:
            go()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
