"""Every block of the manual runs, or says that it is a sketch."""

import ast
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from playbook_plugins.checklist.run import run
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.settings import Settings
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, playbook
from tests.test_docs import DEFAULTS, MANUAL, examples

ELSEWHERE = {"your-own-rules": {"toml", "python", "yaml", "text", "markdown"}}
"""Blocks that tests of their own try, by page and sort (tests/checklist/test_own_rules.py)."""
_BLOCK = re.compile(r"^(?P<mark>`{3,})(?P<sort>\w*)(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=mark)$", re.M | re.S)
_FINDING = re.compile(r"^\S+:\d+(?::\d+)?: (?:error|warning|advice) (?P<rule>[\w-]+): ", re.M)


@dataclass(frozen=True)
class Block:
    page: str
    sort: str
    info: str
    text: str

    @property
    def held(self) -> bool:
        """Whether it is a file of an example, which the tests of the manual check, or tried by tests of its own, or called `sketch`."""
        return "title=" in self.info or self.sort in ELSEWHERE.get(self.page, ())


def blocks() -> Iterator[Block]:
    for page in MANUAL:
        if page.stem != "commands":  # written by the code
            yield from (Block(page.stem, found["sort"], found["info"], found["text"]) for found in _BLOCK.finditer(page.read_text("utf-8")))


BLOCKS = [block for block in blocks() if not block.held]


def test_every_block_is_of_a_sort_that_is_tried():
    assert {(block.page, block.sort) for block in BLOCKS if block.sort not in ("sh", "yaml", "text")} == set()
    assert {block.sort for block in BLOCKS} >= {"sh", "yaml"}


@pytest.fixture(scope="module")
def scene(tmp_path_factory) -> Path:
    """A playbook made of the manual's own examples, in a repository, with its public site built."""
    root = tmp_path_factory.mktemp("scene")
    files = dict(DEFAULTS)
    for page in MANUAL:
        for name, text in examples(page).items():
            if not name.startswith(("playbook", "mkdocs")):
                files.setdefault(name, text)
    # a page on kayaks names a card that it does not show
    files["policies/it-leaked.md"] = next(iter(examples(ROOT / "docs" / "writing" / "first-policy.md").values()))
    for name, text in files.items():
        (root / "docs/playbook" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs/playbook" / name).write_text(text, "utf-8")
    for arguments in (("init", "-q", "-b", "main"), ("add", "."), ("-c", "user.name=A", "-c", "user.email=a@quay.example", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "Write")):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    done = playbook("build", "--audience", "public", "--today", str(TODAY), cwd=root)
    assert done.returncode == 0, done.stderr
    return root


def commands(text: str) -> list[list[str]]:
    """The lines of a block as a shell would take them."""
    return [words for line in text.splitlines() if (words := shlex.split(line, comments=True))]


@pytest.mark.slow
@pytest.mark.parametrize("page", sorted({block.page for block in BLOCKS if block.sort == "sh"}))
def test_the_commands_of_a_page_run(page, scene):
    tried = [words for block in BLOCKS if (block.page, block.sort) == (page, "sh") for words in commands(block.text)]
    assert tried
    for words in tried:
        assert words[0] == "playbook", f"{words}: mark it as a sketch"
        done = playbook(*words[1:], cwd=scene)
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.sort == "yaml"], ids=lambda block: f"{block.page}: {block.text.splitlines()[0]}")
def test_lines_of_settings_and_texts_are_understood(block, tmp_path):
    lines = yaml.safe_load(block.text)
    settings = set(lines) <= set(Settings.model_fields)
    assert settings or any(set(lines) <= set(kind.fields.model_fields) for kind in KINDS.values()), "neither lines of playbook.yml nor of a text"
    if not settings:
        return
    (tmp_path / "playbook.yml").write_text(block.text + ("" if "business" in lines else DEFAULTS["playbook.yml"]), "utf-8")
    (tmp_path / "fit.md").write_text(DEFAULTS["fit.md"], "utf-8")
    assert [str(one) for one in settings_faults(tmp_path)] == []


def settings_faults(folder: Path) -> list[Finding]:
    found = run(read_playbook(folder, root=folder), today=TODAY)
    # an id of a text that the page does not show
    return [one for one in found if one.level is Level.ERROR and one.place.path == "playbook.yml" and one.rule != "dangling-reference"]


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.sort == "text"], ids=lambda block: f"{block.page}: {block.text.splitlines()[0][:30]}")
def test_a_finding_that_is_shown_is_worded_as_the_rule_words_it(block):
    """Its message and its help stand, but for the names in them, in the rule."""
    rules = _FINDING.findall(block.text)
    assert rules, "neither a finding nor marked as a sketch"
    for rule in rules:
        source = (ROOT / "playbook_plugins" / "checklist" / "rules" / f"{rule.replace('-', '_')}.py").read_text("utf-8")
        said = " ".join(node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant) and isinstance(node.value, str))
        mend = re.search(r"^  help: (.+)$", block.text, re.M)
        assert mend and mend[1] in " ".join(said.split())
