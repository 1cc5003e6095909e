"""A picture that cannot be shown is told at the place where a document shows it, before anything is built."""

from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest
from PIL import Image

from playbook_plugins.checklist.run import run, stops
from playbook_plugins.read import pictures as reader
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"


def made(form: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **how) -> bytes:
    stream = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(stream, form, **how)
    return stream.getvalue()


def moving(form: str) -> bytes:
    stream = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("teal", "navy", "gold")]
    frames[0].save(stream, form, save_all=True, append_images=frames[1:])
    return stream.getvalue()


@pytest.fixture
def told(write):
    """What is unreadable in a playbook with one page for everybody, or for staff, and some pictures."""

    def told_of(text: str, files: dict[str, bytes] | None = None, page: str = "docs/public/privacy.md") -> list:
        root = write({"docs/playbook/playbook.yml": SETTINGS, "docs/public/other.md": "# Other\n\nText.\n", page: text, **(files or {})}, "quay")
        return [fault for fault in read(root).faults if fault.rule == "unreadable-file"]

    return told_of


def read(root: Path):
    return read_playbook(root / "docs/playbook", root=root, public=root / "docs/public")


def public(target: str, before: str = "") -> str:
    return f"# Privacy\n\n{before}See ![the boat]({target}).\n"


GOOD = {
    "boat.png": made(),
    "boat.jpg": made("JPEG"),
    "boat.jpeg": made("JPEG", progressive=True),
    "boat.webp": made("WEBP"),
    "img/boat-2.b.webp": made("WEBP", lossless=True),
    "grey.jpg": made("JPEG", mode="L"),
    "print.jpg": made("JPEG", mode="CMYK"),
    "behind.jpg": made("JPEG") + b"behind its end",
    "two.jpg": moving("MPO"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_picture_is_shown(name, told):
    assert told(public(name), {f"docs/public/{name}": GOOD[name]}) == []


BAD = {
    "an SVG": ("boat.svg", b"<svg/>", "cannot be shown: only PNG, JPEG and WebP are", "Save it as a PNG."),
    "a telephone's photo": ("boat.heic", b"ftypheic", "cannot be shown: only PNG, JPEG and WebP are", "Save it as a JPEG (.jpg)."),
    "a GIF": ("boat.gif", made("GIF"), "cannot be shown: only PNG, JPEG and WebP are", "Save it as a PNG."),
    "a TIFF": ("boat.tiff", made("TIFF"), "cannot be shown: only PNG, JPEG and WebP are", "Save it as a PNG."),
    "a BMP": ("boat.bmp", made("BMP"), "cannot be shown: only PNG, JPEG and WebP are", "Save it as a PNG."),
    "a PDF": ("menu.pdf", b"%PDF-1.4", "cannot be shown: only PNG, JPEG and WebP are", "Write on the page what it says, or save it as a PNG."),
    "no ending": ("boat", made(), "cannot be shown: only PNG, JPEG and WebP are", "Write on the page what it says, or save it as a PNG."),
    "a PNG that is a JPEG": ("boat.png", made("JPEG"), "ends in `.png`, and holds a picture of another kind", "Let its name end in `.jpg`."),
    "a JPEG that is a PNG": ("boat.jpg", made(), "ends in `.jpg`, and holds a picture of another kind", "Let its name end in `.png`."),
    "a JPEG that is a WebP": ("boat.jpeg", made("WEBP"), "ends in `.jpeg`, and holds a picture of another kind", "Let its name end in `.webp`."),
    "a PNG that is a GIF": ("boat.png", made("GIF"), *reader._BROKEN),
    "a PNG that is an SVG": ("boat.png", b"<svg/>", *reader._BROKEN),
    "nothing": ("boat.png", b"", *reader._BROKEN),
    "a PNG cut short": ("boat.png", made()[:-20], *reader._BROKEN),
    "a PNG with a wrong sum": ("boat.png", made().replace(b"IDAT", b"IDAX"), *reader._BROKEN),
    "a WebP cut short": ("boat.webp", made("WEBP")[:-20], *reader._BROKEN),
    "a JPEG cut short": ("boat.jpg", made("JPEG")[:-20], "breaks off before its end", "Copy it anew, or open it and save it again."),
    "a JPEG without a picture": ("boat.jpg", made("JPEG")[:30], *reader._BROKEN),
    "a moving PNG": ("boat.png", moving("PNG"), "moves, and only pictures that stand still are shown", "Save one picture of it as a PNG."),
    "a moving WebP": ("boat.webp", moving("WEBP"), "moves, and only pictures that stand still are shown", "Save one picture of it as a PNG."),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_shown_is_told_where_it_is_shown(case, told):
    name, content, message, mend = BAD[case]
    (found,) = told(public(name), {f"docs/public/{name}": content})
    assert (found.message, found.help) == (f"`{name}` {message}", mend)
    assert (found.place.path, found.place.line, found.place.column) == ("docs/public/privacy.md", 3, 5)


def test_a_thumbnail_is_no_end_of_a_photograph(told):
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0" + made("JPEG")
    assert told(public("a.jpg"), {"docs/public/a.jpg": made("JPEG", exif=exif)}) == []
    (found,) = told(public("a.jpg"), {"docs/public/a.jpg": made("JPEG", exif=exif)[:-20]})
    assert "breaks off" in found.message


def test_the_limits_are_named(told, monkeypatch):
    content = made(size=(100, 100))
    monkeypatch.setattr(reader, "MOST_BYTES", len(content))
    monkeypatch.setattr(reader, "MOST_PIXELS", 10_000)
    assert told(public("a.png"), {"docs/public/a.png": content}) == []
    monkeypatch.setattr(reader, "MOST_BYTES", len(content) - 1)
    assert told(public("a.png"))[0].message == "`a.png` is longer than 0 MB"
    monkeypatch.undo()
    monkeypatch.setattr(reader, "MOST_PIXELS", 9_999)
    assert told(public("a.png"))[0].message == "`a.png` has more than 0 million points"


@pytest.mark.parametrize("side", [6_400, 9_600, 30_000])
def test_a_picture_that_grows_when_it_is_opened_is_not_opened(side, told):
    content = bytearray(made())
    content[16:24] = side.to_bytes(4, "big") * 2
    content[29:33] = crc32(content[12:29]).to_bytes(4, "big")
    (found,) = told(public("a.png"), {"docs/public/a.png": bytes(content)})
    assert found.message == "`a.png` has more than 40 million points"


def test_a_long_picture_is_refused_by_its_length(told):
    (found,) = told(public("a.png"), {"docs/public/a.png": made() + bytes(10_000_000)})
    assert found.message == "`a.png` is longer than 10 MB" and found.help


@pytest.mark.parametrize("target", ["gone.png", "other.md", "../public/Boat.png", ".boat.png"])
def test_a_picture_that_is_not_there_is_told(target, told):
    (found,) = told(public(target), {"docs/public/boat.png": made(), "docs/public/.boat.png": made()})
    assert found.message == f"`{target}` is no picture that lies there"


def test_a_file_that_everybody_could_open_is_told_like_a_picture(told):
    files = {"docs/public/menu.pdf": b"%PDF", "docs/public/boat.png": made(), "docs/public/bad.png": b"x"}
    found = told("# Privacy\n\n[Menu](menu.pdf), [boat](boat.png), [bad](bad.png), [other](other.md), [gone](gone.pdf), [us](https://quay.example/a.svg)\n", files)
    assert [(fault.place.column, fault.message.partition(" ")[0]) for fault in found] == [(1, "`menu.pdf`"), (37, "`bad.png`")]


def test_each_place_that_shows_it_is_told(told):
    found = told("# Privacy\n\n![a](a.png)\n\n![b](a.png)\n", {"docs/public/a.png": b"x"})
    assert [fault.place.line for fault in found] == [3, 5]


def test_what_nobody_shows_yet_is_not_looked_at(told):
    assert told("---\nstatus: draft\n---\n" + public("a.svg"), {"docs/public/b.svg": b"x", "docs/public/b.png": b"x"}) == []


def test_a_file_that_is_refused_already_is_told_once(told):
    (found,) = told(public("My%20Boat.png"), {"docs/public/My Boat.png": made()})
    assert found.place.path == "docs/public/My Boat.png"


def test_pictures_for_staff_are_shown_as_they_are(told):
    text = "# The shed\n\n![a](a.gif) ![b](b.png) ![c](sub/c.jpg) ![d](../../public/d.webp)\n"
    files = {f"docs/playbook/pages/{name}": b"whatever" for name in ("a.gif", "b.png", "sub/c.jpg")} | {"docs/public/d.webp": b"whatever"}
    assert told(text, files, "docs/playbook/pages/shed.md") == []


STAFF = {
    "an SVG": ("a.svg", "cannot be shown: only PNG, JPEG, WebP and GIF are", "Save it as a PNG."),
    "a capital": ("Our%20Till.png", "has a name that not every computer takes", "Call the file `pages/our-till.png`, and write so here."),
    "a folder's name": ("My_Till/a.png", "has a name that not every computer takes", "Call the file `pages/my-till/a.png`, and write so here."),
    "not there": ("gone.png", "is no picture that lies there", "Put the picture there, or write its name as the file has it."),
    "outside": ("../../../rota.png", "is no picture that lies there", "Put the picture there, or write its name as the file has it."),
}


@pytest.mark.parametrize("case", STAFF)
def test_a_picture_for_staff_is_called_and_kept_like_others(case, told):
    target, message, mend = STAFF[case]
    files = {f"docs/playbook/pages/{name}": b"x" for name in ("a.svg", "Our Till.png", "My_Till/a.png")} | {"rota.png": b"x"}
    (found,) = told(f"# The shed\n\n![a]({target}) [rota](rota.xlsx)\n", files, "docs/playbook/pages/shed.md")
    assert (found.message, found.help, found.place.line) == (f"`{target}` {message}", mend, 3)


def test_only_names_below_the_two_folders_are_asked_about(write):
    page = "# The shed\n\n![a](../../public/a.png) ![b](b.png)\n"
    files = {"playbook/playbook.yml": SETTINGS, "playbook/pages/shed.md": page, "playbook/pages/b.png": b"x", "public/a.png": b"x"}
    folder = write({f"Our Docs/{name}": content for name, content in files.items()}, "Quay") / "Our Docs"
    assert read_playbook(folder / "playbook", root=folder.parent, public=folder / "public").faults == ()


def test_a_folder_of_pictures_is_told_where_it_is_shown_too(told):
    found = told(public("<Our Boats/a_1.png>"), {"docs/public/Our Boats/a_1.png": made()})
    assert [(fault.place.path, fault.help) for fault in found] == [
        ("docs/public/Our Boats", "Call it `our-boats`."),
        ("docs/public/privacy.md", "Call the file `our-boats/a_1.png`, and write so here."),
    ]


def test_a_picture_among_the_sources_is_not_for_everybody(write):
    page = "---\naudience: public\n---\n# About us\n\n![till](till.png)\n"
    root = write({"docs/playbook/playbook.yml": SETTINGS, "docs/playbook/pages/about.md": page, "docs/playbook/pages/till.png": b"x", "docs/public/a.md": "# A\n\nB.\n"}, "quay")
    known = read(root)
    assert known.faults == ()
    found = [finding for finding in run(known, today=TODAY) if finding.rule == "public-to-internal"]
    assert [(finding.place.line, finding.place.column) for finding in found] == [(6, 1)] and stops(found)


def test_the_same_picture_may_be_shown_to_both(told):
    files = {"docs/public/a.png": made(), "docs/playbook/pages/shed.md": b"# Shed\n\n![a](../../public/a.png)\n"}
    assert told(public("a.png"), files) == []


def test_what_is_told_stops_publishing(write):
    root = write({"docs/playbook/playbook.yml": SETTINGS, "docs/public/privacy.md": public("a.svg"), "docs/public/a.svg": b"<svg/>"}, "quay")
    found = [finding for finding in run(read(root), today=TODAY) if finding.rule == "unreadable-file"]
    assert stops(found) and all(finding.firm for finding in found)
