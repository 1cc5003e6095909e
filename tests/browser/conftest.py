"""Both sites of the worked example, built as they are, and a Chromium that visits them."""

import fcntl
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import ROOT, TODAY

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
CONFIGS = {"public": "mkdocs.yml", "internal": "mkdocs.internal.yml"}
PHONE, DESK = (360, 640), (1280, 800)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each site; the first worker that comes builds them, the others wait for it."""
    worker = "PYTEST_XDIST_WORKER" in os.environ
    shared = tmp_path_factory.getbasetemp().parent if worker else tmp_path_factory.getbasetemp()
    project = shared / "browsed"
    with (shared / "browsed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (project / "built").exists():
            _build(project)
    return {audience: project / "site" / audience for audience in CONFIGS}


def _build(project: Path) -> None:
    shutil.rmtree(project, ignore_errors=True)
    (project / ".git").mkdir(parents=True)
    for name in ("docs/playbook", "docs/public"):
        shutil.copytree(ROOT / name, project / name)
    for config in CONFIGS.values():
        shutil.copy(ROOT / config, project)
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config],
            cwd=project,
            env={**os.environ, "PLAYBOOK_TODAY": TODAY.isoformat(), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
            check=True,
        )
    (project / "built").touch()


@pytest.fixture(scope="session")
def hosts(sites: dict[str, Path]) -> Iterator[dict[str, str]]:
    """The address of each site, on this machine alone."""
    servers = {audience: _served(folder) for audience, folder in sites.items()}
    yield {audience: f"http://127.0.0.1:{server.server_port}" for audience, server in servers.items()}
    for server in servers.values():
        server.shutdown()
        server.server_close()


class _Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != http.HTTPStatus.NOT_FOUND:
            return super().send_error(code, message, explain)
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)
        return None


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has seen enough hangs up; that is no fault."""


def _served(folder: Path) -> _Server:
    server = _Server(("127.0.0.1", 0), functools.partial(_Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests are skipped, unless somebody insists."""
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("PLAYBOOK_REQUIRE_BROWSER") == "1":
            pytest.fail("There is no chromium on PATH, and PLAYBOOK_REQUIRE_BROWSER=1 asks for one.")
        pytest.skip("There is no chromium on PATH.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, hosts: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """Open a page: `visit("public", "promises/", size=PHONE, dark=True)`.

    Whatever a page asks of another machine is refused, and fails the test at
    its end; so does an error in the page's own scripts.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(audience: str, path: str = "", *, size: tuple[int, int] = PHONE, dark: bool = False, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        allowed = tuple(f"{host}/" for host in hosts.values())

        def border(route: Any) -> None:
            url = route.request.url
            if url.startswith((*allowed, "data:", "blob:")):
                route.continue_()
            else:
                wrong.append(f"asked {url}")
                route.abort()

        context.route("**/*", border)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        page = context.new_page()
        page.goto(f"{hosts[audience]}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
