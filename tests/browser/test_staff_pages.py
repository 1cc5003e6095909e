"""Every kind of page for staff, found on the finished site by itself: everybody can use it, and nothing that is ticked or typed there leaves the browser."""

import os
import random
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_sites import LOOKS, faults, turn
from tests.conftest import TODAY, WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]

SEED = os.environ.get("PLAYBOOK_SEED", str(TODAY))
PARTS = 8
"""The kinds of pages are looked at in so many parts, since nobody knows them before the site is built."""
STOPS = 200 if WHOLE else 14
WORD = "quokkamarmalade"
"""What is typed into every field, and stands on no page."""

POCKET = "pocket.html"
"""The playbook as one file, which has no frame and tests of its own."""

# What has the focus: its place among all that may have it, whether somebody sees that, whether it is in the window, and what it is.
STOP = """() => {
    const one = document.activeElement
    if (!one || one === document.body) return null
    const ring = one.matches('.md-option') ? one.nextElementSibling : one
    const style = getComputedStyle(ring), box = ring.getBoundingClientRect()
    return {
        place: [...document.querySelectorAll('*')].indexOf(one),
        seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none' || !!one.closest('.md-search'),
        // the theme's own list of what was found may have the focus before there is any
        inside: !!one.closest('.md-search') || box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        what: one.outerHTML.slice(0, 120),
    }
}"""
SENT = """() => setTimeout(() => {
    for (const form of document.forms) {
        form.noValidate = true
        form.requestSubmit()
        form.submit()
    }
})"""
FIELDS = "input:not([type=checkbox]):not([type=radio]):not([type=hidden]):not([type=button]):not([type=submit]):not([type=reset]), textarea, [contenteditable=true]"


def kinds(site: Path) -> dict[str, list[str]]:
    """The addresses of a site by their kind, which each page says of itself."""
    found: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        if file.name == POCKET:
            continue
        kind = re.search(r'<body[^>]* data-playbook-page="([\w-]+)"', file.read_text("utf-8"))
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        found.setdefault(kind[1] if kind else address, []).append(address)
    return found


def drawn(site: Path, part: int) -> list[tuple[str, str]]:
    """(kind, address) of a page of each kind in one part of them, another with another seed."""
    return [(kind, random.Random(f"{SEED} {kind}").choice(pages)) for kind, pages in sorted(kinds(site).items())[part::PARTS]]


def wrong_stops(page: Page, most: int) -> list[str]:
    """What is amiss with the stops of the tabulator key: unseen, out of the window, or against the order of the page."""
    wrong, last = [], -1
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or stop["place"] <= last * 0.1:
            if last < 0:
                continue
            break  # round once
        if stop["place"] == last:
            continue  # from day to month to year within a field for dates, where the browser draws its own ring
        wrong += [f"{name}: {stop['what']}" for name, good in (("not seen", stop["seen"]), ("out of sight", stop["inside"]), ("backwards", stop["place"] > last)) if not good]
        last = stop["place"]
    return wrong


class Heard:
    """All that a page asks for from now on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[Request] = []
        self.sockets: list[str] = []
        page.context.on("request", lambda request: self.requests.append(request))
        page.on("websocket", lambda socket: self.sockets.append(socket.url))

    def carrying(self, site: Path) -> list[str]:
        """What was sent with a word that somebody typed, to something that is no file of the site, or in another way than by asking for a file."""
        self.page.evaluate("fetch(location.pathname).then(() => 0)")  # what was asked for before is heard before
        wrong = [f"socket {url}" for url in self.sockets]
        for request in self.requests:
            if request.url.startswith(("data:", "blob:")):
                continue
            address = urlsplit(request.url)
            file = site / unquote(address.path).strip("/")
            said = unquote(request.url).casefold() + (request.post_data or "").casefold()
            if WORD in said or request.method != "GET" or address.query or not (file.is_file() or (file / "index.html").is_file()):
                wrong.append(f"{request.method} {request.url}")
        return wrong


def use(page: Page) -> int:
    """Tick every box, choose, type into every field and press every button; how many things there were."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    here, used = page.url.partition("#")[0], 0
    for box in page.locator("article input[type=checkbox], article input[type=radio]").filter(visible=True).all():
        box.check(timeout=3000)
        used += 1
    for choice in page.locator("article select").filter(visible=True).all():
        choice.select_option(index=choice.locator("option").count() - 1)
        used += 1
    for field in page.locator(FIELDS).filter(visible=True).all():
        kind = field.get_attribute("type") or "text"
        field.fill({"number": "4711", "date": "2026-01-01", "range": "1"}.get(kind, WORD), timeout=3000)
        page.keyboard.press("Escape")
        used += 1
    for button in page.locator("article button:enabled").filter(visible=True).all():
        if button.is_visible():
            button.evaluate("button => button.click()")
            used += 1
    for field in page.locator(FIELDS).filter(visible=True).all():
        field.dispatch_event("keydown", {"key": "Enter", "bubbles": True})
        if page.url.partition("#")[0] != here:
            page.goto(here)
    return used


