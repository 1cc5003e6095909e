"""ProperDocs, which carries MkDocs 1 on, builds the same sites with the same safety.

It stands in for the package `mkdocs`, so it needs an environment of its own, with this project in it:
name that environment's Python in PLAYBOOK_PROPERDOCS.
"""

import os
from dataclasses import replace

import pytest

from tests.engines.project import CONFIG, ERROR, PUBLIC, SECRET, WARNING, Project

THANKS = PUBLIC.pages[-1]
PYTHON = os.environ.get("PLAYBOOK_PROPERDOCS", "")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not PYTHON, reason="PLAYBOOK_PROPERDOCS names no Python")]


def build(project: Project, *arguments: str):
    return project.run("build", *arguments, python=PYTHON, program="properdocs")


def test_both_sites_are_built(project: Project):
    for name, config in {"public": "mkdocs.yml", "internal": "mkdocs.internal.yml"}.items():
        assert build(project, "-f", config).returncode == 0
        assert "index.html" in project.site(name)
    assert project.beside() == {"public", "internal"}


@pytest.mark.parametrize(
    ("findings", "page", "strict"),
    [
        ((), replace(THANKS, body=f"# Thanks\n\n{SECRET}\n"), False),
        ((), replace(THANKS, body="# Thanks\n\n[gone](gone.md)\n"), True),
        ((WARNING,), THANKS, True),
        ((ERROR,), THANKS, False),
    ],
    ids=["internal wording", "dead link", "warning", "error"],
)
def test_what_must_not_be_published_leaves_the_old_site(project: Project, yesterday, findings, page, strict: bool):
    project.says(*findings, public=replace(PUBLIC, pages=(*PUBLIC.pages[:-1], page)))
    assert build(project, *(["--strict"] if strict else [])).returncode == 1
    assert project.site() == yesterday
    assert project.beside() == {"public"}


def test_without_the_plugins_the_guard_leaves_no_file(project: Project):
    config = CONFIG.replace("  playbook: {}\n  checklist: {}\n", "").replace("hooks: [stand_in.py]\n", "")
    project.write("mkdocs.yml", config)
    result = build(project)
    assert result.returncode == 1
    assert "must be built with the playbook plugin" in result.stderr
    assert project.site() == {}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("extra: {anything: 1}\n", "`extra: anything`"),
        ("exlude_docs: plan.md\n", "`exlude_docs`"),
        (f"copyright: {SECRET}\n", "`copyright` in mkdocs.yml is printed on public pages and says what only staff may read"),
        ("hooks: [stand_in.py, more.py]\n", "holds what nobody asked for"),
    ],
)
def test_what_is_not_asked_for_leaves_the_old_site(project: Project, yesterday, change: str, says: str):
    project.write("more.py", "from pathlib import Path\n\ndef on_post_build(config):\n    Path(config.site_dir, 'plan.txt').write_text('x')\n")
    project.write("mkdocs.yml", CONFIG.replace("hooks: [stand_in.py]\n", "") + ("" if "hooks" in change else "hooks: [stand_in.py]\n") + change)
    project.says()
    result = build(project)
    assert result.returncode == 1
    assert says in result.stderr
    assert project.site() == yesterday
