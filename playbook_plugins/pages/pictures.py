"""The pictures of a site: for everybody those that a public page shows, with nothing but their points of colour."""

import re
import warnings
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from playbook_plugins.model.links import destination, leads
from playbook_plugins.model.page import Asset, Audience, Page
from playbook_plugins.model.pictures import MOST_BYTES, MOST_PIXELS, PUBLIC
from playbook_plugins.model.playbook import Link, Playbook
from playbook_plugins.pages.addresses import picture_address

if TYPE_CHECKING:
    from PIL.Image import Image

_LINK = re.compile(r"\]\(([^()\s<>#?]+)")
_STEPS_OF_HALF = 3688
"""The sum of a JPEG's steps between shades at quality 50; half of it is quality 75."""


def pictures(playbook: Playbook, audience: Audience, pages: Iterable[Page]) -> list[Asset]:
    """The pictures that the documents of this audience show; for everybody, only where one of the pages does.

    `ValueError` where one cannot be read to its end; the message says where it is shown.
    """
    shown = _shown(pages) if audience is Audience.PUBLIC else ()
    found: dict[str, Asset] = {}
    for document in playbook.readable:
        if document.active and (audience is Audience.INTERNAL or document.audience is Audience.PUBLIC):
            for lead in leads(document, playbook):
                where = picture_address(lead.path, playbook, audience) if lead.path in playbook.files else None
                if where and where not in found and (audience is Audience.INTERNAL or where in shown):
                    found[where] = Asset(where, _content(Path(playbook.root, lead.path), lead.link, audience))
    return [found[where] for where in sorted(found)]


def _shown(pages: Iterable[Page]) -> set[str | None]:
    """Where the links on these pages lead on the site."""
    return {destination(page.path, target) for page in pages for target in _LINK.findall(page.body)}


def _content(file: Path, link: Link, audience: Audience) -> bytes:
    try:
        content = file.read_bytes()
        return content if audience is Audience.INTERNAL else bare(content)
    except (OSError, ValueError) as error:
        raise ValueError(f"{link.place}: `{link.target}` is broken: open it, and save it again") from error


def bare(content: bytes) -> bytes:
    """A picture as everybody gets it: of the same kind, upright, in the colours of the web, and nothing but what is seen.

    No place, camera, comment, profile, thumbnail or second picture goes along,
    nothing behind its end, and no colour below what is wholly clear.
    The same picture gives the same bytes. `ValueError` where it cannot be read
    to its end, is too large, or is none that everybody may be shown.
    """
    # here and not above: most sites show no picture
    from PIL import Image

    if len(content) > MOST_BYTES:
        raise ValueError("too long")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(content), formats=tuple(set(PUBLIC.values()))) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise ValueError("too large")
                form = "JPEG" if picture.format == "MPO" else str(picture.format)
                how = _how(picture, form, content)
                seen = _seen(_in_web_colours(_upright(picture)))
        except Exception as error:
            # its readers raise whatever they stumble over
            raise ValueError("not readable to its end") from error
    stream = BytesIO()
    seen.save(stream, form, **how)
    return stream.getvalue()


def _upright(picture: "Image") -> "Image":
    """A picture as its camera was held; where the note about that is broken, as browsers show it."""
    from PIL import ImageOps

    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:
        # whatever stands in such a note
        return picture


def _in_web_colours(picture: "Image") -> "Image":
    """A picture in RGB, in grey or with an alpha channel; its own colour profile, if it has a good one, worked in."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda shade: shade * (1 / 256) + 0).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode not in ("L", "CMYK") or "transparency" in picture.info:
        picture = picture.convert(mode)
    if profile:
        try:
            return ImageCms.profileToProfile(picture, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode)
        except ImageCms.PyCMSError:
            pass
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _seen(picture: "Image") -> "Image":
    """The points of a picture and nothing else; where one is wholly clear, no colour stays below."""
    from PIL import Image

    plain = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    if plain.mode == "RGBA":
        some = plain.getchannel("A").point(lambda alpha: 255 if alpha else 0)
        plain = Image.composite(plain, Image.new("RGBA", plain.size), some)
    return plain


def _how(picture: "Image", form: str, content: bytes) -> dict[str, object]:
    """How a picture is saved, so that it stays as fine as it was."""
    if form == "JPEG":
        from PIL.JpegImagePlugin import get_sampling

        return {"quality": _quality(picture.quantization[0]), "subsampling": get_sampling(picture)}
    if form == "WEBP":
        return {"lossless": True, "exact": True} if _lossless(content) else {"quality": 90}
    # a level more would take twice the time for two hundredths of the length
    return {"compress_level": 4}


def _quality(steps: Iterable[int]) -> int:
    """The quality from 1 to 95 that a JPEG was saved with, by the steps between its shades."""
    share = 100 * sum(steps) / _STEPS_OF_HALF
    return max(1, min(95, round((200 - share) / 2 if share <= 100 else 5000 / share)))


def _lossless(content: bytes) -> bool:
    """Whether a WebP holds every point as it was, by the name of the part that holds the picture."""
    at = 12
    while at + 8 <= len(content):
        part = content[at : at + 4]
        if part in (b"VP8L", b"VP8 "):
            return part == b"VP8L"
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    return False
