"""Who may ask the network, and who never does."""

import ast

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "playbook_plugins"
ASKING = {"asyncio", "ftplib", "http.client", "imaplib", "poplib", "smtplib", "socket", "ssl", "telnetlib", "urllib.request"}
MAY = {
    "upkeep/network.py": {"http.client", "socket", "ssl"},
    "upkeep/issue.py": {"urllib.request"},
    # an address of a file becomes a path
    "checklist/plugins.py": {"urllib.request"},
    # an editor speaks with it over its own input and output
    "editor/server.py": {"asyncio"},
}


def asking(source: str) -> set[str]:
    """The modules of Python with which one could ask others, as a source names them."""
    if not any(known.partition(".")[0] in source for known in ASKING):
        return set()
    found = set()
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)] if isinstance(node, ast.ImportFrom) else []
        found |= {known for name in names for known in ASKING if name == known or name.startswith(f"{known}.")}
    return found


def test_nothing_else_in_the_package_could_ask_others():
    found = {file.relative_to(PACKAGE).as_posix(): asking(file.read_text("utf-8")) for file in PACKAGE.rglob("*.py")}
    assert {name: modules for name, modules in found.items() if modules - MAY.get(name, set())} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [("import socket", {"socket"}), ("from urllib import request", {"urllib.request"}), ("def f():\n    from http.client import HTTPConnection", {"http.client"}), ("from urllib.parse import quote", set())],
)
def test_whoever_could_is_seen(source, found):
    assert asking(source) == found
