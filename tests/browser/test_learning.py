"""Learning in a browser: the way into a role, cases by mouse and by keyboard and without a script, and the card for before the shift."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_sites import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]
CASE, ROLE, SHIFT, LEARN = "scenarios/one-digit/", "roles/front-desk/", "pages/before-the-shift/", "learn/"
BEST = "I wrote 31 where your door says 13."
WHY = "It owns our small part first"
OURS = "Let me say it back: the brake rubbed again"


def test_from_the_first_screen_to_a_case_and_on_to_the_next(visit: Visit):
    page = visit("internal", LEARN)
    page.get_by_role("link", name="One wrong digit").click()
    for hidden in (WHY, OURS, "Dev rang the carrier"):
        expect(page.get_by_text(hidden)).to_be_hidden()
    page.get_by_text(BEST).click()
    for shown in (WHY, OURS, "Dev rang the carrier"):
        expect(page.get_by_text(shown)).to_be_visible()
    page.get_by_text("Let us both ring them").click()
    expect(page.get_by_text("She had been on the telephone all morning.")).to_be_visible()
    page.get_by_role("link", name="It was online before we knew").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("It was online before we knew")
    # whoever comes back finds it as new, and nobody has kept a score
    page.go_back()
    page.reload()
    expect(page.get_by_text(WHY)).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter(name => name.includes(':ticks:'))") == []


def test_a_case_is_practised_by_keyboard_alone(visit: Visit):
    page = visit("internal", CASE, size=DESK)
    choices = page.locator(".pb-choice summary")
    choices.nth(0).focus()
    page.keyboard.press("Tab")
    expect(choices.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page.get_by_text(OURS)).to_be_visible()
    expect(choices.nth(1)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_text(WHY)).to_be_hidden()
    assert page.locator(".pb-choice").nth(1).aria_snapshot().startswith("- group")


def test_without_a_script_every_answer_can_be_opened(visit: Visit):
    page = visit("internal", CASE, java_script_enabled=False)
    page.get_by_text(BEST).click()
    expect(page.get_by_text(WHY)).to_be_visible()
    expect(page.get_by_text(OURS)).to_be_hidden()
    page.get_by_text("What we say, and why").click()
    expect(page.get_by_text(OURS)).to_be_visible()
    expect(page.get_by_role("link", name='"It broke again"', exact=True).last).to_be_visible()


def test_what_was_learned_is_ticked_wherever_it_stands(visit: Visit):
    due = datetime(2027, 12, 1, 9, 0, tzinfo=UTC)
    page = visit("internal", ROLE, first=lambda page: page.clock.set_fixed_time(due))
    page.get_by_text("Stand beside Ola for an hour").click()
    page.get_by_role("checkbox", name="Somebody is upset", exact=True).focus()
    page.keyboard.press("Space")
    page.goto(page.url.replace(ROLE, "roles/workshop-lead/"))
    expect(page.get_by_role("checkbox", name="Stand beside Ola for an hour")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Somebody is upset", exact=True)).to_be_checked()
    # what is due is judged where it is read, and on the day
    expect(page.locator(".pb-due").first).to_have_text("wants reading over now")
    page.clock.set_fixed_time(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    page.goto(page.url.replace("roles/workshop-lead/", "pages/onboarding/"))
    expect(page.get_by_role("checkbox", name="Stand beside Ola for an hour")).to_be_checked()
    assert page.locator("[data-tick]:checked").count() == 1
    page.goto(page.url.replace("pages/onboarding/", "roles/workshop-lead/"))
    expect(page.locator(".pb-due").first).to_contain_text("to be read over by")
    ring = page.get_by_role("link", name="ring 10")
    expect(ring).to_have_attribute("href", "tel:10")


def test_the_card_before_the_shift_is_one_screen_and_no_form(visit: Visit):
    page = visit("internal", LEARN, size=PHONE)
    page.get_by_role("link", name="Before the shift").first.click()
    lines = page.locator(".md-content__inner > ul > li")
    assert lines.count() >= 5
    expect(lines.last).to_be_in_viewport(ratio=1)
    assert min(line.evaluate("line => parseFloat(getComputedStyle(line).fontSize)") for line in lines.all()) >= 18
    expect(page.locator("main :is(input, select, textarea, button)")).to_have_count(0)
    page.locator("main").get_by_role("link", name="What is happening?").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What is happening?")


@pytest.mark.parametrize("path", [CASE, *(pytest.param(path, marks=pytest.mark.whole) for path in (LEARN, ROLE, SHIFT))])
def test_everybody_can_learn(visit: Visit, path: str):
    page = visit("internal", path)
    if path == CASE:
        page.get_by_text(BEST).click()
    for width, height in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        assert faults(page) == []
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert faults(page, runOnly=["color-contrast"]) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
