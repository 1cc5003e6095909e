"""The two plugins in plain builds, and the same site by command."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.build import EngineError, _frame, build
from playbook_plugins.engines.mkdocs.expected import Frame
from playbook_plugins.model.page import Asset, Page
from playbook_plugins.publish.lock import lock
from tests.engines.project import CONFIG, ERROR, INTERNAL, PUBLIC, SECRET, WARNING, Project, tree

pytestmark = pytest.mark.slow

LEAKING = replace(PUBLIC, pages=(*PUBLIC.pages, Page("oops.md", "Oops", f"# Oops\n\n{SECRET}\n")))


@pytest.fixture
def project(project: Project) -> Project:
    """The project with a release made by hand, so that it can be wrong in ways the core never is."""
    project.says()
    return project


@pytest.mark.anywhere
def test_a_plain_build_gives_the_released_pages_and_no_others(project: Project):
    project.write("docs/public/stray.md", "# A page that nobody released\n")
    assert project.run("build", "--strict").returncode == 0
    pages = {name for name in project.site() if name.endswith(".html")}
    assert pages == {
        "404.html",
        "index.html",
        "principles/index.html",
        "principles/mend/index.html",
        "principles/say-no/index.html",
        "promises/index.html",
        "thanks/index.html",
    }
    assert project.site()["fit.json"] == b"{}"
    assert project.beside() == {"public"}


@pytest.mark.whole
def test_the_command_builds_the_same_bytes(project: Project, tmp_path: Path):
    for name, release in {"public": PUBLIC, "internal": INTERNAL}.items():
        config = project.folder / ("mkdocs.yml" if name == "public" else "mkdocs.internal.yml")
        assert project.run("build", "-f", str(config)).returncode == 0
        (out := tmp_path / name).mkdir()
        build(release, out, config_file=config)
        assert tree(out) == project.site(name)


@pytest.mark.anywhere
def test_two_builds_are_the_same_on_any_day(project: Project):
    project.run("build", PYTHONHASHSEED="1", TZ="Pacific/Kiritimati")
    first = project.site()
    project.run("build", PYTHONHASHSEED="2", TZ="America/Adak", SOURCE_DATE_EPOCH="1")
    assert project.site() == first


@pytest.mark.anywhere
def test_without_a_configuration_the_packaged_one_is_used(tmp_path: Path):
    build(PUBLIC, tmp_path)
    page = (tmp_path / "index.html").read_text()
    assert "<title>Müller &amp; Daughters &lt;Bikes&gt;</title>" in page
    assert "fonts.googleapis" not in page


@pytest.mark.anywhere
def test_a_configuration_without_the_plugins_gets_them(project: Project, tmp_path: Path):
    config = project.write("mkdocs.yml", "site_name: Playbook\ntheme: {name: material, font: false}\n")
    (out := tmp_path / "out").mkdir()
    build(PUBLIC, out, config_file=config)
    assert (out / "promises" / "index.html").is_file()


def test_what_mkdocs_says_about_a_failure_is_handed_on(project: Project, tmp_path: Path):
    config = project.write("mkdocs.yml", CONFIG.replace("name: material", "name: nosuch"))
    with pytest.raises(EngineError, match="nosuch") as caught:
        build(PUBLIC, tmp_path, config_file=config)
    assert "Traceback" not in str(caught.value)


@pytest.mark.anywhere
def test_the_internal_site_holds_what_staff_need(project: Project):
    assert project.run("build", "-f", "mkdocs.internal.yml").returncode == 0
    assert SECRET.encode() in project.site("internal")["policies/wheel/index.html"]


@pytest.mark.anywhere
def test_a_public_page_with_internal_wording_is_not_published(project: Project, yesterday: dict[str, bytes]):
    project.says(public=LEAKING)
    result = project.run("build")
    assert result.returncode == 1
    assert "`oops/index.html`" in result.stderr
    assert "`search/search_index.json`" in result.stderr
    assert "whole wheel" not in result.stderr
    assert project.site() == yesterday
    assert project.beside() == {"public"}


def test_an_asset_with_internal_wording_is_not_published(project: Project, yesterday: dict[str, bytes]):
    project.says(public=replace(PUBLIC, assets=(*PUBLIC.assets, Asset("notes.json", f'["{SECRET}"]'.encode()))))
    assert "`notes.json`" in project.run("build").stderr
    assert project.site() == yesterday


@pytest.mark.anywhere
@pytest.mark.parametrize("configured", [False, True])
def test_a_warning_of_a_strict_build_leaves_the_old_site(project: Project, yesterday: dict[str, bytes], configured: bool):
    project.says(public=replace(PUBLIC, pages=(*PUBLIC.pages, Page("a.md", "A", "# A\n\n[gone](gone.md)\n"))))
    if configured:
        project.write("mkdocs.yml", CONFIG + "strict: true\n")
    result = project.run("build", *([] if configured else ["--strict"]))
    assert result.returncode == 1
    assert "strict mode" in result.stderr
    assert project.site() == yesterday
    assert project.beside() == {"public"}


@pytest.mark.anywhere
def test_a_finding_is_reported_with_its_place_and_its_mend(project: Project):
    project.says(WARNING)
    result = project.run("build")
    assert result.returncode == 0
    assert "docs/playbook/fit.md:7:3: warning dead-end: this sends nobody anywhere" in result.stderr
    assert "help: name a business" in result.stderr


def test_a_warning_counts_in_a_strict_build(project: Project, yesterday: dict[str, bytes]):
    project.says(WARNING)
    assert project.run("build", "--strict").returncode == 1
    assert project.site() == yesterday


@pytest.mark.parametrize("plugins", ["{search: {}, playbook: {}, checklist: {}}", "[checklist, playbook]"])
def test_every_finding_is_reported_and_an_error_stops_the_build(project: Project, yesterday: dict[str, bytes], plugins: str):
    config = re.sub(r"plugins:\n(  .*\n)+", f"plugins: {plugins}\n", CONFIG)
    project.write("mkdocs.yml", config)
    project.says(ERROR, WARNING)
    result = project.run("build")
    assert result.returncode == 1
    assert "docs/playbook/fit.md:9:1: error thin-fit" in result.stderr
    assert "docs/playbook/fit.md:7:3: warning dead-end" in result.stderr
    assert "Traceback" not in result.stderr
    assert project.site() == yesterday


def test_with_the_checklist_off_an_error_stops_nothing(project: Project):
    project.write("mkdocs.yml", CONFIG.replace("checklist: {}", "checklist: {enabled: false}"))
    project.says(ERROR)
    result = project.run("build")
    assert result.returncode == 0
    assert "thin-fit" not in result.stderr


@pytest.mark.parametrize("line", ["checklist: {enabled: false}", ""])
def test_what_must_not_be_published_stops_without_the_checklist_too(
    project: Project, yesterday: dict[str, bytes], line: str
):
    project.write("mkdocs.yml", CONFIG.replace("checklist: {}", line))
    project.says(ERROR, public=None)
    result = project.run("build")
    assert result.returncode == 1
    assert "docs/playbook/fit.md:9:1: error thin-fit: this says nothing" in result.stderr
    assert project.site() == yesterday


def test_the_checklist_alone_says_what_it_needs(project: Project):
    project.write("mkdocs.yml", CONFIG.replace("  playbook: {}\n", ""))
    result = project.run("build")
    assert result.returncode == 1
    assert "needs the playbook plugin" in result.stderr


def test_a_missing_source_folder_is_named(project: Project, yesterday: dict[str, bytes]):
    project.write("mkdocs.yml", CONFIG.replace("playbook: {}", "playbook: {source: docs/nowhere}"))
    result = project.run("build")
    assert result.returncode == 1
    assert "docs/nowhere" in result.stderr
    assert "Traceback" not in result.stderr
    assert project.site() == yesterday


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--dirty"], "leave out --dirty"),
        (["build", "--dirty", "-f", "mkdocs.internal.yml"], "leave out --dirty"),
        (["gh-deploy", "-f", "mkdocs.internal.yml"], "shows it to everybody"),
    ],
)
def test_commands_that_could_publish_too_much_are_refused(
    project: Project, yesterday: dict[str, bytes], arguments: list[str], says: str
):
    result = project.run(*arguments)
    assert result.returncode == 1
    assert says in result.stderr
    assert project.site() == yesterday


def test_a_second_build_stops_at_once_and_harms_nothing(project: Project, yesterday: dict[str, bytes]):
    with lock(project.folder / "site" / "public"):
        result = project.run("build")
    assert result.returncode == 1
    assert "another build of this site is running" in result.stderr
    assert project.site() == yesterday


def test_a_site_folder_that_is_a_link_is_refused(project: Project, yesterday: dict[str, bytes]):
    (project.folder / "link").symlink_to("site/public", target_is_directory=True)
    result = project.run("build", "-d", "link")
    assert result.returncode == 1
    assert "link to another folder" in result.stderr
    assert project.site() == yesterday


def test_gh_deploy_finds_the_finished_site(project: Project):
    # It stops for want of a real repository, but only after the build, with site_dir named as before.
    result = project.run("gh-deploy")
    assert "index.html" in project.site()
    assert ".public.next' to" not in result.stderr


SPOILT: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "not whole": lambda file: file.write_text("{"),
    "of another form": lambda file: file.write_text("[1]"),
    "of other things": lambda file: file.write_text('{"directories": true, "files": 5, "also": []}'),
    "brackets in brackets": lambda file: file.write_text("[" * 100_000),
    "no text": lambda file: file.write_bytes(b"\xff"),
    "a pipe": lambda file: (file.unlink(), os.mkfifo(file)),
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_the_child_notes_and_a_hook_spoils_is_told_in_a_sentence(case, tmp_path: Path):
    (file := tmp_path / "frame").write_text(Frame(True).dump())
    assert _frame(file) == Frame(True)
    SPOILT[case](file)
    with pytest.raises(EngineError, match="A plugin or hook spoilt what MkDocs noted"):
        _frame(file)
