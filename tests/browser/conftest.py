"""Both sites of the worked example on this machine, and a Chromium that visits them."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from playbook_plugins.edit.edit_form import newest
from playbook_plugins.model.form_files import SCRIPT
from tests.browser.owners import Owner, open_shop, prepare, texts_of
from tests.conftest import ROOT, TODAY, alone, playbook

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split() + ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
"""A browser that finds no machine but this one."""
PHONE, DESK = (360, 640), (1280, 800)


@pytest.fixture(scope="session")
def hosts(sites: Path) -> Iterator[dict[str, str]]:
    """The address of each site, on this machine alone."""
    servers = {audience: served(sites / audience) for audience in ("public", "internal")}
    yield {audience: f"http://127.0.0.1:{server.server_port}" for audience, server in servers.items()}
    for server in servers.values():
        server.shutdown()
        server.server_close()


class Files(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a page asks for a dozen files: one connection serves them all

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


def served(folder: Path, files: type[Files] = Files) -> _Server:
    server = _Server(("127.0.0.1", 0), functools.partial(files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests are skipped, unless somebody insists."""
    # the first is the same browser without its windows, which opens a page in half the time
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        if os.environ.get("PLAYBOOK_REQUIRE_BROWSER") == "1":
            pytest.fail("There is no chromium on PATH, and PLAYBOOK_REQUIRE_BROWSER=1 asks for one.")
        pytest.skip("There is no chromium on PATH.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def publish(tmp_path_factory) -> Iterator[Callable[..., str]]:
    """Build the public site of a playbook's folder, once, and give back its address: `publish(folder)`."""
    servers: dict[Path, _Server] = {}

    def published(folder: Path) -> str:
        if folder not in servers:
            work = tmp_path_factory.mktemp(folder.name)
            shutil.copytree(folder, work / "docs" / "playbook")
            shutil.copy(ROOT / "mkdocs.yml", work)
            (work / "docs" / "public").mkdir()
            done = playbook("build", "--audience", "public", "--out", "site", "--today", str(TODAY), cwd=work)
            assert done.returncode == 0, done.stderr
            servers[folder] = served(work / "site")
        return f"http://127.0.0.1:{servers[folder].server_port}"

    yield published
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page: `look(f"{host}/promises/", size=PHONE, dark=True)`.

    Whatever a page asks of another machine finds nobody, and fails the test at
    its end; so does an error in the page's own scripts.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(url: str, *, size: tuple[int, int] = PHONE, dark: bool = False, first: Callable[[Page], object] | None = None, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            # tests put styles into pages; the policy has tests of its own
            **{"reduced_motion": "reduce", "bypass_csp": True, **options},
        )
        contexts.append(context)
        host = "/".join(url.split("/")[:3])

        def border(request: Any) -> None:
            if not request.url.startswith((f"{host}/", "data:", "blob:")):
                wrong.append(f"asked {request.url}")

        context.on("request", border)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        page = context.new_page()
        if first:
            first(page)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def visit(look: Callable[..., Page], hosts: dict[str, str]) -> Callable[..., Page]:
    """Open a page of the worked example, as `look` does: `visit("public", "promises/", size=PHONE, dark=True)`."""
    return lambda audience, path="", **options: look(f"{hosts[audience]}/{path}", **options)


@pytest.fixture(scope="session")
def form_core(browser: Browser) -> Iterator[Callable[..., Any]]:
    """Ask the form's script on a page with nothing on it: `form_core("({ core, form }, told) => …", told, form=form(playbook))`."""
    page = browser.new_page()
    page.add_script_tag(content=newest()[SCRIPT].decode())

    def ask(question: str, told: Any, *, form: dict[str, Any]) -> Any:
        return page.evaluate(f"([form, told]) => ({question})({{ core: window.playbookForm, form }}, told)", [form, told])

    yield ask
    page.close()


@pytest.fixture(scope="session")
def shop(tmp_path_factory) -> Path:
    """A shop with the form, and its internal site in `site/internal`; made once for all workers."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "shop-with-form"
    with alone(folder):
        if not (folder / "site/internal").exists():
            shutil.rmtree(folder, ignore_errors=True)
            open_shop(folder)
    return folder


@pytest.fixture(scope="session")
def shop_host(shop: Path) -> Iterator[str]:
    """The address of the shop's internal site, on this machine alone."""
    server = served(shop / "site/internal")
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def owner(look: Callable[..., Page], shop: Path, shop_host: str) -> Callable[..., Owner]:
    """An owner before the form, whose folder holds the shop's texts, some of `files` in their place: `owner("#new:policy")`."""

    def sit_down(address: str = "", *, files: dict[str, bytes] | None = None, choose: bool = True, **options: Any) -> Owner:
        before = texts_of(shop) | (files or {})
        # the policy of the page is in force: what it forbids is as good as not there
        page = look(f"{shop_host}/edit/{address}", first=lambda page: prepare(page, shop_host, before), **{"size": DESK, "bypass_csp": False, **options})
        sat = Owner(page, before)
        if choose:
            sat.press("Choose the folder")
        return sat

    return sit_down
