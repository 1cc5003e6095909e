"""Links, devices, second names, deep folders and odd names are refused, each by its name and with what to do."""

import os
import socket
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.source import load
from playbook_plugins.model.filenames import better_name, is_device, visible, well_named
from playbook_plugins.model.page import Audience
from playbook_plugins.read import folder as reader
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY, playbook

PAGE = "# House rules\n\nNobody eats alone.\n"
SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"


@pytest.fixture
def root(write) -> Path:
    return write({"docs/playbook/playbook.yml": SETTINGS, "docs/playbook/pages/rules.md": PAGE, "docs/public/privacy.md": "# Privacy\n\nWe keep nothing.\n"}, "quay")


def read(root: Path):
    return read_playbook(root / "docs/playbook", root=root, public=root / "docs/public")


def faults(root: Path) -> dict[str, str]:
    """What is unreadable, by its path."""
    found = [fault for fault in read(root).faults if fault.rule == "unreadable-file"]
    assert len({fault.place.path for fault in found}) == len(found)
    assert all(fault.help.endswith(".") and not fault.message.endswith(".") for fault in found)
    return {fault.place.path: fault.message for fault in found}


def test_a_playbook_of_plain_files_has_no_fault(root):
    (root / "docs/public/.htaccess").write_text("deny")
    (root / "docs/public/Thumbs.db").write_text("x")
    (root / "docs/public/desktop.ini").write_text("x")
    known = read(root)
    assert known.faults == () and known.files == frozenset()
    assert [document.path for document in known.documents] == ["docs/playbook/pages/rules.md", "docs/public/privacy.md"]


LINKS = {
    "another file": (lambda root, link: link.symlink_to(root / "secret.md"), "this is a link to another file"),
    "another folder": (lambda root, link: link.symlink_to(root / "elsewhere"), "this is a link to another folder"),
    "nothing": (lambda root, link: link.symlink_to(root / "gone"), "this is a link that leads nowhere"),
    "itself": (lambda root, link: link.symlink_to(link), "this is a link that leads round in a circle"),
    "its own folder": (lambda root, link: link.symlink_to(link.parent), "this is a link to a folder that it lies in"),
    "a pipe": (lambda root, link: os.mkfifo(link), "this is a pipe between two programs"),
}


@pytest.mark.parametrize("name", ["docs/playbook/pages/odd.md", "docs/public/odd.md", "docs/public/odd.png", "docs/public/odd"])
@pytest.mark.parametrize("case", LINKS)
def test_what_leads_elsewhere_is_refused_and_never_read(case, name, root):
    (root / "secret.md").write_text("# Secret\n\nHush.\n")
    (root / "elsewhere").mkdir()
    (root / "elsewhere" / "secret.md").write_text("# Secret\n\nHush.\n")
    make, message = LINKS[case]
    make(root, root / name)
    assert {path: said[: len(message)] for path, said in faults(root).items()} == {name: message}
    known = read(root)
    assert len(known.documents) == 2 and known.files == frozenset()


def test_a_socket_is_refused(root, monkeypatch):
    monkeypatch.chdir(root / "docs/public")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("odd.md")
        assert faults(root) == {"docs/public/odd.md": reader._ODD[0o140000]}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root makes devices")
