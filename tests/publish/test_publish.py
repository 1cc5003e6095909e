"""What was published stays published until the new site is whole."""

import os
import signal
import stat
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from playbook_plugins.audit import fingerprints
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.publish import swap
from playbook_plugins.publish.build import Leaked, build, building, examined
from playbook_plugins.publish.lock import lock
from playbook_plugins.publish.swap import exchange, publish
from playbook_plugins.publish.target import PublishError, former, prepare, staging

SECRET = "We replace the whole wheel and charge the customer nothing at all."
RELEASE = Release(Audience.PUBLIC, "Bikes", "en", (), fingerprints=fingerprints([SECRET], []))


def site(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text)
    (folder / "sub").mkdir()
    (folder / "sub" / "page.html").write_text(text)
    return folder


def texts(folder: Path) -> set[str]:
    return {path.read_text() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def engine(text: str):
    def write(release: Release, folder: Path) -> None:
        (folder / "index.html").write_text(text)

    return write


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return site(tmp_path / "sites" / "public", "old")


def test_a_first_site_is_published(tmp_path: Path):
    build(RELEASE, tmp_path / "new" / "public", engine("new"))
    assert texts(tmp_path / "new" / "public") == {"new"}
    assert names(tmp_path / "new") == ["public"]


def test_the_whole_release_says_what_is_looked_for_and_the_engine_what_it_warned_of(tmp_path: Path):
    begun = replace(RELEASE, fingerprints=Fingerprints())

    def engine(said: str, warned: str | None):
        @contextmanager
        def begin(release: Release, folder: Path):
            (folder / "index.html").write_text(said)
            yield lambda: warned

        return begin

    for warned in ("a dead link", None):
        with building(begun, tmp_path / "new", engine("new", warned), whole=lambda: RELEASE) as finish:
            assert finish() == (warned or "")
    with pytest.raises(Leaked), building(begun, tmp_path / "new", engine(SECRET, None), whole=lambda: RELEASE) as finish:
        finish()
    assert texts(tmp_path / "new") == {"new"}


def test_a_site_that_stands_is_looked_through_for_what_is_looked_for_now(target: Path):
    asked: list[Release] = []
    with examined(lambda: asked.append(RELEASE) or RELEASE, target) as look:
        assert not asked
        assert look() == "" and asked
    (target / "index.html").write_text(SECRET)
    with pytest.raises(Leaked), examined(lambda: RELEASE, target) as look:
        look()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody ask for it")
@pytest.mark.parametrize("at_once", [True, False])
def test_a_site_is_on_the_disk_before_it_is_published(target: Path, at_once: bool, monkeypatch: pytest.MonkeyPatch):
    kept: list[str] = []
    monkeypatch.setattr(swap, "_keep", lambda path: kept.append(Path(path).name))
    monkeypatch.setattr(swap, "_linux", lambda call, *given: call == "syncfs" and at_once and kept.append(call) is None)
    new = site(staging(target), "new")
    (new / "sub").chmod(0o700)
    (new / "sub" / "page.html").chmod(0o600)
    publish(new, target)
    assert sorted(kept[:-1]) == (["syncfs"] if at_once and sys.platform == "linux" else sorted([new.name, "index.html", "page.html", "sub"])) and kept[-1] == "sites"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (target, target / "sub", target / "sub" / "page.html")] == [0o755, 0o755, 0o644]


def test_nobody_waits_for_the_disk_where_a_site_need_not_last(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(swap, "_keep", pytest.fail)
    monkeypatch.setattr(swap, "_kept_at_once", pytest.fail)
    new = site(staging(target), "new")
    publish(new, target, lasting=False)
    assert texts(target) == {"new"}
    assert texts(new if new.exists() else former(target)) == {"old"}
    monkeypatch.undo()
    build(RELEASE, target, engine("newest"))
    assert texts(target) == {"newest"}
    assert names(target.parent) == ["public"]


def test_a_new_site_takes_the_place_of_the_old_one_whole(target: Path):
    build(RELEASE, target, engine("new"))
    assert texts(target) == {"new"}
    assert names(target.parent) == ["public"]


def test_where_folders_cannot_be_exchanged_two_renames_do_it(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(swap.sys, "platform", "plan9")
    new = site(staging(target), "new")
    assert not exchange(new, target)
    publish(new, target)
    assert texts(target) == {"new"}
    assert names(target.parent) == ["public"]


@pytest.mark.skipif(sys.platform != "linux", reason="RENAME_EXCHANGE is Linux's")
def test_linux_exchanges_in_one_step(target: Path):
    new = site(staging(target), "new")
    assert exchange(new, target)
    assert (texts(target), texts(new)) == ({"new"}, {"old"})


def test_a_crash_between_two_renames_is_mended_by_the_next_build(target: Path):
    os.replace(target, former(target))
    site(staging(target), "half")
    with lock(target):
        assert names(prepare(target)) == []
    assert texts(target) == {"old"}
    assert not former(target).exists()


def test_an_engine_that_fails_leaves_the_old_site(target: Path):
    def break_down(release: Release, folder: Path) -> None:
        (folder / "index.html").write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(RELEASE, target, break_down)
    assert texts(target) == {"old"}
    assert names(target.parent) == ["public"]


@pytest.mark.parametrize(("refused", "said"), [(OSError(28, "No space left on device"), "No space left on device"), (OSError("it is full"), "it is full")])
def test_what_the_system_refuses_is_a_sentence(target: Path, refused: OSError, said: str):
    def fill_up(release: Release, folder: Path) -> None:
        raise refused

    with pytest.raises(PublishError) as caught:
        build(RELEASE, target, fill_up)
    assert str(caught.value) == f"{target}: the new site could not be built: {said}."
    assert texts(target) == {"old"}
    assert names(target.parent) == ["public"]


def test_a_site_without_a_home_page_is_not_published(target: Path):
    with pytest.raises(PublishError, match="no home page"):
        build(RELEASE, target, lambda release, folder: None)
    assert texts(target) == {"old"}


def test_a_site_with_internal_wording_is_not_published(target: Path):
    with pytest.raises(Leaked, match=r"index\.html \(text\)") as caught:
        build(RELEASE, target, engine(f"<p>{SECRET}</p>"))
    assert "wheel" not in str(caught.value)
    assert texts(target) == {"old"}


def test_a_second_build_is_told_that_one_is_running(target: Path):
    with lock(target):
        with pytest.raises(PublishError, match="another build of this site is running"):
            build(RELEASE, target, engine("new"))
    build(RELEASE, target, engine("new"))
    assert texts(target) == {"new"}


def test_two_sites_may_be_built_at_once(target: Path):
    with lock(target.with_name("internal")):
        build(RELEASE, target, engine("new"))
    assert texts(target) == {"new"}


def test_what_a_killed_build_left_is_removed_by_the_next(target: Path):
    program = """
import os, signal, sys
from pathlib import Path
from playbook_plugins.publish.build import build
from playbook_plugins.model.page import Audience, Release
def engine(release, folder):
    (folder / "index.html").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
build(Release(Audience.PUBLIC, "", "en", ()), Path(sys.argv[1]), engine)
"""
    killed = subprocess.run([sys.executable, "-c", program, str(target)])
    assert killed.returncode == -signal.SIGKILL
    assert texts(target) == {"old"}
    assert names(target.parent) == [".public.lock", ".public.next", "public"]
    build(RELEASE, target, engine("new"))
    assert texts(target) == {"new"}
    assert names(target.parent) == ["public"]


def test_a_link_is_refused_and_what_it_points_to_is_kept(target: Path):
    link = target.with_name("link")
    link.symlink_to(target, target_is_directory=True)
    with pytest.raises(PublishError, match="link"):
        build(RELEASE, link, engine("new"))
    assert texts(target) == {"old"}
    assert link.is_symlink()


def test_a_file_is_refused(tmp_path: Path):
    (tmp_path / "public").write_text("mine")
    with pytest.raises(PublishError, match="file"):
        build(RELEASE, tmp_path / "public", engine("new"))
    assert (tmp_path / "public").read_text() == "mine"


@pytest.mark.parametrize("name", ["holiday.jpg", ".git", "playbook.yml"])
def test_a_folder_with_something_else_in_it_is_refused(target: Path, name: str):
    if name == "holiday.jpg":
        (target / "index.html").unlink()
    (target / name).write_text("mine")
    with pytest.raises(PublishError, match="something other than a built site"):
        build(RELEASE, target, engine("new"))
    assert (target / name).read_text() == "mine"


def test_the_working_folder_is_refused(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(target / "sub")
    with pytest.raises(PublishError, match="cannot be replaced"):
        build(RELEASE, target, engine("new"))


def test_an_empty_folder_is_fine(tmp_path: Path):
    (tmp_path / "public").mkdir()
    build(RELEASE, tmp_path / "public", engine("new"))
    assert texts(tmp_path / "public") == {"new"}


def test_a_lock_leaves_no_file_behind(target: Path):
    with lock(target):
        assert names(target.parent) == [".public.lock", "public"]
    assert names(target.parent) == ["public"]
