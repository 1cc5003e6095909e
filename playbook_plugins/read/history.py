"""What the version history tells: two processes for the whole playbook, and two for all old texts."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from playbook_plugins.model.history import Gap, History, Version
from playbook_plugins.read.limits import SIZE_LIMIT

_SECONDS = 60
"""How long the history may take to answer."""
_LAST = 4_294_967_295
"""The last second that packed files can carry, in the year 2106."""
SAFE = ("core.quotePath=false", "log.showRoot=true", "log.showSignature=false", "core.fsmonitor=false", "i18n.logOutputEncoding=UTF-8")
"""What a repository's own settings may not change."""
OFFLINE = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}
"""Read only, ask nobody, and fetch nothing from anywhere."""
if sys.platform == "win32":
    # Windows would take a git.exe that lies among somebody's texts for git.
    os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")


def read_history(root: Path) -> History:
    """The history of the repository at `root`; empty where there is none or it does not answer."""
    shape = ("--format=%x01%H %ct %cs", "--raw", "--no-abbrev", "-z", "--no-renames", "--relative")
    output = _git(root, "log", *shape, "--", ".") if _kept(root) else None
    if output is None:
        return History(gap=_gap(root))
    changed: dict[str, date] = {}
    versions: dict[str, list[Version]] = {}
    latest = 0
    for commit, seconds, day, files in _commits(output.decode("utf-8", "surrogateescape")):
        latest = max(latest, min(seconds, _LAST))
        for path, before, content in files:
            changed.setdefault(path, day)
            if path.endswith(".md"):
                versions.setdefault(path, []).append(Version(day, commit, content, before))
    complete = (_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"false"
    return History(
        complete=complete,
        changed=changed,
        latest=latest,
        versions={path: tuple(found) for path, found in versions.items()},
        gap=None if complete else Gap.SHALLOW,
    )


Changed = tuple[str, str, str]
"""A file's path, the name of its text before a commit and the name after; a name is empty where there is no text."""


def read_branch(root: Path, folders: Sequence[str], *, most: int) -> Sequence[tuple[str, date, Sequence[Changed]]]:
    """What happened to the files in `folders` on this branch, the newest first: each commit's name, day and files.

    What another branch brought counts as changed on the day of its merging,
    since nobody could read it here before.
    """
    shape = ("--format=%x01%H %ct %cs", "--raw", "--no-abbrev", "-z", "--no-renames", "--relative", "--first-parent", "-m", f"--max-count={most}")
    output = _git(root, "--literal-pathspecs", "log", *shape, "--", *folders) or b""
    return [(commit, day, files) for commit, _, day, files in _commits(output.decode("utf-8", "surrogateescape"))]


def _kept(root: Path) -> bool:
    """Whether anything looks like a history here or above, without asking git."""
    return "GIT_DIR" in os.environ or any((folder / ".git").exists() for folder in (root, *root.absolute().parents))


def _gap(root: Path) -> Gap:
    """Why there is no history to read."""
    if shutil.which("git") is None:
        return Gap.NO_GIT
    if not _kept(root):
        return Gap.NONE
    if _git(root, "rev-parse", "--git-dir") is None:
        # without the safeguard it would answer, so it is the safeguard that says no
        known = _git(root, "-c", "safe.directory=*", "rev-parse", "--git-dir")
        return Gap.NONE if known is None else Gap.REFUSED
    return Gap.NONE if _git(root, "rev-parse", "--verify", "--quiet", "HEAD") is None else Gap.SILENT


def _commits(output: str) -> Iterator[tuple[str, int, date, list[Changed]]]:
    """Each commit's name, second, day and files, the newest first."""
    found: tuple[str, int, date, list[Changed]] | None = None
    parts = iter(output.split("\0"))
    for part in parts:
        if part.startswith("\1"):
            if found:
                yield found
            commit, *when = part[1:].split()
            found = (commit, int(when[0]), _day(when[1]), []) if when[1:] else None
        elif found and (change := part.split())[4:]:
            found[3].append((next(parts, ""), change[2].strip("0") and change[2], change[3].strip("0") and change[3]))
    if found:
        yield found


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return date.max  # beyond the year 9999


def old_texts(root: Path, names: Iterable[str]) -> Mapping[str, bytes]:
    """The texts that the history keeps under these names; what it does not give, or is longer than any document, is left out."""
    short = []
    # a file that was away for a while has no text there
    asked = [*dict.fromkeys(filter(None, names))]
    for line in (_git(root, "cat-file", "--batch-check", asked=asked) or b"").decode("ascii", "replace").splitlines():
        name, kind, *size = line.split()
        if kind == "blob" and int(size[0]) <= SIZE_LIMIT:
            short.append((name, int(size[0])))
    output = _git(root, "cat-file", "--batch", asked=[name for name, _ in short]) or b""
    found: dict[str, bytes] = {}
    start = 0
    for name, size in short:
        start = output.find(b"\n", start) + 1
        found[name] = output[start : start + size]
        start += size + 1
    return found


def _git(root: Path, *arguments: str, asked: Sequence[str] | None = None) -> bytes | None:
    if asked is not None and not asked:
        return None
    settings = [part for setting in SAFE for part in ("-c", setting)]
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *settings, *arguments],
            input="".join(f"{name}\n" for name in asked or ()).encode(),
            capture_output=True,
            env={**os.environ, **OFFLINE},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
