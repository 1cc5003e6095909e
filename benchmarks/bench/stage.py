"""The playbooks that are measured, their pages for other engines, and an edit of one of their texts."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from benchmarks import playbooks

SCRIPTS = Path(sys.executable).parent
PLAYBOOK = SCRIPTS / "playbook"
PYTHON = sys.executable
EDITED = "policies/case-00000.md"
"""The text that is edited: a policy to which others lead."""
_WRITTEN = "written"
"""The tag of a project's history as it was written."""
_LEFT_OUT = ("SOURCE_DATE_EPOCH", "PLAYBOOK_SECONDS", "PLAYBOOK_PROCESSES", "PYTHONDONTWRITEBYTECODE")
"""What programs are run without, so that each is measured as people run it."""
_NUMBERS = count(1)
_SETTLED = 2.5
"""Seconds after which a file's stamp tells whether it has changed."""


def room() -> Path:
    """Where playbooks, other programs and what was measured lie: the user's own folder for such things."""
    named = os.environ.get("PLAYBOOK_BENCH")
    place = Path(named) if named else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "playbook-bench"
    place.mkdir(parents=True, exist_ok=True)
    return place.resolve()


def environment(cache: str | Path = "off", **more: str) -> dict[str, str]:
    """What programs are run with: a day on which nothing is overdue, and their cache."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return {**kept, "PLAYBOOK_TODAY": playbooks.TODAY, "PLAYBOOK_CACHE": str(cache), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1", **more}


def state(*names: str) -> str:
    """What stands for the content of these files and folders of our own project."""
    hashed = hashlib.sha256()
    for name in names:
        place = playbooks.ROOT / name
        for file in sorted(place.rglob("*")) if place.is_dir() else (place,):
            if file.is_file() and file.suffix != ".pyc":
                hashed.update(f"{file.relative_to(playbooks.ROOT)} ".encode() + hashlib.sha256(file.read_bytes()).digest())
    return hashed.hexdigest()


def project(documents: int) -> Path:
    """A project with so many documents and a history, as it was written."""
    folder = room() / "projects" / str(documents)
    _made(folder, state("benchmarks/playbooks.py", "docs/playbook", *playbooks.SETTINGS), lambda: playbooks.project(folder, documents))
    # a bench that was ended may have left an edit behind
    if _git(folder, "tag"):
        _git(folder, "reset", "--quiet", "--hard", _WRITTEN)
    else:
        _git(folder, "tag", _WRITTEN)
    return folder


def pages(documents: int) -> Path:
    """The pages for staff of such a project, as plain Markdown with the settings of `playbook write`."""
    source, folder = project(documents), room() / "pages" / str(documents)
    command = [PLAYBOOK, "write", folder, "--audience", "internal"]
    given = state("playbook_plugins", "benchmarks/playbooks.py", "docs/playbook", "docs/writing")
    return _made(folder, given, lambda: subprocess.run(command, cwd=source, env=environment(), check=True, capture_output=True))


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", root, *words], check=True, capture_output=True, encoding="utf-8").stdout


def _made(folder: Path, state: str, make: Callable[[], object]) -> Path:
    """A folder that is filled anew where what decides its content has changed."""
    mark = folder.with_name(f"{folder.name}.made")
    if not (mark.is_file() and mark.read_text("utf-8") == state):
        emptied(folder).rmdir()
        mark.unlink(missing_ok=True)
        make()
        mark.write_text(state, "utf-8")
    return folder


def emptied(folder: Path) -> Path:
    """A folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@contextmanager
def edited(file: Path) -> Iterator[str]:
    """A text that says something more for a while; gives the words that nobody has said before."""
    before = file.read_text("utf-8")
    words = f"waits by shelf {next(_NUMBERS)} of row {os.getpid()}"
    try:
        file.write_text(f"{before}\nThe spare bell {words}.\n", "utf-8")
        yield words
    finally:
        file.write_text(before, "utf-8")


@contextmanager
def committed(root: Path, file: Path) -> Iterator[str]:
    """The same, as an edit of the project's history."""
    with edited(file) as words:
        _git(root, "-c", "user.name=The owner", "-c", "user.email=owner@example.org", "commit", "--quiet", "--all", "--message", "One edit")
        try:
            yield words
        finally:
            _git(root, "reset", "--quiet", "--mixed", "HEAD~1")


def settle() -> None:
    """Wait until nothing was written so lately that its stamp could stand for two contents."""
    time.sleep(_SETTLED)


def say(words: str) -> None:
    """Tell whoever waits what goes on."""
    print(words, file=sys.stderr, flush=True)
