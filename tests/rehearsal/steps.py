"""One step of a job on GitHub: its script in a real shell, and what it leaves behind for others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.rehearsal.closed import Unknown
from tests.rehearsal.expressions import Open
from tests.rehearsal.machine import Outcome, run, tools

SHELLS = {"": ["bash", "-e", "{0}"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail", "{0}"], "sh": ["sh", "-e", "{0}"]}
"""What GitHub runs a script with; without a word, a pipe that breaks in the middle goes unseen."""
_LEFT = ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")
_NOTE = re.compile(r"^::(error|warning|notice)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$", re.M)
_SILENT = ("group", "endgroup", "add-mask", "debug")


@dataclass(frozen=True)
class Note:
    """What GitHub shows at a line of a file, and on the page of the run."""

    level: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    title: str = ""


@dataclass
class Job:
    """A job under way, or done."""

    id: str
    folder: Path
    """Its own, which no other job sees."""
    told: Mapping[str, Any]
    permissions: Mapping[str, str]
    result: str = "skipped"
    outputs: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    """Folders of commands, the last one looked into first."""
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Steps with an `id`, as the context `steps` has them."""
    said: list[str] = field(default_factory=list)
    """What its scripts printed, step by step."""
    notes: list[Note] = field(default_factory=list)
    summary: str = ""

    @property
    def workspace(self) -> Path:
        """Where its repository is checked out and its scripts run."""
        return self.folder / "work"

    @property
    def spare(self) -> Path:
        """Its folder for what it throws away."""
        return self.folder / "temp"

    def may(self, scope: str, level: str = "read") -> bool:
        """Whether its key opens something."""
        given = self.permissions.get(scope, "none")
        return given == "write" or given == level


def run_script(job: Job, text: str, *, shell: str, below: str, environment: Mapping[str, str], outputs: dict[str, str]) -> Outcome:
    """Run a step's script, and take in what it leaves in the files that GitHub gives it."""
    if shell not in SHELLS:
        raise Unknown(f"the shell {shell}")
    left = {name: job.spare / name.lower() for name in _LEFT}
    for file in left.values():
        file.write_bytes(b"")
    at = ":".join([*reversed(job.paths), tools()])
    done = run(SHELLS[shell], text, cwd=job.workspace / below, environment={**environment, "PATH": at, **{name: str(file) for name, file in left.items()}}, at=job.spare / "script.sh")
    job.said.append(done.said)
    job.notes += notes(done.said)
    outputs |= pairs(left["GITHUB_OUTPUT"].read_text("utf-8"))
    job.environment |= pairs(left["GITHUB_ENV"].read_text("utf-8"))
    job.paths += left["GITHUB_PATH"].read_text("utf-8").split()
    job.summary += left["GITHUB_STEP_SUMMARY"].read_text("utf-8")
    return done


def pairs(text: str) -> dict[str, str]:
    """What a script left: `name=value`, or `name<<END`, lines, and `END`."""
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        if not line:
            continue
        if several := re.fullmatch(r"([\w-]+)<<(.+)", line):
            value = []
            for further in lines:
                if further == several[2]:
                    break
                value.append(further)
            else:
                raise Unknown(f"{several[1]} has no end")
            found[several[1]] = "\n".join(value)
        elif single := re.fullmatch(r"([\w-]+)=(.*)", line):
            found[single[1]] = single[2]
        else:
            raise Unknown(f"a line for others that GitHub cannot read: {line}")
    return found


def notes(said: str) -> list[Note]:
    """The notes in what a script printed."""
    found = []
    for command in re.findall(r"^::([\w-]+)", said, re.M):
        if command not in ("error", "warning", "notice", *_SILENT):
            raise Unknown(f"::{command}::")
    for level, told, message in _NOTE.findall(said):
        where = dict(part.partition("=")[::2] for part in told.split(",")) if told else {}
        where = {name: _lines(text.replace("%3A", ":").replace("%2C", ",")) for name, text in where.items()}
        found.append(Note(level, _lines(message), where.get("file", ""), int(where.get("line", 0)), int(where.get("col", 0)), where.get("title", "")))
    return found


def _lines(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def environment_of(job: Job, *levels: Mapping[str, str]) -> Open:
    """What a step finds set, from the widest level to its own."""
    found = Open()
    for level in levels[:-1]:
        found |= level
    return Open({**found, **job.environment, **levels[-1]})
