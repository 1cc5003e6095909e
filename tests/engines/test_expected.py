"""A finished site holds the files that were asked for, all of them and no others."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from playbook_plugins.engines.mkdocs.build import build
from playbook_plugins.engines.mkdocs.expected import Frame, check, clashes, copied, frame, named
from playbook_plugins.model.page import Asset, Audience, Page, Release
from playbook_plugins.publish.build import build as publish
from playbook_plugins.publish.target import PublishError
from tests.engines.project import CONFIG, PUBLIC, Project, tree

RELEASE = Release(
    Audience.PUBLIC,
    "Bikes",
    "en",
    (Page("index.md", "Home", "# Home\n"), Page("a/b.md", "B", "# B\n"), Page("c/README.md", "C", "# C\n")),
    (Asset("fit.json", b"{}"),),
)
INSIDE = replace(RELEASE, audience=Audience.INTERNAL)
AROUND = Frame(directories=True, files=("404.html", "search/search_index.json"), also=("feed.xml", "cards/*.png"))
WHOLE = ("index.html", "a/b/index.html", "c/index.html", "fit.json")


def site(folder: Path, *names: str) -> Path:
    for name in names:
        (path := folder / name).parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return folder


def settings(folder: Path, text: str = "") -> MkDocsConfig:
    (folder / "docs").mkdir(exist_ok=True)
    (file := folder / "mkdocs.yml").write_text("site_name: A\ntheme: {name: material, font: false}\n" + text)
    return load_config(str(file))


def own_theme(folder: Path, *names: str) -> str:
    site(folder / "own", *names)
    return "theme: {name: material, font: false, custom_dir: own}\n"


@pytest.mark.parametrize("release", [RELEASE, INSIDE])
def test_a_site_with_all_that_was_asked_for_passes(tmp_path: Path, release: Release):
    check(release, AROUND, site(tmp_path, *WHOLE))
    check(release, AROUND, site(tmp_path, "404.html", "search/search_index.json", "_headers", "feed.xml", "cards/a.png"))


def test_pages_may_stand_beside_one_another_in_a_folder(tmp_path: Path):
    flat = replace(AROUND, directories=False)
    check(RELEASE, flat, site(tmp_path, "index.html", "a/b.html", "c/index.html", "fit.json"))
    with pytest.raises(PublishError, match="lacks what it must hold.*: a/b/index.html"):
        check(RELEASE, AROUND, tmp_path)


@pytest.mark.parametrize("release", [RELEASE, INSIDE])
@pytest.mark.parametrize("gone", WHOLE)
def test_what_is_lost_is_named_and_nothing_is_published(tmp_path: Path, release: Release, gone: str):
    (site(tmp_path, *WHOLE) / gone).unlink()
    site(tmp_path, str(Path(gone).with_name("kept.txt")))
    with pytest.raises(PublishError, match=f"lacks what it must hold.*: {gone}. Take out"):
        check(release, AROUND, tmp_path)


@pytest.mark.parametrize("more", ["plan.html", "a/b/plan.txt", "search/plan.json", "cards/a/b.png", "Feed.xml", ".plan", "assets/_headers"])
def test_what_nobody_asked_for_is_named_and_not_shown_to_the_public(tmp_path: Path, more: str):
    site(tmp_path, *WHOLE, more)
    check(INSIDE, AROUND, tmp_path)
    with pytest.raises(PublishError, match=f"nobody asked for.*: {more}. Take out.*name it under `also`"):
        check(RELEASE, AROUND, tmp_path)


def test_what_is_no_file_of_its_own_is_not_shown_to_the_public(tmp_path: Path):
    site(tmp_path, *WHOLE)
    (tmp_path / "feed.xml").symlink_to("fit.json")
    (tmp_path / "cards").symlink_to("a", target_is_directory=True)
    (tmp_path / "secret plan" / "deep").mkdir(parents=True)
    os.mkfifo(tmp_path / "404.html")
    check(INSIDE, AROUND, tmp_path)
    with pytest.raises(PublishError, match=": 404.html, cards, feed.xml, secret plan/deep. Take"):
        check(RELEASE, AROUND, tmp_path)


def test_a_link_does_not_pass_for_a_page(tmp_path: Path):
    (site(tmp_path, *WHOLE, "404.html") / "index.html").unlink()
    (tmp_path / "index.html").symlink_to("404.html")
    with pytest.raises(PublishError, match="lacks what it must hold.*: index.html"):
        check(RELEASE, AROUND, tmp_path)


def test_a_folder_that_cannot_be_looked_into_is_no_clean_one(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        check(RELEASE, AROUND, tmp_path / "nowhere")


def test_names_are_told_without_their_tricks_and_not_by_the_hundred(tmp_path: Path):
    site(tmp_path, *WHOLE, *(f"x{number:02}" for number in range(30)), "a\nb\x1b[2J")
    with pytest.raises(PublishError) as caught:
        check(RELEASE, AROUND, tmp_path)
    assert ": 'a\\nb\\x1b[2J', x00, x01" in str(caught.value)
    assert "x18 and 11 more." in str(caught.value)
    for number in range(11, 30):
        (tmp_path / f"x{number:02}").unlink()
    with pytest.raises(PublishError, match="x10. Take"):
        check(RELEASE, AROUND, tmp_path)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["a", "b", "a/b2"], {"a"}),
        (["a", "A"], {"a", "A"}),
        (["a/b/c", "a/B"], {"a/B"}),
        (["a/b", "a/c", "ab"], set()),
    ],
)
def test_names_that_some_system_cannot_keep_apart_are_told(names: list[str], told: set[str]):
    assert clashes(names, among=names) == told
    assert clashes(names, among=()) == set()


@pytest.mark.parametrize("path", ["404.md", "_headers", "search/search_index.json", "search", "SEARCH", "index.html/x"])
def test_a_release_that_meets_its_own_frame_is_not_published(tmp_path: Path, path: str):
    thing = {"pages": (*RELEASE.pages, Page(path, "A", ""))} if path.endswith(".md") else {"assets": (*RELEASE.assets, Asset(path, b""))}
    with pytest.raises(PublishError, match="same address"):
        check(replace(RELEASE, **thing), replace(AROUND, directories=False), tmp_path)


@pytest.mark.parametrize(
    ("name", "pattern", "hit"),
    [
        ("feed.xml", "feed.xml", True),
        ("feed.xml", "*.xml", True),
        ("feed.xml", "*", True),
        ("a/feed.xml", "*.xml", False),
        ("a/feed.xml", "*", False),
        ("a/feed.xml", "a/*.xml", True),
        ("feed.xml", "FEED.xml", False),
        ("feed.xml", "feed?xml", True),
        ("feed.xml", "a/feed.xml", False),
    ],
)
def test_a_pattern_names_files_of_one_folder(name: str, pattern: str, hit: bool):
    assert named(name, pattern) is hit


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("path", ["index.md", "a.md", "a/README.md", "a/readme.md", "a/index.md", "a/b.c.md"])
def test_pages_are_looked_for_where_mkdocs_puts_them(tmp_path: Path, directories: bool, path: str):
    placed = File(path, "", "", directories).dest_uri
    check(replace(RELEASE, pages=(Page(path, "A", ""),), assets=()), Frame(directories), site(tmp_path, placed))


def test_the_frame_is_what_mkdocs_copies_but_source_maps(tmp_path: Path):
    config = settings(tmp_path, "plugins: []\n" + own_theme(tmp_path, "extra.css", "main.html", ".icons/a.svg", "a/.b/c.css", "old.css.map", "Readme.css", "a.MD"))
    theirs = Files([])
    theirs.add_files_from_theme(config.theme.get_env(), config)
    copies = {file.dest_uri for file in theirs if not file.dest_uri.endswith(".map")}
    assert {*frame(config).files} == copies | {"404.html", "sitemap.xml", "sitemap.xml.gz"}
    assert "extra.css" in copies
    assert [*copied(tmp_path / "own")] == ["extra.css"]


def test_a_theme_folder_of_ones_own_adds_looks_alone(tmp_path: Path):
    config = settings(tmp_path, own_theme(tmp_path, "a.css", "a/B.PNG", "a.woff2", "a.txt", "a.json", "a.yml", "a.scss", "a.py", "a.bak", "a.svg~", "css"))
    config.theme.dirs.append(str(site(tmp_path / "theirs", "a.wasm")))
    assert {name for name in frame(config).files if name.startswith(("a.", "a/", "css"))} == {"a.css", "a/B.PNG", "a.woff2", "a.wasm"}


@pytest.mark.parametrize(
    ("text", "there"),
    [("", True), ("plugins: [search]\n", True), ("plugins: [search: {enabled: false}]\n", False), ("plugins: [tags]\n", False), ("plugins: []\n", False)],
)
def test_the_index_is_expected_where_there_is_a_search(tmp_path: Path, text: str, there: bool):
    assert ("search/search_index.json" in frame(settings(tmp_path, text)).files) is there


def test_templates_that_the_configuration_names_are_expected(tmp_path: Path):
    text = "site_url: https://bikes.example/\nextra_templates: [robots.txt]\ntheme: {name: material, font: false, static_templates: [shop.html]}\nuse_directory_urls: false\n"
    drawn = frame(settings(tmp_path, text), also=["a"])
    assert {"robots.txt", "shop.html", "404.html"} < {*drawn.files}
    assert (drawn.directories, drawn.also, drawn.url) == (False, ("a",), "https://bikes.example/")
    assert Frame.load(drawn.dump()) == drawn


def test_a_site_without_an_address_has_an_empty_one(tmp_path: Path):
    drawn = frame(settings(tmp_path, ""))
    assert drawn.url == "" == Frame.load(drawn.dump()).url


ADDS = """\
import os
from pathlib import Path
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

