"""What CONTRIBUTING tells people to do works, to the letter."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY

RULE = '''\
"""The river is never called wet: people know."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level


@rule(Level.WARNING, kinds=("policy",))
def check(document: Document, context: Context) -> Iterator[Hit]:
    for text in document.texts(Zone.SAY):
        at = str(text).find("wet")
        if at >= 0:
            yield Hit(text.place(document.path, at, at + 3), "people know that a river is wet", "Say how deep it is.")
'''
EXAMPLE = """\
### {title}

```markdown title="policies/river.md"{lines}
---
topic: honesty
they_leave_feeling: sure of us
---
# The river

## What to say

> {say}
```
"""
PAGE = "\n".join(
    [
        "# wet-river\n\nNobody is told that the river is wet.\n\n## Why it matters\n\nThey know, and feel talked down to.\n\n## Bad\n",
        EXAMPLE.format(title="A warning", lines=' hl_lines="9"', say="It is wet."),
        EXAMPLE.format(title="A joke", lines=' hl_lines="9"', say="Careful: wet river."),
        EXAMPLE.format(title="A boast", lines=' hl_lines="9"', say="As wet as can be."),
        "## Good\n",
        EXAMPLE.format(title="Something to know", lines="", say="It is two metres deep."),
        EXAMPLE.format(title="Nothing at all", lines="", say="Off you go."),
        EXAMPLE.format(title="A question", lines="", say="Can you swim?"),
        "## When to allow it\n\nOn the first of April.\n",
    ]
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the project to which somebody has added a rule by following the list."""
    root = tmp_path_factory.mktemp("copy")
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## A rule\n")[2].partition("\n## ")[0]
    steps = re.findall(r"^\d+\. (.+(?:\n {3}.+)*)", told, re.M)
    places = [found[1] for step in steps if (found := re.search(r"`(playbook_plugins/[^`]+)`", step))]
    assert places == ["playbook_plugins/checklist/rules/<name>.py", "playbook_plugins/checklist/rules/<name>.md"]
    assert "with underscores" in steps[0] and "with hyphens" in steps[1] and "CHANGELOG.md" in steps[2] and len(steps) == 3
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "playbook_plugins", root / "playbook_plugins", ignore=ignore)
    for name in ("rules", "conftest.py", "__init__.py"):
        source = ROOT / "tests" / name
        copied = root / "tests" / name
        shutil.copytree(source, copied, ignore=ignore) if source.is_dir() else shutil.copy(source, root / "tests")
    shutil.copytree(ROOT / "docs" / "writing", root / "docs" / "writing")
    (root / places[0].replace("<name>", "wet_river")).write_text(RULE, "utf-8")
    (root / places[1].replace("<name>", "wet-river")).write_text(PAGE, "utf-8")
    return root


def python(*arguments: str, copy: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "PLAYBOOK_TODAY": TODAY.isoformat()}
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)


def command(*arguments: str, copy: Path) -> subprocess.CompletedProcess[str]:
    return python("-m", "playbook_plugins.cli", *arguments, copy=copy, cwd=copy)


def test_a_rule_is_found_by_its_two_files(copy):
    lines = command("rules", copy=copy).stdout.splitlines()
    (line,) = [line for line in lines if line.startswith("wet-river ")]
    assert line.split(maxsplit=2) == ["wet-river", "warning", "Nobody is told that the river is wet."]


def test_a_rule_explains_itself_by_its_page(copy):
    done = command("explain", "wet-river", copy=copy)
    assert done.returncode == 0 and done.stdout.startswith("# wet-river\n")
    assert "Worth a look (warning)" in done.stdout


def test_a_rule_works_in_a_check(copy, write):
    folder = write({"policies/river.md": PAGE.partition('hl_lines="9"\n')[2].partition("```")[0]})
    done = command("check", str(folder), "--quote", "always", copy=copy)
    assert "river.md:9:9: warning wet-river: people know that a river is wet\n    9 | > It is wet.\n      |         ^^^\n  help: Say how deep it is.\n" in done.stdout


@pytest.mark.whole
def test_the_examples_of_its_page_are_its_tests(copy):
    done = python("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/rules/test_pages.py", "-k", "wet-river", "--import-mode=importlib", copy=copy, cwd=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    # it finds what its page marks, and would not without its body; it names its lists, and what goes with the day
    assert re.search(r"^4 passed, \d+ deselected", done.stdout, re.M), done.stdout


def test_its_page_stands_on_the_internal_site(copy, tmp_path):
    sources = ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook"
    done = command("write", "--audience", "internal", str(tmp_path / "plain"), str(sources), copy=copy)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plain" / "docs" / "checklist" / "wet-river.md").is_file()
    assert "[wet-river](wet-river.md)" in (tmp_path / "plain" / "docs" / "checklist" / "index.md").read_text("utf-8")


def test_a_rule_keeps_to_what_is_asked_of_it():
    assert len(RULE.splitlines()) <= 60


def test_the_files_that_contributing_names_are_there():
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`((?:playbook_plugins|docs|tests|pages)/[\w./-]*|[A-Z]+\.md|[\w./-]+\.(?:py|toml))`", told))
    named = {name if not name.startswith("pages/") else f"playbook_plugins/{name}" for name in named}
    assert len(named) > 8
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
