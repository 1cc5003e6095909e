"""Sources, the public site and the internal site never share a folder."""

from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.borders import MARK, Refused, configured, published, refuse
from playbook_plugins.model.filenames import meet
from playbook_plugins.model.page import Audience
from tests.engines.project import Project


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [("site", "site", True), ("site", "site/public", True), ("site/a/b", "site", True), ("site/a", "site/ab", False)],
)
def test_folders_meet_when_one_holds_the_other(one: str, other: str, overlap: bool):
    assert meet(Path("/x", one), Path("/x", other)) is overlap


def test_each_configuration_says_which_site_it_builds_where(tmp_path: Path):
    write(tmp_path / "mkdocs.yml", "site_dir: out\nplugins: {playbook: {audience: public}, search: }\nx: !ENV [A, b]\n")
    write(tmp_path / "mkdocs.internal.yml", "INHERIT: mkdocs.yml\nplugins: {playbook: {audience: internal}}\n")
    write(tmp_path / "mkdocs.list.yml", "plugins: [search, {playbook: {audience: internal}}]\n")
    write(tmp_path / "mkdocs.plain.yml", "plugins: [playbook]\n")
    write(tmp_path / "mkdocs.other.yml", "plugins: [search]\nsite_dir: elsewhere\n")
    write(tmp_path / "mkdocs.broken.yml", "plugins: [")
    write(tmp_path / "mkdocs.loop.yml", "INHERIT: mkdocs.loop.yml\nplugins: [playbook]\nsite_dir: loop\n")
    assert sorted((str(audience), folder.name) for audience, folder in configured(tmp_path / "mkdocs.yml")) == [
        ("internal", "out"),
        ("internal", "site"),
        ("public", "loop"),
        ("public", "out"),
        ("public", "site"),
    ]


@pytest.mark.parametrize("site", ["docs/playbook", "docs", "docs/playbook/site"])
def test_a_site_over_its_sources_is_refused(tmp_path: Path, site: str):
    with pytest.raises(Refused, match="the playbook"):
        refuse(
            tmp_path / site,
            audience=Audience.PUBLIC,
            sources={"the playbook": tmp_path / "docs" / "playbook"},
            config_file=None,
        )


@pytest.mark.parametrize("folder", ["site/public", "site/public/internal"])
def test_a_site_in_what_was_published_for_others_is_refused(tmp_path: Path, folder: str):
    write(tmp_path / "site/public/index.html", f"<html><body {MARK.format('public')}>")
    assert published(tmp_path / "site/public") is Audience.PUBLIC
    refuse(tmp_path / folder, audience=Audience.PUBLIC, sources={}, config_file=None)
    with pytest.raises(Refused, match="holds the public site"):
        refuse(tmp_path / folder, audience=Audience.INTERNAL, sources={}, config_file=None)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["site/public", "site", "site/public/staff"])
def test_an_internal_site_in_the_public_folder_is_refused_before_there_is_one(project: Project, folder: str):
    project.write("mkdocs.internal.yml", f"INHERIT: mkdocs.yml\nsite_dir: {folder}\nplugins: {{playbook: {{audience: internal}}}}\n")
    result = project.run("build", "-f", "mkdocs.internal.yml")
    assert result.returncode == 1
    assert "Give each site its own folder" in result.stderr
    assert not (project.folder / "site").exists()


@pytest.mark.slow
def test_a_forgotten_site_dir_does_not_put_the_internal_site_in_the_public_place(
    project: Project, yesterday: dict[str, bytes]
):
    project.write("mkdocs.internal.yml", "INHERIT: mkdocs.yml\nplugins: {playbook: {audience: internal}}\n")
    assert project.run("build", "-f", "mkdocs.internal.yml").returncode == 1
    assert project.site() == yesterday


@pytest.mark.slow
def test_a_site_in_the_sources_is_refused(project: Project):
    result = project.run("build", "-d", "docs/playbook/site")
    assert result.returncode == 1
    assert "overlap" in result.stderr
    assert not (project.folder / "docs/playbook/site").exists()
