"""What everybody gets of a picture is what is seen of it, and of all pictures only those that a public page shows."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, PngImagePlugin

from playbook_plugins.model.page import Audience
from playbook_plugins.pages import pictures
from playbook_plugins.pages.pictures import bare
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT

FIT = (ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook" / "fit.md").read_text("utf-8")
SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
CANARY = "zqbramble"
"""A word that is hidden in every place that a picture has for words."""


def scene(mode: str = "RGB", size: tuple[int, int] = (96, 64)) -> Image.Image:
    """A picture in which each corner looks different."""
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    round_ = Image.radial_gradient("L").resize(size)
    return Image.merge("RGB", (across, down, round_)).convert(mode)


def saved(picture: Image.Image, form: str, **how) -> bytes:
    stream = BytesIO()
    picture.save(stream, form, **how)
    return stream.getvalue()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def apart(one: Image.Image, other: Image.Image) -> int:
    """By how much of 255 two pictures differ where they differ most."""
    assert one.size == other.size
    difference = ImageChops.difference(one.convert("RGBA"), other.convert("RGBA"))
    return max(high for _, high in difference.getextrema())


def exif(orientation: int = 1) -> Image.Exif:
    """Notes of a camera: who held it, where, how, and a small picture."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x8298):
        notes[tag] = CANARY
    notes[0x9C9C] = CANARY.encode("utf-16-le")
    notes.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + CANARY.encode()
    notes.get_ifd(0x8825).update({1: "N", 2: (54.0, 58.0, 25.5), 3: "W", 4: (1.0, 36.0, 50.0), 0x1B: CANARY.encode()})
    return notes


