"""Texts as an earlier revision kept them: whatever a tree or an author says, nothing lands elsewhere and no terminal is steered."""

import os
import subprocess
from pathlib import Path

import pytest

from playbook_plugins.read.revision import NoRevision, edits, lay_down

WHO = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "Ida"), ("EMAIL", "ida@quay.example"), ("DATE", "1795003200 +0000"))}


def git(folder: Path, *arguments: str, said: bytes = b"") -> str:
    environment = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(["git", "-C", str(folder), *arguments], input=said, check=True, capture_output=True, env=environment).stdout.decode().strip()


@pytest.fixture
def shop(tmp_path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    git(folder, "init", "-q")
    return folder


def commit(shop: Path, entries: bytes, said: bytes = b"Begin\n") -> str:
    """A commit with just these entries, such as no work tree could hold; its name."""
    tree = git(shop, "mktree", "-z", "--missing", said=entries)
    made = git(shop, "commit-tree", tree, said=said)
    git(shop, "update-ref", "HEAD", made)
    return made


def blob(shop: Path, text: bytes) -> bytes:
    return git(shop, "hash-object", "-w", "--stdin", said=text).encode()


@pytest.mark.parametrize("name", [rb"..\..\out.md", rb"C:\out.md", rb"C:out.md", rb"a\..\..\out.md", rb"\out.md", rb".git\hooks\post-checkout", b".GIT"])
def test_what_leads_elsewhere_on_any_system_is_left_out(shop, tmp_path, name):
    text = blob(shop, b"x\n")
    made = commit(shop, b"100644 blob %b\t%b\x00100644 blob %b\tfit.md\x00" % (text, name, text))
    room = tmp_path / "room"
    room.mkdir()
    lay_down(shop, made, room)
    assert sorted(file.name for file in room.iterdir()) == [".git", "fit.md"]


def test_links_lead_nowhere_and_repositories_within_it_are_left_out(shop, tmp_path):
    text = blob(shop, b"/etc/passwd")
    made = commit(shop, b"120000 blob %b\tlink.md\x00160000 commit %b\tother\x00100644 blob %b\tfit.md\x00" % (text, b"1" * 40, text))
    for folders, names in ((None, [".git", "fit.md", "link.md"]), (("docs/playbook",), [".git", "fit.md"])):
        room = tmp_path / str(len(names))
        room.mkdir()
        lay_down(shop, made, room, folders=folders)
        assert sorted(file.name for file in room.iterdir()) == names
        assert not (room / "link.md").exists()


def test_a_file_that_this_copy_does_not_have_is_named(shop, tmp_path):
    made = commit(shop, b"100644 blob %b\tfit.md\x00" % (b"1" * 40))
    room = tmp_path / "room"
    room.mkdir()
    with pytest.raises(NoRevision, match=r"^git does not have fit\.md of that revision\. In a copy without all files, fetch them first$"):
        lay_down(shop, made, room)


def test_what_an_author_says_steers_no_terminal(shop):
    commit(shop, b"100644 blob %b\tfit.md\x00" % blob(shop, b"x\n"), b"Mend \x1b[31mthe\x07 \xe2\x80\xaegate \xff\xc2\x9b2J\n")
    assert [edit.said for edit in edits(shop, most=1)] == ["Mend [31mthe gate ÿ 2J"]


def test_no_setting_of_the_repository_runs_anything(shop, tmp_path):
    text = blob(shop, b"x\n")
    made = commit(shop, b"100644 blob %b\t.gitattributes\x00100644 blob %b\tfit.md\x00" % (blob(shop, b"* filter=own diff=own\n"), text))
    for name in ("filter.own.smudge", "diff.own.textconv", "core.fsmonitor", "core.pager", "core.sshCommand", "diff.external", "gpg.program"):
        git(shop, "config", name, f"touch {tmp_path / 'ran'};")
    git(shop, "config", "log.showSignature", "true")
    room = tmp_path / "room"
    room.mkdir()
    lay_down(shop, made, room)
    assert edits(shop, most=9) and (room / "fit.md").read_bytes() == b"x\n"
    assert not (tmp_path / "ran").exists()
