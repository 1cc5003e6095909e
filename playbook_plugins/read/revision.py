"""The sources as they stood at a revision, taken from the version history itself: nothing is checked out."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath

from playbook_plugins.model.links import inside
from playbook_plugins.model.live import Edit
from playbook_plugins.read.history import OFFLINE, SAFE
from playbook_plugins.read.text import UNSEEN

_SECONDS = 120
"""How long the history may take to answer."""
_LAST = 4_294_967_295
"""The last second that packed files can carry, in the year 2106."""

_ODD = re.compile(r"[\\:]|(?:^|/)(?:\.*|\.git)(?:/|$)", re.IGNORECASE)
"""What of a path may lead elsewhere."""

_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX")
"""What git tells its own hooks, and what would lead each question to the wrong repository."""


class NoRevision(Exception):
    """The history cannot show that revision; says what to do."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A file as a revision keeps it."""

    path: str
    name: str


def commit_of(root: Path, revision: str) -> str | None:
    """The commit that a revision names in the repository at `root`; `None` where it names none."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode("ascii").strip() if found else None


def commit_on(root: Path, day: date) -> str | None:
    """The commit at which the branch stood at the end of a day; `None` where the history tells of none.

    A branch that was merged later counts from the day of its merging. Days are
    those of Greenwich, as the pages' own stamp is.
    """
    told = _git(root, "log", "--first-parent", "--format=%H %ct") or b""
    for line in told.decode("ascii").splitlines():
        name, seconds = line.split()
        if datetime.fromtimestamp(int(seconds), UTC).date() <= day:
            return name
    return None


def edits(root: Path, *, most: int, until: str = "HEAD") -> tuple[Edit, ...]:
    """The newest edits of this branch up to a commit, the latest first, without those that another branch brought; none where there is no history."""
    told = _git(root, "log", "--first-parent", f"--max-count={most}", "--format=%H %ct %s", until, "--") or b""
    lines = (line.split(" ", 2) for line in told.decode("utf-8", "replace").split("\n") if line)
    # what an author says is shown on terminals and in logs, which it must not steer
    return tuple(Edit(name, min(int(seconds), _LAST), " ".join(UNSEEN.sub(" ", said).split())) for name, seconds, said in lines)


def is_part(root: Path) -> bool:
    """Whether this copy holds a part of the history alone."""
    return (_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


def names_at(root: Path, commit: str) -> Mapping[str, str]:
    """Every plain file of a commit by its path, with the name under which the history keeps its text."""
    return {file.path: file.name for file in _files(root, commit)}


def why_none(root: Path, revision: str) -> str:
    """What to do where a revision is not there."""
    if shutil.which("git") is None:
        return "git is not installed here, and the version history cannot be read without it"
    if _git(root, "rev-parse", "--git-dir") is None:
        return f"{revision} is no folder, and {root} has no version history that git may read"
    if is_part(root):
        return f"{revision} is not in this copy, which holds a part of the history alone. Fetch it whole with `git fetch --unshallow`, or with `fetch-depth: 0` in a workflow"
    return f"{revision} is neither a revision of this repository nor a folder. Name a branch, a tag or a commit, such as `main`"


def lay_down(root: Path, commit: str, room: Path, *, folders: tuple[str, ...] | None = None) -> None:
    """Put the settings, these folders and a folder `public` beside them into `room` as the commit keeps them; all that it keeps, where no folders are given.

    `room` becomes a repository with the same past up to that commit, so that
    what the history tells is as it was. What is no plain file stays away; of all
    that a commit keeps, links are laid down too, but so that they lead nowhere:
    the checklist refuses them there as it does where they came from.
    """
    shape = (_git(root, "rev-parse", "--show-object-format") or b"sha1").decode("ascii").strip()
    objects = _git(root, "rev-parse", "--path-format=absolute", "--git-path", "objects")
    shallow = _git(root, "rev-parse", "--path-format=absolute", "--git-path", "shallow")
    if objects is None or _git(room, "init", "--quiet", "--template=", f"--object-format={shape}") is None:
        raise NoRevision(f"git does not show what {commit[:12]} holds")
    own = room / ".git"
    (own / "objects" / "info").mkdir(exist_ok=True)
    (own / "objects" / "info" / "alternates").write_bytes(objects.rstrip(b"\n") + b"\n")
    (own / "HEAD").write_text(f"{commit}\n", "ascii", newline="\n")
    if shallow and os.path.isfile(kept := os.fsdecode(shallow.rstrip(b"\n"))):
        shutil.copyfile(kept, own / "shallow")
    wanted = [*_files(room, commit)]
    if folders is not None:
        near = {str(PurePosixPath(folder).with_name("public")) for folder in folders if folder != "."} | {*folders}
        wanted = [file for file in wanted if "/" not in file.path or any(inside(file.path, folder) for folder in near)]
    _write(room, wanted)
    for link in _files(room, commit, modes=(b"120000",)) if folders is None else ():
        place = room / link.path
        place.parent.mkdir(parents=True, exist_ok=True)
        # not every system lets everybody make one
        with suppress(OSError):
            place.symlink_to(".nowhere")


def _files(room: Path, commit: str, *, modes: tuple[bytes, ...] = (b"100644", b"100755")) -> Iterator[_Kept]:
    listed = _git(room, "ls-tree", "-r", "-z", "--full-tree", commit) or b""
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, name = about.split()
        if mode in modes:
            place = os.fsdecode(path)
            if not _ODD.search(place):
                yield _Kept(place, name.decode("ascii"))
            elif _stays(odd := PurePosixPath(place)):
                yield _Kept(str(odd), name.decode("ascii"))


def _stays(path: PurePosixPath) -> bool:
    """Whether a path leads nowhere else; what does so on Windows is no text of ours on any system."""
    on_windows = PureWindowsPath(*path.parts)
    return not on_windows.anchor and not {"..", ".git"} & {part.lower() for part in (*path.parts, *on_windows.parts)}


def _write(room: Path, files: list[_Kept]) -> None:
    output = _git(room, "cat-file", "--batch", asked="".join(f"{file.name}\n" for file in files)) if files else b""
    if output is None:
        raise NoRevision("git does not show the files of that revision. In a copy without all files, fetch them first")
    start = 0
    made: set[str] = set()
    for file in files:
        end = output.find(b"\n", start)
        about = output[start:end].split()
        if len(about) != 3:
            raise NoRevision(f"git does not have {file.path} of that revision. In a copy without all files, fetch them first")
        size = int(about[2])
        folder = file.path.rpartition("/")[0]
        if folder not in made:
            (room / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        with open(f"{room}/{file.path}", "wb") as stream:
            stream.write(output[end + 1 : end + 1 + size])
        start = end + size + 2


def _git(root: Path, *arguments: str, asked: str = "") -> bytes | None:
    settings = [part for setting in SAFE for part in ("-c", setting)]
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *settings, *arguments],
            input=asked.encode("ascii"),
            capture_output=True,
            env={**{name: value for name, value in os.environ.items() if name not in _ELSEWHERE}, **OFFLINE},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
