"""Sources, the public site and the internal site never share a folder."""

from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.borders import MARK, Refused, configured, published, refuse, settings
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
    write(tmp_path / "mkdocs.tag.yml", "plugins: [playbook]\nsite_dir: !ENV [A, b]\n")
    assert sorted((str(audience), folder.name if folder else "") for audience, folder in configured(tmp_path / "mkdocs.yml")) == [
        ("internal", "out"),
        ("internal", "site"),
        ("public", ""),
        ("public", "loop"),
        ("public", "out"),
        ("public", "site"),
    ]


def test_a_configuration_alone_says_nothing_of_those_beside_it(tmp_path: Path):
    write(tmp_path / "mkdocs.internal.yml", "plugins: {playbook: {audience: internal}}\n")
    file = write(tmp_path / "mkdocs.yml", "plugins: [{search: {}}, {playbook: }]\n")
    assert [*configured(file, alone=True)] == [(Audience.PUBLIC, tmp_path / "site")]


@pytest.mark.parametrize(
    ("own", "both"),
    [
        ("theme: {name: a}", {"theme": {"name": "a", "font": False}, "extra": {"b": 1}}),
        ("theme: a\nextra: {b: 2, c: 3}", {"theme": "a", "extra": {"b": 2, "c": 3}}),
        ("theme: {name: a}\nextra: [c]", {"theme": {"name": "a", "font": False}, "extra": ["c"]}),
        ("nav: {d: e.md}", {"theme": {"font": False}, "extra": {"b": 1}, "nav": {"d": "e.md"}}),
    ],
)
def test_mappings_are_merged_with_what_is_inherited_and_all_else_replaced(tmp_path: Path, own: str, both: dict):
    write(tmp_path / "base.yml", "theme: {font: false}\nextra: {b: 1}\nnav: [a.md]\n")
    file = write(tmp_path / "mkdocs.yml", f"INHERIT: base.yml\n{own}\n")
    assert settings(file) == {"INHERIT": "base.yml", "nav": ["a.md"], **both}


@pytest.mark.parametrize(
    "text", ["", "- a\n", "a: [\n", "a: 2026-02-30\n", "a: &a [*b]\n", f"a: {'[' * 251}{']' * 251}\n" + "b: []\n" * 251, "a: " + "[" * 499 + "\n"]
)
def test_what_cannot_be_read_says_nothing(tmp_path: Path, text: str):
    assert settings(write(tmp_path / "mkdocs.yml", text)) == {}
    assert settings(tmp_path / "nowhere.yml") == settings(tmp_path) == {}


def test_what_the_engine_calls_by_a_tag_is_not_called(tmp_path: Path):
    file = write(tmp_path / "mkdocs.yml", "a: !ENV [A, b]\nb: !!python/name:os.system\nINHERIT: !ENV A\nc: 1\n")
    assert settings(file) == {"a": (), "b": (), "INHERIT": (), "c": 1}


def test_what_inherits_for_ever_has_an_end(tmp_path: Path):
    for number in range(8):
        write(tmp_path / f"{number}.yml", f"INHERIT: {number + 1}.yml\nof{number}: 1\n")
    assert [*settings(tmp_path / "0.yml")][1:] == [f"of{number}" for number in reversed(range(6))]


def test_a_site_where_the_other_one_is_built_is_refused(tmp_path: Path):
    write(tmp_path / "mkdocs.internal.yml", "plugins: {playbook: {audience: internal}}\nsite_dir: site/staff\n")
    write(tmp_path / "mkdocs.tag.yml", "plugins: {playbook: {audience: internal}}\nsite_dir: !ENV [A, b]\n")
    file = write(tmp_path / "mkdocs.yml", "plugins: [playbook]\nsite_dir: site/public\n")
    refuse(tmp_path / "site/public", audience=Audience.PUBLIC, sources={"the playbook": tmp_path / "docs"}, config_file=file)
    refuse(tmp_path / "site/staff", audience=Audience.INTERNAL, sources={}, config_file=file)
    refuse(tmp_path / "site/staff", audience=Audience.PUBLIC, sources={}, config_file=None)
    with pytest.raises(Refused, match="the internal site is built in .*staff. Give each site"):
        refuse(tmp_path / "site", audience=Audience.PUBLIC, sources={}, config_file=file)


def test_a_folder_without_a_mark_of_ours_is_nobodys(tmp_path: Path):
    write(tmp_path / "index.html", "<html><body>")
    assert published(tmp_path) is published(tmp_path / "nowhere") is None


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
