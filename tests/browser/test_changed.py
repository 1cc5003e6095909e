"""“What changed” in a browser: what is new to this visitor, a day to choose, and all of it without scripts."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, served

KEY = "Object.keys(localStorage).find((key) => key.endsWith(':changed'))"
SEEN = "[...document.querySelectorAll('.pb-change')].filter((mark) => mark.checkVisibility() || !mark.hidden).map((mark) => mark.dataset.marks.split(' ')[0])"


def entries(page: Page) -> list[dict[str, str]]:
    return page.eval_on_selector_all(".pb-change", "all => all.map((one) => ({day: one.dataset.day, marks: one.dataset.marks.split(' ')}))")


@pytest.fixture
def visit(look: Callable[..., Page], lived: Path) -> Iterator[Callable[..., Page]]:
    """Open a page of the example that has a history: `visit("changed/")`."""
    server = served(lived / "internal")
    yield lambda path, **options: look(f"http://127.0.0.1:{server.server_port}/{path}", **options)
    server.shutdown()
    server.server_close()


def kept(page: Page, told: object = None) -> Any:
    if told is not None:
        page.evaluate(f"told => localStorage.setItem({KEY}, told)", told if isinstance(told, str) else json.dumps(told))
        page.reload()
    return json.loads(page.evaluate(f"localStorage.getItem({KEY})"))


def test_what_is_new_to_a_visitor_is_marked_and_a_day_may_be_chosen(visit):
    page = visit("changed/", first=lambda page: page.clock.set_fixed_time("2030-01-02T09:00:00"))
    all_of_them = entries(page)
    form, fresh = page.locator(".pb-since-form"), page.locator(".pb-fresh")
    expect(form.locator("p")).to_contain_text("Next time you will see here what is new to you")
    expect(fresh).to_have_count(0)
    assert kept(page) == {"day": "2030-01-02", "top": all_of_them[0]["marks"][0], "last": None}

    # they were here three days ago, when the third entry stood first
    for _ in range(2):
        last = {"day": "2029-12-30", "top": all_of_them[2]["marks"][0]}
        assert kept(page, {**last, "last": None})["last"] == last
        texts = sum(len(one["marks"]) for one in all_of_them[:2])
        expect(form.locator("p")).to_have_text(f"New since you last looked, on 30 December 2029: {texts}.")
        expect(fresh).to_have_count(2)
    page.reload()
    expect(fresh).to_have_count(2)

    # by keyboard: only these, then all, and the focus goes along
    field = form.get_by_label("From this day on")
    only, every = form.get_by_role("button", name="Show only these"), form.get_by_role("button", name="Show all")
    expect(every).to_be_hidden()
    only.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(SEEN) == [one["marks"][0] for one in all_of_them[:2]]
    expect(every).to_be_focused()
    expect(form.get_by_role("status")).to_have_text(f"Shown: {texts}")
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    assert len(page.evaluate(SEEN)) == len(all_of_them)

    # by day
    newest = max(one["day"] for one in all_of_them)
    field.fill(newest)
    assert page.evaluate(SEEN) == [one["marks"][0] for one in all_of_them if one["day"] == newest]
    days = page.eval_on_selector_all(".pb-day", "all => all.filter((day) => !day.hidden).map((day) => day.dataset.day)")
    assert days == [newest] and page.locator("h2:visible").filter(has_text="20").count() == 1
    field.fill("2031-01-01")
    assert page.evaluate(SEEN) == [] and page.locator(".pb-lines:visible").count() == 0
    every.click()

    # where that entry is gone, the day decides; and what nobody can read counts as no visit
    kept(page, {"day": newest, "top": "gone", "last": None})
    expect(fresh).to_have_count(sum(one["day"] >= newest for one in all_of_them))
    for broken in ("}{", "null", "7", '{"day": "<b>", "top": 1}', '{"day": "2029-99-99"}', '{"day": ["2029-12-30"], "last": 5}', '{"day": "2030-01-02", "last": {"day": "2029-13-40"}}', '{"day": "2030-01-02", "last": "x"}'):
        kept(page, broken)
        expect(form.locator("p")).to_contain_text("Next time you will see")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    small = form.locator("input, button").evaluate_all("all => all.filter((one) => !one.hidden).map((one) => one.getBoundingClientRect().height)")
    assert min(small) >= 40
    page.set_viewport_size({"width": 360, "height": 640})
    page.add_style_tag(content="html { font-size: 250% !important; }")  # twice what the theme takes
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_all_of_it_is_there_and_each_text_leads_to_its_change(visit):
    page = visit("changed/", size=DESK, java_script_enabled=False)
    linked = page.locator("h3 a").first
    expect(page.locator(".pb-since")).to_be_empty()
    expect(page.locator(".pb-lines").first).to_be_visible()
    linked.click()
    way = page.locator('a[href*="changed/#"]')
    expect(way).to_have_count(1)
    if way.is_visible():
        way.click()
        expect(page.locator(":target")).to_have_count(1)
    page.emulate_media(media="print")
    expect(page.locator(".pb-suggest")).to_be_hidden()
    expect(page.locator(".pb-notice")).to_be_visible()
