"""The form to everybody's use: on a phone, by keyboard, by ear, in both colours, and without a script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.owners import Owner
from tests.browser.test_sites import barriers

pytestmark = [pytest.mark.browser, pytest.mark.slow]

POLICY = "docs/playbook/policies/something-went-wrong.md"
STANDS_OUT = """[...document.querySelectorAll('.pb-edit *')]
    .filter(one => one.checkVisibility() && !one.closest('.pb-diff, .pb-edit-heard, .pb-hidden') && one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 90))"""
SMALL = """[...document.querySelectorAll('.pb-edit :is(button, select, textarea, input:not([type=checkbox]), .pb-new, .pb-texts a, summary)')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < (one.matches('.pb-link') ? 24 : 32))
    .map(one => one.outerHTML.slice(0, 90))"""


def fits(page: Page) -> None:
    """Nothing slides sideways on the smallest phone, nor with letters twice as large; and a thumb finds every button."""
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    assert page.evaluate(SMALL) == []
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    assert page.evaluate(STANDS_OUT) == []
    page.evaluate("document.documentElement.style.removeProperty('font-size')")


@pytest.mark.share
@pytest.mark.parametrize("view", ["place", "list", "text", "wrong", "review", "meanwhile"])
def test_everybody_can_use_every_view(owner: Callable[..., Owner], view: str):
    maria = owner("" if view == "list" else f"#{POLICY}", choose=view != "place", size=PHONE)
    if view == "place":
        maria.page.get_by_text("How do I get a key?").click()
    if view in ("text", "wrong"):
        for summary in maria.page.locator(".pb-asks > details > summary").all():
            summary.click()
    if view not in ("place", "list"):
        maria.type("" if view == "wrong" else "heard, and in good hands", "How do they feel when they leave?")
    if view in ("wrong", "review", "meanwhile"):
        maria.review()
    if view == "review":
        maria.page.get_by_text("What will be checked later").click()
    if view == "meanwhile":
        maria.put({POLICY: maria.before[POLICY] + b"\nThe end.\n"})
        maria.press("Save into the folder")
        maria.reads("Somebody else has changed this text meanwhile")
    assert barriers(maria.page, view) == []
    fits(maria.page)


def tab_to(page: Page, name: str, *, back: bool = False) -> None:
    """Press the key that leads on until what goes by this name has the focus."""
    told = "() => { const one = document.activeElement; return one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent }"
    seen: list[str] = []
    for _ in range(90):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        seen.append(" ".join((page.evaluate(told) or "").split()))
        if seen[-1].startswith(name):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"no key leads to {name}; on the way: {seen}")


def test_a_text_is_changed_by_keyboard_alone(owner: Callable[..., Owner]):
    maria = owner(choose=False)
    page, keys = maria.page, maria.page.keyboard
    expect(page.get_by_role("button", name="Choose the folder")).to_be_visible()
    tab_to(page, "Choose the folder")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Your texts")).to_be_focused()
    tab_to(page, "Find a text")
    title = re.search(r"^# (.*)$", maria.before[POLICY].decode(), re.MULTILINE)[1].strip('"“”')
    keys.type(title)
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_be_focused()
    tab_to(page, "How do they feel when they leave?")
    keys.press("ControlOrMeta+A")
    keys.type("heard, and in good hands")
    tab_to(page, "Move down: Step 1")
    keys.press("Enter")
    tab_to(page, "Check, and show what will change")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="What will change")).to_be_focused()
    tab_to(page, "Save into the folder")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Saved at")).to_be_focused()
    (text,) = (content.decode() for content in maria.changed().values())
    was = maria.before[POLICY].decode()
    first, second = re.findall(r"^\d\. (\*\*.*)$", was, re.MULTILINE)[:2]
    assert re.findall(r"^\d\. (\*\*.*)$", text, re.MULTILINE)[:2] == [second, first]
    assert "they_leave_feeling: heard, and in good hands\n" in text


def test_enter_in_a_line_goes_on_to_a_new_one_and_puts_no_break_into_it(owner: Callable[..., Owner]):
    maria = owner(f"#{POLICY}")
    steps = maria.page.get_by_role("group", name="What do we do, step by step?")
    count = len(re.findall(rb"(?m)^\d\. ", maria.before[POLICY]))
    expect(steps.get_by_role("listitem")).to_have_count(count)
    maria.box("What do we do, step by step?", "Step 1: What exactly").press("Enter")
    expect(maria.box("What do we do, step by step?", "Step 2: In a word or two")).to_be_focused()
    expect(steps.get_by_role("listitem")).to_have_count(count + 1)
    title = maria.box("What happened, in a few words?")
    was = title.input_value()
    title.press("End")
    title.press("Enter")
    expect(title).to_have_value(was)
    maria.review()
    expect(maria.page.get_by_text("Nothing has been changed.")).to_be_visible()


def test_what_is_said_of_an_empty_box_goes_once_something_stands_there(owner: Callable[..., Owner]):
    maria = owner("#new:policy")
    empty = maria.page.locator(".pb-told", has_text="This is still empty.")
    maria.review()
    expect(empty).to_have_count(4)
    maria.type("The boat leaks", "What happened, in a few words?")
    expect(empty).to_have_count(3)
    maria.box("What is it about?").select_option(label="Something went wrong")
    maria.press("Take all of these", within="What do we do, step by step?")
    expect(empty).to_have_count(1)


def test_what_is_done_in_turn_is_a_step_and_no_other_line_is_one(owner: Callable[..., Owner]):
    maria = owner("#docs/playbook/fit.md")
    expect(maria.box("Who is better served by somebody else?", "Line 1: What exactly")).to_be_visible()
    expect(maria.box("How do they start?", "Step 1")).to_be_visible()


def test_only_what_may_be_found_in_such_a_text_is_checked_later(owner: Callable[..., Owner]):
    maria = owner("#docs/playbook/promises/answer.md")
    maria.type("You hear from us within 4 hours", "What can people count on?")
    maria.review()
    later = maria.page.locator("details", has_text="What will be checked later")
    expect(later).to_contain_text("Every promise is kept by a step that is there")
    expect(later).not_to_contain_text("Nobody is sent elsewhere")


def test_nobody_is_told_of_the_marks_of_the_files(owner: Callable[..., Owner]):
    maria = owner("#docs/playbook/fit.md")
    maria.type("A morning is £45.", "What does it cost?")
    maria.review()
    told = maria.page.locator(".pb-box-wrong .pb-told")
    expect(told).to_contain_text("To mend: This says neither what people pay nor why they have to ask. Write four lines that open with “Most people pay”, “Included”")
    expect(maria.page.locator(".pb-errors")).to_contain_text("This says neither what people pay nor why they have to ask.")


def test_the_browser_asks_before_something_typed_is_left(owner: Callable[..., Owner]):
    maria = owner(f"#{POLICY}")
    asked: list[str] = []
    maria.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    maria.page.reload()
    assert asked == []
    maria.press("Choose the folder")
    maria.box("How do they feel when they leave?").press_sequentially("!")
    maria.page.reload()
    assert asked == ["beforeunload"]


def test_without_a_script_the_page_says_what_else_can_be_done(look: Callable[..., Page], shop_host: str):
    page = look(f"{shop_host}/edit/", size=DESK, java_script_enabled=False)
    # the driver passes over what stands in such an element, and a reader does not
    expect(page.locator("noscript p")).to_contain_text("this browser runs none")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript a", has_text="To the texts")).to_have_attribute("href", "https://github.com/quay/shop/tree/main/docs/playbook")


def test_the_form_is_found_from_each_text_and_from_the_owners_page(look: Callable[..., Page], shop_host: str):
    page = look(f"{shop_host}/policies/something-went-wrong/", size=DESK)
    page.get_by_role("link", name="Suggest a change").click()
    expect(page).to_have_url(f"{shop_host}/edit/#{POLICY}")
    page.goto(f"{shop_host}/owner/")
    page.get_by_role("article").get_by_role("link", name="Change the texts").click()
    expect(page).to_have_url(f"{shop_host}/edit/")