def profile(swapped: bool = False) -> bytes:
    """A colour profile with a word in its description; `swapped` takes red for green."""
    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(content[at : at + 4]): at for at in range(132, 132 + 12 * struct.unpack_from(">I", content, 128)[0], 12)}
    if swapped:
        red, green = tags[b"rXYZ"] + 4, tags[b"gXYZ"] + 4
        content[red : red + 8], content[green : green + 8] = content[green : green + 8], content[red : red + 8]
    where, length = struct.unpack_from(">II", content, tags[b"cprt"] + 4)
    word = CANARY.encode("utf-16-be")
    assert length > 28 + len(word)
    content[where + 28 : where + 28 + len(word)] = word
    return bytes(content)


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png() -> bytes:
    """A PNG that talks in each of its ways, behind its end, and in a chunk that nobody knows."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", CANARY)
    words.add_text(CANARY, CANARY * 40, zip=True)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{CANARY}</x>")
    words.add_itxt("Title", CANARY, "en", CANARY, zip=True)
    content = saved(scene(), "PNG", pnginfo=words, exif=exif(), icc_profile=profile(), dpi=(300, 300))
    odd = chunk(b"biTe", CANARY.encode()) + chunk(b"tIME", struct.pack(">HBBBBB", 2026, 11, 21, 8, 30, 0)) + chunk(b"sPLT", CANARY.encode() + b"\0\x08" + bytes(6))
    return content[:33] + odd + content[33:] + CANARY.encode()


def jpeg(**how) -> bytes:
    content = saved(scene(), "JPEG", quality=92, exif=exif(), xmp=f"<x>{CANARY}</x>".encode(), icc_profile=profile(), comment=CANARY, dpi=(300, 300), **how)
    inner = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + CANARY.encode()
    parts = b"".join(b"\xff" + mark + struct.pack(">H", len(inner) + 2) + inner for mark in (b"\xed", b"\xec", b"\xef"))
    return content[:2] + parts + content[2:] + saved(scene(), "JPEG", comment=CANARY) + CANARY.encode()


def webp(**how) -> bytes:
    content = saved(scene(), "WEBP", exif=exif(), xmp=f"<x>{CANARY}</x>".encode(), icc_profile=profile(), **how)
    odd = b"zqzq" + struct.pack("<I", 10) + CANARY.encode() + b"x"
    body = content[8:] + odd
    return b"RIFF" + struct.pack("<I", len(body)) + body + CANARY.encode()


def mpo() -> bytes:
    second = Image.new("RGB", (96, 64), "gold")
    return saved(scene(), "MPO", save_all=True, append_images=[second], exif=exif(), quality=92) + CANARY.encode()


TALKING = {"a.png": png(), "a.jpg": jpeg(), "b.jpeg": jpeg(progressive=True), "c.jpg": mpo(), "a.webp": webp(quality=95), "b.webp": webp(lossless=True)}
FAINT = {"a.png": 2, "b.webp": 2}
"""By how much pictures may differ that lose nothing but by their colour profile; the others lose a little each time."""


def said(content: bytes) -> bytes:
    """All that stands in a file, what a PNG packs unpacked, in both ways in which words are written."""
    parts, at = [content], 8
    while content.startswith(b"\x89PNG") and at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        for start in range(at + 8, at + 8 + min(length, 100)):
            try:
                parts.append(zlib.decompressobj().decompress(content[start : at + 8 + length]))
            except zlib.error:
                continue
        at += 12 + length
        if content[at - 8 - length : at - 4 - length] == b"IEND":
            break
    return b"".join(parts).replace(b"\0", b"")


@pytest.mark.parametrize("name", TALKING)
def test_the_picture_looks_the_same(name):
    after = opened(bare(TALKING[name]))
    assert after.format == {"png": "PNG", "webp": "WEBP"}.get(name.partition(".")[2], "JPEG")
    assert getattr(after, "n_frames", 1) == 1
    assert apart(after, opened(TALKING[name])) <= FAINT.get(name, 12)
    assert not set(after.info) & {"exif", "xmp", "icc_profile", "comment", "dpi", "photoshop", "transparency", "srgb", "gamma"}


def test_what_a_jpeg_and_a_png_consist_of():
    assert marks(bare(jpeg())) == {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
    content, names, at = bare(png()), [], 8
    while at < len(content):
        names.append(content[at + 4 : at + 8])
        at += 12 + struct.unpack_from(">I", content, at)[0]
    assert set(names) == {b"IHDR", b"IDAT", b"IEND"} and names[-1] == b"IEND" and at == len(content)


def marks(content: bytes) -> set[int]:
    """The parts of a JPEG up to its picture, which ends with the file."""
    found, at = set(), 2
    while content[at + 1] != 0xDA:
        found.add(content[at + 1])
        at += 2 + struct.unpack_from(">H", content, at + 2)[0]
    assert content.endswith(b"\xff\xd9") and content.count(b"\xff\xd9") == 1
    return found | {0xDA}


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_its_camera_was_held(orientation, form):
    way = Image.Transpose
    back = {
        2: way.FLIP_LEFT_RIGHT,
        3: way.ROTATE_180,
        4: way.FLIP_TOP_BOTTOM,
        5: way.TRANSPOSE,
        6: way.ROTATE_90,
        7: way.TRANSVERSE,
        8: way.ROTATE_270,
    }
    lying = scene().transpose(back[orientation]) if orientation in back else scene()
    how = {"WEBP": {"lossless": True}, "JPEG": {"quality": 95, "subsampling": 0}}.get(form, {})
    after = opened(bare(saved(lying, form, exif=exif(orientation), **how)))
    assert apart(after, scene()) <= (0 if form != "JPEG" else 12)
    assert after.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("note", [b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0nothing", b"Exif\0\0"])
def test_a_broken_note_of_a_camera_is_no_matter(note):
    assert apart(opened(bare(saved(scene(), "JPEG", exif=note, quality=95))), scene()) <= 40


def test_what_is_clear_stays_clear_and_hides_nothing():
    picture = scene("RGBA")
    half = Image.new("L", picture.size, 255)
    half.paste(0, (0, 0, 48, 64))
    half.paste(1, (0, 0, 4, 4))
    picture.putalpha(half)
    for form, how in (("PNG", {}), ("WEBP", {"lossless": True, "exact": True})):
        before = saved(picture, form, **how)
        assert opened(before).getpixel((20, 20))[:3] != (0, 0, 0)
        after = opened(bare(before))
        assert after.getpixel((20, 20)) == (0, 0, 0, 0)
        assert after.getpixel((1, 1)) == picture.getpixel((1, 1)) and after.getpixel((80, 20)) == picture.getpixel((80, 20))


def test_colours_of_a_list_that_no_point_has_are_gone():
    picture = scene().quantize(8)
    colours = picture.getpalette()[:24] + list(CANARY.encode().ljust(30, b"."))
    picture.putpalette(colours)
    before = saved(picture, "PNG", transparency=3, bits=8)
    assert CANARY.encode() in before and opened(before).mode == "P"
    after = opened(bare(before))
    assert CANARY.encode() not in bare(before) and after.mode == "RGBA"
    assert apart(after.getchannel("A"), opened(before).convert("RGBA").getchannel("A")) == 0 and after.getextrema()[3] == (0, 255)


@pytest.mark.parametrize(
    ("mode", "how", "becomes"),
    [
        ("1", {}, "RGB"),
        ("L", {}, "L"),
        ("L", {"transparency": 0}, "RGBA"),
        ("LA", {}, "RGBA"),
        ("P", {}, "RGB"),
        ("RGB", {}, "RGB"),
        ("RGB", {"transparency": (255, 255, 255)}, "RGBA"),
        ("RGBA", {}, "RGBA"),
    ],
)
def test_every_way_of_keeping_points_is_understood(mode, how, becomes):
    before = saved(scene(mode), "PNG", **how)
    after = opened(bare(before))
    assert after.mode == becomes
    seen = [picture.convert("RGBA") for picture in (opened(before), after)]
    grounds = [Image.alpha_composite(Image.new("RGBA", one.size, "white"), one) for one in seen]
    assert apart(*grounds) == 0


def test_a_grey_picture_of_many_shades_is_no_lighter():
    picture = Image.new("I;16", (3, 1))
    for across, shade in enumerate((0, 32768, 65535)):
        picture.putpixel((across, 0), shade)
    after = opened(bare(saved(picture, "PNG")))
    assert [after.getpixel((across, 0)) for across in range(3)] == [0, 128, 255]


def test_a_picture_for_a_printer_is_shown_in_colours_of_a_screen():
    before = saved(scene("CMYK"), "JPEG", quality=95)
    after = opened(bare(before))
    assert after.mode == "RGB" and apart(after, opened(before).convert("RGB")) <= 24


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_colour_profile_is_worked_in(form):
    red = Image.new("RGB", (32, 32), (250, 10, 10))
    how = {"lossless": True} if form == "WEBP" else {"quality": 95} if form == "JPEG" else {}
    colour = opened(bare(saved(red, form, icc_profile=profile(swapped=True), **how))).getpixel((9, 9))
    assert colour[1] > 200 > 60 > colour[0]


def test_a_clear_picture_with_a_profile_stays_clear():
    glass = Image.new("RGBA", (32, 32), (250, 10, 10, 77))
    colour = opened(bare(saved(glass, "PNG", icc_profile=profile(swapped=True)))).getpixel((9, 9))
    assert colour[3] == 77 and colour[1] > 200


def test_a_broken_profile_is_left_out():
    assert apart(opened(bare(saved(scene(), "PNG", icc_profile=CANARY.encode() * 20))), scene()) == 0
    assert apart(opened(bare(saved(scene("L"), "PNG", icc_profile=profile()))), scene("L")) == 0


@pytest.mark.parametrize("quality", [20, 50, 75, 92, 95])
@pytest.mark.parametrize("sampling", [0, 2])
def test_a_photograph_stays_as_fine_as_it_was(quality, sampling):
    before = saved(scene(), "JPEG", quality=quality, subsampling=sampling)
    after = bare(before)
    assert abs(len(after) - len(before)) <= 0.1 * len(before)
    assert opened(after).quantization == opened(before).quantization
    assert [part[1:3] for part in opened(after).layer] == [part[1:3] for part in opened(before).layer]


def test_a_photograph_with_a_second_picture_stays_as_fine_as_it_was():
    assert opened(bare(mpo())).quantization == opened(mpo()).quantization


def test_the_finest_and_the_coarsest_photograph_can_be_saved():
    assert pictures._quality([1] * 64) == 95
    assert pictures._quality([255] * 64) == 11
    assert pictures._quality([65535] * 64) == 1


def test_a_plain_picture_is_saved_without_haste_and_without_waste():
    assert bare(saved(scene(), "PNG", compress_level=9)) == saved(scene(), "PNG", compress_level=4)


def test_a_lossless_webp_stays_one_and_another_does_not_become_one():
    assert pictures._lossless(bare(webp(lossless=True))) and pictures._lossless(webp(lossless=True))
    assert not pictures._lossless(bare(webp())) and not pictures._lossless(webp())
    assert not pictures._lossless(b"RIFF\0\0\0\0WEBPzqzq\x01\0\0\0")


@pytest.mark.parametrize(
    "content",
    [b"", b"x", saved(scene(), "GIF"), saved(scene(), "TIFF"), saved(scene(), "BMP"), b"<svg/>", saved(scene(), "PNG")[:-60], saved(scene(), "JPEG")[:-60], saved(scene(), "WEBP")[:-60]],
)
def test_what_is_no_whole_picture_is_refused(content):
    with pytest.raises(ValueError):
        bare(content)


def test_what_has_no_end_inside_is_refused_although_it_has_one_outside():
    content = saved(scene(), "PNG")
    at = content.index(b"IDAT") - 4
    (length,) = struct.unpack_from(">I", content, at)
    half = content[at + 8 : at + 8 + length // 2] + b"\xff" * 99
    with pytest.raises(ValueError):
        bare(content[:at] + chunk(b"IDAT", half) + content[at + 12 + length :])


def test_what_is_too_large_is_refused(monkeypatch):
    content = saved(scene(), "PNG")
    monkeypatch.setattr(pictures, "MOST_BYTES", len(content))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 96 * 64)
    assert bare(content)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 96 * 64 - 1)
    with pytest.raises(ValueError):
        bare(content)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 96 * 64)
    monkeypatch.setattr(pictures, "MOST_BYTES", len(content) - 1)
    with pytest.raises(ValueError):
        bare(content)


@pytest.fixture
def quay(write):
    """The playbook of a small firm with pictures on its pages: `quay({"docs/public/a.md": …})`."""

    def read(files: dict[str, str | bytes]):
        root = write({"docs/playbook/playbook.yml": SETTINGS, "docs/playbook/fit.md": FIT, **files}, "quay")
        return read_playbook(root / "docs/playbook", root=root, public=root / "docs/public")

    return read


MADE = {"fit.json", "fit.schema.json", "card.png", "embed/index.html", "tell/card.png"}
"""What is made of the fit page for other places; no picture of the owner's is among it."""
FOR_STAFF = {"live.json", "robots.txt", "reviews.ics", "pocket.html", "playbook.json", "playbook.schema.json", "replies.csv", "replies.json", "replies.schema.json"}
"""What stands beside the pages for staff, and nowhere else."""