@pytest.mark.parametrize(("kind", "message"), [(0o020000, "this is a device of the computer"), (0o060000, "this is a disk of the computer")])
def test_a_device_is_refused(kind, message, root):
    try:
        os.mknod(root / "docs/public/odd.md", 0o600 | kind, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("no devices can be made here")
    assert faults(root)["docs/public/odd.md"].startswith(message)


def test_the_settings_may_not_be_a_link(root):
    settings = root / "docs/playbook/playbook.yml"
    settings.rename(root / "playbook.yml")
    settings.symlink_to(root / "playbook.yml")
    assert faults(root) == {"docs/playbook/playbook.yml": "this is a link to another file, not a file of the playbook"}
    assert read(root).settings is None


@pytest.mark.parametrize("name", ["playbook", "public"])
def test_neither_folder_may_be_a_link(name, root):
    (root / "docs" / name).rename(root / "moved")
    (root / "docs" / name).symlink_to(root / "moved")
    assert faults(root)[f"docs/{name}"] == "this is a link to another folder, not a folder of the playbook"
    assert all(not document.path.startswith(f"docs/{name}/") for document in read(root).documents)
    loaded = load(root / "docs/playbook", root / "docs/public", Audience.PUBLIC, TODAY)
    assert loaded.release is None and any("a link to another folder" in finding.message for finding in loaded.findings)


def test_the_command_tells_of_a_folder_that_is_a_link(root):
    (root / "docs/playbook").rename(root / "moved")
    (root / "docs/playbook").symlink_to(root / "moved")
    done = playbook("check", "docs/playbook", "--today", str(TODAY), cwd=root)
    assert done.returncode == 1 and "a link to another folder" in done.stdout and "Traceback" not in done.stderr


def test_a_link_above_the_folders_is_nobodys_business(root):
    (root.parent / "short").symlink_to(root)
    loaded = load(root.parent / "short/docs/playbook", root.parent / "short/docs/public", Audience.PUBLIC, TODAY)
    assert not any("link" in finding.message for finding in loaded.findings)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("docs/public/rules.md", "docs/playbook/pages/rules.md"),
        ("docs/public/rules.png", "docs/playbook/pages/rules.md"),
        ("docs/public/second.md", "docs/public/privacy.md"),
        ("docs/playbook/pages/second.md", "docs/playbook/pages/rules.md"),
    ],
)
def test_one_file_under_two_names_is_refused(name, other, root):
    os.link(root / other, root / name)
    assert faults(root) == {name: f"this is the file `{other}` under a second name, so one changes with the other"}
    assert len(read(root).documents) == 2 and read(root).files == frozenset()


def test_a_public_file_with_a_name_elsewhere_is_refused_and_one_for_staff_is_not(root):
    os.link(root / "docs/playbook/pages/rules.md", root / "backup.md")
    assert faults(root) == {}
    os.link(root / "docs/public/privacy.md", root / "privacy.md")
    open_page = root / "docs/playbook/pages/about.md"
    open_page.write_text("---\naudience: public\n---\n# About us\n\nWe are two.\n")
    os.link(open_page, root / "about.md")
    message = "this file has a second name elsewhere on the computer, and what is written there would be published"
    assert faults(root) == {"docs/public/privacy.md": message, "docs/playbook/pages/about.md": message}


def test_a_folder_mounted_in_a_second_place_is_the_same_folder(root):
    found, _ = reader.look(root / "docs/playbook", root)
    again = reader.Found(root / "docs/public/again", "docs/public/again", found[0].known_by, folder=True)
    assert [(fault.place.path, fault.message) for fault in reader.twice([*found, again])] == [
        ("docs/public/again", "this is the folder `docs/playbook` under a second name, so one changes with the other")
    ]


def test_a_computer_that_numbers_no_files_is_believed(root):
    one, other = (reader.Found(root / name, name, (5, 0)) for name in ("a", "b"))
    assert list(reader.twice([one, other])) == []


def test_folders_may_lie_eight_deep_and_no_deeper(root):
    eight = Path(root, "docs/public", *"abcdefgh")
    (eight / "i").mkdir(parents=True)
    (eight / "a.txt").write_text("x")
    (eight / "i" / "a.txt").write_text("x")
    assert faults(root) == {"docs/public/a/b/c/d/e/f/g/h/i": "more than 8 folders lie in one another here"}
    assert read(root).files == {"docs/public/a/b/c/d/e/f/g/h/a.txt"}


def test_more_files_than_the_limit_are_told_once(root, monkeypatch):
    monkeypatch.setattr(reader, "MOST_FILES", 5)
    for number in range(4):
        (root / f"docs/public/{number}.txt").write_text("x")
    assert faults(root) == {}
    for number in range(4, 9):
        (root / f"docs/public/{number}.txt").symlink_to("gone")
    assert faults(root)["docs/public"] == "there are more than 5 files in here"


def test_a_name_with_an_unseen_sign_is_told_at_its_folder(root):
    for name in ("a\nb.png", "\x1b[31m.md", "\u202egnp.exe"):
        (root / "docs/public" / name).write_text("x")
    os.mkdir(os.fsencode(root / "docs/public") + b"/\xff")
    found = [fault for fault in read(root).faults]
    assert {fault.place.path for fault in found} == {"docs/public"} and len(found) == 4
    assert all(text.isprintable() for fault in found for text in (fault.message, fault.help))
    assert read(root).files == frozenset()


