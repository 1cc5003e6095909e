"""Both sites under their policy, by page and by header: what belongs there is let through, and what does not is stopped."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from playbook_plugins.engines.mkdocs.policy import settle
from playbook_plugins.model.page import Audience
from tests.browser.conftest import DESK, PHONE, Files, served
from tests.engines.hosts import cloudflare

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LISTENER = "addEventListener('securitypolicyviolation', event => console.error(`stopped: ${event.effectiveDirective}`))"
PAGES = {
    "public": ("", "promises/", "partners/", "principles/value-then-trust/", "privacy/", "no/such/page"),
    "internal": ("", "policies/something-went-wrong/", "scripts/gone-quiet-call/", "counter/", "owner/", "lessons/", "writing/reference/", "public/", "no/such/page"),
}
ODD = """\
<!doctype html>
<head><meta charset="utf-8"></head>
<body>
<script>\r
document.title = "Grüße"\r
</script>
<style>h1 { color: rgb(1, 2, 3) }</style>
<h1>Prices</h1>
<table><tr><td style="text-align: right; font-family: &quot;Arial&quot;">£ 5</td></tr></table>
<article>
<script>document.title = "A stranger was here"</script>
</article>
<p onclick="document.title = 'A stranger was here'">Words</p>
<form action="/somewhere"><button>Send</button></form>
"""


class Guarded(Files):
    """Sends what the site's `_headers` says as well."""

    def end_headers(self) -> None:
        text = (Path(self.directory) / "_headers").read_text("utf-8")
        for name, value in cloudflare(text, self.path.partition("?")[0]).items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., str]]:
    servers = []

    def start(folder: Path, files: type[Files] = Guarded) -> str:
        servers.append(served(folder, files))
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def listening(browser: Browser) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """A page, and the list of what it complains of."""
    contexts: list[BrowserContext] = []

    def open_page(**options: Any) -> tuple[Page, list[str]]:
        contexts.append(context := browser.new_context(reduced_motion="reduce", color_scheme="light", **options))
        context.add_init_script(LISTENER)
        said: list[str] = []
        context.on("console", lambda message: said.append(message.text))
        context.on("weberror", lambda error: said.append(str(error.error)))
        return context.new_page(), said

    yield open_page
    for context in contexts:
        context.close()


def size(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


@pytest.mark.parametrize("audience", PAGES)
def test_nothing_is_stopped_that_belongs_to_a_site(sites: Path, serve, listening, audience: str):
    host, (page, said) = serve(sites / audience), listening()
    for number, path in enumerate(PAGES[audience]):
        size(page, PHONE)
        page.goto(f"{host}/{path}")
        size(page, DESK)
        # What is chosen on one page is read by the script at the top of the next.
        dark = number % 2 == 0
        page.get_by_label(f"Switch to {'dark' if dark else 'light'} mode").press("ArrowRight")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if dark else "default")
    page.goto(f"{host}/{PAGES[audience][1]}")
    page.pdf(format="A4")
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially("bike")
    # Results come by the letter: what stands there for "bik" is not yet the answer.
    expect(page.get_by_role("search").get_by_role("link").first).to_have_attribute("href", re.compile("h=bike"), timeout=20_000)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"h=bike"))
    assert [line for line in said if "404 (Not Found)" not in line] == []


@pytest.mark.parametrize("by", ["page", "header"])
def test_what_a_stranger_brings_in_is_stopped_and_heard(tmp_path: Path, serve, listening, by: str):
    (tmp_path / "index.html").write_bytes(ODD.encode("utf-8"))
    settle(tmp_path, audience=Audience.INTERNAL)
    if by == "header":
        (tmp_path / "index.html").write_bytes(ODD.encode("utf-8"))
    page, said = listening()
    page.goto(serve(tmp_path, Guarded if by == "header" else Files))
    page.get_by_text("Words").click()
    expect(page).to_have_title("Grüße")
    expect(page.get_by_role("heading")).to_have_css("color", "rgb(1, 2, 3)")
    expect(page.get_by_role("cell")).to_have_css("text-align", "right")
    # Last, since the driver waits for the page that is never sent for.
    with page.expect_console_message(lambda message: message.text == "stopped: form-action"):
        page.get_by_role("button", name="Send").evaluate("button => setTimeout(() => button.click())")
    stopped = [line.removeprefix("stopped: ") for line in said if line.startswith("stopped: ")]
    assert stopped == ["script-src-elem", "script-src-attr", "form-action"]


def test_only_pages_that_are_made_for_it_stand_in_other_sites(sites: Path, serve, listening):
    page, _ = listening()
    host = serve(sites / "public")
    page.set_content(f'<iframe name="no" src="{host}/"></iframe><iframe name="yes" src="{host}/embed/"></iframe>')
    expect(page.frame_locator("[name=yes]").get_by_role("heading", level=1)).to_have_count(1)
    expect(page.frame_locator("[name=no]").get_by_role("heading", level=1)).to_have_count(0)


def test_without_javascript_a_page_reads_as_before(sites: Path, serve, listening):
    page, said = listening(java_script_enabled=False)
    page.goto(serve(sites / "public"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("body")).to_have_css("margin-top", "0px")
    assert said == []
