"""A policy's card in a browser: the next sentence, the blanks, what a role may do, and the sheet of paper."""

import random
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import DESK, PHONE
from tests.conftest import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]
MAY_COPY = {"permissions": ["clipboard-read", "clipboard-write"]}
REFUSED = "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false;"
UPSET, QUIET, BROKEN = "policies/upset-people/", "policies/gone-quiet/", "policies/something-went-wrong/"
SENTENCES = ["Let me say this back. You had to walk home in the rain, and you had rung twice. Have I got it?", "What can I do to put this right for you?", "Thank you for telling me."]
QUARTER = (105, 148)
"""The width and height of a quarter of an A4 sheet, in millimetres."""


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def shown(page: Page) -> list[str]:
    """The sentences of “What to say” that stand there."""
    return [" ".join(words.split()) for words in page.locator(".pb-saying blockquote p:visible").all_inner_texts()]


def sheets(page: Page, format: str) -> list[str]:
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format=format))).pages]


def test_a_tap_shows_the_next_sentence(visit: Visit):
    page = visit("internal", UPSET, **MAY_COPY)
    words, place = page.locator(".pb-saying"), page.locator(".pb-place")
    assert shown(page) == SENTENCES[:1] and place.inner_text() == "1 of 3"
    assert words.bounding_box()["y"] + words.bounding_box()["height"] < PHONE[1]
    words.click()
    assert shown(page) == SENTENCES[1:2]
    page.get_by_role("button", name="Next").click()
    assert shown(page) == SENTENCES[2:] and place.inner_text() == "3 of 3"
    page.get_by_role("button", name="Copy", exact=True).first.click()
    expect(page.locator(".pb-say-row [role=status]").first).to_have_text("Copied.")
    assert clipboard(page) == SENTENCES[2]
    page.get_by_role("button", name="Back").click()
    assert shown(page) == SENTENCES[1:2]
    words.click(), page.get_by_role("button", name="Again").click()
    assert shown(page) == SENTENCES[:1]
    # each can be hit with a thumb
    assert all(button.bounding_box()["height"] >= 44 for button in page.locator(".pb-say-row button:visible").all())
    # what is said when it ends has its own button, and nothing to step through
    assert page.locator(".pb-say-row").nth(1).get_by_role("button").all_inner_texts() == ["Copy"]


