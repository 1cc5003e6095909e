"""What the fit page costs somebody on a slow phone: bytes, the largest paint, the shift of its layout, and whom it asks.

    python -m benchmarks.fit_page [SITE]

SITE is a public site that is built already, or else the worked example, which
is built for it. It is served compressed on this machine, to a Chromium that
is held to 1.6 Mbit/s, 150 ms a round trip and a quarter of its speed, as phones are.
"""

import argparse
import functools
import gzip
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

IN_ALL, OURS, SHIFT = 250_000, 30_000, 0.05
"""The limits: bytes in all, of them ours, and the shift of the layout."""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
"""How many times slower than this machine the phone is."""
OBSERVE = """
window.seen = { paint: 0, shift: 0 }
new PerformanceObserver(list => list.getEntries().forEach(one => { seen.paint = one.startTime })).observe({ type: "largest-contentful-paint", buffered: true })
new PerformanceObserver(list => list.getEntries().forEach(one => { seen.shift += one.hadRecentInput ? 0 : one.value })).observe({ type: "layout-shift", buffered: true })
"""


class Compressed(http.server.SimpleHTTPRequestHandler):
    """Sends every text as a usual web server does."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        content, texts = path.read_bytes(), path.suffix in {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md"}
        content = gzip.compress(content, 6) if texts else content
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if texts:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)
        self.server.sent[urlsplit(self.path).path] = len(content)
        return None


@dataclass(frozen=True, slots=True)
class Costs:
    """What one visit to the page costs."""

    sizes: dict[str, int]
    """Bytes sent for each address of the site, compressed."""
    strangers: tuple[str, ...]
    """Addresses elsewhere that were asked."""
    paint: float
    """Milliseconds to the largest paint."""
    shift: float
    """How far the layout shifts, from 0 to 1 and beyond."""

    @property
    def in_all(self) -> int:
        return sum(self.sizes.values())

    @property
    def ours(self) -> int:
        """The page itself, and what is ours among its styles and scripts."""
        return sum(size for path, size in self.sizes.items() if path == "/" or path.startswith("/assets/playbook"))


@contextmanager
def serving(site: Path) -> Iterator[http.server.ThreadingHTTPServer]:
    """A site on this machine, which notes what it has `sent`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressed, directory=str(site)))
    server.daemon_threads, server.sent = True, {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def visit(browser: Browser, server: http.server.ThreadingHTTPServer, *, slow: bool = True) -> Costs:
    """One visit with nothing kept from before, to the end of the page and back."""
    host = f"http://127.0.0.1:{server.server_port}"
    server.sent.clear()
    context = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host}/", wait_until="networkidle")
    paint = page.evaluate("seen.paint")
    for end in ("document.documentElement.scrollHeight", "0"):
        page.evaluate(f"scrollTo(0, {end})")
        page.wait_for_load_state("networkidle")
    shift = page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(seen.shift))))")
    context.close()
    strangers = tuple(url for url in asked if not url.startswith((f"{host}/", "data:", "blob:")))
    return Costs(sizes=dict(server.sent), strangers=strangers, paint=paint, shift=shift)


def told(costs: Costs) -> str:
    """All of it as a table."""

    def row(what: str, found: str, limit: str = "", met: bool = True) -> str:
        return f"| {what} | {found} | {limit} | {('met' if met else '**not met**') if limit else ''} |"

    return "\n".join(
        (
            "| | measured | at most | |\n| --- | ---: | ---: | --- |",
            row("bytes in all, compressed", f"{costs.in_all:,}", f"{IN_ALL:,}", costs.in_all <= IN_ALL),
            row("of them ours: the page, its style sheet, its script", f"{costs.ours:,}", f"{OURS:,}", costs.ours <= OURS),
            row("largest contentful paint", f"{costs.paint / 1000:.1f} s"),
            row("layout shift", f"{costs.shift:.3f}", f"{SHIFT}", costs.shift <= SHIFT),
            row("requests", str(len(costs.sizes))),
            row("requests to others", str(len(costs.strangers)), "0", not costs.strangers),
        )
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description="What the fit page costs somebody on a slow phone.")
    arguments.add_argument("site", nargs="?", type=Path, help="a public site that is built already")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as made:
        site = chosen.site or Path(made, "site")
        if chosen.site is None:
            subprocess.run([sys.executable, "-m", "playbook_plugins.cli", "build", "--audience", "public", "--out", str(site)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with sync_playwright() as playwright, serving(site) as server:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
            costs = visit(browser, server)
            browser.close()
    print(told(costs), "\n\n| address | bytes |\n| --- | ---: |", sep="")
    for path, size in sorted(costs.sizes.items(), key=lambda item: -item[1]):
        print(f"| {path} | {size:,} |")


if __name__ == "__main__":
    main()