@pytest.mark.share
@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_page_is_for_everybody_and_keeps_what_it_is_told(visit: Visit, sites: Path, part: int, figures):
    pages, used = drawn(sites / "internal", part), 0
    for kind, path in pages:
        page = visit("internal", path, size=(320, 640), bypass_csp=False, permissions=["clipboard-read", "clipboard-write"])
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, (kind, path)
        for size, dark in LOOKS if WHOLE else [random.Random(f"{SEED} {path}").choice(LOOKS)]:
            turn(page, size, dark)
            assert faults(page) == [], (kind, path, size, dark)
            assert wrong_stops(page, STOPS) == [], (kind, path, size)
            page.keyboard.press("Escape")  # the search opens as soon as it has the focus
        page.wait_for_load_state("networkidle")
        heard = Heard(page)
        used += use(page)
        assert heard.carrying(sites / "internal") == [], (kind, path)
        assert page.context.cookies() == [], (kind, path)
        # last, since the driver waits for the page that is never sent for
        if page.locator("form").count():
            with page.expect_console_message(lambda message: "form-action" in message.text):
                page.evaluate(SENT)
            assert [request.url for request in heard.requests if WORD in request.url.casefold() or request.method != "GET"] == [], (kind, path)
        page.context.close()
    figures(f"{len(pages)} kinds ({', '.join(kind for kind, _ in pages)}), {used} fields, boxes and buttons used, sent 0; pages of {SEED}")


def test_every_page_says_its_kind_or_is_for_people_who_are_lost(sites: Path):
    found = kinds(sites / "internal")
    assert {"home", "policy", "role", "owner", "money", "lessons", "scenario", "script", "principle", "rule", "manual", "tell"} <= set(found)
    assert [kind for kind in found if kind.endswith(("/", ".html"))] == ["404.html"]


LEAKS = {
    "a picture": f"document.querySelector('article').insertAdjacentHTML('beforeend', '<input id=x>'); document.getElementById('x').oninput = event => {{ new Image().src = '/card.png?' + event.target.value }}; 0",
    "a message on leaving": "document.querySelector('article').insertAdjacentHTML('beforeend', '<input id=x>'); document.getElementById('x').oninput = event => navigator.sendBeacon('/', event.target.value); 0",
    "an address": "document.querySelector('article').insertAdjacentHTML('beforeend', '<input id=x>'); document.getElementById('x').oninput = event => { fetch('/' + event.target.value).catch(() => 0) }; 0",
}


def test_whatever_would_leave_is_noticed_and_a_form_is_stopped(visit: Visit, sites: Path):
    for name, script in LEAKS.items():
        page = visit("internal", "money/", bypass_csp=False)
        page.wait_for_load_state("networkidle")
        heard = Heard(page)
        page.evaluate(script)
        page.locator("#x").fill(WORD)
        assert heard.carrying(sites / "internal"), name
        page.context.close()
    form = f"document.querySelector('article').insertAdjacentHTML('beforeend', '<form action=\"/\"><input name=q value={WORD}></form>')"
    for guarded in (True, False):
        page = visit("internal", "money/", bypass_csp=not guarded)
        heard = Heard(page)
        page.evaluate(form)
        # a browser that stops a form says so to nobody but the page's console
        with page.expect_console_message(lambda message: "form-action" in message.text) if guarded else page.expect_navigation():
            page.evaluate("setTimeout(() => document.forms[document.forms.length - 1].submit())")
        assert any(WORD in request.url for request in heard.requests) is not guarded
        page.context.close()


def test_a_stop_that_nobody_sees_is_noticed(visit: Visit):
    page = visit("internal", "money/", size=DESK)
    assert wrong_stops(page, 6) == []
    page.reload()
    hide = "for (const one of document.querySelectorAll('*')) for (const name of ['outline', 'box-shadow']) one.style.setProperty(name, 'none', 'important')"
    page.evaluate(hide)
    assert wrong_stops(page, 6)
    page = visit("internal", "money/", size=PHONE)
    page.evaluate("document.querySelector('.pb-name').tabIndex = 3")
    assert any(line.startswith("backwards") for line in wrong_stops(page, 6))


def test_the_browser_of_these_tests_reaches_no_other_machine(browser: Browser):
    page = browser.new_page()
    for url in ("https://elsewhere.example/", "http://198.51.100.7/"):
        assert page.evaluate("url => fetch(url, { mode: 'no-cors' }).then(() => 'there', error => error.name)", url) == "TypeError"
    page.close()
