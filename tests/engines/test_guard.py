"""An engine that leaves the playbook out builds nothing."""

import pytest
from markdown import Markdown

from playbook_plugins.engines.mkdocs import guard
from tests.engines.project import CONFIG, Project

MODULE = "playbook_plugins.engines.mkdocs.guard"


@pytest.mark.parametrize("name", guard.NAMES)
def test_without_the_plugin_no_page_is_converted(name: str):
    with pytest.raises(guard.NotReady, match="must be built with the playbook plugin"):
        Markdown(extensions=[name]).convert("# Anything")


@pytest.mark.parametrize("name", guard.NAMES)
def test_the_plugin_lets_pages_through(name: str):
    options: dict[str, dict[str, object]] = {}
    guard.stand_down(options)
    assert Markdown(extensions=[name], extension_configs=options).convert("# Fine") == "<h1>Fine</h1>"


@pytest.mark.parametrize("word", [True, "true", "READY", 1])
def test_no_word_in_a_file_opens_it(word: object):
    with pytest.raises(guard.NotReady):
        Markdown(extensions=["playbook_guard"], extension_configs={"playbook_guard": {"ready": word}}).convert("x")


@pytest.mark.slow
@pytest.mark.parametrize("name", guard.NAMES)
@pytest.mark.parametrize("rest", ["[]", "{search: {}}"])
def test_with_the_plugins_removed_mkdocs_leaves_no_file(project: Project, rest: str, name: str):
    config = CONFIG.replace("playbook_guard", name).replace("hooks: [stand_in.py]\n", "")
    before, after = config.split("plugins:\n")
    project.write("mkdocs.yml", before + f"plugins: {rest}\n" + after[after.index("markdown_extensions") :])
    result = project.run("build")
    assert result.returncode == 1
    assert "must be built with the playbook plugin" in result.stderr
    assert [path for path in (project.folder / "site").rglob("*") if path.is_file()] == []


@pytest.mark.slow
def test_the_guard_may_be_named_by_its_module(project: Project):
    project.write("mkdocs.yml", CONFIG.replace("playbook_guard", MODULE))
    assert project.run("build").returncode == 0