def test_words_blanks_roles_and_steps_work_from_the_keyboard(visit: Visit):
    page = visit("internal", QUIET, **MAY_COPY)
    words, field = page.locator(".pb-saying"), page.get_by_label("name", exact=True)
    words.focus()
    for key, number in (("Enter", 2), ("ArrowLeft", 1), ("ArrowLeft", 1), ("ArrowRight", 2), ("Space", 1)):
        page.keyboard.press(key)
        assert page.locator(".pb-place").inner_text() == f"{number} of 2"
    page.keyboard.press("Tab")
    expect(field).to_be_focused()
    page.keyboard.type("Sam ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".pb-say-row [role=status]")).to_have_text("Copied.")
    assert clipboard(page).startswith("Hello Sam, it is Jan from Millbrook Cycles. I am not ringing")
    page.keyboard.press("Tab")
    expect(page.get_by_label("I am")).to_be_focused()
    page.keyboard.type("Mech")
    expect(page.locator(".pb-limits")).to_have_text("Fetch: Front desk, Workshop lead ring 12", use_inner_text=True)
    page.locator(".pb-step summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".pb-step").first.inner_text().endswith("for a message that we never answered.")


def test_a_blank_is_filled_in_before_anything_is_copied(visit: Visit):
    page = visit("internal", "scripts/kind-no-by-email/", **MAY_COPY)
    page.evaluate("navigator.clipboard.writeText('before')")
    button, told = page.get_by_role("button", name="Copy", exact=True), page.locator(".pb-say-row [role=status]")
    fields = page.locator(".pb-blank input")
    assert [field.get_attribute("placeholder") for field in fields.all()] == ["name", "the job", "partner", "reason", "number", "your name"]
    expect(fields.first).to_have_css("border-style", "dashed")
    for number, typed in enumerate(("Sam", "the <b>hub</b> & more", "Fenwick", "it is carbon", "01632 960118", "Jan")):
        button.click()
        expect(fields.nth(number)).to_be_focused()
        expect(told).to_have_text(f"First fill in “{fields.nth(number).get_attribute('placeholder')}”.")
        assert clipboard(page) == "before"
        page.keyboard.type(typed)
    expect(fields.first).to_have_css("border-top-style", "none")
    button.click()
    expect(told).to_have_text("Copied.")
    copied = clipboard(page).split("\n\n")
    assert copied[0] == "Dear Sam," and copied[-1] == "Jan"
    assert copied[1].startswith("Thank you for asking us about the <b>hub</b> & more. Fenwick will serve you better, because it is carbon. Their number is 01632 960118,")
    # nothing of it is kept
    assert "Fenwick" not in page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie")
    page.reload()
    assert [field.input_value() for field in fields.all()] == [""] * 6


def test_blanks_of_one_name_are_one(visit: Visit):
    page = visit("internal", "scripts/birthday-card/", size=DESK)
    page.locator("blockquote p").first.evaluate("one => one.closest('blockquote').after(one.closest('blockquote').cloneNode(true))")
    first = page.get_by_label("your name")
    assert first.count() == 2
    first.first.fill("Jan")
    # the copy has no script of its own, but the same name
    expect(first.nth(1)).to_have_value("Jan")


def test_where_copying_is_refused_the_words_are_selected(visit: Visit):
    page = visit("internal", QUIET, first=lambda page: page.add_init_script(REFUSED))
    page.get_by_label("name", exact=True).fill("Sam")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator(".pb-say-row [role=status]")).to_have_text("Selected: now copy it as you always do.")
    assert page.evaluate("getSelection().toString()").startswith("Hello Sam, it is Jan")
    assert page.locator(".pb-by-hand").bounding_box()["height"] > 24


def test_a_role_is_chosen_once_for_every_card_and_every_tab(visit: Visit, hosts: dict[str, str]):
    page = visit("internal", UPSET)
    lines = page.locator(".pb-limits > li:visible")
    assert [line.split(":")[0] for line in lines.all_inner_texts()] == ["Front desk", "Workshop lead ring 12", "Owner ring 10"]
    other = page.context.new_page()
    other.goto(f"{hosts['internal']}/{BROKEN}")
    page.get_by_label("I am").select_option(label="Front desk")
    for _ in range(2):
        expect(lines).to_have_count(1)
        text = " ".join(lines.inner_text().split())
        assert text == "Up to £30 and 20 minutes, on the spot You may give: a tube, a wash, a ride home on the cargo bike. If it takes more: Workshop lead ring 12, Owner ring 10"
        page.reload()
    rung = lines.get_by_role("link")
    assert [link.get_attribute("href") for link in rung.all()] == ["tel:12", "tel:10"]
    assert all(link.bounding_box()["height"] >= 24 for link in rung.all())
    # the other tab heard it, and its card has nothing for that role to decide
    expect(other.get_by_label("I am")).to_have_value("front-desk")
    expect(other.locator(".pb-limits > li:visible")).to_have_text("Fetch: Mechanic, Workshop lead ring 12", use_inner_text=True)
    other.get_by_label("I am").select_option(label="any of us")
    expect(lines).to_have_count(3)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.endsWith(':role'))") == []
    page.get_by_label("I am").select_option(label="Owner")
    assert "Edition of" in sheets(page, "A4")[0] and "Front desk: up to £30" in sheets(page, "A4")[0]


