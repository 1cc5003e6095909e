"""Lists that staff tick off: what becomes of a tick by mouse, by keyboard, in two tabs, on the next day, on paper, and where a browser keeps nothing."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, served
from tests.browser.test_pocket import HEARING, hearing
from tests.browser.test_sites import faults
from tests.conftest import ROOT, TODAY, playbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Look = Callable[..., Page]
MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}
AFTERNOON = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
IN_LONDON = {"timezone_id": "Europe/London", "locale": "en-GB"}
# what the theme does with a browser that keeps nothing is its own affair
KEEPS_NOTHING = """
    for (const name of ["getItem", "setItem", "removeItem"]) {
        const own = Storage.prototype[name];
        Storage.prototype[name] = function (key, ...more) {
            if (key.startsWith("playbook:")) throw new DOMException("no", "SecurityError");
            return own.call(this, key, ...more);
        };
    }
"""
LETS_NOBODY_COPY = "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false;"

AFTERWARDS = """
## After they have gone

- **Dry** the tray, and say [why](saturday-regular.md).
- **Ring** the mill:

    - before six

- **Write down** the hour.
"""
WET, DRY = "no-rye-left", "wrong-cake"


@pytest.fixture(scope="module")
def bakery(tmp_path_factory) -> Iterator[str]:
    """The address of a small site for staff, whose pages are swapped in without being loaded."""
    work = tmp_path_factory.mktemp("bakery")
    shutil.copytree(Path(__file__).parent / "trades" / "bakery", work / "docs" / "playbook")
    for id in (WET, DRY):
        file = work / "docs" / "playbook" / "policies" / f"{id}.md"
        file.write_text(file.read_text("utf-8").replace("---\ntopic", "---\nreviewed: 2026-11-20\ntopic", 1) + AFTERWARDS, "utf-8")
    (work / "docs" / "public").mkdir()
    shutil.copy(ROOT / "mkdocs.internal.yml", work)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    server = served(work / "staff")
    address = f"http://127.0.0.1:{server.server_port}"
    # the theme swaps pages in only where it knows the site's address
    settings = settings.replace("    - navigation.tabs\n", "    - navigation.tabs\n    - navigation.instant\n") + f"\nsite_url: {address}/\n"
    (work / "mkdocs.yml").write_text(settings, "utf-8")
    done = playbook("build", "--audience", "internal", "--out", "staff", "--today", str(TODAY), cwd=work)
    assert done.returncode == 0, done.stdout + done.stderr
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture
def card(bakery: str, look: Look) -> Callable[..., Page]:
    """The card of a policy at five past two on a Monday: `card(WET, at=…)`."""

    def opened(id: str = WET, *, at: datetime = AFTERNOON, scripts: tuple[str, ...] = (), **options) -> Page:
        def first(page: Page) -> None:
            for script in scripts:
                page.add_init_script(script)
            page.clock.set_fixed_time(at)

        return look(f"{bakery}/policies/{id}/", first=first, **IN_LONDON, **options)

    return opened


def boxes(page: Page) -> list[Locator]:
    return page.get_by_role("checkbox").all()


def ticked(page: Page) -> list[bool]:
    return [box.is_checked() for box in page.locator("[data-tick]").all()]


def said(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_a_tick_survives_and_another_tab_sees_it(card):
    page = card()
    page.get_by_text("Dry the tray").click()
    page.get_by_role("checkbox", name="Write down the hour.").focus()
    page.keyboard.press("Space")
    assert ticked(page) == [True, False, True]
    expect(page.get_by_text("Last ticked: 14:05. Your ticks stay in this browser.")).to_be_visible()
    page.reload()
    assert ticked(page) == [True, False, True]

    other = page.context.new_page()
    other.clock.set_fixed_time(AFTERNOON)
    other.goto(page.url)
    assert ticked(other) == [True, False, True]
    other.get_by_role("checkbox", name="Ring the mill:").check()
    expect(page.get_by_role("checkbox", name="Ring the mill:")).to_be_checked()
    said(page, "Start again").click()
    for box in boxes(other):
        expect(box).not_to_be_checked()
    # a slip of the thumb costs nobody a fortnight
    said(page, "Put the ticks back").click()
    for box in boxes(other):
        expect(box).to_be_checked()
    # nobody is told aloud what the box itself says
    expect(page.locator(".pb-ticked [role=status]")).to_have_text("")


def test_whoever_walks_to_and_fro_on_the_site_is_answered_once(card, bakery):
    page = card(scripts=(HEARING,))
    page.evaluate("window.stayed = true")
    at = {}
    for _ in range(10):
        for path in ("", f"policies/{WET}/"):
            page.locator(f"article a[href$='{WET}/']" if path else "a.md-logo, .pb-name").first.click()
            expect(page).to_have_url(f"{bakery}/{path}")
            expect(page.locator(".pb-ticked-row" if path else ".pb-find input")).to_be_visible()
            now = hearing(page)
            assert at.setdefault(path, now) == now
    before = page.evaluate("heard.kept")
    page.get_by_text("Dry the tray").click()
    assert page.evaluate("heard.kept") == before + 1 and page.evaluate("window.stayed")


def test_a_page_that_is_swapped_in_has_its_own_ticks(card, bakery):
    page = card()
    page.evaluate("window.stayed = true")
    page.get_by_text("Dry the tray").click()
    for id, expected in ((DRY, [False] * 3), (WET, [True, False, False])):
        page.locator("a.md-logo, .pb-name").first.click()
        expect(page).to_have_url(f"{bakery}/")
        page.locator(f"main a[href*='policies/{id}/']").first.click()
        expect(page).to_have_url(f"{bakery}/policies/{id}/")
        expect(said(page, "Copy as a note")).to_have_count(1)
        assert ticked(page) == expected
    assert page.evaluate("window.stayed")


def test_a_note_says_what_was_done_and_when(card):
    page = card(**MAY_COPY)
    page.get_by_text("Dry the tray").click()
    said(page, "Copy as a note").click()
    expect(page.locator(".pb-ticked [role=status]")).to_have_text("Copied.")
    note = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert note[0] == page.get_by_role("heading", level=1).text_content().strip().removesuffix("¶")
    assert re.fullmatch(r"23 November 2026 at 14:05 · edition of 20 November 2026, [0-9a-f]{6}", note[1])
    assert note[2:] == ["", "✓ Dry the tray, and say why.", "– Ring the mill:", "– Write down the hour."]
    assert page.locator(".pb-ticked pre").count() == 0 and page.locator("main input:not([type=checkbox]), main textarea").count() == 0


def test_where_nobody_may_copy_the_note_is_shown_and_selected(card):
    page = card(scripts=(LETS_NOBODY_COPY,))
    said(page, "Copy as a note").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Selected: now copy it as you always do.")).to_be_visible()
    expect(page.locator(".pb-ticked pre")).to_be_in_viewport()
    assert page.evaluate("getSelection().toString()").splitlines()[3:] == ["– Dry the tray, and say why.", "– Ring the mill:", "– Write down the hour."]


def test_a_list_that_has_changed_shows_nothing_as_done(card):
    page = card()
    for box in boxes(page):
        box.check()
    # the same page, as it would be built after a change
    mark = page.locator("[data-tick]").first.get_attribute("data-tick").partition("@")[2].partition("/")[0]
    page.route(f"**/policies/{WET}/", lambda route: route.fulfill(response=(sent := route.fetch()), body=sent.text().replace(f"@{mark}", "@0f0f0f")))
    page.reload()
    assert ticked(page) == [False] * 3
    expect(page.get_by_text("This list has changed since you ticked it")).to_be_visible()
    page.get_by_text("Dry the tray").click()
    expect(page.get_by_text("This list has changed since you ticked it")).to_be_hidden()
    page.unroute(f"**/policies/{WET}/")
    page.reload()
    assert ticked(page) == [False] * 3


def test_the_next_day_begins_with_an_empty_list(card):
    page = card()
    for made, seen, gone in (
        (AFTERNOON, datetime(2026, 11, 23, 23, 0, tzinfo=UTC), False),
        # a shift past midnight, and the next morning
        (datetime(2026, 11, 23, 23, 50, tzinfo=UTC), datetime(2026, 11, 24, 0, 20, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 23, 50, tzinfo=UTC), datetime(2026, 11, 24, 7, 30, tzinfo=UTC), True),
    ):
        page.clock.set_fixed_time(made)
        page.get_by_role("checkbox", name="Dry the tray").uncheck()
        page.get_by_role("checkbox", name="Dry the tray").check()
        page.clock.set_fixed_time(seen)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert ticked(page) == [not gone, False, False]
        expect(page.get_by_text("A new day: yesterday’s ticks are gone.")).to_be_visible(visible=gone)
    page.reload()
    assert ticked(page) == [False] * 3


def test_a_browser_that_keeps_nothing_ticks_and_says_nothing_false(card, bakery):
    page = card(scripts=(KEEPS_NOTHING,))
    page.get_by_text("Dry the tray").click()
    expect(page.get_by_text("This browser keeps nothing: they go when you close the page.")).to_be_visible()
    expect(page.get_by_text("Your ticks stay in this browser.")).to_have_count(0)
    assert ticked(page) == [True, False, False]
    said(page, "Start again").click()
    assert ticked(page) == [False] * 3
    page.get_by_text("Dry the tray").click()
    page.reload()
    assert ticked(page) == [False] * 3


def test_without_scripts_boxes_tick_and_no_button_is_dead(card):
    page = card(java_script_enabled=False)
    page.get_by_text("Write down the hour.").click()
    assert ticked(page) == [False, False, True]
    expect(page.locator("main button")).to_have_count(0)
    assert page.get_by_text("ticked").count() == 0


def test_paper_has_boxes_and_no_buttons(card):
    page = card(size=DESK)
    page.get_by_text("Dry the tray").click()
    page.emulate_media(media="print")
    for box in boxes(page):
        expect(box).to_be_visible()
    expect(said(page, "Copy as a note")).to_be_hidden()
    expect(page.get_by_text("Last ticked")).to_be_hidden()


def test_what_somebody_else_wrote_there_ticks_nothing(card):
    page = card()
    page.get_by_text("Dry the tray").click()
    for odd in ("no JSON", "[1, 2]", "null", '{"policy:no-rye-left@": "yes", "__proto__": {"a": 1}}', '{"a": 1e400}'):
        page.evaluate("odd => { localStorage.setItem(Object.keys(localStorage).find((key) => key.endsWith(':ticks:policy:no-rye-left')), odd); dispatchEvent(new Event('pageshow')) }", odd)
        assert ticked(page) == [False] * 3
    page.get_by_text("Dry the tray").click()
    page.reload()
    assert ticked(page) == [True, False, False]


def test_a_thumb_finds_every_box(card):
    page = card()
    for label in page.locator(".pb-tick").all():
        assert label.bounding_box()["height"] >= 44
    for button in page.locator(".pb-ticked button:visible").all():
        assert button.bounding_box()["height"] >= 44
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, runOnly=["color-contrast"]) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
