"""Pages are kept from build to build, and nobody can tell it from the site."""

import errno
import json
import os
import re
import zlib
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from playbook_plugins import cache
from playbook_plugins.engines.mkdocs import ahead, shelf
from playbook_plugins.engines.mkdocs.build import EngineError, build, building
from playbook_plugins.engines.mkdocs.expected import Frame
from playbook_plugins.engines.mkdocs.policy import Hashes
from playbook_plugins.engines.mkdocs.shelf import Shelf, Spoilt, _Finished
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Asset, Audience, Page, Release
from playbook_plugins.publish.build import building as publishing
from playbook_plugins.publish.target import PublishError
from tests.engines.project import INTERNAL, PUBLIC, SECRET, Project, tree
from tests.engines.test_languages import RELEASE as TONGUES

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("ready_maker")]

CONFIG = """\
site_name: Playbook
docs_dir: docs/public
site_dir: site/public
theme:
  name: material
  custom_dir: theme
  font: false
  features: [navigation.tabs, navigation.path, navigation.footer]
  palette: {scheme: default}
plugins:
  search: {}
  playbook: {}
markdown_extensions: [playbook_guard, tables, toc]
validation: {links: {not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}}
"""
LINKING = "# Mend first\n\nWe [promise](../promises.md), [say no](say-no.md#when), and [thank you](../thanks.md).\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"
SAYING = "# Say no\n\n## When\n\nOften. [All](../index.md), and [the sheet](../assets/playbook.css).\n"


def with_page(release: Release, path: str, **more: object) -> Release:
    return replace(release, pages=tuple(replace(page, **more) if page.path == path else page for page in release.pages))


BEFORE = with_page(with_page(PUBLIC, "principles/mend.md", body=LINKING), "principles/say-no.md", body=SAYING)
EVERY = len(BEFORE.pages)
ONE, NONE = EVERY - 1, 0


def without(release: Release, path: str) -> Release:
    return replace(release, pages=tuple(page for page in release.pages if page.path != path))


def with_settings(old: str, new: str) -> dict[str, str]:
    assert old in CONFIG
    return {"mkdocs.yml": CONFIG.replace(old, new, 1)}