def test_a_tap_on_a_label_opens_its_line(visit: Visit):
    page = visit("internal", BROKEN)
    line = page.locator(".pb-step", has_text="until the bike is as it should have been")
    assert page.locator(".pb-step summary").all_inner_texts() == ["Answer", "Listen", "Say back", "Admit", "Apologise", "Make right", "Go further"]
    assert line.inner_text() == "Make right"
    line.locator("summary").click()
    assert "at once, until the bike is as it should have been." in line.inner_text()
    page.locator(".pb-step summary", has_text="Go further").click()
    assert page.locator(".pb-step").get_by_role("link", name="small kindness").evaluate("link => link.pathname") == "/gestures/"
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.reload()
    expect(page.locator(".pb-step:not([open])")).to_have_count(0)
    assert line.inner_text().startswith("Make right at once,")


def test_without_a_script_everything_stands_there(visit: Visit):
    page = visit("internal", UPSET, java_script_enabled=False)
    assert [" ".join(words.split()) for words in page.locator("h2#what-to-say ~ blockquote p:visible").all_inner_texts()][:3] == SENTENCES
    assert page.locator(".pb-limits > li:visible").count() == 3
    assert page.locator(".md-content").locator("button:visible, select:visible, input[type=text]:visible").count() == 0
    page.locator(".pb-step summary").first.click()
    assert page.locator(".pb-step").first.inner_text().endswith("until they stop by themselves; our side can wait.")


@pytest.mark.share
def test_each_card_is_one_sheet_of_paper_with_all_that_it_says(visit: Visit, hosts: dict[str, str]):
    page = visit("internal", "policies/")
    cards = sorted({link.evaluate("one => one.href") for link in page.locator("article .pb-rows + ul a").all()})
    assert len(cards) == 11
    every = [(card, format) for card in cards for format in ("A4", "Letter")]
    for card, format in every if WHOLE else random.Random("cards").sample(every, 3):
        page.goto(card)
        assert len(printed := sheets(page, format)) == 1, (card, format)
        assert "Edition of" in printed[0] and "Millbrook Cycles" in printed[0]
    page.goto(f"{hosts['internal']}/{QUIET}")
    text = " ".join(sheets(page, "A4")[0].split())
    # every sentence and every step; a blank is a line with its name below; nothing to press
    for said in ("What could we have done better?", "Hello", "name", "it is Jan", "for a message that we never answered.", "☐"):
        assert said in text
    assert "Next" not in text and "Copy" not in text and "I am " not in text.replace("I am not", "")
    page.get_by_label("name", exact=True).fill("Sam")
    assert re.search(r"Hello Sam ?, it is Jan", " ".join(sheets(page, "A4")[0].split()))


def test_eight_situations_hang_on_one_sheet_and_a_card_by_hand_is_a_quarter_of_one(visit: Visit, hosts: dict[str, str]):
    page = visit("internal", "counter/")
    assert page.locator("article h2").count() == 8
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE[0]
    for format in ("A4", "Letter"):
        [text] = sheets(page, format)
        assert "Edition of" in text and "ring 12" in text and "do not pass this on" not in text
    for script, words in (("birthday-card", "Happy birthday"), ("thank-you-card", "Dear")):
        page.goto(f"{hosts['internal']}/scripts/{script}/")
        [text] = sheets(page, "A4")
        text = " ".join(text.split())
        assert text.startswith(words) and "Notes" not in text and page.locator("h1").inner_text() not in text
        page.emulate_media(media="print")
        box = page.locator("blockquote").first.bounding_box()
        assert box["width"] <= QUARTER[0] / 25.4 * 96 and box["height"] <= QUARTER[1] / 25.4 * 96
        page.emulate_media(media="null")


def test_a_word_longer_than_the_screen_is_broken(visit: Visit):
    page = visit("internal", UPSET, size=(320, 640))
    places = ["h1", ".pb-feeling strong", ".pb-limits > li .pb-who", ".pb-dont + h2 + ul > li", ".pb-tick > span", ".pb-step summary", ".pb-saying p", ".pb-next a", ".pb-suggest"]
    long = "Konstantynopolitańczykowianeczka" * 4
    assert page.evaluate("([places, long]) => places.filter((place) => { const found = document.querySelector(place); if (found) found.append(` ${long}`); return !found; })", [places, long]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
