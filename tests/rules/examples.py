"""The examples on a rule's page, as tests: each H3 under Bad or Good is one small playbook."""

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from playbook_plugins.checklist.catalogue import catalogue, page
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.checklist.run import run
from playbook_plugins.model.finding import Finding
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

BASE = {
    "playbook.yml": "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n",
}
"""What every example stands on where it does not say otherwise."""

_FENCE = re.compile(r'```\w+ title="(?P<path>[^"]+)"(?: hl_lines="(?P<lines>[\d ]+)")?')


@dataclass(frozen=True)
class Example:
    """One small playbook of a rule's page."""

    rule: str
    title: str
    bad: bool
    files: dict[str, str] = field(hash=False)
    marked: set[tuple[str, int]] = field(hash=False)
    """(file, line) of each place that the page marks as guilty."""
    past: dict[str, dict[str, str]] = field(default_factory=dict, hash=False)
    """By day, the files that were kept in the version history on it: `title="policies/a.md on 2026-05-01"`."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.title}"


def examples(rule: str) -> list[Example]:
    """All examples of a rule's page, in their order."""
    found: list[Example] = []
    part = title = path = None
    files: dict[str, str] = {}
    for line in page(rule).splitlines():
        if path is not None:
            if line == "```":
                path = None
            else:
                files[path] += line + "\n"
        elif line.startswith("## "):
            part = line[3:]
        elif line.startswith("### "):
            title = line[4:]
        elif part in ("Bad", "Good") and (fence := _FENCE.fullmatch(line)):
            if not found or found[-1].title != title:
                found.append(Example(rule, title, part == "Bad", {}, set()))
            path, _, day = fence["path"].partition(" on ")
            files = found[-1].past.setdefault(day, {}) if day else found[-1].files
            files[path] = ""
            found[-1].marked.update((path, int(number)) for number in (fence["lines"] or "").split())
    return found


def findings(example: Example, folder: Path, rule: Rule | None = None) -> list[Finding]:
    """What the example's own rule (or the one given in its place) finds in it."""
    for day, files in sorted(example.past.items()):
        _write(files, folder)
        commit(folder, day)
    _write({**BASE, **example.files}, folder)
    if example.past:
        commit(folder, TODAY.isoformat())
    playbook = read_playbook(folder, root=folder)
    rules = [rule or one if one.name == example.rule else one for one in catalogue().values()]
    return [found for found in run(playbook, today=TODAY, rules=rules) if found.rule == example.rule]


def _write(files: dict[str, str], folder: Path) -> None:
    for pattern, text in files.items():
        head, _, names = pattern.partition("{")
        middle, _, tail = names.partition("}")
        for name in middle.split(","):
            file = folder / f"{head}{name}{tail}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")


def commit(folder: Path, day: str) -> None:
    """Keep all files of a folder in its version history, on a day; the first time makes one."""
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "Ida"), ("EMAIL", "ida@quay.example"), ("DATE", f"{day}T12:00:00Z"))}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "--allow-empty", "-m", "Keep")):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True, env=environment)
