"""Whether a stranger is turned away at an address, as somebody without a password would find out."""

from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from playbook_plugins.upkeep.network import Silent, Unknown, Untrusted, asked

_INNER = ("", "live.json")
"""What is asked for: the first page, and a file that every internal site holds, since a door may stand before the first alone."""
_ON = 6
_DOORS = ("/auth", "/cas", "/cdn-cgi/access", "/login", "/o/oauth2", "/oauth", "/oauth2", "/realms", "/saml", "/sign-in", "/sign_in", "/signin", "/sso", "/users/sign_in")
"""How the ways to a page begin on which one signs in."""


class Door(StrEnum):
    """What a stranger meets."""

    CLOSED = "closed"
    """They are asked who they are."""
    OPEN = "open"
    """They may read."""
    UNSURE = "unsure"
    """Nothing stands there yet, or nobody answers: it cannot be told."""


def door(address: str) -> Door:
    """What a stranger meets at an address and one step behind it: open where either is, closed where both are."""
    try:
        met = {_met(urljoin(f"{address.rstrip('/')}/", inner)) for inner in _INNER}
    except ValueError:  # no address at all, or an answer that leads to none
        return Door.UNSURE
    return Door.OPEN if Door.OPEN in met else Door.CLOSED if met == {Door.CLOSED} else Door.UNSURE


def _met(address: str) -> Door:
    for _ in range(_ON):
        try:
            with asked(address, near=True) as answer:
                status, on, challenged = answer.status, answer.headers.get("Location"), answer.headers.get("cf-mitigated")
        except (Silent, Unknown, Untrusted, ValueError):
            return Door.UNSURE
        if 200 <= status < 300:
            return Door.OPEN
        # 403 tells nothing: where it turns a program away, a person may come in
        if status == 401 and not challenged:
            return Door.CLOSED
        if not (300 <= status < 400 and on):
            return Door.UNSURE
        address = urljoin(address, on)
        if signs_in(address):
            return Door.CLOSED
    return Door.UNSURE


def signs_in(address: str) -> bool:
    """Whether an address is one on which people sign in."""
    parts = urlsplit(address)
    way = parts.path.casefold()
    return (parts.hostname or "").endswith(".cloudflareaccess.com") or any(way == begins or way.startswith(f"{begins}/") for begins in _DOORS)