NAMES = {
    "docs/public/Our Boat.PNG": "our-boat.png",
    "docs/public/boat%20two.png": "boat-20two.png",
    "docs/public/a:b.png": "a-b.png",
    "docs/public/caf\u00e9.png": "cafe.png",
    "docs/public/-boat.png": "boat.png",
    "docs/public/boat.": "boat",
    "docs/public/boat ": "boat",
    "docs/public/aux.png": "aux-2.png",
    "docs/public/con.md": "con-2.md",
    "docs/public/Privacy Two.md": "privacy-two.md",
    f"docs/public/{'x' * 97}.png": f"{'x' * 50}.png",
    "docs/playbook/pages/con.md": "con-2.md",
    "docs/playbook/pages/aux.pl.md": "aux-pl.md",
    "docs/playbook/pages/COM1.png": "com1-2.png",
    "docs/playbook/nul.md": "nul-2.md",
    "docs/playbook/pages/House Rules.Markdown": "house-rules.md",
    "docs/playbook/pages/Rules!.md": "rules-2.md",
}


@pytest.mark.parametrize("name", NAMES)
def test_an_odd_name_is_told_with_a_better_one(name, root):
    (root / name).write_text("# A page\n\nText.\n")
    (found,) = read(root).faults
    assert (found.rule, found.place.path, found.help) == ("unreadable-file", name, f"Call it `{NAMES[name]}`.")
    assert ("Windows" in found.message) == is_device(Path(name).name)
    assert len(read(root).documents) == 2 and read(root).files == frozenset()


@pytest.mark.parametrize(("name", "better"), [("docs/public/My Pictures", "my-pictures"), ("docs/public/prn", "prn-2"), ("docs/playbook/lpt9", "lpt9-2")])
def test_a_folder_is_called_so_too(name, better, root):
    (root / name).mkdir()
    assert [(fault.place.path, fault.help) for fault in read(root).faults] == [(name, f"Call it `{better}`.")]


def test_files_for_staff_that_no_page_shows_are_called_as_anybody_likes(root):
    for name in ("Rota M\u00e4rz.xlsx", "fit.md~", "pages/Our Till.JPG"):
        (root / "docs/playbook" / name).write_text("x")
    assert faults(root) == {}
    assert len(read(root).files) == 3


def test_names_that_some_computers_take_for_one_are_refused(root):
    public = root / "docs/public"
    (public / "more").mkdir()
    for name in ("boat.png", "Boat.png", "more/boat-2.png", "caf\u00e9.png", "cafe\u0301.png"):
        (public / name).write_text("x")
    (root / "docs/playbook/pages/Rules.md").write_text(PAGE)
    found = {fault.place.path: (fault.message, fault.help) for fault in read(root).faults}
    assert found["docs/public/Boat.png"] == ("many computers cannot tell this name from `boat.png`", "Call it `boat-2.png`.")
    assert found["docs/playbook/pages/Rules.md"] == ("many computers cannot tell this name from `rules.md`", "Call it `rules-2.md`.")
    accents = [message for path, (message, _) in found.items() if path.endswith((".png",)) and "caf" in path]
    assert sorted(message.startswith("many computers cannot") for message in accents) == [False, True]
    assert len(found) == 4 and read(root).files == {"docs/public/boat.png", "docs/public/more/boat-2.png"}


def test_equal_names_in_different_folders_are_welcome(root):
    for folder in ("a", "b"):
        (root / "docs/public" / folder).mkdir()
        (root / "docs/public" / folder / "boat.png").write_text("x")
    assert faults(root) == {}


@pytest.mark.parametrize("name", ["a.png", "a/b_c-d.e.webp", "a", "0.jpg", "x" * 100, "console.md", "com10.md", "lpt.png"])
def test_a_good_name_is_one(name):
    assert well_named(name)


@pytest.mark.parametrize(
    "name", ["", "A.png", ".a", "a.", "-a", "a-", "_a", "a b", "a%2e", "a:b", "a\n", "\u00e9", "x" * 101, "a//b", "../a", "a/CON", "nul", "com0.png", "lpt9", "aux.tar.gz", "prn."]
)
def test_an_odd_name_is_none(name):
    assert not well_named(name)


def test_a_better_name_is_always_good_and_never_taken():
    taken = ["boat.png", "Boat-2.PNG"]
    assert better_name("BOAT.png", taken) == "boat-3.png"
    for name in ("", ".", "...", "\u65e5\u672c.png", "\udcff", "x" * 300 + ".png", "a." + "b" * 300, "nul", "a/b"):
        assert well_named(better_name(name, taken)), name


def test_what_nobody_sees_is_shown_by_a_sign():
    assert visible("a\nb\udcff.png") == "a\ufffdb\ufffd.png"
