"""Which pictures pages may show."""

import posixpath

from playbook_plugins.model.links import destination, way
from playbook_plugins.model.playbook import Link, Playbook

PUBLIC = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
"""The endings of pictures that everybody may see, and what such a file holds."""
SHOWN = (*PUBLIC, ".gif")
"""The endings of pictures that staff may see; an SVG can hold a program, and runs it when it is opened by itself."""
PHOTOS = (".heic", ".heif")
"""The endings of photographs that telephones keep in a form of their own."""
DRAWINGS = (".svg", ".gif", ".bmp", ".tif", ".tiff", *PHOTOS, ".avif", ".ico", ".psd", ".eps", ".ai")
"""The endings of other pictures, which everybody may see once they are saved anew."""
MOST_BYTES = 10_000_000
"""The longest picture that everybody may be sent."""
MOST_PIXELS = 40_000_000
"""The largest picture that everybody may be sent; twice what a telephone takes."""


def ending(path: str) -> str:
    """What a file's name ends in, from its last dot, in small letters."""
    return posixpath.splitext(path.lower())[1]


def where_to(link: Link, path: str, playbook: Playbook) -> str:
    """What to do about a picture that the public page at `path` shows, and that is not published; empty where it is none."""
    file = destination(path, link.target)
    if file is None or playbook.public_folder is None or ending(file) not in (*PUBLIC, *DRAWINGS):
        return ""
    right = way(path, f"{playbook.public_folder}/{posixpath.basename(file)}")
    return f"If everybody may see it, move it to `{playbook.public_folder}/` and write `{'!' if link.image else ''}[…]({right})`."