def assets(playbook, audience: Audience = Audience.PUBLIC) -> dict[str, bytes]:
    made = MADE | FOR_STAFF if audience is Audience.INTERNAL else MADE
    return {asset.path: asset.content for asset in release(playbook, audience).assets if not asset.path.startswith("assets/") and asset.path not in made}


def test_only_what_a_public_page_shows_is_published(quay):
    plain = saved(scene(), "PNG")
    page = "# {0}\n\n![{0}]({1})\n"
    playbook = quay(
        {
            "docs/public/boats.md": page.format("Boats", "img/a.png"),
            "docs/public/draft.md": "---\nstatus: draft\n---\n" + page.format("Draft", "draft.png"),
            "docs/playbook/principles/open.md": "---\naudience: public\n---\n# Open\n\n[Plan](../../public/plan.png#top)\n",
            "docs/playbook/principles/ours.md": page.format("Ours", "../../public/ours.png"),
            "docs/playbook/promises/kept-back.md": "---\nkept_by: {nobody: listen}\n---\n# Kept back\n\n![Kept](../../public/kept.png)\n",
            "docs/playbook/pages/about.md": "---\naudience: public\n---\n" + page.format("About", "inside.png"),
            "docs/playbook/pages/inside.png": plain,
            **{f"docs/public/{name}.png": plain for name in ("img/a", "draft", "plan", "ours", "kept", "unused")},
        }
    )
    assert set(assets(playbook)) == {"img/a.png", "plan.png"}
    assert set(assets(playbook, Audience.INTERNAL)) == {"public/img/a.png", "public/ours.png", "public/plan.png", "public/kept.png", "files/pages/inside.png"}


