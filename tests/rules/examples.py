"""The examples on a rule's page, as tests: each H3 under Bad or Good is one small playbook."""

import re
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

    def __str__(self) -> str:
        return f"{self.rule}: {self.title}"


def examples(rule: str) -> list[Example]:
    """All examples of a rule's page, in their order."""
    found: list[Example] = []
    part = title = path = None
    for line in page(rule).splitlines():
        if path is not None:
            if line == "```":
                path = None
            else:
                found[-1].files[path] += line + "\n"
        elif line.startswith("## "):
            part = line[3:]
        elif line.startswith("### "):
            title = line[4:]
        elif part in ("Bad", "Good") and (fence := _FENCE.fullmatch(line)):
            if not found or found[-1].title != title:
                found.append(Example(rule, title, part == "Bad", {}, set()))
            path = fence["path"]
            found[-1].files[path] = ""
            found[-1].marked.update((path, int(number)) for number in (fence["lines"] or "").split())
    return found


def findings(example: Example, folder: Path, rule: Rule | None = None) -> list[Finding]:
    """What the example's own rule (or the one given in its place) finds in it."""
    for name, text in {**BASE, **example.files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    playbook = read_playbook(folder, root=folder)
    rules = [rule or one if one.name == example.rule else one for one in catalogue().values()]
    return [found for found in run(playbook, today=TODAY, rules=rules) if found.rule == example.rule]
