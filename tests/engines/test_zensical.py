"""Zensical, which knows none of our plugins, builds no page of a playbook.

It needs an environment of its own with this project in it (`dev.py zensical`):
name that environment's Python in PLAYBOOK_ZENSICAL.
"""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.engines.project import Project

PYTHON = os.environ.get("PLAYBOOK_ZENSICAL", "")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not PYTHON, reason="PLAYBOOK_ZENSICAL names no Python")]

INTERNAL = "docs_dir: docs/playbook"
"""The worst that could be written: the sources themselves as pages."""


@pytest.fixture
def example(tmp_path: Path) -> Project:
    made = Project(tmp_path / "example")
    for name in ("docs/playbook", "docs/public"):
        shutil.copytree(ROOT / name, made.folder / name)
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(ROOT / name, made.folder)
    return made


def pages(project: Project) -> set[str]:
    """The pages of all sites, without the theme's own."""
    return {path.name if path.parent.name == "public" else path.parent.name for path in project.folder.rglob("*.html")} - {"404.html", "internal", "site"}


def without_plugins(project: Project) -> None:
    file = project.folder / "mkdocs.yml"
    file.write_text(re.sub(r"plugins:\n(  .*\n)+", "plugins: [search]\n", file.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("config", ["mkdocs.yml", "mkdocs.internal.yml"])
@pytest.mark.parametrize("named", [True, False], ids=["plugins left out", "plugins removed"])
def test_no_page_is_built_and_the_build_fails(example: Project, config: str, named: bool):
    if not named:
        without_plugins(example)
    # twice, since it keeps what it has rendered
    for _ in range(2):
        result = example.run("build", "-f", config, python=PYTHON, program="zensical")
        assert result.returncode == 1
        assert "must be built with the playbook plugin" in result.stdout + result.stderr
        assert pages(example) == set()


def test_not_even_the_sources_are_built(example: Project):
    example.replace("mkdocs.yml", "docs_dir: docs/public", INTERNAL)
    secret = "The spare key hangs behind the third wheel stand."
    example.write("docs/playbook/policies/keys.md", f"# Keys\n\n{secret}\n")
    result = example.run("build", python=PYTHON, program="zensical")
    assert result.returncode == 1
    assert pages(example) == set()
    assert not [path for path in (example.folder / "site").rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]
    assert secret not in result.stdout + result.stderr


def test_it_is_the_guard_that_stops_it(example: Project):
    example.replace("mkdocs.yml", "  playbook_guard: {}", "  admonition: {}")
    assert example.run("build", python=PYTHON, program="zensical").returncode == 0
    assert pages(example) == {"accessibility", "privacy"}
