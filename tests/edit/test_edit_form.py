"""The form is laid into the owner's own repository: its bytes, its hash, and one line of `playbook.yml`."""

from pathlib import Path

import pytest

from playbook_plugins.edit.edit_form import Unusual, adding, amiss, newest
from playbook_plugins.model.form_files import FILES, form_folder, seal
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
LINE = f"edit_form: {seal(newest())}"


def at(root: Path) -> Playbook:
    return read_playbook(root / "docs/playbook", root=root)


def add(root: Path) -> None:
    made = adding(at(root))
    made.write(root)


def laid(write, settings: str) -> Path:
    return write({"docs/playbook/playbook.yml": settings.encode()}, folder="shop")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SETTINGS, f"{SETTINGS}site:\n  {LINE}\n"),
        (SETTINGS.rstrip("\n"), f"{SETTINGS}site:\n  {LINE}\n"),
        (f"site:\n  lang: en # ours\n{SETTINGS}", f"site:\n  {LINE}\n  lang: en # ours\n{SETTINGS}"),
        (f"site:\n    branch: live\n{SETTINGS}", f"site:\n    {LINE}\n    branch: live\n{SETTINGS}"),
        (f"site: {{branch: live}}\n{SETTINGS}", f"site: {{{LINE}, branch: live}}\n{SETTINGS}"),
        (f"{SETTINGS}site:\n", f"{SETTINGS}site:\n  {LINE}\n"),
        (f"site:\n  edit_form: sha256-{'0' * 64} # the form\n{SETTINGS}", f"site:\n  {LINE} # the form\n{SETTINGS}"),
        (f"site:\n  edit_form: 'sha256-{'0' * 64}'\n{SETTINGS}", f"site:\n  {LINE}\n{SETTINGS}"),
        (f"site:\n  edit_form:\n  branch: live\n{SETTINGS}", f"site:\n  {LINE}\n  branch: live\n{SETTINGS}"),
        (SETTINGS.replace("\n", "\r\n"), f"{SETTINGS}site:\n  {LINE}\n".replace("\n", "\r\n")),
        (f"\ufeff{SETTINGS}", f"\ufeff{SETTINGS}site:\n  {LINE}\n"),
    ],
    ids=["no site", "no end of line", "a site", "deeper", "in braces", "empty", "an older form", "in quotes", "an empty line", "Windows", "a mark at the top"],
)
def test_the_line_is_added_and_nothing_else_changes(before: str, after: str, write):
    root = laid(write, before)
    add(root)
    assert (root / "docs/playbook/playbook.yml").read_bytes().decode() == after
    assert {name: (root / "docs/edit-form" / name).read_bytes() for name in FILES} == dict(newest())
    assert amiss(at(root)) == ""
    assert at(root).settings.site.edit_form == seal(newest())


def test_twice_is_once(write):
    root = laid(write, SETTINGS)
    add(root)
    made = adding(at(root))
    assert (dict(made.files), made.settings) == ({}, None)


def test_where_the_line_cannot_be_added_nothing_is_written(write):
    root = laid(write, "{business: {name: Quay, phone: 01632 960200, answers_within: 1 working day}}\n")
    with pytest.raises(Unusual, match="Write below `site:` there yourself `edit_form: sha256-"):
        add(root)
    assert not (root / "docs/edit-form").exists()


def test_the_worked_example_has_the_newest_form():
    assert amiss(read_playbook(ROOT / "docs/playbook", root=ROOT)) == ""


def test_a_check_says_what_is_amiss(write):
    root = laid(write, SETTINGS)
    assert amiss(at(root)) == "There is no form yet."
    add(root)
    script = root / "docs/edit-form/form.js"
    whole = script.read_bytes()
    script.write_bytes(whole + b"steal()")
    assert "somebody has changed them" in amiss(at(root))
    script.unlink()
    assert amiss(at(root)) == "docs/playbook/playbook.yml names a form, and docs/edit-form/form.js is not there."
    older = {"form.js": b"older", "form.css": whole}
    for name, content in older.items():
        (root / "docs/edit-form" / name).write_bytes(content)
    settings = root / "docs/playbook/playbook.yml"
    settings.write_text(settings.read_text("utf-8").replace(seal(newest()), seal(older)), "utf-8")
    assert amiss(at(root)) == "This version brings a newer form."


def test_the_hash_sees_every_byte_and_which_file_it_is_in_but_no_line_ends():
    told = {seal(files) for files in (
        {"form.js": b"a\nb", "form.css": b""}, {"form.js": b"a\n", "form.css": b"b"}, {"form.js": b"", "form.css": b"a\nb"}, {"form.js": b"a\nb ", "form.css": b""},
    )}
    assert len(told) == 4
    assert seal({"form.js": b"a\r\nb", "form.css": b""}) in told


@pytest.mark.parametrize(("folder", "form"), [("docs/playbook", "docs/edit-form"), ("playbook", "edit-form"), (".", "edit-form"), ("a/b/c", "a/b/edit-form")])
def test_the_form_lies_beside_the_playbook(folder: str, form: str):
    assert form_folder(folder) == form