EDITS: dict[str, tuple[int, Release, dict[str, str]]] = {
    # how many pages are kept, what the release is then, and what its owner wrote
    "nothing": (EVERY, BEFORE, {}),
    "an asset, in a newer commit": (EVERY, replace(BEFORE, stamp=1_800_000_000, assets=(*BEFORE.assets[:-1], Asset("fit.json", b"[]"))), {}),
    "a body": (ONE, with_page(BEFORE, "thanks.md", body="# Thanks\n\nFor all the bicycles.\n"), {}),
    "the title of a page that others stand beside": (EVERY - 2, with_page(BEFORE, "principles/mend.md", title="Mend it"), {}),
    "the title of a page in the menu": (NONE, with_page(BEFORE, "promises.md", title="Our word"), {}),
    "the order of the menu": (NONE, replace(BEFORE, pages=(*BEFORE.pages[2:], *BEFORE.pages[:2])), {}),
    "a heading that a link leads to": (ONE, with_page(BEFORE, "principles/say-no.md", body=SAYING.replace("## When", "## Whenever")), {}),
    "a page that a link leads to": (ONE - 1, without(BEFORE, "thanks.md"), {}),
    "an asset that a link leads to": (NONE, replace(BEFORE, assets=BEFORE.assets[1:], styles=()), {}),
    "a page more": (EVERY, replace(BEFORE, pages=(*BEFORE.pages, Page("more.md", "More", "# More\n"))), {}),
    "a page more in the menu": (NONE, replace(BEFORE, pages=(*BEFORE.pages, Page("more.md", "More", "# More\n", in_menu=True))), {}),
    "further languages": (NONE, replace(TONGUES, pages=(*BEFORE.pages, *TONGUES.pages[-3:])), {}),
    "the name in the settings": (NONE, BEFORE, with_settings("site_name: Playbook", "site_name: Wheels")),
    "the palette": (NONE, BEFORE, with_settings("scheme: default", "scheme: slate")),
    "addresses without folders": (NONE, BEFORE, with_settings("site_name", "use_directory_urls: false\nsite_name")),
    "a style sheet more": (NONE, BEFORE, with_settings("site_name", "extra_css: [assets/other.css]\nsite_name")),
    "an extension with options": (NONE, BEFORE, with_settings("tables, toc", "tables, toc: {permalink: true}")),
    "no search": (NONE, BEFORE, with_settings("  search: {}\n", "")),
    "an icon of one's own": (NONE, BEFORE, {"theme/.icons/wheel.svg": "<svg/>"}),
    "a template of one's own": (NONE, BEFORE, {"theme/partials/toc.html": "{{ pages | length }}"}),
    "a hook": (NONE, BEFORE, {"hook.py": "def on_page_markdown(text, **more): return text.replace('We', 'You')\n"} | with_settings("site_name", "hooks: [hook.py]\nsite_name")),
}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory, ready_maker: None) -> dict[Path, bytes]:
    """The files of a project whose pages were kept once."""
    project = Project(tmp_path_factory.mktemp("kept"))
    project.write("mkdocs.yml", CONFIG)
    project.write("theme/.icons/wheel.svg", "<svg><path/></svg>")
    with pytest.MonkeyPatch.context() as monkeypatch:
        Builds(project, tmp_path_factory.mktemp("first"), monkeypatch).build(BEFORE, cached=True)
    return {path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file()}


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages each build kept."""
    counts: list[int] = []
    usual = Shelf.lay_down

    def counted(shelf: Shelf, said: str, folder: Path, frame: Frame) -> dict[str, Hashes]:
        laid = usual(shelf, said, folder, frame)
        counts.append(len(laid))
        return laid

    monkeypatch.setattr(Shelf, "lay_down", counted)
    return counts


class Builds:
    """Builds of one project, with the cache and two processes, and without it and with one."""

    def __init__(self, project: Project, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project, self.out, self.monkeypatch = project, out, monkeypatch
        self.number = 0

    def build(self, release: Release, *, cached: bool) -> dict[str, bytes]:
        self.monkeypatch.setenv(cache.VARIABLE, str(self.project.folder / "cache") if cached else "off")
        self.monkeypatch.setenv(ahead.PROCESSES, "2" if cached else "1")
        self.number += 1
        (out := self.out / str(self.number)).mkdir()
        build(release, out, config_file=self.project.folder / "mkdocs.yml", root=self.project.folder)
        return tree(out)


@pytest.fixture
def builds(started: dict[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """The project as it was when its pages were kept."""
    folder = next(path.parent for path in started if path.name == "mkdocs.yml")
    for path in [path for path in folder.rglob("*") if path.is_file() and path not in started]:
        path.unlink()
    for path, content in started.items():
        path.write_bytes(content)
    return Builds(Project(folder), tmp_path, monkeypatch)


@pytest.mark.parametrize("edit", EDITS)
def test_after_every_edit_the_site_is_as_if_nothing_were_kept(edit: str, builds: Builds, kept: list[int]):
    number, release, written = EDITS[edit]
    for name, text in written.items():
        builds.project.write(name, text)
    assert builds.build(release, cached=True) == builds.build(release, cached=False)
    assert kept == [number, 0]


def test_pages_that_stand_are_used_again_and_others_are_laid_down_anew(builds: Builds, kept: list[int], monkeypatch: pytest.MonkeyPatch):
    plain = builds.build(BEFORE, cached=False)
    monkeypatch.setenv(cache.VARIABLE, str(builds.project.folder / "cache"))
    out = [builds.out / name for name in ("first", "next")]
    for folder, before in zip(out, (None, out[0])):
        folder.mkdir()
        with building(BEFORE, folder, config_file=builds.project.folder / "mkdocs.yml", root=builds.project.folder, before=before) as finish:
            finish()
        assert tree(folder) == plain
        # what somebody did to a page that stands is not published again
        (folder / "thanks" / "index.html").write_text("Free bicycles!", "utf-8")
    assert kept[1:] == [EVERY, EVERY]
    assert os.path.samefile(*(folder / "promises" / "index.html" for folder in out))
    assert not os.path.samefile(*(folder / "thanks" / "index.html" for folder in out))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EACCES], ids=errno.errorcode.get)
def test_what_the_disk_refuses_is_not_blamed_on_a_plugin(number: int, builds: Builds, monkeypatch: pytest.MonkeyPatch):
    def use(*given: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setenv(cache.VARIABLE, str(builds.project.folder / "cache"))
    (target := builds.out / "public").mkdir()
    engine = partial(building, config_file=builds.project.folder / "mkdocs.yml", root=builds.project.folder, before=target)
    with publishing(BEFORE, target, engine) as finish:
        finish()
    before = tree(target)
    monkeypatch.setattr(shelf, "use", use)
    with pytest.raises(PublishError, match=f"the new site could not be built: {os.strerror(number)}"), publishing(BEFORE, target, engine) as finish:
        finish()
    assert tree(target) == before
    assert [*builds.out.iterdir()] == [target]


def test_no_page_is_kept_where_somebody_may_read_what_nobody_knows(builds: Builds, kept: list[int]):
    release = replace(BEFORE, audience=Audience.INTERNAL, fingerprints=Fingerprints())
    builds.project.write("mkdocs.yml", CONFIG.replace("tables, toc", "tables, toc, pymdownx.snippets"))
    for _ in range(2):
        builds.build(release, cached=True)
    assert kept == [0, 0]


def test_what_is_said_of_a_page_is_said_each_time(builds: Builds, kept: list[int], capsys: pytest.CaptureFixture[str]):
    release = with_page(with_page(BEFORE, "thanks.md", body="# Thanks\n\n[Gone](gone.md)\n"), "promises.md", body="# Promises\n\n[Never](thanks.md#never)\n")
    said = []
    for cached in (True, True, False):
        builds.build(release, cached=cached)
        said.append(capsys.readouterr().err)
    assert said[0] == said[1] == said[2]
    assert "gone.md" in said[0] and "#never" in said[0]
    # the one with an anchor that is missing is kept, since MkDocs says that of the whole site
    assert kept[1:] == [ONE, 0]


def test_strict_builds_stay_strict(builds: Builds):
    builds.project.write("mkdocs.yml", f"strict: true\n{CONFIG}")
    gone = with_page(BEFORE, "principles/say-no.md", body=SAYING.replace("## When", "## Whenever"))
    for _ in range(2):
        with pytest.raises(EngineError, match="does not contain an anchor '#when'"):
            builds.build(gone, cached=True)


def test_a_spoilt_cache_is_as_good_as_none(builds: Builds, kept: list[int]):
    (file,) = (builds.project.folder / "cache").glob("*.db")
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    file.write_bytes(content)
    assert builds.build(BEFORE, cached=True) == builds.build(BEFORE, cached=False)
    assert kept[0] < EVERY


def test_nothing_of_one_site_comes_near_the_other(builds: Builds):
    for file in ((folder := builds.project.folder) / "cache").iterdir():
        file.unlink()
    builds.project.write("mkdocs.yml", CONFIG.replace("playbook: {}", "playbook: {audience: internal}"))
    builds.build(INTERNAL, cached=True)
    notes = Shelf(INTERNAL, folder).notes()
    assert len(notes) == len(INTERNAL.pages)
    assert SECRET in "".join(json.loads(note)["entries"][0]["text"] for note in notes.values())
    # not even where a page for everybody is the same on both
    assert Shelf(replace(PUBLIC, pages=INTERNAL.pages), folder).notes() == {}
    assert Shelf(replace(INTERNAL, audience=Audience.PUBLIC), folder).notes() == {}


def test_a_page_for_which_something_else_stands_in_the_way_was_spoilt(tmp_path: Path):
    (tmp_path / "principles").write_bytes(b"a plugin's")
    one = Shelf(BEFORE, None)
    one._finished, one._bytes = {"principles/mend.md": _Finished("", Hashes(), "", b"")}, {"principles/mend.md": zlib.compress(b"")}
    with pytest.raises(Spoilt):
        one.lay_down('{"kept": ["principles/mend.md"], "fresh": {}}', tmp_path, Frame(directories=True))


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"kept": ["index.md"], "fresh": {}}', '{"kept": [], "fresh": []}', '{"kept": 1, "fresh": {}}'])
def test_the_builder_is_believed_no_further_than_it_can_be_right(said: str, tmp_path: Path):
    with pytest.raises(Spoilt):
        Shelf(BEFORE, None).lay_down(said, tmp_path, Frame(directories=True))
    assert not [*tmp_path.iterdir()]


def test_no_page_of_the_theme_tells_of_other_pages_or_of_the_day():
    folder = Path(find_spec("material").submodule_search_locations[0]) / "templates"
    templates = [path for path in folder.rglob("*.html") if ".icons" not in path.parts]
    assert len(templates) > 50
    for path in templates:
        assert not re.search(r"build_date_utc|update_date|(?<!nav_item\.)\bpages\b", path.read_text("utf-8")), path


def test_nothing_is_packed_where_nothing_is_kept(builds: Builds, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(cache.VARIABLE, "off")
    monkeypatch.setattr(shelf.zlib, "compress", lambda *given: pytest.fail("it was packed"))
    (out := builds.project.folder / "out").mkdir()
    build(BEFORE, out, config_file=builds.project.folder / "mkdocs.yml", root=builds.project.folder)
    assert (out / "index.html").is_file()
