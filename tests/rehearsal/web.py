"""Where the sites stand that a host publishes: a folder each on this machine, changed in one step, and served to a browser if asked."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


@dataclass(frozen=True)
class Web:
    """The sites of a repository, by name: `public` is everybody's, and `internal` stands behind a door."""

    folder: Path

    def site(self, name: str) -> Path:
        """The folder that visitors of a site see now; it need not be there yet."""
        return self.folder / name

    def publish(self, name: str, source: Path) -> None:
        """Put a finished folder in the place of a site, whole and in one step."""
        self.folder.mkdir(parents=True, exist_ok=True)
        number = sum(1 for _ in self.folder.glob(f".{name}-*"))
        kept, link = self.folder / f".{name}-{number}", self.folder / f".next-{name}"
        shutil.copytree(source, kept)
        link.symlink_to(kept.name)
        os.replace(link, self.site(name))

    def count(self, name: str) -> int:
        """How often a site has been published."""
        return sum(1 for _ in self.folder.glob(f".{name}-*"))


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, byte for byte; nothing where there is no folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()} if folder.is_dir() else {}


@contextmanager
def open_to_browsers(folder: Path) -> Iterator[str]:
    """Serve a site on this machine, and give its address; a site that is published anew shows at once."""
    with _served(partial(_Showing, directory=str(folder))) as address:
        yield address


@contextmanager
def door(*, closed: bool) -> Iterator[str]:
    """The address of a place that is empty yet; if closed, strangers are sent to where one signs in."""

    class Standing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302 if closed else 200)
            self.send_header(*(("Location", "/cdn-cgi/access/login/shop") if closed else ("Content-Type", "text/plain")))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    with _served(Standing) as address:
        yield address


class _Showing(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def _served(answering: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