@pytest.mark.parametrize("name", ["a.gif", "a.svg", "A.png", "my boat.png", "con.png", "a.bmp"])
def test_no_other_file_is_published_whatever_the_checklist_says(name, quay):
    content = saved(scene(), "GIF" if name.endswith("gif") else "PNG")
    playbook = quay({f"docs/public/{name}": content, "docs/public/boats.md": f"# Boats\n\n![a](<{name}>)\n"})
    assert playbook.faults and assets(playbook) == {}


def test_a_picture_that_breaks_off_later_on_stops_the_release_and_is_named(quay):
    shown = "# Boats\n\n![a]({})\n"
    playbook = quay({"docs/public/a.png": b"", "docs/public/boats.md": shown.format("a.png"), "docs/playbook/principles/ours.md": shown.format("../../public/a.png")})
    with pytest.raises(ValueError, match=r"^docs/public/boats.md:3:1: `a.png` is broken: open it, and save it again$"):
        release(playbook, Audience.PUBLIC)


@pytest.mark.parametrize("audience", Audience)
def test_a_picture_that_was_never_there_is_left_to_the_checklist(audience, quay):
    playbook = quay({"docs/public/boats.md": "# Boats\n\n![a](a.png)\n"})
    assert assets(playbook, audience) == {}


@pytest.mark.parametrize("audience", Audience)
def test_a_picture_that_is_gone_since_is_named(audience, quay):
    playbook = quay({"docs/public/a.png": saved(scene(), "PNG"), "docs/public/boats.md": "# Boats\n\n![a](a.png)\n"})
    Path(playbook.root, "docs/public/a.png").unlink()
    with pytest.raises(ValueError, match="boats.md:3:1"):
        release(playbook, audience)


@pytest.mark.parametrize("name", TALKING)
def test_nothing_that_a_picture_says_leaves(name, quay):
    before = TALKING[name]
    assert CANARY.encode() in said(before)
    files = {f"docs/public/{name}": before, "docs/public/boats.md": f"# Boats\n\n![A boat]({name})\n"}
    playbook = quay(files)
    assert playbook.faults == ()
    after = assets(playbook)[name]
    assert CANARY.encode() not in said(after)
    assert not any(mark in after for mark in (b"Exif", b"eXIf", b"EXIF", b"XMP", b"xpacket", b"ICC", b"iCCP", b"tEXt", b"zTXt", b"iTXt", b"pHYs", b"tIME", b"biTe", b"8BIM"))
    assert assets(quay(files)) == {name: after}
    assert assets(playbook, Audience.INTERNAL) == {f"public/{name}": before}
