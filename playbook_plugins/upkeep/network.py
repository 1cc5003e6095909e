"""Asking an address, and nothing but that: no cookie, no proxy, no address of this machine's own network unless it is allowed."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, InvalidURL
from ipaddress import IPv4Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from urllib.parse import quote, urlsplit

from playbook_plugins import __version__

PATIENCE = 15.0
"""Seconds that one answer may take, however slowly it drips."""
_SAYS = {"User-Agent": f"mkdocs-playbook/{__version__} (looks whether a link still leads somewhere)", "Accept": "*/*", "Connection": "close"}
_KEPT = "/%?&=:;,+@!$'()*~[]"
"""Signs of an address that mean something as they stand."""
_GIVEN_OUT = ip_network("2000::/3")
"""All that anybody in the world has got of the long addresses."""
_CARRYING = (ip_network("::ffff:0:0/96"), ip_network("64:ff9b::/96"))
"""Long addresses that mean a short one, which stands at their end."""


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
    try:
        connection = (_Safe if parts.scheme == "https" else _Plain)(parts.hostname, parts.port, timeout=PATIENCE)
    except InvalidURL as error:
        raise ValueError(address) from error
    connection.near = near
    ending = Timer(PATIENCE, connection.hang_up)
    ending.daemon = True
    try:
        ending.start()
        try:
            connection.request(method, way, headers=_SAYS)
            answer = connection.getresponse()
        except ssl.SSLError as error:
            raise Untrusted(address) from error
        except (OSError, HTTPException) as error:
            raise Silent(address) from error
        try:
            yield answer
        except HTTPException as error:
            raise Silent(address) from error
    finally:
        ending.cancel()
        connection.close()


class _Plain(HTTPConnection):
    """Calls the very address that was looked at, so that a name cannot change its mind in between."""

    near = False
    """Whether an address of this machine's own network may be called."""
    line: socket.socket | None = None
    """What the answer comes through, which `sock` forgets once it has begun."""

    def connect(self) -> None:
        self.sock = self.line = _called(self.host, self.port, near=self.near)

    def hang_up(self) -> None:
        """End an answer that takes too long."""
        if self.line is not None:
            with suppress(OSError):
                # what is sealed would first want to say goodbye
                socket.socket.shutdown(self.line, socket.SHUT_RDWR)


class _Safe(HTTPSConnection, _Plain):
    """The same, and then holds whoever answers against their certificate."""

    def connect(self) -> None:
        super().connect()
        self.line = self.sock


def _called(host: str, port: int, *, near: bool) -> socket.socket:
    try:
        found = [place[4][0] for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Unknown(host) from error
    if not near and not all(_far(str(place)) for place in found):
        raise Near(host)
    last: OSError | None = None
    ends = monotonic() + PATIENCE
    for place in found:
        if (left := ends - monotonic()) <= 0:
            break
        try:
            return socket.create_connection((str(place), port), timeout=left)
        except OSError as error:
            last = error
    raise Silent(host) from last


def _far(place: str) -> bool:
    """Whether an address is one of the world outside, and so is the address that it may stand for."""
    address = ip_address(place.partition("%")[0])
    if address.version == 6:
        if any(address in some for some in _CARRYING):
            address = IPv4Address(int(address) & 0xFFFF_FFFF)
        elif address not in _GIVEN_OUT:
            return False
        else:
            address = address.sixtofour or address
    return address.is_global and not address.is_multicast
