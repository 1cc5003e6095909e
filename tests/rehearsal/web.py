"""Where the sites stand that a host publishes: a folder each on this machine, changed in one step; and the door before one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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

    server = ThreadingHTTPServer(("127.0.0.1", 0), Standing)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