def on_config(config):
    folder = Path(config.config_file_path).with_name("late")
    folder.mkdir()
    (folder / "late.css").write_text("")
    config.theme.dirs.append(str(folder))
    config.theme.static_templates.add("main.html")

@event_priority(-1000)
def on_files(files, config):
    files.append(File.generated(config, "other.md", content="# Other"))
    return files

def on_post_build(config):
    for name in ("tags.json", "cards/a.png", "search/other.json"):
        (path := Path(config.site_dir, name)).parent.mkdir(exist_ok=True)
        path.write_text("")
"""
LOSES = """\
import os
from pathlib import Path
def on_post_build(config):
    Path(config.site_dir, "thanks/index.html").unlink()
    Path(config.site_dir, "fit.json").rename(Path(config.site_dir, "Fit.json"))
"""
ADDED = ("cards/a.png", "late.css", "main.html", "other/index.html", "search/other.json", "tags.json")


def both_ways(project: Project) -> tuple[str, str]:
    """What a plain build and the command's engine say."""
    plain = project.run("build").stderr
    for path in [*project.folder.glob("late/*")]:
        path.unlink()
    (project.folder / "late").rmdir() if (project.folder / "late").exists() else None
    try:
        publish(PUBLIC, project.folder / "site/public", lambda release, folder: build(release, folder, config_file=project.folder / "mkdocs.yml"))
    except PublishError as error:
        return plain, str(error)
    return plain, ""


