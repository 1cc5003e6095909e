"""The playbooks that are measured, their pages for other engines, and an edit of one of their texts."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from benchmarks import playbooks

SCRIPTS = Path(sys.executable).parent
PLAYBOOK = SCRIPTS / "playbook"
PYTHON = sys.executable
EDITED = "policies/case-00000.md"
"""The text that is edited: a policy to which others lead."""
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
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "PLAYBOOK_SECONDS")}
    return {**kept, "PLAYBOOK_TODAY": playbooks.TODAY, "PLAYBOOK_CACHE": str(cache), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1", **more}


def project(documents: int, state: str) -> Path:
    """A project with so many documents and a history, written once for each state of the bench."""
    return _made(room() / "projects" / str(documents), state, lambda folder: playbooks.project(folder, documents))


def pages(documents: int, state: str) -> Path:
    """The pages for staff of such a project, as plain Markdown with the settings of `playbook write`."""
    source = project(documents, state)
    return _made(room() / "pages" / str(documents), state, lambda folder: subprocess.run(
        [PLAYBOOK, "write", folder, "--audience", "internal"], cwd=source, env=environment(), check=True, stdout=subprocess.DEVNULL))


def _made(folder: Path, state: str, make) -> Path:
    mark = folder.with_name(f"{folder.name}.made")
    if not (mark.is_file() and mark.read_text("utf-8") == state):
        emptied(folder).rmdir()
        mark.unlink(missing_ok=True)
        make(folder)
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
    git = ["git", "-C", str(root), "-c", "user.name=The owner", "-c", "user.email=owner@example.org"]
    with edited(file) as words:
        subprocess.run([*git, "commit", "--quiet", "--all", "--message", "One edit"], check=True)
        try:
            yield words
        finally:
            subprocess.run([*git, "reset", "--quiet", "--soft", "HEAD~1"], check=True)
            subprocess.run([*git, "reset", "--quiet"], check=True)


def settle() -> None:
    """Wait until nothing was written so lately that its stamp could stand for two contents."""
    time.sleep(_SETTLED)


def say(words: str) -> None:
    """Tell whoever waits what goes on."""
    print(words, file=sys.stderr, flush=True)
