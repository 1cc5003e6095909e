"""A square for the counter and the door: a telephone's camera opens the page."""

from io import BytesIO
from typing import TYPE_CHECKING

from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.channels.spoken import address

if TYPE_CHECKING:
    from segno import QRCode

_CLEAR = 4
"""Modules left clear around it, which readers ask for."""


def png(site: PublicSite) -> bytes | None:
    """The square for screens and small prints; `None` where the site's address is not known or too long."""
    return _drawn(_code(site), "png", scale=12)


def svg(site: PublicSite) -> bytes | None:
    """The square for print, as sharp as the printer is; `None` where the site's address is not known or too long."""
    return _drawn(_code(site), "svg", scale=10)


def _code(site: PublicSite) -> "QRCode | None":
    if not address(site):
        return None
    # here and not above: most builds need no square
    from segno import DataOverflowError, make_qr

    try:
        # a quarter of it may be lost to stickers, scratches and rain
        return make_qr(address(site), error="q", boost_error=False)
    except DataOverflowError:
        return None


def _drawn(code: "QRCode | None", form: str, *, scale: int) -> bytes | None:
    if code is None:
        return None
    stream = BytesIO()
    code.save(stream, kind=form, scale=scale, border=_CLEAR, light="white")
    return stream.getvalue()
