"""The owner's page and the money for staff in a browser: what is due by the day on this machine, with a keyboard, and without a script."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_sites import barriers
from tests.conftest import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]
OWNER, MONEY = "owner/", "money/"


def due(page: Page, heading: str) -> tuple[str, str, str]:
    """What a list of the owner's page says: the line above it, the one thing it names, and what stands on its fold."""
    said = page.locator("h2", has_text=heading).locator("xpath=following-sibling::p[1]")
    one, fold = said.locator("xpath=following-sibling::ul[1]"), said.locator("xpath=following-sibling::details[1]/summary")
    return said.inner_text(), one.inner_text(), fold.inner_text()


def pass_to(page: Page, day: str) -> None:
    """Let the clock of this browser show another day, as it does for a page that stays open overnight."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T08:30:00"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_the_clock_of_this_browser_says_what_is_due_this_week(visit: Visit):
    page = visit("internal", OWNER, size=PHONE, first=lambda page: page.clock.set_fixed_time(datetime(2026, 11, 22, 8)))
    assert due(page, "Read one over") == (
        "Nothing needs reading this week. The next:", "Your everyday bike, ready when you said you need it: by 2 February 2027 (Owner).", "The others (79)",
    )
    assert due(page, "Partners to ring")[0] == "Nobody needs a ring this week. The next:"
    # the last day is still in time, and so is all of the week before it
    for day in ("2027-01-27", "2027-02-02"):
        pass_to(page, day)
        said, one, fold = due(page, "Read one over")
        assert said == "This week, read this one with whoever works by it:" and one.endswith(": by 2 February 2027 (Owner).") and fold == "The others (79, due now: 1)"
    # a text that nobody has read yet has no day, so a playbook that begins is not late with all of it
    page.evaluate("document.querySelector('details.pb-rest + ul li:last-child [data-due]').removeAttribute('data-due')")
    pass_to(page, "2027-02-02")
    assert due(page, "Read one over")[2] == "The others (79, due now: 1)"
    pass_to(page, "2027-02-03")
    assert due(page, "Read one over")[1].endswith(": waiting since 2 February 2027 (Owner).")
    pass_to(page, "2027-03-28")
    said, one, _ = due(page, "Partners to ring")
    assert said.endswith("Ring this week:") and one.startswith("Wheel and Road: last checked on 28 September 2026, and that is long ago. Ring 01632")
    pass_to(page, "2027-01-26")
    assert due(page, "Read one over")[:2] == ("Nothing needs reading this week. The next:", "Your everyday bike, ready when you said you need it: by 2 February 2027 (Owner).")


def test_the_fold_opens_from_the_keyboard_and_what_it_holds_is_reached(visit: Visit):
    page = visit("internal", OWNER, size=DESK)
    fold = page.locator("details.pb-rest summary").first
    second = page.get_by_role("link", name="Words we use", exact=True).locator("visible=true").first
    expect(page.locator("details.pb-rest + ul").first).to_be_hidden()
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.pb-rest + ul").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    fold.focus()
    page.keyboard.press("Space")
    expect(page.locator("details.pb-rest + ul").first).to_be_hidden()


def test_without_a_script_the_first_by_its_day_is_named_and_the_fold_opens(visit: Visit):
    page = visit("internal", OWNER, size=PHONE, java_script_enabled=False)
    assert due(page, "Read one over") == ("One a week is enough. The next:", "Your everyday bike, ready when you said you need it: by 2 February 2027 (Owner).", "The others (79)")
    page.locator("details.pb-rest summary").first.click()
    expect(page.locator("details.pb-rest + ul").first).to_be_visible()


@pytest.mark.share
@pytest.mark.parametrize("path", [OWNER, MONEY])
def test_owner_and_staff_meet_no_barrier_and_can_ring(visit: Visit, path: str):
    page = visit("internal", path, size=(320, 640))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    rings = page.locator("article a[href^='tel:']")
    assert rings.count() >= 4 and all(ring.bounding_box()["height"] >= 24 for ring in rings.all())
    # however long a number is, the full stop of its sentence keeps beside it
    alone = """rings => rings.filter(ring => ring.nextSibling?.data?.startsWith('.')).filter(ring => {
      ring.append(' or on the telephone in the back room upstairs')
      const stop = document.createRange()
      stop.setStart(ring.nextSibling, 0)
      stop.setEnd(ring.nextSibling, 1)
      return stop.getBoundingClientRect().bottom > ring.getBoundingClientRect().bottom
    }).length"""
    assert rings.evaluate_all(alone) == 0
    # `test_staff_pages.py` asks a share of this each time
    assert not WHOLE or barriers(page, path) == []
    page.emulate_media(media="print")
    # paper shows what is folded on a screen
    assert all(one.is_visible() for one in page.locator("details.pb-rest + ul").all())


def test_the_calendar_is_a_file_that_can_be_kept(visit: Visit):
    page = visit("internal", OWNER)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Put these days into your calendar").click()
    assert kept.value.suggested_filename == "reviews.ics"
