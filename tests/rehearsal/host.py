"""A stand-in for GitHub's or GitLab's programming interface on this machine: the calls of the form, over a bare repository.

    with serving(repository, flavour="github", after=publish) as host:
        host.api          # http://127.0.0.1:…/api/v3, and /api/v4 for GitLab
        host.address      # http://127.0.0.1:…/quay/shop, as `repository` of the form has it
        host.asked        # every question: method, path, status
        host.run()        # publish(commit) for the newest commit that nobody has run yet
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.rehearsal import rest_github, rest_gitlab
from tests.rehearsal.repository import Repository
from tests.rehearsal.rest import Answer, Asked
from tests.rehearsal.rest_issues import Issues

FLAVOURS = {"github": rest_github, "gitlab": rest_gitlab}
KEY = "key-of-maria"
"""A key that may read and write."""
READING_KEY = "key-that-only-reads"
TOKENS = {KEY: True, READING_KEY: False}


@dataclass
class Host:
    """A host that runs, and what it was asked."""

    repository: Repository
    flavour: str
    name: str
    """Owner and repository, such as `quay/shop`."""
    after: Callable[[str], Any] | None
    """What is done with a commit: its workflow."""
    tokens: Mapping[str, bool]
    port: int = 0
    asked: list[tuple[str, str, int]] = field(default_factory=list)
    """Method, path with query, and status of every question, in order."""
    waiting: list[str] = field(default_factory=list)
    """Commits made through this host whose workflow has not run."""
    issues: Issues = field(default_factory=Issues)
    """The issues of a project at GitLab."""
    _lock: Lock = field(default_factory=Lock)

    @property
    def address(self) -> str:
        """The repository's address as people open it."""
        return f"http://127.0.0.1:{self.port}/{self.name}"

    @property
    def api(self) -> str:
        """Where programs ask."""
        return f"http://127.0.0.1:{self.port}{FLAVOURS[self.flavour].PREFIX}"

    def answer(self, asked: Asked) -> Answer:
        """Answer one question, one at a time, and note what was asked."""
        form = FLAVOURS[self.flavour]
        with self._lock:
            if asked.method == "OPTIONS":
                return form.preflight(asked)
            if self.flavour == "gitlab" and (told := self.issues.answer(asked, tokens=self.tokens)):
                return told
            given = form.answer(asked, self.repository, name=self.name, tokens=self.tokens)
            if given.pushed:
                self.waiting.append(given.pushed)
        return given

    def run(self) -> Any:
        """Run the workflow for the newest commit that waits, as a host does that skips those in between; what it came to."""
        with self._lock:
            commit, self.waiting[:] = (self.waiting or [None])[-1], []
        assert commit, "there is no new commit to run"
        assert self.after
        return self.after(commit)


@contextmanager
def serving(
    repository: Repository,
    *,
    flavour: str,
    name: str = "quay/shop",
    after: Callable[[str], Any] | None = None,
    tokens: Mapping[str, bool] = TOKENS,
) -> Iterator[Host]:
    """Serve a repository on this machine, on a free port, until the end of the block."""
    host = Host(repository, flavour, name, after, tokens)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(host))
    server.daemon_threads = True
    host.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            address = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, address.path, dict(parse_qsl(address.query, keep_blank_values=True)), headers, body)
            given = host.answer(asked)
            host.asked.append((self.command, self.path, given.status))
            content = b"" if given.body is None else json.dumps(given.body).encode()
            self.send_response(given.status)
            told = {**FLAVOURS[host.flavour].everywhere(asked), **given.headers}
            if given.status != 204:
                told["Content-Length"] = str(len(content))
            for header, value in told.items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_POST = do_OPTIONS = answer

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing: what was asked stands in `Host.asked`."""

    return Answering
