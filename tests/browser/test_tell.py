"""“Tell people” in a browser: what is copied is really on the clipboard, and nobody needs a mouse or a script."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_sites import faults, turn
from tests.conftest import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]
MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}
TELL = "tell/"
OLD_BROWSER = "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false;"


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def texts(page: Page) -> dict[str, str]:
    """Each text that is there to be copied, by its id."""
    return {text.get_attribute("id"): text.text_content() for text in page.locator("pre.pb-copy").all()}


def button(page: Page, id: str):
    return page.locator(f"button[data-copy={id}]")


def test_every_button_puts_its_own_text_on_the_clipboard(visit: Visit):
    page = visit("internal", TELL, **MAY_COPY)
    found = texts(page)
    assert {"tell-short", "tell-long", "tell-plain", "tell-letter"} <= set(found)
    assert len(set(found.values())) == len(found)
    for id, text in found.items():
        button(page, id).click()
        expect(page.locator("[role=status]", has_text="Copied.")).to_have_count(1)
        assert clipboard(page) == text


def test_it_works_from_the_keyboard_and_says_so_aloud(visit: Visit):
    page = visit("internal", TELL, size=DESK, **MAY_COPY)
    for id, key in (("tell-short", "Enter"), ("tell-long", "Space")):
        here = button(page, id)
        here.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(here).to_be_focused()
        page.keyboard.press(key)
        said = here.locator("xpath=following-sibling::*[@aria-live='polite']")
        expect(said).to_have_text("Copied.")
        expect(here).to_be_focused()
        assert clipboard(page) == texts(page)[id]


def test_what_each_button_copies_can_be_heard(visit: Visit):
    page = visit("internal", TELL)
    for name in ("Copy: A short post", "Copy: A longer post", "Copy: The newsletter as plain text", "Copy: The newsletter as HTML"):
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(1)


def test_where_a_browser_lets_nobody_copy_the_text_is_selected(visit: Visit):
    page = visit("internal", TELL)
    page.add_init_script(OLD_BROWSER)
    page.reload()
    button(page, "tell-short").click()
    expect(page.get_by_text("Selected: now copy it as you always do.")).to_be_visible()
    assert page.evaluate("getSelection().toString().trim()") == texts(page)["tell-short"]


def test_on_an_address_without_https_it_is_copied_the_old_way(visit: Visit):
    page = visit("internal", TELL, **MAY_COPY)
    page.add_init_script("Object.defineProperty(Clipboard.prototype, 'writeText', { value: () => Promise.reject(new Error('no')) })")
    page.reload()
    button(page, "tell-short").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert clipboard(page) == texts(page)["tell-short"]


def test_without_javascript_no_button_is_dead_and_every_text_can_be_reached(visit: Visit):
    page = visit("internal", TELL, java_script_enabled=False)
    expect(page.locator("main button")).to_have_count(0)
    for text in page.locator("pre.pb-copy").all():
        expect(text).to_be_visible()
        expect(text).to_have_attribute("tabindex", "0")


def test_under_the_sites_own_policy_it_copies_and_the_letter_has_its_colours(browser: Browser, hosts: dict[str, str]):
    context = browser.new_context(viewport={"width": 360, "height": 640}, color_scheme="dark", **MAY_COPY)
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{hosts['internal']}/{TELL}")
    button(page, "tell-short").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert clipboard(page) == texts(page)["tell-short"]
    # a mail program shows it light, and so does this page in the dark
    light, dark = page.locator(".pb-letter").first, page.locator("body")
    brightness = "one => getComputedStyle(one).backgroundColor.match(/[\\d.]+/g).slice(0, 1).map(Number)[0]"
    assert light.evaluate(brightness) > 0.9 > 0.5 > dark.evaluate(brightness)
    assert [line for line in said if "Content Security Policy" in line] == []
    context.close()


@pytest.mark.share
def test_everybody_can_use_it(visit: Visit):
    page = visit("internal", TELL)
    for size, dark in product(((320, 640), PHONE, DESK), (False, True)) if WHOLE else [((320, 640), False), (DESK, True)]:
        turn(page, size, dark)
        assert faults(page) == [], (size, dark)


def test_nothing_slides_sideways(visit: Visit):
    page = visit("internal", TELL, size=(320, 640))
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    page.add_style_tag(content="html { font-size: 200% !important }")
    assert page.evaluate("[...document.querySelectorAll('.pb-copy, .pb-copy-row, .pb-letter')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).length") == 0


def test_its_pictures_are_there(visit: Visit):
    page = visit("internal", TELL)
    pictures = page.locator("main img")
    assert pictures.count() >= 1
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("one => one.naturalWidth") > 100 and picture.get_attribute("alt")


def test_what_changed_is_one_tap_away(visit: Visit):
    page = visit("internal", TELL)
    page.get_by_role("link", name="What changed since you last told people").first.click()
    expect(page.get_by_role("heading", name="What changed since you last told people")).to_be_in_viewport()


def test_no_other_page_has_such_buttons(visit: Visit):
    expect(visit("internal", "owner/").locator("[data-copy]")).to_have_count(0)


def test_nobody_outside_is_sent_the_script(sites: Path):
    assert (sites / "internal" / "assets" / "playbook" / "playbook-staff.js").is_file()
    assert [*(sites / "public").rglob("playbook-staff*")] == []
    assert [page for page in (sites / "public").rglob("*.html") if "playbook-staff" in page.read_text("utf-8")] == []
