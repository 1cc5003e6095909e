"""A day of review is set, and nothing else is touched."""

import stat
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook_plugins.edit.review import Unusual, stamped
from playbook_plugins.edit.saving import Change, Moved, put, save
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
BODY = "# House rules\n\nNobody eats alone.\n"
LINES = [
    "owner: owner  # who else",
    "tags: [one, 'two', \"three\"]",
    "# a note of ours",
    "",
    "allow:\n  # on advice\n  vague-promise: because\n    the insurer says so",
    "backup:   owner",
    "review_every: \"6 months\"",
    "formerly:\n  - rules\n  - 'old-rules'",
    "lang: en",
]
DAYS = ["reviewed: 2025-01-02", "reviewed:   '2025-01-02'   # by Jo", '"reviewed": "2025-01-02"', "reviewed:", "reviewed:  # soon", "reviewed: soon", None]


def review(content: bytes, folder: Path, day: date = TODAY) -> bytes:
    file = folder / "pages" / "rules.md"
    file.parent.mkdir(exist_ok=True, parents=True)
    (folder / "playbook.yml").write_text(FACTS)
    file.write_bytes(content)
    read = partial(read_playbook, folder, root=folder)
    (change,) = stamped(read().of_kind("page"), day, root=folder, read=lambda drafts: read(drafts=drafts))
    assert change.before == content == file.read_bytes()
    return change.after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\nreviewed: 2025-01-02\n---\n", "---\nreviewed: 2026-11-21\n---\n"),
        ("---\nreviewed: '2025-01-02' # Jo\n---\n", "---\nreviewed: '2026-11-21' # Jo\n---\n"),
        ("---\nreviewed:\n  2025-01-02\n---\n", "---\nreviewed:\n  2026-11-21\n---\n"),
        ("---\nreviewed:\nowner: owner\n---\n", "---\nreviewed: 2026-11-21\nowner: owner\n---\n"),
        ("---\nreviewed: ~\n---\n", "---\nreviewed: 2026-11-21\n---\n"),
        ("---\nreviewed: &day 2025-01-02\n---\n", "---\nreviewed: 2026-11-21\n---\n"),
        ("---\nowner: owner\n---\n", "---\nowner: owner\nreviewed: 2026-11-21\n---\n"),
        ("---\nowner: owner\n\n...\n", "---\nowner: owner\n\nreviewed: 2026-11-21\n...\n"),
        ("---\n  owner: owner\n---\n", "---\n  owner: owner\n  reviewed: 2026-11-21\n---\n"),
        ("---\nowner: |+\n  owner\n\n---\n", "---\nowner: |+\n  owner\n\nreviewed: 2026-11-21\n---\n"),
        ("---\n{owner: owner}\n---\n", "---\n{reviewed: 2026-11-21, owner: owner}\n---\n"),
        ("---\n? reviewed\n: 2025-01-02\n---\n", "---\n? reviewed\n: 2026-11-21\n---\n"),
        ("---\n{}\n---\n", "---\n{reviewed: 2026-11-21}\n---\n"),
        ("---\n# nothing yet\n---\n", "---\n# nothing yet\nreviewed: 2026-11-21\n---\n"),
        ("---\n---\n", "---\nreviewed: 2026-11-21\n---\n"),
        ("", "---\nreviewed: 2026-11-21\n---\n"),
        ("---\n\nA rule and no lines.\n\n---\n\n", "---\nreviewed: 2026-11-21\n---\n---\n\nA rule and no lines.\n\n---\n\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_day_is_set_however_the_top_is_written(before, after, end, mark, tmp_path):
    content, wanted = ((mark + text + BODY).replace("\n", end).encode() for text in (before, after))
    assert review(content, tmp_path) == wanted


def test_a_file_without_a_line_end_gets_none(tmp_path):
    assert review(b"# Rules", tmp_path) == b"---\nreviewed: 2026-11-21\n---\n# Rules"
    assert review(b"---\nowner: owner\n---", tmp_path) == b"---\nowner: owner\nreviewed: 2026-11-21\n---"


@pytest.mark.parametrize("day", ["reviewed: >\n  2025-01-02", "{reviewed}", "reviewed: 2025-01-02\n  and so on"])
def test_what_cannot_be_changed_for_sure_is_left_to_its_author(day, tmp_path):
    with pytest.raises(Unusual, match=r"Write `reviewed: 2026-11-21` there yourself"):
        review(f"---\n{day}\n---\n{BODY}".encode(), tmp_path)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.sampled_from(LINES), unique=True),
    day=st.sampled_from(DAYS),
    random=st.randoms(use_true_random=False),
    end=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    last=st.booleans(),
)
def test_only_the_day_changes_and_twice_is_once(lines, day, random, end, bom, last, tmp_path):
    lines = [*lines, *filter(None, [day])]
    random.shuffle(lines)
    text = ("---\n" + "".join(f"{line}\n" for line in lines) + "---\n" if any(lines) else "") + BODY
    content = (("\ufeff" if bom else "") + (text if last else text.rstrip("\n"))).replace("\n", end).encode()
    after = review(content, tmp_path)
    assert review(after, tmp_path) == after
    assert review(review(content, tmp_path, date(2026, 1, 1)), tmp_path) == after
    mark = b"\xef\xbb\xbf"
    assert after.startswith(mark) == bom
    kept, now = (text.removeprefix(mark).split(end.encode()) for text in (content, after))
    (new,) = [line for line in now if line not in kept and line != b"---"]
    assert b"2026-11-21" in new
    fell = [line for line in kept if line not in now]
    assert len(fell) <= 1 and all(b"reviewed" in line for line in fell)


def test_what_is_written_keeps_its_mode_and_leaves_nothing_beside(tmp_path):
    file = tmp_path / "a.md"
    file.write_bytes(b"one\r\n")
    file.chmod(0o640)
    save([Change("a.md", b"one\r\n", b"two\r\n")], tmp_path)
    assert file.read_bytes() == b"two\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_is_put_where_there_was_none_and_where_a_link_leads(tmp_path):
    (tmp_path / "link").symlink_to("a")
    for content in (b"one", b"two"):
        put(content, tmp_path / "link")
        assert (tmp_path / "a").read_bytes() == content
    with pytest.raises(IsADirectoryError):
        put(b"three", tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "link"] and (tmp_path / "link").is_symlink()


def test_a_file_that_somebody_changed_meanwhile_stops_all(tmp_path):
    for name in "ab":
        (tmp_path / name).write_bytes(b"one")
    with pytest.raises(Moved, match="b has changed in the meantime"):
        save([Change("a", b"one", b"two"), Change("b", b"none", b"two")], tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"one", "b": b"one"}


def test_where_one_file_cannot_be_written_none_is(tmp_path):
    (tmp_path / "a").write_bytes(b"one")
    with pytest.raises(OSError):
        save([Change("a", b"one", b"two"), Change("gone/b", b"one", b"two")], tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"one"}


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_a_file_that_nobody_may_write_is_left_alone(as_nobody):
    (as_nobody / "a").write_bytes(b"one")
    (as_nobody / "a").chmod(0o400)
    with pytest.raises(PermissionError):
        save([Change("a", b"one", b"two")], as_nobody)
    assert (as_nobody / "a").read_bytes() == b"one"
    assert [file.name for file in as_nobody.iterdir()] == ["a"]
