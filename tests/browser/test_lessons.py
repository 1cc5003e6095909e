"""Lessons in a browser: what is young enough for “Learned this week”, and where a tap leads."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_sites import barriers

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]
LINES = ".pb-learned + h2 + .pb-rows + ul > li"


def shown(page: Page) -> list[str]:
    return [line.locator("time").get_attribute("datetime") for line in page.locator(LINES).all() if line.is_visible()]


def test_what_is_older_than_seven_days_was_learned_lately(visit: Visit):
    days = {
        "2026-10-28": ("Learned this week", ["2026-10-21"]),
        "2026-11-06": ("Learned this week", ["2026-10-30"]),
        "2026-11-07": ("Learned lately", ["2026-10-30", "2026-10-21", "2026-10-02"]),
    }
    page = visit("internal")
    for day, (heading, lines) in days.items():
        # a minute before midnight: the day that counts is that of the place where somebody reads
        page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T23:59"))
        page.reload()
        expect(page.locator(".pb-learned + h2")).to_have_text(heading)
        assert shown(page) == lines
    page = visit("internal", java_script_enabled=False)
    expect(page.locator(".pb-learned + h2")).to_have_text("Learned lately")
    assert len(shown(page)) == 3


def test_a_tap_leads_to_the_policy_and_its_card_tells_of_the_lesson(visit: Visit):
    page = visit("internal")
    link = page.locator(f"{LINES} > a").first
    assert link.bounding_box()["height"] >= 44
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Somebody comes in")
    page.locator(".pb-fold summary").press("Enter")
    expect(page.get_by_text("A father left with the child in tears")).to_be_visible()


def test_everybody_can_read_the_page_of_lessons_and_tell_of_it(visit: Visit):
    page = visit("internal", "lessons/")
    assert barriers(page, "lessons") == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert page.locator("main table").count() == 0
    assert page.locator("main h2").all_inner_texts()[:2] == ["Not yet mended", "Mended"]
    assert [time.get_attribute("datetime") for time in page.locator(".pb-lessons + ul time").all()][:3] == ["2026-11-14", "2026-11-06", "2026-10-30"]
    page.get_by_role("link", name="tell everybody").click()
    expect(page.locator("h1")).to_have_text("You told us, we changed")
