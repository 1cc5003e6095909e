"""The server of `playbook serve`: both finished sites at one address of this machine, which load anew once there is something new."""

import logging
import re
import sys
import time
import webbrowser
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper

try:
    import mkdocs
except ModuleNotFoundError:  # ProperDocs stands in for it under the same name, once it is asked to
    import properdocs.replacement

from mkdocs.livereload import _SCRIPT_TEMPLATE, LiveReloadServer

from playbook_plugins.engines.mkdocs.borders import MARK
from playbook_plugins.engines.mkdocs.following import Follower
from playbook_plugins.model.page import Audience

HOST = "127.0.0.1"
"""The address of this machine for itself; nobody else can reach it."""
LOOK = "/serve/look.css"
"""Where the style of what stands on top of a page is served."""
_NAMES = ("127.0.0.1", "localhost")
_RELOAD = re.compile(r"/serve/reload-([0-9]+)-([0-9]+)\.js")
_ELSEWHERE = re.compile(r"[\\\0]|^/[A-Za-z]:")
"""What no page of ours has in its address, and what on Windows leads out of the folder."""
_BODY = re.compile(rb"<body\b[^>]*\bdata-playbook-page=[^>]*>")
_FOR = {audience: MARK.format(audience).encode() for audience in Audience}
"""What says of a page for whom it is."""
_PIECE = 1 << 20
"""Bytes of a file that are sent at once: where sites are being made meanwhile, each piece waits for its turn."""
_FORM = b'data-playbook-page="edit"'
"""What says of a page that it is the form in which texts are changed."""


Builder = Callable[[Callable[[], None], Audience], None]
"""Brings the sites up to date, that of the audience first at which somebody looks, and calls whenever there is something new to see."""


class SitesServer(LiveReloadServer):
    """MkDocs' own server, to which each page's policy is left: what it adds to a page is a file of the same address, and no script within it.

    `top` gives what stands on top of the pages of an audience as HTML (`None`: of
    those of neither site), and `lost` the whole page for an address at which
    there is nothing; `style` is how both look. Raises `OSError` where the port
    cannot be had.
    """

    def __init__(self, builder: Builder, root: Path, *, port: int, follower: Follower, top: Callable[[Audience | None], str], lost: Callable[[], str], style: str) -> None:
        super().__init__(self._build, HOST, port, str(root))
        # the follower waits until nobody writes any more
        self.build_delay = 0
        self._builder = builder
        self._looked = Audience.INTERNAL
        self.follower = follower
        self.observer = follower
        self._top, self._style = top, style
        self.error_handler = lambda code: lost().encode("utf-8") if code == 404 else None
        self.watch(str(root))
        self.server_bind()
        self.server_activate()
        self.url = f"http://{HOST}:{self.server_port}/"

    def run(self, *, opened: bool) -> None:
        """Serve until somebody ends it; the sites stand already."""
        # each address at which there is nothing, and each browser that comes, would be a line
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        self.observer.start()
        self.serve_thread.start()
        if opened:
            webbrowser.open(self.url)
        self._build_loop()

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """What is answered; nothing to somebody who came by another name, as a page elsewhere might to read what only staff may."""
        name = str(environ.get("HTTP_HOST", "")).rpartition(":")[0] or environ.get("HTTP_HOST", "")
        if name not in _NAMES:
            return _answer(start_response, "403 Forbidden", "text/plain", f"Open {self.url} instead.\n".encode())
        path = str(environ["PATH_INFO"]).encode("latin-1").decode("utf-8", "ignore")
        if _ELSEWHERE.search(path):
            return _answer(start_response, "404 Not Found", "text/html", self.error_handler(404) or b"")
        if path == LOOK:
            return _answer(start_response, "200 OK", "text/css", self._style.encode("utf-8"))
        if found := _RELOAD.fullmatch(path):
            script = _SCRIPT_TEMPLATE.substitute(epoch=found[1], request_id=found[2])
            return _answer(start_response, "200 OK", "application/javascript", script.encode("utf-8"))
        self._looked = next((audience for audience in Audience if path.startswith(f"/{audience}/")), self._looked)
        answer = super().serve_request(environ, start_response)
        if isinstance(answer, FileWrapper):
            answer.blksize = _PIECE
        return answer

    def _build(self) -> None:
        # a new site comes into its place in one step, so nobody need wait for it as for one that grows under their eyes
        wanted, self._wanted_epoch = self._wanted_epoch, self._visible_epoch
        self._builder(partial(self._show, wanted), self._looked)

    def _show(self, epoch: int) -> None:
        """Let open pages load anew."""
        with self._epoch_cond:
            self._wanted_epoch = self._visible_epoch = max(epoch, self._visible_epoch + 1)
            self._epoch_cond.notify_all()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        # what is taken along (the playbook for a pocket) and what others show in a frame are no pages of the site
        if not (body := _BODY.search(content)):
            return content
        audience = next((audience for audience, mark in _FOR.items() if mark in body[0]), None)
        top = f'<link rel="stylesheet" href="{LOOK}">{self._top(audience)}'
        # what somebody is writing in the form would be lost
        if _FORM not in body[0]:
            top += f'<script defer src="/serve/reload-{epoch}-{time.monotonic_ns()}.js"></script>'
        return content[: body.end()] + top.encode("utf-8") + content[body.end() :]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone in the middle of an answer is no news."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _answer(start_response: Callable[..., Any], status: str, kind: str, content: bytes) -> Iterable[bytes]:
    start_response(status, [("Content-Type", f"{kind}; charset=utf-8"), ("Content-Length", str(len(content)))])
    return [content]
