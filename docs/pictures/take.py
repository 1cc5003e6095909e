"""Take the README's picture anew: the worked example's first page on a phone, as it opens, as it is ticked, and in the dark.

`python dev.py picture`. It needs the system's Chromium.
"""

import sys
import threading
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from playbook_plugins.cli import main

HERE = Path(__file__).parent
SIZE = {"width": 360, "height": 640}
GAP = 24
MORNING = datetime(2026, 11, 24, 10, 15)
"""A Tuesday on which the workshop is open."""
NEED = "You need a carbon frame repaired"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


def take() -> None:
    """Build the public site and put three screens of it side by side."""
    with TemporaryDirectory() as folder:
        main(["build", "--audience", "public", "--out", folder], standalone_mode=False)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            chromium = which("chromium")
            if chromium is None:
                sys.exit("There is no chromium on PATH, and the picture needs one.")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            address = f"http://127.0.0.1:{server.server_port}/"
            opened = _page(browser, address)
            ticked = _page(browser, address)
            ticked.get_by_label(NEED).check()
            ticked.locator(".pb-verdict").evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 80)")
            _side_by_side([_shot(opened), _shot(ticked), _shot(_page(browser, address, dark=True))])
            browser.close()
        server.shutdown()


def _page(browser: Browser, address: str, *, dark: bool = False) -> Page:
    context = browser.new_context(viewport=SIZE, device_scale_factor=2, color_scheme="dark" if dark else "light", timezone_id="Europe/London", reduced_motion="reduce")
    page = context.new_page()
    page.clock.set_fixed_time(MORNING)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


def _shot(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot()))


def _side_by_side(screens: list[Image.Image]) -> None:
    width, height = screens[0].size
    whole = Image.new("RGB", (len(screens) * width + (len(screens) - 1) * GAP, height), "white")
    for number, screen in enumerate(screens):
        whole.paste(screen, (number * (width + GAP), 0))
    # a hundred colours are plenty for two inks and their edges
    whole.quantize(96).save(HERE / "fit-page.png", optimize=True)


if __name__ == "__main__":
    take()