@pytest.mark.slow
@pytest.mark.parametrize(("hook", "told"), [(ADDS, ADDED), (LOSES, ("fit.json, thanks/index.html",))], ids=["adds", "loses"])
def test_what_another_hook_adds_or_loses_is_not_published(project: Project, yesterday: dict[str, bytes], hook: str, told: tuple[str, ...]):
    project.says()
    project.write("hook.py", hook)
    project.write("mkdocs.yml", CONFIG.replace("[stand_in.py]", "[stand_in.py, hook.py]"))
    for said in both_ways(project):
        assert f"so it was not published: {', '.join(told)}. Take out of mkdocs.yml the plugin or hook" in said
    assert project.site() == yesterday
    assert project.beside() == {"public"}


@pytest.mark.slow
def test_what_the_owner_names_may_be_added(project: Project):
    project.says()
    project.write("hook.py", ADDS)
    allowed = "playbook: {also: [tags.json, 'cards/*', late.css, main.html, other/index.html, 'search/*.json']}"
    project.write("mkdocs.yml", CONFIG.replace("[stand_in.py]", "[stand_in.py, hook.py]").replace("playbook: {}", allowed))
    assert project.run("build").returncode == 0
    assert {*ADDED} < {*project.site()}


@pytest.mark.slow
def test_pages_without_folders_are_expected_too(tmp_path: Path):
    (config := tmp_path / "mkdocs.yml").write_text(CONFIG.replace("hooks: [stand_in.py]", "use_directory_urls: false"))
    build(PUBLIC, tmp_path / "out", config_file=config)
    assert {"thanks.html", "principles/index.html"} < {*tree(tmp_path / "out")}
