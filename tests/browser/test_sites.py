"""Both sites in a browser: to everybody's use, on a phone first, and nobody else's business."""

import random
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.conftest import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]

RECOVERY = "policies/something-went-wrong/"
PAGES = ["", "promises/", "partners/", "pl/", "pl/promises/", "principles/value-then-trust/", "privacy/", "no/such/page"]
"""Every kind of public page; `test_staff_pages.py` looks at those for staff."""
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
LOOKS = tuple(product((PHONE, DESK), (False, True)))
"""The sizes and colours in which a page is looked at; `make test` draws two that have nothing in common."""


def faults(page: Page, **options: object) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("options => axe.run(options).then(told => told.violations)", {**AXE, **options})
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]


def looks(name: str) -> list[tuple[tuple[int, int], bool]]:
    """In which sizes and colours a page is looked at: in all of them, or in one and its opposite."""
    size, dark = random.Random(name).choice(LOOKS)
    return list(LOOKS) if WHOLE else [(size, dark), (DESK if size is PHONE else PHONE, not dark)]


def turn(page: Page, size: tuple[int, int], dark: bool) -> None:
    """Let an open page be looked at in another size and the other colours, as their switch does it."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.locator("input[name=__palette]").nth(int(dark)).evaluate("one => one.click()")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if dark else "default")
    page.evaluate("scrollTo(0, 0)")  # what has been read stands half below the head of the page, and nobody aims at it there


def barriers(page: Page, name: str) -> list[str]:
    """What axe finds on an open page in each of its looks."""
    found = []
    for size, dark in looks(name):
        turn(page, size, dark)
        # Of all that axe looks for, contrast alone hangs on the colours.
        found += [f"{size[0]} px, {'dark' if dark else 'light'}: {fault}" for fault in faults(page, **({"runOnly": ["color-contrast"]} if dark else {}))]
    return found


@pytest.mark.share
@pytest.mark.parametrize("path", PAGES, ids=[path or "front" for path in PAGES])
def test_everybody_can_use_every_kind_of_page_and_nothing_slides_sideways(visit: Visit, path: str):
    page = visit("public", path)
    assert barriers(page, path) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    page.add_style_tag(content="html { font-size: 200% !important }")
    sticking_out = """[...document.querySelectorAll('.pb-header *, .pb-footer *, .md-content *')]
        .filter(one => !one.closest('.pb-wide, .highlight, .md-search') && one.getBoundingClientRect().right > innerWidth + 1)
        .map(one => one.outerHTML.slice(0, 80))"""
    assert page.evaluate(sticking_out) == []


@pytest.mark.parametrize("hue", [110, 285])
def test_whatever_colour_the_owner_chooses_can_be_read(visit: Visit, hue: int):
    page = visit("public", size=DESK)
    page.add_style_tag(content=f":root {{ --pb-hue: {hue} }}")
    for dark in (False, True):
        turn(page, DESK, dark)
        assert faults(page, runOnly=["color-contrast"]) == []


def test_a_table_that_is_too_wide_slides_in_its_own_box(visit: Visit):
    box = visit("internal", "gestures/", size=(320, 640)).locator(".pb-wide")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.focus()
    expect(box).to_be_focused()


def test_the_first_screen_of_a_phone_answers_a_stranger(visit: Visit):
    page = visit("public")
    bar = page.locator(".pb-reach--near").bounding_box()["y"]
    facts = (
        *("Millbrook Cycles", "Mon–Fri 8:00–18:00, Sat 9:00–13:00", "Your everyday bike", "you need no appointment", "Maria"),
        *("£25 to £180", "1 working day", "Millbrook and 8 km", "English and Polish", "3 Canal Street", "Is this the right place for me?"),
    )
    for fact in facts:
        line = page.locator(".pb-name, .pb-open, h1, h1 + p, .pb-by, .pb-facts li, .pb-ask a").filter(has_text=fact)
        expect(line).to_have_count(1)
        box = line.bounding_box()
        assert 0 <= box["y"] and box["y"] + box["height"] <= bar, fact
    for name in (re.compile("^Ring 01632 960123"), "Write to us"):
        button = page.get_by_role("link", name=name)
        expect(button).to_have_count(1)
        expect(button).to_be_in_viewport(ratio=1)
        assert button.bounding_box()["height"] >= 44


def test_ring_and_write_cover_no_text(visit: Visit):
    page = visit("public")
    last, bar = page.locator(".pb-foot p").last, page.locator(".pb-reach--near")
    page.locator(".pb-footer").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert last.evaluate("text => text.getBoundingClientRect().bottom") <= bar.evaluate("bar => bar.getBoundingClientRect().top")
    assert bar.evaluate("bar => bar.getBoundingClientRect().bottom") <= page.locator(".pb-footer").evaluate(
        "foot => foot.getBoundingClientRect().top"
    )


def test_what_has_the_focus_is_never_under_the_bar(visit: Visit):
    page = visit("public")
    for link in page.locator(".md-content li a").all():
        link.focus()
        covered = "link => link.getBoundingClientRect().bottom > document.querySelector('.pb-reach--near').getBoundingClientRect().top"
        assert not link.evaluate(covered)


def test_a_wide_screen_keeps_the_facts_in_sight(visit: Visit):
    page = visit("public", size=DESK)
    page.get_by_role("heading", name="How to start").scroll_into_view_if_needed()
    expect(page.locator(".pb-door").get_by_role("link", name="Ring 01632 960123")).to_be_in_viewport(ratio=1)


def test_situations_are_large_enough_for_a_thumb(visit: Visit):
    page = visit("internal")
    boxes = [link.bounding_box() for link in page.locator(".pb-tiles + ul a").all()]
    assert len(boxes) >= 8
    assert all(box["height"] >= 44 and box["width"] > 150 for box in boxes)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("path", [RECOVERY, "policies/upset-people/"])
def test_a_policy_reads_say_may_do_dont_more(visit: Visit, path: str, javascript: bool):
    page = visit("internal", path, java_script_enabled=javascript)
    seen = page.locator("article").inner_text()
    places = [seen.index(heading) for heading in ("They leave feeling", "What to say", "You may", "What to do", "Don't", "More about this")]
    assert places == sorted(places)


def test_more_is_folded_until_somebody_asks(visit: Visit):
    page = visit("internal", RECOVERY, java_script_enabled=False)
    shelf = page.get_by_role("heading", name="Words ready to use")
    expect(shelf).to_be_hidden()
    page.locator("summary", has_text="More about this").press("Enter")
    expect(shelf).to_be_visible()


def test_a_link_into_the_fold_opens_it(visit: Visit):
    page = visit("internal", RECOVERY + "#words-ready-to-use")
    expect(page.get_by_role("heading", name="Words ready to use")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("audience", "path"),
    [("public", ""), *(("internal", f"policies/{name}/") for name in ("something-went-wrong", "upset-people", "not-for-us", "before-we-start"))],
)
def test_it_prints_on_one_sheet(visit: Visit, audience: str, path: str):
    pdf = visit(audience, path).pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_paper_says_for_whom_it_is(visit: Visit):
    page = visit("internal", RECOVERY)
    page.emulate_media(media="print")
    expect(page.get_by_text("For us alone")).to_be_visible()
    expect(page.locator(".pb-bar")).to_be_hidden()


@pytest.mark.parametrize(("audience", "path"), [("public", ""), ("internal", RECOVERY)])
def test_the_first_key_leads_past_the_menu_and_shows_where_it_is(visit: Visit, audience: str, path: str):
    page = visit(audience, path, size=DESK)
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_have_css("opacity", "1")
    assert skip.evaluate("link => parseFloat(getComputedStyle(link).outlineWidth)") >= 2
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")


def test_every_stop_of_the_keyboard_can_be_seen(visit: Visit):
    page = visit("public", size=DESK)
    seen = """() => {
        const one = document.activeElement, ring = one.matches('.md-option') ? one.nextElementSibling : one
        return [getComputedStyle(ring).outlineStyle !== 'none', one.outerHTML.slice(0, 90)]
    }"""
    for _ in range(12):
        page.keyboard.press("Tab")
        visible, what = page.evaluate(seen)
        assert visible or "md-search" in what, what


def test_the_menu_is_a_link_that_works_without_javascript(visit: Visit):
    page = visit("internal", RECOVERY, java_script_enabled=False)
    page.get_by_role("link", name="Menu").press("Enter")
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link", name="What is happening?")).to_be_in_viewport()


def test_dark_and_light_can_be_changed_from_the_keyboard(visit: Visit):
    page = visit("public", size=DESK)
    page.get_by_label("Switch to dark mode").press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_empty_search_field_says_what_it_is(visit: Visit):
    page = visit("public", size=DESK)
    field = page.get_by_role("textbox", name="Search")
    colour = field.evaluate("field => getComputedStyle(field, '::placeholder').color")
    expect(page.locator(".pb-tabs a:not([aria-current])").first).to_have_css("color", colour)


def test_the_search_finds_the_situation(visit: Visit):
    page = visit("internal", "policies/", size=DESK)
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    field.press_sequentially("upset")
    found = page.get_by_role("search").get_by_role("link").filter(has_text="Somebody is upset").first
    expect(found).to_be_visible(timeout=20_000)
    found.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Somebody is upset")


def test_every_internal_page_says_that_it_is_internal(sites: Path):
    for page in (sites / "internal").rglob("*.html"):
        text = page.read_text("utf-8")
        assert len(re.findall(r'<p class="pb-notice"[^>]*>(?:For us alone|Tylko dla nas)', text)) == 1, page
        assert text.count('<meta name="robots" content="noindex, nofollow">') == 1, page


def test_no_public_page_does(sites: Path):
    # what stands in other people's pages is not to be found by itself
    pages = [page for page in (sites / "public").rglob("*.html") if "embed" not in page.parts]
    assert len(pages) > 4
    for page in pages:
        text = page.read_text("utf-8")
        assert "pb-notice\"" not in text, page
        assert "For us alone" not in text, page
        assert "noindex" not in text, page
