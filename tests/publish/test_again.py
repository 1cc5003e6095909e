"""A file of the site that stands, used again in the next one."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook_plugins.publish import again
from playbook_plugins.publish.again import Standing, seal, standing, use
from playbook_plugins.publish.target import PublishError

CONTENT = b"<p>as it was</p>"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (file := tmp_path / "page.html").write_bytes(CONTENT)
    return file


def found(page: Path) -> Standing:
    stands = standing(str(page), seal(CONTENT))
    assert stands is not None
    return stands


def test_the_same_file_stands_in_both_sites(page: Path, tmp_path: Path):
    use(found(page), str(tmp_path / "next.html"))
    assert os.path.samefile(page, tmp_path / "next.html")
    # and in the next one when the first is gone
    page.unlink()
    assert (tmp_path / "next.html").read_bytes() == CONTENT


def test_a_file_that_says_something_else_is_not_used(page: Path, tmp_path: Path):
    assert standing(str(page), seal(b"other")) is None
    page.write_bytes(CONTENT + b" ")
    assert standing(str(page), seal(CONTENT)) is None
    assert standing(str(tmp_path / "gone.html"), seal(CONTENT)) is None
    assert standing(str(tmp_path), seal(CONTENT)) is None


@pytest.mark.skipif(sys.platform == "win32", reason="asks for links and owners")
def test_only_a_plain_file_of_our_own_is_used(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (link := tmp_path / "link.html").symlink_to(page)
    os.mkfifo(pipe := tmp_path / "pipe.html")
    assert standing(str(link), seal(CONTENT)) is None
    assert standing(str(pipe), seal(CONTENT)) is None
    monkeypatch.setattr(os, "geteuid", lambda: page.stat().st_uid + 1)
    assert standing(str(page), seal(CONTENT)) is None


def test_where_a_system_knows_no_owners_a_plain_file_is_used(page: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(os, "geteuid", raising=False)
    assert found(page)


@pytest.mark.parametrize("change", [lambda page: (page.write_bytes(CONTENT[::-1]), os.utime(page, ns=(1, 1))), Path.unlink], ids=["changed", "gone"])
def test_a_file_that_was_changed_meanwhile_stops_the_site(change: Callable[[Path], object], page: Path, tmp_path: Path):
    stands = found(page)
    change(page)
    with pytest.raises(PublishError, match="somebody changed this file of the site"):
        use(stands, str(tmp_path / "next.html"))
    assert not (tmp_path / "next.html").exists()


@pytest.mark.parametrize("refused", [OSError(errno.EPERM, "no links here"), NotImplementedError()])
def test_where_a_disk_knows_no_links_the_file_is_copied(refused: Exception, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def link(*given: object, **more: object) -> None:
        raise refused

    monkeypatch.setattr(again.os, "link", link)
    use(found(page), str(tmp_path / "next.html"))
    assert (tmp_path / "next.html").read_bytes() == CONTENT
    assert not os.path.samefile(page, tmp_path / "next.html")


def test_nothing_is_put_over_what_stands_there(page: Path, tmp_path: Path):
    (there := tmp_path / "next.html").write_bytes(b"ours")
    with pytest.raises(FileExistsError):
        use(found(page), str(there))
    assert there.read_bytes() == b"ours"
