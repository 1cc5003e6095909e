"""MkDocs begins before the release is whole, and nobody can tell it from the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.ahead import Maker, started
from playbook_plugins.engines.mkdocs.build import build, building
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Asset, Audience, Release
from playbook_plugins.pages import takeaway
from playbook_plugins.pages.internal import situations
from playbook_plugins.pages.release import begun, release
from playbook_plugins.publish.build import Leaked, building as publishing
from playbook_plugins.publish.target import PublishError
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT
from tests.engines.project import INTERNAL, PUBLIC, SECRET, tree

KAYAKS = ROOT / "tests" / "golden" / "kayaks"
CONFIG = "site_name: Kayaks\ntheme: {name: material, font: false}\nplugins: [search, playbook, checklist]\nmarkdown_extensions: [playbook_guard, tables]\n"
POCKET = Asset("pocket.html", b"<!doctype html><title>All</title><script>1</script>")
WHOLE = replace(INTERNAL, assets=(*INTERNAL.assets, POCKET))
BEGUN = replace(WHOLE, assets=(*INTERNAL.assets, Asset(POCKET.path, b"")))


@pytest.mark.parametrize("audience", Audience)
def test_what_an_engine_begins_with_lacks_what_it_only_copies(audience):
    playbook = read_playbook(KAYAKS / "docs" / "playbook", root=KAYAKS, public=KAYAKS / "docs" / "public")
    early, whole = begun(playbook, audience)
    late = {asset.path for asset in early.assets if not asset.content}
    assert late == ({*takeaway.PATHS, situations.PATH} if audience is Audience.INTERNAL else set()) and not early.fingerprints
    assert whole() is whole() and whole() == release(playbook, audience)
    assert all(asset.content for asset in whole().assets) and bool(whole().fingerprints) is (audience is Audience.PUBLIC)
    assert [asset.path for asset in early.assets] == [asset.path for asset in whole().assets]
    assert replace(early, assets=whole().assets, fingerprints=whole().fingerprints) == whole()


@pytest.mark.slow
@pytest.mark.parametrize("hooks", ["", "hooks: [looks.py]\n"], ids=["ours alone", "a hook of theirs"])
def test_the_site_is_the_same(tmp_path: Path, hooks: str):
    (settings := tmp_path / "mkdocs.yml").write_text(CONFIG + hooks, "utf-8")
    (tmp_path / "looks.py").write_text("def on_files(files, config):\n    assert files.get_file_from_path('pocket.html').content_bytes\n", "utf-8")
    for name in ("plain", "begun"):
        (tmp_path / name).mkdir()
    build(WHOLE, tmp_path / "plain", config_file=settings)
    with building(BEGUN, tmp_path / "begun", config_file=settings, whole=lambda: WHOLE) as finish:
        finish()
    assert tree(tmp_path / "begun") == tree(tmp_path / "plain")


@pytest.mark.slow
def test_what_goes_wrong_meanwhile_ends_the_process(tmp_path: Path):
    begun_with: list[Maker] = []

    @contextmanager
    def maker() -> Iterator[Maker]:
        with started() as making:
            begun_with.append(making)
            yield making

    def whole() -> Release:
        assert begun_with[0].alive
        raise ZeroDivisionError

    (tmp_path / "site").mkdir()
    with pytest.raises(ZeroDivisionError), building(BEGUN, tmp_path / "site", maker=maker, whole=whole):
        pytest.fail("it was begun")
    assert not begun_with[0].alive and not begun_with[0].room.exists()


@pytest.mark.slow
def test_what_only_staff_may_read_is_found_by_the_whole(tmp_path: Path):
    early = replace(PUBLIC, fingerprints=Fingerprints())
    (settings := tmp_path / "mkdocs.yml").write_text(f"{CONFIG}copyright: {SECRET}\n", "utf-8")
    with pytest.raises(PublishError, match="`copyright` in mkdocs.yml"), building(early, tmp_path / "site", config_file=settings, whole=lambda: PUBLIC):
        pytest.fail("it was begun")
    said = replace(early, pages=(*early.pages[:-1], replace(early.pages[-1], body=f"# Thanks\n\n{SECRET}\n")))

    @contextmanager
    def engine(release: Release, folder: Path) -> Iterator[object]:
        assert release == said
        yield lambda: build(release, folder)

    with pytest.raises(Leaked), publishing(said, tmp_path / "public", engine, whole=lambda: replace(said, fingerprints=PUBLIC.fingerprints)) as finish:
        finish()
    assert not (tmp_path / "public").exists()
