"""The picture that goes along where somebody passes the page on: name, first words, price, area, and who serves others better."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.channels.colours import colours
from playbook_plugins.pages.channels.spoken import cost, named_first, opening
from playbook_plugins.pages.templates import plain
from playbook_plugins.words import Words

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""What the networks ask for, in points."""
_EDGE, _BAND, _GAP = 80, 20, 20
_LEADING, _SHADES = 1.2, 64
_FILES = {False: "SourceSerifPro-Regular.otf", True: "SourceSerifPro-Semibold.otf"}
_UNKNOWN = "\U0010ffff"
"""A sign that no font has."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of the card, on how many lines it may stand, and in which sizes."""

    words: str
    colour: str
    sizes: range
    """The largest first."""
    strong: bool = False
    lines: int = 2


@dataclass(frozen=True, slots=True)
class _Set:
    """A text whose size and lines are found."""

    lines: tuple[str, ...]
    font: "FreeTypeFont"
    colour: str

    @property
    def step(self) -> int:
        """From one line to the next, in points."""
        return round(self.font.size * _LEADING)

    @property
    def height(self) -> int:
        """Of all lines, in points, with the room below them."""
        return len(self.lines) * self.step + _GAP


def path(site: PublicSite) -> str:
    """Where the card stands, from the site's root: `card.png`, and `pl/card.png` for the one in Polish."""
    return f"{site.folder}card.png"


def png(site: PublicSite, words: Words) -> bytes | None:
    """The card, the same points for the same facts.

    `None` where the font lacks a letter of what it would say, or where not even
    the name finds room: no word on it is ever cut.
    """
    if site.fit is None:
        return None
    look = colours()
    name = _Text(site.business.name, look.accent, range(42, 19, -2), strong=True)
    title = _Text(plain(site.fit.title), look.ink, range(78, 27, -2), strong=True, lines=4)
    below = [
        _Text(cost(site.fit), look.ink, range(36, 21, -2)),
        _Text(words("fit.area", area=site.business.area) if site.business.area else "", look.soft, range(30, 21, -2)),
        *(_Text(said, look.soft, range(30, 21, -2)) for said in _otherwise(site, words)),
    ]
    if not all(_drawable(text.words, strong=text.strong) for text in (name, title, *below)):
        return None
    room = HEIGHT - 2 * _EDGE
    top = [found for found in (_fitted(name, room),) if found]
    if not top:
        return None
    room -= top[0].height
    # whom others serve better goes first, since it is never left out where there is room for anything
    placed: dict[int, _Set] = {}
    for number in (*range(2, len(below)), 0, 1):
        if not (number > 2 and 2 in placed) and (found := _fitted(below[number], room - 100)):
            placed[number] = found
            room -= found.height
    if first := _fitted(title, room):
        top.append(first)
    return _picture(top, [placed[number] for number in sorted(placed)])


def _otherwise(site: PublicSite, words: Words) -> Iterator[str]:
    """Who serves others better, in the owner's words, and in ours where those find no room."""
    if site.fit and (told := named_first(site)):
        yield f"{opening(site.fit, 'look-elsewhere')} {told[0].need} {told[0].named}"
        yield words("channel.others")


def _picture(top: Iterable[_Set], bottom: list[_Set]) -> bytes:
    # here and not above: most commands draw nothing
    from PIL import Image, ImageDraw

    look = colours()
    picture = Image.new("RGB", (WIDTH, HEIGHT), look.paper)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, _BAND, HEIGHT), look.accent)
    _write(draw, top, _EDGE)
    _write(draw, bottom, HEIGHT - _EDGE - sum(one.height for one in bottom) + _GAP)
    stream = BytesIO()
    # four looks in shades of each need no more, and a third of the bytes are left
    few = picture.quantize(_SHADES, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(stream, "PNG", compress_level=6)
    return stream.getvalue()


def _write(draw: "ImageDraw", texts: Iterable[_Set], down: int) -> None:
    for text in texts:
        for number, words in enumerate(text.lines):
            draw.text((_EDGE, down + number * text.step), words, text.colour, font=text.font)
        down += text.height


def _fitted(text: _Text, room: int) -> _Set | None:
    """The text in the largest size in which every word is whole and the lines find room; `None` where there is none, or no text."""
    words = normalize("NFC", text.words).split()
    for size in text.sizes if words else ():
        font = _font(size, strong=text.strong)
        lines = _lines(words, font)
        found = _Set(tuple(lines), font, text.colour)
        if len(lines) <= text.lines and found.height <= room and all(font.getlength(one) <= WIDTH - 2 * _EDGE for one in lines):
            return found
    return None


def _lines(words: list[str], font: "FreeTypeFont") -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if font.getlength(longer) <= WIDTH - 2 * _EDGE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _drawable(words: str, *, strong: bool) -> bool:
    """Whether the font has every letter, and none has to be put on top of another."""
    font = _font(40, strong=strong)
    letters = set("".join(normalize("NFC", words).split()))
    return not any(combining(letter) or _unknown(letter, font) for letter in letters)


def _unknown(letter: str, font: "FreeTypeFont") -> bool:
    drawn, missing = font.getmask(letter), font.getmask(_UNKNOWN)
    return drawn.size == missing.size and bytes(drawn) == bytes(missing)


@cache
def _font(size: int, *, strong: bool) -> "FreeTypeFont":
    from PIL.ImageFont import Layout, truetype

    with as_file(files("font_source_serif_pro") / "files" / _FILES[strong]) as file:
        # what some systems lay out with would set the same words otherwise
        return truetype(file, size, layout_engine=Layout.BASIC)
