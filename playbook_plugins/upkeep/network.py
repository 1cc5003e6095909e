"""Asking an address, and nothing but that: no cookie, no proxy, no address of this machine's own network unless it is allowed."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from playbook_plugins import __version__

PATIENCE = 15.0
"""Seconds that one answer may take."""
_SAYS = {"User-Agent": f"mkdocs-playbook/{__version__} (looks whether a link still leads somewhere)", "Accept": "*/*", "Connection": "close"}
_KEPT = "/%?&=:;,+@!$'()*~[]"
"""Signs of an address that mean something as they stand."""


class Unknown(Exception):
    """Nobody goes by this name."""


class Near(Exception):
    """The address is one of this machine or of its own network, which are not asked."""


class Silent(Exception):
    """Somebody goes by this name, and does not answer."""


class Untrusted(Exception):
    """What answers cannot show that it is who it says."""


@contextmanager
def asked(address: str, *, method: str = "GET", near: bool = False) -> Iterator[HTTPResponse]:
    """The answer to one question, where it leads on too, without following it; raises one of the above, or `ValueError` for what is no address of a site."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(address)
    way = quote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", safe=_KEPT)
    connection = (_Safe if parts.scheme == "https" else _Plain)(parts.hostname, parts.port, timeout=PATIENCE)
    connection.near = near
    try:
        try:
            connection.request(method, way, headers=_SAYS)
            answer = connection.getresponse()
        except ssl.SSLError as error:
            raise Untrusted(address) from error
        except (OSError, HTTPException) as error:
            raise Silent(address) from error
        yield answer
    finally:
        connection.close()


class _Plain(HTTPConnection):
    """Calls the very address that was looked at, so that a name cannot change its mind in between."""

    near = False
    """Whether an address of this machine's own network may be called."""

    def connect(self) -> None:
        self.sock = _called(self.host, self.port, near=self.near)


class _Safe(HTTPSConnection, _Plain):
    """The same, and then holds whoever answers against their certificate."""


def _called(host: str, port: int, *, near: bool) -> socket.socket:
    try:
        found = [place[4][0] for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Unknown(host) from error
    if not near and not all(ip_address(str(place).partition("%")[0]).is_global for place in found):
        raise Near(host)
    last: OSError | None = None
    for place in found:
        try:
            return socket.create_connection((str(place), port), timeout=PATIENCE)
        except OSError as error:
            last = error
    raise Silent(host) from last
