"""The first page on a phone and on a desk: from it to the first sentence to say in two actions."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_sites import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]


def fields(page: Page):
    return page.get_by_role("searchbox", name="Or say it in their words")


def test_a_phone_shows_the_question_eight_situations_one_field_and_nothing_else(visit: Visit):
    page = visit("internal", size=PHONE)
    content = page.locator(".md-content__inner")
    tiles, field = page.locator(".pb-tiles--big + ul a"), fields(page)
    expect(tiles).to_have_count(8)
    for one in (content.get_by_role("heading", level=1, name="What is happening?"), *tiles.all(), field):
        expect(one).to_be_in_viewport(ratio=1)
    assert all(box.bounding_box()["height"] >= 44 for box in (*tiles.all(), field))
    shown = "[...document.querySelectorAll('.md-content :is(h1, h2, p, a, input, label, button)')].filter(one => { const { top, height } = one.getBoundingClientRect(); return height && top < innerHeight; }).length"
    assert page.evaluate(shown) == 1 + 8 + 2
    # the theme's own search stands on all other pages
    expect(page.get_by_role("search")).to_have_count(1)
    page.keyboard.press("s")
    expect(page.locator("#__search")).not_to_be_checked()


def test_the_first_sentence_is_two_actions_away_by_mouse_and_by_keyboard(visit: Visit):
    sentence = re.compile("Let me say it back")
    page = visit("internal", size=PHONE)
    actions = [lambda: page.get_by_role("link", name="It broke again").click()]
    for act in actions:
        act()
    expect(page.locator("blockquote").filter(has_text=sentence).first).to_be_in_viewport()
    assert len(actions) <= 2
    page = visit("internal", size=DESK)
    actions = [lambda: page.keyboard.type("/still not right"), lambda: page.keyboard.press("Enter")]
    for act in actions:
        act()
    expect(page).to_have_url(re.compile("policies/something-went-wrong/$"))
    expect(page.locator("blockquote").filter(has_text=sentence).first).to_be_in_viewport()
    assert len(actions) <= 2


def test_the_field_finds_what_is_half_typed_mistyped_bent_or_turned_round(visit: Visit):
    page = visit("internal", size=PHONE)
    field, first, status = fields(page), page.locator(".pb-hits a").first, page.locator(".pb-count")
    for typed, card in {
        "re": None,
        "refu": "It broke again",
        "scrached": "It broke again",
        "back my money": "It broke again",
        "brithday": "A birthday",
        "birthdays": "A birthday",
        "shouting": "Somebody is upset",
        "unsubscribing": "Before you send anything",
        "UNSUBSCRIBE!": "Before you send anything",
    }.items():
        field.fill(typed)
        expect(first).to_be_visible()
        if card:
            expect(first).to_have_text(re.compile(card))
        expect(status).to_have_text(re.compile(r"^Found: [1-5]\. Enter opens the first\.$"))
    field.fill("r")
    expect(first).to_have_count(0)
    field.fill("qwxyz vvvv")
    expect(page.locator(".pb-none")).to_be_in_viewport(ratio=1)
    expect(page.locator(".pb-none")).to_contain_text("Listen first")
    expect(page.locator(".pb-none").get_by_role("link", name="ring 12")).to_have_attribute("href", "tel:12")
    expect(status).to_have_text(re.compile("^No card sounds like that.*Workshop lead"))
    expect(page.locator(".pb-none").get_by_role("link", name="All situations")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_a_keyboard_walks_through_what_was_found(visit: Visit):
    page = visit("internal", size=DESK)
    page.keyboard.press("/")
    expect(fields(page)).to_be_focused()
    page.keyboard.type("angry, wants money back")
    hits = page.locator(".pb-hits a")
    page.keyboard.press("ArrowDown")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    expect(fields(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(fields(page)).to_have_value("")
    expect(hits).to_have_count(0)
    page.keyboard.type("kettle")
    page.get_by_role("link", name="Look for these words on all pages").click()
    # the theme's search goes on with the same words
    expect(page.get_by_role("textbox", name="Search")).to_have_value("kettle")


def test_everybody_can_search_in_any_size_and_colour(visit: Visit):
    for dark in (False, True):
        page = visit("internal", dark=dark)
        for text in ("angry", "qwxyz vvvv"):
            fields(page).fill(text)
            for width, height in (PHONE,) if dark else (PHONE, DESK):
                page.set_viewport_size({"width": width, "height": height})
                assert faults(page) == [], (text, width, dark)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_nothing_that_is_typed_leaves_the_browser(visit: Visit):
    page = visit("internal")
    page.wait_for_load_state("networkidle")
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.method, urlsplit(request.url).path + urlsplit(request.url).query)))
    fields(page).press_sequentially("angry about the brakes")
    expect(page.locator(".pb-hits a").first).to_be_visible()
    # the words that it compares with, the same for whatever is typed, once
    assert asked == [("GET", "/assets/playbook/playbook-situations.js")]


@pytest.mark.parametrize("scripts", [True, False])
def test_no_list_says_again_what_stands_on_the_page(visit: Visit, scripts: bool):
    page = visit("internal", size=PHONE, java_script_enabled=scripts)
    tiles = page.locator(".pb-tiles + ul a").all_inner_texts()
    expect(page.get_by_role("heading", name="Something else (3)")).to_be_visible()
    expect(page.get_by_role("link", name="All situations")).to_have_count(0)
    page.goto(f"{page.url}policies/")
    assert sorted(page.locator(".pb-rows + ul a").all_inner_texts()) == sorted(tiles)


def test_without_javascript_every_card_is_in_the_list(visit: Visit):
    page = visit("internal", java_script_enabled=False)
    expect(page.locator(".pb-tiles + ul a").filter(visible=True)).to_have_count(11)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.locator(".pb-none")).to_be_hidden()
