"""What a rule is tested with: each H3 under Bad or Good on its page is one small playbook.

Our own rules are held to this, and so can be those of any other package:
`assert disagreements(check, page, tmp_path) == ()` in a test of its own.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playbook_plugins.audit import audit
from playbook_plugins.checklist.catalogue import installed
from playbook_plugins.checklist.page import read
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.checklist.run import findings_on, run
from playbook_plugins.model.finding import Finding
from playbook_plugins.pages.secrets import secrets
from playbook_plugins.read.playbook import read_playbook

TODAY = date(2026, 11, 21)
"""The day on which every example takes place."""
BASE = {
    "playbook.yml": "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n",
}
"""What every example stands on where it does not say otherwise."""
LEAST = 3
"""Bad examples that a page shows at least, and good ones."""
HEADINGS = ("Why it matters", "Bad", "Good", "When to allow it")
"""The parts of a page below its first sentence."""
_SITE, _BUILT = "site/", ".built"
"""How the files of a finished site begin, which a rule looks at that is asked after a build; and where an example keeps them."""

_UNKIND = re.compile(r"\b(schema|None|null|KeyError|exception|regex|parse|front matter)\b")


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


def examples(page: str) -> tuple[Example, ...]:
    """All examples of a rule's page, in their order."""
    found: list[Example] = []
    rule = page.partition("\n")[0].removeprefix("# ").strip()
    part = title = path = ""
    files: dict[str, str] = {}
    for line in read(page):
        if not line.fence and line.text.startswith("## "):
            part = line.text[3:]
        elif not line.fence and line.text.startswith("### "):
            title = line.text[4:]
        elif part in ("Bad", "Good") and line.fence and line.fence.title:
            if line.number:
                files[path] += line.text + "\n"
                continue
            if not found or found[-1].title != title:
                found.append(Example(rule, title, part == "Bad", {}, set()))
            path, _, day = line.fence.title.partition(" on ")
            files = found[-1].past.setdefault(day, {}) if day else found[-1].files
            files[path] = ""
            found[-1].marked.update((path, number) for number in line.fence.lines)
    return tuple(found)


def findings(example: Example, folder: Path, *, rule: Rule | None = None) -> tuple[Finding, ...]:
    """What the rule of the example's page (or the one given in its place) finds in it, written into `folder`."""
    for day, files in sorted(example.past.items()):
        _write(files, folder)
        commit(folder, day)
    site = {path: text for path, text in example.files.items() if path.startswith(_SITE)}
    _write({**BASE, **{path: text for path, text in example.files.items() if path not in site}}, folder)
    if example.past:
        commit(folder, TODAY.isoformat())
    playbook = read_playbook(folder, root=folder)
    rules = installed() | ({example.rule: rule} if rule else {})
    found = run(playbook, today=TODAY, rules=rules.values())
    if site:
        _write(site, folder / _BUILT)
        found += findings_on(audit(folder / _BUILT / _SITE, secrets(playbook)), rules=rules)
    return tuple(one for one in found if one.rule == example.rule)


def disagreements(rule: Rule, page: str, folder: Path, *, least: int = LEAST) -> tuple[str, ...]:
    """Everything in which a rule and its page disagree, in words; none where the rule is ready for others.

    The examples are written into `folder`. A page shows at least `least` bad and
    `least` good ones; each must be found on the marked lines and nowhere else.
    """
    return (*_shape(rule, page, least), *_examples(rule, page, folder))


def _shape(rule: Rule, page: str, least: int) -> Iterator[str]:
    title, _, rest = page.partition("\n")
    if title != f"# {rule.name}":
        yield f"the page begins with “{title}”, and should with “# {rule.name}”"
    if not rest.strip().partition("\n\n")[0].endswith("."):
        yield "below the title there is no sentence, with a full stop, on what the rule checks"
    if tuple(line.text[3:] for line in read(page) if not line.fence and line.text.startswith("## ")) != HEADINGS:
        yield f"the headings should be {', '.join(HEADINGS)}"
    shown = examples(page)
    for bad in (True, False):
        if (count := sum(example.bad is bad for example in shown)) < least:
            yield f"there are {count} {'bad' if bad else 'good'} examples, and should be {least}"


def _examples(rule: Rule, page: str, folder: Path) -> Iterator[str]:
    for number, example in enumerate(examples(page)):
        found = findings(example, folder / f"{rule.name}-{number}", rule=rule)
        lines = {(finding.place.path, finding.place.line) for finding in found}
        if lines != example.marked:
            yield f"{example.title}: marked {_told(example.marked)}, found {_told(lines)}"
        if example.bad and not example.marked:
            yield f"{example.title}: stands under Bad, and marks no line"
        for finding in found:
            if not finding.message.strip(" .") or finding.message.startswith((" ", ".")) or finding.message.endswith("."):
                yield f"{example.title}: a message is a sentence without its full stop, and not “{finding.message}”"
            if word := _UNKIND.search(f"{finding.message} {finding.help}"):
                yield f"{example.title}: “{word[0]}” is no word for the owner of a shop"


def _told(places: set[tuple[str, int]]) -> str:
    return ", ".join(f"{path}:{line}" for path, line in sorted(places)) or "nothing"


def _write(files: Mapping[str, str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for pattern, text in files.items():
        head, _, names = pattern.partition("{")
        middle, _, tail = names.partition("}")
        for name in middle.split(","):
            file = folder / f"{head}{name}{tail}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")


def commit(folder: Path, day: str) -> None:
    """Keep all files of a folder in its version history, on a day; the first time makes one."""
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "Ida"), ("EMAIL", "ida@quay.example"), ("DATE", f"{day}T12:00:00Z"))}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "--allow-empty", "-m", "Keep")):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True, env=environment)
