"""What runs on every system: nothing asks for what Windows lacks, or leaves to the system how letters and lines are written."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from playbook_plugins.cli.sources import as_typed
from tests.conftest import ROOT

ABSENT = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
"""Modules of Python that Windows has not."""
LACKING = {"chown", "fchmod", "fchown", "fork", "getegid", "geteuid", "getgid", "getuid", "killpg", "mkfifo", "openpty", "setsid", "uname", "O_NOFOLLOW", "O_NONBLOCK", "SIGHUP", "SIGKILL"}
"""Names in `os` and `signal` that Windows has not."""
OURS = sorted((ROOT / "playbook_plugins").rglob("*.py"))
ALL = [*OURS, *sorted((ROOT / "tests").rglob("test_*.py")), *sorted((ROOT / "tests").rglob("conftest.py")), ROOT / "dev.py"]
SUSPECT = re.compile("|".join(rf"\b{name}\b" for name in sorted(ABSENT | LACKING)))
TEXT = {"read_text": 0, "write_text": 1}
"""How many arguments stand before the encoding."""


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def at_once(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, ast.AST]]:
    """All that runs as soon as a module is loaded, each with its statement; not what waits for a function, or asks for the system first."""
    for statement in body:
        if isinstance(statement, ast.If) and "platform" in ast.unparse(statement.test):
            continue
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ((statement, node) for decorator in statement.decorator_list for node in walked(decorator))
        elif isinstance(statement, ast.ClassDef | ast.Try | ast.If):
            for inner in ("body", "orelse", "finalbody"):
                yield from at_once(getattr(statement, inner, []))
        else:
            yield from ((statement, node) for node in walked(statement))


def walked(node: ast.AST) -> Iterator[ast.AST]:
    """A node with all below it but the bodies of lambdas, which run later."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(node, ast.Lambda) or child is not node.body:
            yield from walked(child)


def asks_first(statement: ast.stmt) -> bool:
    """Whether a statement looks whether a name is there, or which system this is, before it takes it."""
    said = " ".join(map(ast.unparse, statement.decorator_list)) if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) else ast.unparse(statement)
    return "hasattr(" in said or "sys.platform" in said


def asked_for(module: ast.Module) -> list[str]:
    """What a module needs, when it is loaded, that Windows has not."""
    found: list[str] = []
    for statement, node in at_once(module.body):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        found += [name for name in names if name.partition(".")[0] in ABSENT]
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("os", "signal") and node.attr in LACKING and not asks_first(statement):
            found.append(f"{node.value.id}.{node.attr}")
    return found


def left_to_the_system(module: ast.Module) -> list[str]:
    """Texts that are read or written in whatever encoding the system likes, or written with whatever line ends."""
    found: list[str] = []
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        named = {keyword.arg for keyword in node.keywords}
        # of a distribution's file, the encoding is known to Python
        if name in TEXT and not (node.args and isinstance(node.args[0], ast.Constant) and str(node.args[0].value).endswith(".json")):
            if len(node.args) <= TEXT[name] and "encoding" not in named:
                found.append(f"line {node.lineno}: {name} without an encoding")
            if name == "write_text" and "newline" not in named:
                found.append(f"line {node.lineno}: write_text without `newline`")
        if isinstance(node.func, ast.Name) and name == "open":
            mode = ast.unparse(node.args[1]) if len(node.args) > 1 else "'r'"
            if "b" not in mode and not {"encoding"} <= named:
                found.append(f"line {node.lineno}: open without an encoding")
            if mode.strip("'")[0] in "wax" and "b" not in mode and "newline" not in named:
                found.append(f"line {node.lineno}: open without `newline`")
    return found


def test_every_module_can_be_loaded_on_every_system():
    assert len(ALL) > 300
    assert {file.relative_to(ROOT).as_posix(): found for file in ALL if SUSPECT.search(file.read_text("utf-8")) and (found := asked_for(parsed(file)))} == {}


def test_texts_are_the_same_bytes_on_every_system():
    assert {file.relative_to(ROOT).as_posix(): found for file in OURS if (found := left_to_the_system(parsed(file)))} == {}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import fcntl", ["fcntl"]),
        ("import sys\nif sys.platform != 'win32':\n    import fcntl\nelse:\n    import msvcrt", []),
        ("def lock():\n    import fcntl", []),
        ("try:\n    import resource\nfinally:\n    pass", ["resource"]),
        ("import signal\nENDS = (signal.SIGTERM, signal.SIGKILL)", ["signal.SIGKILL"]),
        ("import os\nWHO = os.geteuid()", ["os.geteuid"]),
        ("import os\n\n@mark(not hasattr(os, 'geteuid') or os.geteuid() != 0)\ndef test(): ...", []),
        ("import os\n\n@mark(os.geteuid() != 0)\ndef test(): ...", ["os.geteuid"]),
        ("import os\nMAKE = [lambda file: os.mkfifo(file)]", []),
    ],
)
def test_what_windows_lacks_is_seen(code: str, found: list[str]):
    assert asked_for(ast.parse(code)) == found


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("file.read_text()", 1), ("file.read_text('utf-8')", 0), ("file.write_text(text)", 2), ("file.write_text(text, 'utf-8', newline='\\n')", 0),
        ("open(file)", 1), ("open(file, 'rb')", 0), ("open(file, 'w', encoding='utf-8')", 1), ("open(file, 'a', encoding='utf-8', newline='\\n')", 0),
    ],
)
def test_what_is_left_to_the_system_is_seen(code: str, count: int):
    assert len(left_to_the_system(ast.parse(code))) == count


@pytest.mark.parametrize(("system", "typed"), [("linux", "'/my shop'"), ("win32", '"/my shop"')])
def test_a_path_is_shown_as_its_terminal_takes_it(system: str, typed: str, monkeypatch):
    monkeypatch.setattr(sys, "platform", system)
    # a plain name with `/` between, since this system's own paths are made here
    assert as_typed(PurePosixPath("/my shop")) == typed
    assert as_typed(PurePosixPath("/shop")) == "/shop"
