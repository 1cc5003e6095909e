"""A repository as a host keeps it: bare, and with commits whose dates are set and not read."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

BEGAN = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
"""The moment of a repository's first commit; each further one comes a minute later."""
BRANCH = "main"
AUTHOR = ("Maria Quay", "maria@quay.example")
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
"""What keeps the settings of whoever runs this out of it."""


@dataclass(frozen=True)
class Entry:
    """A file of a commit."""

    mode: str
    sha: str
    size: int
    path: str


@dataclass(frozen=True)
class Commit:
    """A commit as the hosts tell of it."""

    sha: str
    parents: tuple[str, ...]
    author: str
    email: str
    at: datetime
    message: str


@dataclass(frozen=True)
class Repository:
    """A bare repository in a folder."""

    folder: Path

    def git(self, *arguments: str, given: bytes | None = None, **environment: str) -> bytes:
        """What git prints."""
        return git(*arguments, cwd=self.folder, given=given, **environment)

    def commit_of(self, name: str) -> str | None:
        """The commit that a branch or a beginning of a hash stands for."""
        done = subprocess.run(["git", "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"], cwd=self.folder, capture_output=True, encoding="utf-8")
        return done.stdout.strip() or None

    def head(self, branch: str = BRANCH) -> str | None:
        """The newest commit of a branch; nothing for a commit's hash."""
        return self.commit_of(f"refs/heads/{branch}")

    def commit(self, sha: str) -> Commit:
        """What a commit says of itself."""
        head, _, message = self.git("show", "-s", "--format=%H%n%P%n%an%n%ae%n%ct%n%B", sha).decode("utf-8").partition("\n")
        parents, author, email, at, message = message.split("\n", 4)
        return Commit(head, tuple(parents.split()), author, email, datetime.fromtimestamp(int(at), UTC), message.rstrip("\n"))

    def entries(self, ref: str) -> list[Entry]:
        """Every file of a commit, in the order of the paths."""
        found = []
        for line in self.git("ls-tree", "-r", "-z", "--long", ref).decode("utf-8").split("\0")[:-1]:
            told, _, path = line.partition("\t")
            mode, _, sha, size = told.split()
            found.append(Entry(mode, sha, int(size), path))
        return found

    def entry(self, ref: str, path: str) -> Entry | None:
        """One file of a commit."""
        return next((entry for entry in self.entries(ref) if entry.path == path), None)

    def read(self, sha: str) -> bytes:
        """What a file holds, by its hash."""
        return self.git("cat-file", "blob", sha)

    def last(self, ref: str, path: str) -> str | None:
        """The newest commit up to `ref` that touched a file."""
        return self.git("--literal-pathspecs", "log", "-1", "--format=%H", ref, "--", path).decode().strip() or None

    def write(self, changes: Mapping[str, bytes], message: str, *, branch: str = BRANCH) -> str:
        """Commit the changed files on a branch, and say which commit that is; a branch that moved meanwhile is an error."""
        before = self.head(branch)
        with TemporaryDirectory() as place:
            index = {"GIT_INDEX_FILE": str(Path(place, "index"))}
            if before:
                self.git("read-tree", before, **index)
            for path, content in changes.items():
                sha = self.git("hash-object", "-w", "--stdin", given=content).decode().strip()
                self.git("update-index", "--add", "--cacheinfo", f"100644,{sha},{path}", **index)
            tree = self.git("write-tree", **index).decode().strip()
        parent = ("-p", before) if before else ()
        made = self.git("commit-tree", tree, *parent, given=message.encode("utf-8"), **dated(self.count(before))).decode().strip()
        self.git("update-ref", f"refs/heads/{branch}", made, before or "")
        return made

    def count(self, ref: str | None) -> int:
        """How many commits lead to one."""
        return int(self.git("rev-list", "--count", ref)) if ref else 0


def begin(folder: Path) -> Repository:
    """An empty repository in a new folder."""
    folder.mkdir(parents=True)
    git("init", "-q", "--bare", "-b", BRANCH, cwd=folder)
    return Repository(folder)


def from_template(folder: Path, template: Repository) -> Repository:
    """A repository that begins with all files of another in one commit, as the hosts' button for templates makes one."""
    made = begin(folder)
    made.write({entry.path: template.read(entry.sha) for entry in template.entries(BRANCH)}, "Initial commit")
    return made


def dated(count: int) -> dict[str, str]:
    """Who makes the commit after so many others, and when."""
    at = (BEGAN + timedelta(minutes=count)).isoformat()
    return {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", AUTHOR[0]), ("EMAIL", AUTHOR[1]), ("DATE", at))}


def git(*arguments: str, cwd: Path, given: bytes | None = None, **environment: str) -> bytes:
    """What git prints; what it refuses is an error that says why."""
    done = subprocess.run(["git", *arguments], cwd=cwd, env={**os.environ, **ALONE, **environment}, input=given, capture_output=True)
    if done.returncode:
        raise RuntimeError(f"git {' '.join(arguments)}: {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout
