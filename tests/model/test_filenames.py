"""What files may be called, and which folders meet."""

from pathlib import Path

import pytest

from playbook_plugins.model.filenames import LONGEST, better_name, is_device, meet, visible, well_named


@pytest.mark.parametrize("path", ["a", "a.md", "a/b-c_d.e.md", "0", "a" * LONGEST])
def test_a_good_name_is_well_made(path):
    assert well_named(path)


@pytest.mark.parametrize("path", ["", "A.md", "a b.md", "-a", "a-", "é.md", "a//b", "con.md", "a/aux", "com1.x.md", "a/Up.md", "a" * (LONGEST + 1)])
def test_a_name_that_some_computer_takes_for_something_else_is_not(path):
    assert not well_named(path)


@pytest.mark.parametrize(("name", "device"), [("con", True), ("CON.md", True), ("lpt9.a.b", True), ("cone.md", False), ("a.con", False)])
def test_names_of_devices_are_known(name, device):
    assert is_device(name) is device


@pytest.mark.parametrize(
    ("name", "taken", "better"),
    [("My Boat.MD", (), "my-boat.md"), ("Łódź", (), "lodz"), ("???.png", (), "a-name.png"), (".hidden", (), "hidden"), ("con.md", (), "con-2.md"),
     ("A.md", ("a.md",), "a-2.md"), ("A.md", ("a.md", "A-2.md"), "a-3.md"), ("a.?", (), "a")],
)  # fmt: skip
def test_a_better_name_is_near_and_free(name, taken, better):
    assert better_name(name, taken) == better


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [("/a/b", "/a/b", True), ("/a/b", "/A/B", True), ("/a", "/a/b/c", True), ("/a/b/c", "/a", True), ("/a/b", "/a/c", False), ("/a/b", "/a/bc", False)],
)
def test_folders_meet_where_one_lies_in_the_other(one, other, meets):
    assert meet(Path(one), Path(other)) is meets


def test_signs_that_nobody_sees_are_shown():
    assert visible("a\u200bb\n") == "a\ufffdb\ufffd"
