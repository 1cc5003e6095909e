"""The house stands as ARCHITECTURE.md draws it: who imports whom, how long a module is, what things are called."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "playbook_plugins"
NAME = PACKAGE.name
LONGEST, LONGEST_RULE = 250, 60
UNTELLING = {"manager", "helper", "helpers", "utils", "util", "handler", "processor", "data", "info", "base", "common", "misc"}
DRAWN = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def _module(file: Path) -> str:
    """`read.markdown` for its file, `read` for the package's own; empty for the whole."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module(file): file for file in sorted(PACKAGE.rglob("*.py")) if "starter" not in file.relative_to(PACKAGE).parts}
RULES = [name for name in MODULES if re.fullmatch(r"checklist\.rules\.\w+", name)]


@cache
def _tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text("utf-8"))


@cache
def imports(name: str) -> frozenset[str]:
    """Every module that a module names, ours without the package's name in front and with a `.` before it."""
    found: set[str] = set()
    for node in ast.walk(_tree(name)):
        if isinstance(node, ast.Import):
            found.update(_named(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by dots"
            for alias in node.names:
                whole = _named(f"{node.module}.{alias.name}")
                found.add(whole if whole.removeprefix(".") in MODULES and whole.startswith(".") else _named(str(node.module)))
    return frozenset(found)


def _named(whole: str) -> str:
    return f".{whole.removeprefix(NAME).removeprefix('.')}" if whole.partition(".")[0] == NAME else whole


def ours(name: str) -> set[str]:
    """The modules of the package that a module names."""
    return {found[1:] for found in imports(name) if found.startswith(".")}


def foreign(name: str) -> set[str]:
    """The packages of others that a module names, the standard library left out."""
    tops = {found.partition(".")[0] for found in imports(name) if not found.startswith(".")}
    return tops - sys.stdlib_module_names


def _cells(row: str) -> tuple[str, list[str], list[str]]:
    part, package, others = (cell.strip() for cell in row.strip("|\n").split("|"))
    return part, *([word.strip() for word in cell.split(",") if word.strip() != "–"] for cell in (package, others))


def _table() -> dict[str, tuple[list[str], list[str]]]:
    drawn = DRAWN.partition("## Who may import whom")[2].partition("\n## ")[0]
    rows = [line for line in drawn.splitlines() if line.startswith("| ")][2:]
    return {part: (package, others) for part, package, others in map(_cells, rows)}


TABLE = _table()


def _row(name: str) -> str | None:
    """The narrowest row that names a module or a package above it."""
    parts = name.split(".")
    return next((row for end in range(len(parts), 0, -1) if (row := ".".join(parts[:end])) in TABLE), None)


def _below(name: str, part: str) -> bool:
    return name == part or name.startswith(part + ".")


# The package's own file, and packages that only hold others, stand in no row: they import nothing.
BARE = {name for name, file in MODULES.items() if file.name == "__init__.py" and not imports(name)}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_what_the_table_lets_it(name):
    row = _row(name)
    if row is None:
        assert name in BARE, f"no row of the table is about {name}"
        return
    package, others = TABLE[row]
    if package != ["everything"]:
        allowed = [row if word == "itself" else word for word in package]
        assert {one for one in ours(name) if one and not any(_below(one, part) for part in allowed)} == set()
    assert foreign(name) - set(others) == set()


@pytest.mark.parametrize("row", TABLE)
def test_a_row_of_the_table_promises_nothing_that_nobody_uses(row):
    held = [name for name in MODULES if _row(name) == row]
    assert held, f"nothing is called {row}"
    package, others = TABLE[row]
    used = set().union(*map(ours, held))
    parts = [row if word == "itself" else word for word in package if word != "everything"]
    assert [part for part in parts if not any(_below(one, part) for one in used)] == []
    assert set(others) - set().union(*map(foreign, held)) == set()


@pytest.mark.parametrize("name", MODULES)
def test_nobody_imports_a_rule(name):
    assert ours(name).isdisjoint(RULES)


def reached(name: str) -> set[str]:
    """Everything of ours that is loaded with a module."""
    found, left = set(), [name]
    while left:
        one = left.pop()
        if one in found or one not in MODULES:
            continue
        found.add(one)
        parts = one.split(".")
        left += [".".join(parts[:end]) for end in range(1, len(parts))]
        left += ours(one)
    return found


def test_public_pages_cannot_reach_the_internal_model():
    seen = {name for name in reached("pages.public") if _below(name, "model")}
    assert seen <= {"model", "model.described", "model.fingerprints", "model.public", "model.page", "model.place"}
    assert not any(_below(name, part) for name in reached("pages.public") for part in ("read", "checklist", "pages.internal"))


def _loaded(*modules: str) -> set[str]:
    """What Python has loaded once these modules are imported."""
    program = f"import sys, {', '.join(modules)}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_core_runs_without_mkdocs():
    core = ("read.playbook", "checklist.run", "pages.release", "audit", "publish.build", "report.text")
    loaded = _loaded(*(f"{NAME}.{part}" for part in core))
    assert not {name for name in loaded if name.partition(".")[0] in ("mkdocs", "material", "properdocs")}


def test_the_renderer_of_public_pages_loads_no_internal_model():
    loaded = _loaded(f"{NAME}.pages.public")
    assert f"{NAME}.model.document" not in loaded
    assert f"{NAME}.model.playbook" not in loaded


def test_the_process_that_builds_a_release_has_no_reader():
    loaded = _loaded(f"{NAME}.engines.mkdocs.child")
    assert not {name for name in loaded if name.startswith((f"{NAME}.read", f"{NAME}.checklist", f"{NAME}.model.document"))}


def test_mkdocs_is_imported_in_one_place():
    assert {name for name in MODULES if "mkdocs" in foreign(name) and not _below(name, "engines.mkdocs")} == set()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_can_be_read_in_one_sitting(name):
    lines = len(MODULES[name].read_text("utf-8").splitlines())
    assert lines <= (LONGEST_RULE if name in RULES else LONGEST)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_called_after_what_it_is_about(name):
    assert set(re.split(r"[._]", name)) & UNTELLING == set()


@pytest.mark.parametrize("name", MODULES)
def test_every_part_says_what_it_is_for(name):
    assert list(_silent(name)) == []


def _silent(name: str) -> Iterator[str]:
    """Modules, public functions and public classes without a docstring; a rule's page and module speak for its `check`."""
    tree = _tree(name)
    if not ast.get_docstring(tree) and tree.body:
        yield name
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node) and not (name in RULES and node.name == "check"):
                yield node.name


def test_the_picture_of_the_layout_names_every_folder():
    picture = DRAWN.partition(f"{NAME}/\n")[2].partition("```")[0]
    drawn = set(re.findall(r"[├└]── ([\w/]+)/ ", picture))
    folders = {folder.relative_to(PACKAGE).as_posix() for folder in PACKAGE.iterdir() if folder.is_dir() and folder.name != "__pycache__"}
    assert {name.partition("/")[0] for name in drawn} >= folders
    here = {"", *folders}
    assert {name for name in drawn if not any((PACKAGE / folder / name).is_dir() for folder in here)} == set()
