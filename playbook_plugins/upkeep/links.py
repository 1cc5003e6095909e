"""Whether outside addresses still answer: each asked once, politely, few at a time."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from http import HTTPStatus
from itertools import groupby
from time import monotonic
from urllib.parse import urldefrag, urljoin, urlsplit

from playbook_plugins.upkeep.network import Near, Silent, Unknown, Untrusted, asked

_AT_ONCE = 4
"""Hosts that are asked side by side; one host is never asked twice at a time."""
_ON = 8
"""How often an answer may send us on."""
_PER_HOST = 60.0
"""Seconds for all addresses of one host, after which the rest count as silent: one that hangs must not cost the night."""
_NOT_US = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED, HTTPStatus.TOO_MANY_REQUESTS, 999}
"""Somebody is there, and does not speak with programs."""


class Lost(StrEnum):
    """Why an address leads nowhere."""

    UNKNOWN = "unknown"
    """Nobody goes by that name."""
    NEAR = "near"
    """It is one of our own network, which was not asked."""
    SILENT = "silent"
    """Nobody answers."""
    UNTRUSTED = "untrusted"
    """Whoever answers cannot show that they are who they say."""
    GONE = "gone"
    """There is no such page any more."""
    BROKEN = "broken"
    """Something is wrong at their end."""
    ROUND = "round"
    """Each answer sends us on to another."""


def silent(addresses: Iterable[str], *, near: bool = False) -> dict[str, Lost]:
    """The addresses that lead nowhere, in their order, with the reason."""
    each = list(dict.fromkeys(addresses))
    hosts = [list(found) for _, found in groupby(sorted(each, key=_host), key=_host)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        reasons = {address: why for found in pool.map(lambda some: _whys(some, near=near), hosts) for address, why in found.items()}
    return {address: why for address in each if (why := reasons[address])}


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:  # brackets that are no address, and the like
        return ""


def _whys(addresses: Iterable[str], *, near: bool) -> dict[str, Lost | None]:
    """Why each address of one host leads nowhere, asked one after the other while there is time."""
    ends = monotonic() + _PER_HOST
    return {address: _why(address, near=near) if monotonic() < ends else Lost.SILENT for address in addresses}


def _why(address: str, *, near: bool) -> Lost | None:
    """Why an address leads nowhere; `None` where it leads somewhere. What cannot be asked for its head alone is asked for its page."""
    return _asked_for(address, "HEAD", near=near) and _asked_for(address, "GET", near=near)


def _asked_for(address: str, method: str, *, near: bool) -> Lost | None:
    for _ in range(_ON):
        try:
            with asked(address, method=method, near=near) as answer:
                status, on = answer.status, answer.headers.get("Location")
        except Near:
            return Lost.NEAR
        except Unknown:
            return Lost.UNKNOWN
        except Untrusted:
            return Lost.UNTRUSTED
        except (Silent, ValueError):
            return Lost.SILENT
        if not (300 <= status < 400 and on):
            if status < 400 or status in _NOT_US:
                return None
            return Lost.GONE if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE) else Lost.BROKEN
        try:
            address = urldefrag(urljoin(address, on)).url
        except ValueError:
            return Lost.BROKEN
    return Lost.ROUND
