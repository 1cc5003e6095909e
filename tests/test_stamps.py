"""Whether files are as they were: whatever could have changed them is noticed, and nothing is noticed where nothing was."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook_plugins import stamps
from playbook_plugins.stamps import history, look


@pytest.fixture
def old(write) -> Path:
    """A folder of two files that were written long ago, as far as their times tell."""
    folder = write({"a.md": "one", "b/c.md": "two"}, folder="texts")
    for file in folder.rglob("*.md"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return folder


def again(file: Path, text: str) -> None:
    """Write a file anew, and let it have the times that it had."""
    before = file.stat()
    file.write_text(text, "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: again(folder / "a.md", "eno"),
        lambda folder: again(folder / "b/c.md", "owt"),
        lambda folder: (folder / "a.md").unlink(),
        lambda folder: (folder / "a.md").rename(folder / "d.md"),
        lambda folder: (folder / "new.md").write_text(""),
        lambda folder: (folder / "empty").mkdir(),
        lambda folder: (folder / "a.md").chmod(0o600),
        lambda folder: os.link(folder / "a.md", folder.with_name("twin.md")),
        lambda folder: shutil.rmtree(folder),
    ],
)
@pytest.mark.parametrize("soon", [True, False])
def test_a_change_is_noticed_however_it_is_hidden(change: Callable[[Path], object], soon: bool, old: Path, monkeypatch) -> None:
    if not soon:
        # as if all had been written well before
        monkeypatch.setattr(stamps, "_TICK", -(10**18))
    before = look([old])
    assert before and before.still(look([old])) and bool(before.young) is soon
    time.sleep(0.02)
    change(old)
    assert not before.still(look([old]))


def test_what_is_written_twice_within_one_tick_goes_by_its_content(old: Path, monkeypatch) -> None:
    file = old / "a.md"
    before = look([old])
    assert before and {Path(path) for path, _ in before.young} == {file, old / "b/c.md"}
    # the same size and, as on a disk that counts in whole seconds, the same times
    state = file.stat()
    file.write_text("eno", "utf-8")
    lstat = os.lstat
    monkeypatch.setattr(os, "lstat", lambda path, **options: state if Path(path) == file else lstat(path, **options))
    now = look([old])
    assert now and now.states == before.states and not before.still(now)
    file.write_text("one", "utf-8")
    assert before.still(look([old]))


def test_where_it_cannot_be_told_nobody_says_so(old: Path) -> None:
    before = look([old])
    (old / "link.md").symlink_to(old / "a.md")
    assert look([old]) is None and before and not before.still(None)


def test_what_is_hidden_may_be_passed_over(old: Path) -> None:
    before, all_of_it = look([old], hidden=False), look([old])
    (old / ".a.md.swp").write_text("1")
    assert before and before.still(look([old], hidden=False))
    assert all_of_it and not all_of_it.still(look([old]))


@pytest.fixture
def repository(old: Path, monkeypatch) -> Path:
    monkeypatch.setenv("HOME", str(old.parent / "home"))
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(old, "init", "-q", "-b", "main")
    commit(old)
    return old


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{who}_{what}": "a@quay.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True, env={**os.environ, **who}).stdout.strip()


def commit(folder: Path, *arguments: str) -> None:
    git(folder, "add", ".")
    git(folder, "-c", "commit.gpgsign=false", "commit", "-q", "--allow-empty", "-m", "Write", *arguments)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: commit(folder),
        lambda folder: commit(folder, "--amend", "--date", "2026-01-01T00:00:00Z", "--author", "B <b@quay.example>"),
        lambda folder: git(folder, "checkout", "-q", "--detach"),
        lambda folder: git(folder, "checkout", "-q", "-b", "other"),
        lambda folder: git(folder, "config", "log.follow", "true"),
        lambda folder: git(folder, "replace", "HEAD", git(folder, "commit-tree", "HEAD^{tree}", "-m", "Else")),
        lambda folder: (folder / ".git/shallow").write_text("0" * 40),
        lambda folder: shutil.rmtree(folder / ".git"),
        lambda folder: (folder / ".git/HEAD").unlink(),
        lambda folder: (Path.home() / ".gitconfig").parent.mkdir(parents=True) or (Path.home() / ".gitconfig").write_text("[safe]\n"),
    ],
)
def test_what_changes_the_history_is_noticed(change: Callable[[Path], object], repository: Path) -> None:
    before = history(repository)
    assert before and before.still(history(repository))
    change(repository)
    assert not before.still(history(repository))


def test_a_second_working_folder_has_a_history_of_its_own(repository: Path) -> None:
    git(repository, "worktree", "add", "-q", "-b", "side", str(other := repository.with_name("side")))
    here, there = history(repository), history(other)
    assert here and there and not here.still(there)
    commit(other)
    assert here.still(history(repository)) and not there.still(history(other))
    commit(repository)
    assert not here.still(history(repository))


def test_packed_names_are_looked_at(repository: Path) -> None:
    git(repository, "pack-refs", "--all")
    before = history(repository)
    assert before and before.still(history(repository))
    git(repository, "commit-tree", "HEAD^{tree}", "-m", "Else")
    packed = repository / ".git" / "packed-refs"
    again(packed, packed.read_text().replace("a", "b"))
    assert not before.still(history(repository))


def test_a_folder_without_a_history_is_told_from_one_that_gets_one_above(old: Path, monkeypatch) -> None:
    before = history(old)
    assert before and before.still(history(old))
    git(old.parent, "init", "-q")
    assert not before.still(history(old))
    monkeypatch.setenv("GIT_DIR", str(old))
    assert history(old) is None
