"""MaterialX, which carries the theme Material on, dresses the same sites.

It ships the same folder as Material, so it needs an environment of its own:
`dev.py engines` makes one and runs these tests in it.
"""

import re
import shutil
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY, playbook
from tests.engines.project import CONFIG, PUBLIC, SECRET, Project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.anywhere,
    pytest.mark.skipif(not entry_points(group="mkdocs.themes", name="materialx"), reason="MaterialX is not installed"),
]
SAYS = "`plugins: materialx/search`: its index cannot be looked through for words of staff; write `search: {provider: lunr}`"


def dressed(text: str) -> str:
    """Settings for Material, as somebody writes them for MaterialX."""
    return text.replace("name: material\n", "name: materialx\n").replace("search: {}", "search: {provider: lunr}")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """This project's own sources and settings in the other theme."""
    for name in ("docs/playbook", "docs/public"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        (tmp_path / name).write_text(dressed((ROOT / name).read_text("utf-8")), "utf-8")
    (tmp_path / ".git").mkdir()
    return tmp_path


def test_both_sites_of_the_worked_example_are_built_and_ask_nobody_else(example: Path):
    done = playbook("build", "--out", "made", "--today", str(TODAY), cwd=example)
    assert done.returncode == 0, done.stderr
    public, internal = (list((example / "made" / name).rglob("*.html")) for name in ("public", "internal"))
    assert len(public) >= 12 and len(internal) > 100
    for page in (*public, *internal):
        text = page.read_text("utf-8")
        assert "Content-Security-Policy" in text
        assert re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="?(?:https?:)?//(?!millbrookcycles\.example)[^>]*', text) == [], page


def test_an_index_that_cannot_be_looked_through_is_refused(project: Project):
    project.says()
    project.write("mkdocs.yml", dressed(CONFIG).replace("search: {provider: lunr}", "search: {}"))
    result = project.run("build")
    assert result.returncode == 1 and SAYS in result.stderr
    assert project.folder.joinpath("site").exists() is False


def test_what_must_not_be_published_leaves_the_old_site(project: Project, yesterday: dict[str, bytes]):
    project.write("mkdocs.yml", dressed(CONFIG))
    project.says(public=PUBLIC)
    assert project.run("build").returncode == 0
    published = project.site()
    assert published != yesterday and "index.html" in published
    project.write("mkdocs.yml", dressed(CONFIG).replace("hooks: [stand_in.py]", "hooks: [stand_in.py, add.py]"))
    project.write("add.py", f"def on_page_content(html, page, config, files): return html + '<i title=\"{SECRET}\"></i>'\n")
    assert project.run("build").returncode == 1
    assert project.site() == published
