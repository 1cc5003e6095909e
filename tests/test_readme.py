"""What the README and the manual tell people to type is there."""

import ast
import os
import re
import shutil
import subprocess

import click
import pytest

from playbook_plugins.cli import main
from tests.conftest import ROOT

TOLD = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "writing").glob("*.md"))]
CONTEXT = click.Context(main)
COMMANDS = {name: main.get_command(CONTEXT, name) for name in main.list_commands(CONTEXT)}
LINE = re.compile(r"^\s*(?:`|\$ )?playbook ([a-z]\S*)([^`#\n]*)", re.M)
INLINE = re.compile(r"`playbook ([a-z][\w-]*)([^`]*)`")


def typed(text: str) -> list[tuple[str, list[str]]]:
    """The commands of a page, each with the options behind it."""
    fences = "\n".join(re.findall(r"^```(?:sh|bash|text|console)[^\n]*\n(.*?)^```", text, re.M | re.S))
    found = [*INLINE.findall(text), *LINE.findall(fences)]
    return [(name, re.findall(r"(?<![\w-])--?[a-z][\w-]*", rest)) for name, rest in found]


def options(command: click.Command) -> set[str]:
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return {option for parameter in command.params for option in parameter.opts}.union({"--help"}, *map(options, below))


def test_commands_and_options_are_seen():
    assert typed("```sh\nplaybook check --quote always  # all\n```\nand `playbook build --out DIR`") == [("build", ["--out"]), ("check", ["--quote"])]


@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.stem)
def test_every_command_and_option_that_is_told_is_there(page):
    text = page.read_text("utf-8")
    wrong = [(name, given) for name, given in typed(text) if name not in COMMANDS or set(given) - options(COMMANDS[name])]
    assert wrong == []
    known = set().union(*map(options, COMMANDS.values()))
    loose = {option for option in re.findall(r"`(--[a-z][\w-]*)`", text)}
    assert loose - known - {"--dirty", "--strict"} == set()


def test_the_readme_says_enough_to_be_tested():
    assert {name for name, _ in typed((ROOT / "README.md").read_text("utf-8"))} == set(COMMANDS)


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda page: page.stem)
def test_what_is_told_of_make_and_dev_is_in_both(page):
    text = page.read_text("utf-8")
    targets = {*re.findall(r"^make (\w+)", text, re.M), *re.findall(r"`python dev\.py (\w+)", text)}
    assert {"site", "test"} <= targets
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = set(re.search(r"^\.PHONY: (.+)$", makefile, re.M)[1].split())
    tree = ast.parse((ROOT / "dev.py").read_text("utf-8"))
    (commands,) = [node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and ast.unparse(node).startswith("COMMANDS")]
    assert targets <= phony
    assert targets <= {key.value for key in commands.keys}


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make on this system")
@pytest.mark.parametrize("target", ["site", "test"])
def test_make_hands_its_target_to_dev(target):
    # the tests may themselves be run by make, which would then tell of every folder
    alone = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "ARGS")}
    command = ["make", "-n", target, "ARGS=-x"]
    done = subprocess.run(command, cwd=ROOT, env=alone, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split()[-3:] == ["dev.py", target, "-x"]


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md"], ids=lambda page: page.stem)
def test_a_link_to_a_file_leads_to_one(page):
    links = [link for link in re.findall(r"\]\(([^)\s#]+)", page.read_text("utf-8")) if ":" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []
