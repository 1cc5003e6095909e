"""What may be replaced, what is refused, and how the published files stand there."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from playbook_plugins.model.filenames import meet
from playbook_plugins.model.page import Audience, Page, Release
from playbook_plugins.publish import lock as locking
from playbook_plugins.publish.build import build
from playbook_plugins.publish.plain import write
from playbook_plugins.publish.target import Leftover, PublishError, former, named, prepare, remove, staging
from tests.publish.shop import Shop, shop

RELEASE = Release(Audience.PUBLIC, "Bikes", "en", (Page("index.md", "Bikes", "# Bikes\n"),))
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks for what Linux has")


def engine(release: Release, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "index.html").write_text("new")
    (folder / "sub" / "page.html").write_text("new")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with an old site."""
    (tmp_path / "site" / "public" / "sub").mkdir(parents=True)
    for name in ("index.html", "sub/old.html"):
        (tmp_path / "site" / "public" / name).write_text("old")
    return tmp_path / "site" / "public"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o000])
def test_files_may_be_read_whatever_the_builder_is_used_to(target: Path, mask: int):
    before = os.umask(mask)
    try:
        build(RELEASE, target, engine)
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (target, *target.rglob("*")) if path.is_dir()}, {
        stat.S_IMODE(path.stat().st_mode) for path in target.rglob("*") if path.is_file()
    }
    assert modes == ({0o755}, {0o644})


def test_nobody_else_looks_into_a_site_that_is_being_built(target: Path):
    seen = []
    build(RELEASE, target, lambda release, folder: (seen.append(stat.S_IMODE(folder.stat().st_mode)), engine(release, folder))[1])
    assert seen == [0o700]


def test_a_site_with_a_link_in_it_is_not_published(target: Path):
    def linking(release: Release, folder: Path) -> None:
        engine(release, folder)
        (folder / "sub" / "passwords").symlink_to("/etc/passwd")

    with pytest.raises(PublishError):
        build(RELEASE, target, linking)
    assert (target / "index.html").read_text() == "old" and names(target.parent) == ["public"]


def test_an_old_site_that_nobody_may_write_to_goes_too(target: Path):
    (target / "sub").chmod(0o555)
    target.chmod(0o555)
    build(RELEASE, target, engine)
    assert names(target.parent) == ["public"] and names(target) == ["index.html", "sub"] and names(target / "sub") == ["page.html"]


STUCK = """
import os, sys
from pathlib import Path
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.publish.build import build
def stuck(event, args):
    if event == "os.remove" and os.fsdecode(args[0]).endswith("old.html"):
        raise PermissionError(1, "Operation not permitted")
sys.addaudithook(stuck)
def engine(release, folder):
    (folder / "index.html").write_text("new")
try:
    build(Release(Audience.PUBLIC, "", "en", ()), Path(sys.argv[1]), engine)
except Exception as error:
    print(f"{type(error).__name__}: {error}")
"""


@LINUX
def test_an_old_file_that_cannot_be_deleted_is_told_and_never_published_again(target: Path):
    def once() -> str:
        return subprocess.run([sys.executable, "-c", STUCK, str(target)], capture_output=True, encoding="utf-8", check=True).stdout

    said = once()
    assert said.startswith(f"{Leftover.__name__}: ") and str(staging(target)) in said and "holds the new site" in said
    assert names(target) == ["index.html"] and (target / "index.html").read_text() == "new"
    said = once()
    assert said.startswith(f"{PublishError.__name__}: ") and "Delete it if an earlier build left it there" in said
    remove(staging(target))
    build(RELEASE, target, engine)
    assert names(target) == ["index.html", "sub"] and names(target.parent) == ["public"]


def test_only_names_of_our_own_are_cleared_away(target: Path):
    for path in (staging(target), former(target), target.with_name(".public.nextdoor"), target.with_name("public.old")):
        path.mkdir()
        (path / "mine.txt").write_text("mine")
    build(RELEASE, target, engine)
    assert names(target.parent) == [".public.nextdoor", "public", "public.old"]


@pytest.mark.parametrize("name", ["..", "sub/..", "sub/../sub/.."])
def test_a_folder_that_is_named_in_a_roundabout_way_is_the_same_folder(target: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(target)
    assert named(Path(name)) == (target.parent if name == ".." else target)
    with pytest.raises(PublishError, match="cannot be replaced"):
        build(RELEASE, Path(name), engine)


def test_a_missing_parent_is_made_and_a_file_in_its_place_is_told(tmp_path: Path):
    build(RELEASE, tmp_path / "a" / "b" / "site", engine)
    assert (tmp_path / "a" / "b" / "site" / "index.html").is_file()
    with pytest.raises(PublishError, match="cannot write beside it"):
        build(RELEASE, tmp_path / "a" / "b" / "site" / "index.html" / "site", engine)


def test_a_parent_that_is_a_link_is_followed(target: Path):
    (link := target.parent.with_name("link")).symlink_to(target.parent)
    build(RELEASE, link / "public", engine)
    assert (target / "index.html").read_text() == "new" and link.is_symlink() and names(target.parent) == ["public"]


@pytest.mark.parametrize(("one", "other"), [("Docs/Playbook", "docs/playbook"), ("Site/public", "site"), ("stra\u00dfe", "STRASSE"), ("cafe\u0301", "caf\u00e9")])
def test_names_that_are_the_same_on_some_disks_meet(one: str, other: str):
    assert meet(Path("/x", one), Path("/x", other)) and meet(Path("/x", other), Path("/x", one))


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_where_a_disk_keeps_no_locks_nothing_is_built(target: Path, number: int, monkeypatch: pytest.MonkeyPatch):
    def refuse(handle: int, how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(locking.fcntl, "flock", refuse)
    with pytest.raises(PublishError, match="cannot keep two builds apart"):
        build(RELEASE, target, engine)
    assert (target / "index.html").read_text() == "old"


@LINUX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a disk")
def test_a_disk_that_hangs_in_the_old_site_is_not_emptied(target: Path):
    (target / "films").mkdir()
    script = 'mount -t tmpfs none "$1/films" && echo mine > "$1/films/film" && "$2" -c "$3" "$1"; cat "$1/films/film"'
    done = subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", str(target), sys.executable, STUCK], capture_output=True, encoding="utf-8")
    if "mount" in done.stderr:
        pytest.skip("this machine lets nobody mount a disk")
    assert "another disk hangs in this folder" in done.stdout and done.stdout.endswith("mine\n"), done


WITHOUT_RIGHTS = """
import os, sys
import playbook_plugins.publish.build
for folder in (where := os.path.dirname(sys.argv[1]), sys.argv[1]):
    os.chmod(folder, 0o555)
os.chdir(where)
sys.argv[1] = "public"
os.setegid(65534)
os.seteuid(65534)
"""


@LINUX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives up root's rights to lose them")
def test_a_place_that_nobody_may_write_to_is_told(target: Path):
    # nobody may walk to a folder of root's, so the program is there before it gives up its rights
    done = subprocess.run([sys.executable, "-c", WITHOUT_RIGHTS + STUCK, str(target)], capture_output=True, encoding="utf-8")
    assert done.stdout.startswith(f"{PublishError.__name__}: ") and "cannot write beside it" in done.stdout, done.stderr
    assert (target / "index.html").read_text() == "old" and names(target.parent) == ["public"]


def test_the_plain_tree_fetches_its_old_state_back_too(tmp_path: Path):
    target = tmp_path / "plain"
    write(RELEASE, target)
    before = (target / "docs" / "index.md").read_bytes()
    os.replace(target, former(target))
    with locking.lock(target):
        prepare(target, ours=True)
    assert (target / "docs" / "index.md").read_bytes() == before
    write(RELEASE, target)
    assert names(tmp_path) == ["plain"]


@LINUX
def test_between_two_renames_the_next_build_fetches_the_old_site_back(tmp_path: Path):
    one: Shop = shop(tmp_path / "shop")
    one.light("old")
    one.light("new", TROUBLE="count", TROUBLE_OLD="1")
    assert set(one.site().values()) == {b"new"}
    calls = one.log.read_text()
    first, second = (number for number, sign in enumerate(calls, 1) if sign == "r")
    missing = []
    for at in (first, second, second + 1):
        one.light("old")
        one.light("new", TROUBLE="SIGKILL", TROUBLE_OLD="1", TROUBLE_AT=str(at))
        missing.append(not one.target.exists())
        with locking.lock(one.target):
            prepare(one.target)
        assert set(one.site().values()) in ({b"old"}, {b"new"}), at
        assert one.light("next").returncode == 0 and one.beside() == {"public"}
    assert missing == [False, True, False]
