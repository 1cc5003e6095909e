"""A small project, and the site it published yesterday."""

from pathlib import Path

import pytest

from tests.engines.project import CONFIG, SOURCES, STAND_IN, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    made.write("mkdocs.yml", CONFIG)
    made.write("mkdocs.internal.yml", "INHERIT: mkdocs.yml\nsite_dir: site/internal\nplugins: {playbook: {audience: internal}}\n")
    made.write("stand_in.py", STAND_IN)
    for name, text in SOURCES.items():
        made.write(name, text)
    (made.folder / ".git").mkdir()
    return made


@pytest.fixture
def yesterday(project: Project) -> dict[str, bytes]:
    """Yesterday's public site, already published."""
    for name in ("index.html", "old/index.html", ".nojekyll"):
        project.write(f"site/public/{name}", f"yesterday's {name}")
    return project.site()
