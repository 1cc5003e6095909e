"""Whether files, and the version history, are as they were: told from what the system notes of them, without reading them.

A file's size, times and number tell it from what it was before, but for one
case: what was written a moment ago may be written again within the same tick
of the clock. Such a file goes by what it holds. Where it cannot surely be told,
the answer is that nobody knows, and whoever asked does the work anew.
"""

import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_TICK = 2_000_000_000
"""Nanoseconds within which a file may have been written twice without a trace: some disks count in steps of two seconds."""
_ELSEWHERE = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE",
    "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS",
)
"""What leads git to another history than the one that lies here."""
_OWN = ("config", "config.worktree", "shallow", "info/grafts")
"""Files of a repository that decide what its history tells."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Files as they were at one moment."""

    states: bytes
    """What the system noted of all of them."""
    young: tuple[tuple[str, bytes], ...] = ()
    """Those that were too new to go by that alone, each with what stands for its content."""

    def still(self, now: "Stamp | None") -> bool:
        """Whether files that have the stamp `now` are as they were when this one was made."""
        return now is not None and self.states == now.states and all(_content(path) == content for path, content in self.young)


def look(files: Iterable[Path | str], *, hidden: bool = True) -> Stamp | None:
    """The stamp of files and of all that lies in folders, whether they are there or not; `None` where a link or an odd file is among them.

    Take it before the files are read. Without `hidden`, what begins with a dot
    is passed over; a repository's own folder always is, since `history` tells of it.
    """
    since = time.time_ns() - _TICK
    states = blake2b(digest_size=16)
    young: list[tuple[str, bytes]] = []
    try:
        for path, found in _all(files, hidden):
            if found is None:
                states.update(f"{path}\0-\0".encode("utf-8", "surrogateescape"))
            elif stat.S_ISREG(found.st_mode):
                states.update(f"{path}\0{found.st_mode} {found.st_uid} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_nlink}\0".encode("utf-8", "surrogateescape"))
                if max(found.st_mtime_ns, found.st_ctime_ns) > since:
                    young.append((path, _content(path)))
            elif stat.S_ISDIR(found.st_mode):
                states.update(f"{path}\0{found.st_mode} {found.st_uid}\0".encode("utf-8", "surrogateescape"))
            else:
                return None
    except OSError:
        return None
    return Stamp(states.digest(), tuple(young))


def history(root: Path) -> Stamp | None:
    """The stamp of what the version history at `root` tells, without asking git; `None` where that cannot be told.

    Whether the files are as the history has them is not in it: their own stamps say so.
    """
    if any(name in os.environ for name in _ELSEWHERE):
        return None
    said = [f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("GIT_") or name in ("HOME", "PATH", "XDG_CONFIG_HOME")]
    files = [*_settings(), *filter(None, [shutil.which("git")])]
    try:
        for folder in (root, *root.parents):
            files.append(folder / ".git")
            if (folder / ".git").exists():
                own, common = _repository(folder / ".git")
                if (common / "reftable").exists():
                    return None
                head = (own / "HEAD").read_text("utf-8").strip()
                said += [str(own), str(common), head, _name(head, own, common)]
                files[-1:] = [*(place / name for place in {own, common} for name in _OWN), common / "refs" / "replace", common / "packed-refs"]
                break
    except (OSError, ValueError):
        return None
    # a program or settings file that is a link goes by what it leads to
    found = look(os.path.realpath(file) for file in files)
    return found and Stamp(blake2b(found.states + "\0".join(said).encode("utf-8", "surrogateescape"), digest_size=16).digest(), found.young)


def _all(files: Iterable[Path | str], hidden: bool) -> Iterator[tuple[str, os.stat_result | None]]:
    for file in files:
        try:
            found = os.lstat(file)
        except FileNotFoundError:
            found = None
        yield os.fspath(file), found
        if found and stat.S_ISDIR(found.st_mode):
            yield from _below(os.fspath(file), hidden)


def _below(folder: str, hidden: bool) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name != ".git" and (hidden or not entry.name.startswith(".")):
            # the system's own list of a folder may lag behind, and on Windows it knows no numbers
            found = os.lstat(entry.path)
            yield entry.path, found
            if stat.S_ISDIR(found.st_mode):
                yield from _below(entry.path, hidden)


def _content(path: str) -> bytes:
    """What stands for a file's content; nothing where it cannot be read."""
    with suppress(OSError), open(path, "rb") as stream:
        return blake2b(stream.read(), digest_size=16).digest()
    return b""


def _settings() -> Iterator[Path]:
    """Where git's settings for this user and this machine lie."""
    home = Path(os.path.expanduser("~"))
    yield from (Path("/etc/gitconfig"), home / ".gitconfig", Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git" / "config")
    yield from (Path(os.environ[name]) for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM") if os.environ.get(name))


def _repository(place: Path) -> tuple[Path, Path]:
    """The folder of a repository, and the one that it shares with others; `ValueError` where nobody would know them."""
    own = place
    if place.is_file():
        name, _, where = place.read_text("utf-8").partition(":")
        if name != "gitdir":
            raise ValueError
        own = place.parent / where.strip()
    shared = own / "commondir"
    return own, own / shared.read_text("utf-8").strip() if shared.is_file() else own


def _name(head: str, own: Path, common: Path) -> str:
    """The commit that is checked out; the packed names have a stamp of their own."""
    kind, _, name = head.partition(": ")
    if kind != "ref":
        return head
    for place in (own, common):
        with suppress(FileNotFoundError):
            if (commit := (place / name).read_text("utf-8").strip()).startswith("ref:"):
                raise ValueError
            return commit
    return ""
