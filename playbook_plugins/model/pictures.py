"""Which pictures pages may show."""

import posixpath

PUBLIC = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
"""The endings of pictures that everybody may see, and what such a file holds."""
SHOWN = (*PUBLIC, ".gif")
"""The endings of pictures that staff may see; an SVG can hold a program, and runs it when it is opened by itself."""
MOST_BYTES = 10_000_000
"""The longest picture that everybody may be sent."""
MOST_PIXELS = 40_000_000
"""The largest picture that everybody may be sent; twice what a telephone takes."""


def ending(path: str) -> str:
    """What a file's name ends in, from its last dot, in small letters."""
    return posixpath.splitext(path.lower())[1]
