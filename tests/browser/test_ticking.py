"""“Tick what is true for you”: by mouse, by keyboard and without a script; what is passed on, and that nothing is kept."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from playbook_plugins.words import Words
from tests.browser.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]

CITY, CARBON, BATTERY, RACING = (
    "You ride a city, touring or cargo bike",
    "You need a carbon frame repaired",
    "Your e-bike battery has failed",
    "You want a bike built for racing",
)
WORDS = Words("en")
ELSEWHERE, ASK, FIT = (WORDS(f"fit.result-{outcome}") for outcome in ("elsewhere", "ask", "fit"))
SAID = WORDS("fit.hand-over", name="Millbrook Cycles", words="I need a carbon frame repaired")
STUB = "window.shared = []; navigator.share = async what => { shared.push(what) }"
NO_SHARE = "delete Navigator.prototype.share"


def tick(page: Page, *lines: str) -> None:
    for line in lines:
        page.get_by_role("checkbox", name=line).click()


def verdict(page: Page):
    return page.locator(".pb-verdict")


def result(page: Page):
    return page.locator(".pb-result")


def ticked(page: Page) -> list[str]:
    return page.locator("input[name=tick]:checked").evaluate_all("all => all.map(one => one.value)")


def told(page: Page) -> list[str]:
    """The lines that decided, as the result names them."""
    return result(page).locator(".pb-decided strong").all_inner_texts()


def covered(page: Page, what: str) -> bool:
    """Whether something, as an expression in the page, is out of the window or lies under something else."""
    return page.evaluate(
        """one => {
            const box = one.getBoundingClientRect(), inside = (x, y) => { const top = document.elementFromPoint(x, y); return top && (one.contains(top) || top.contains(one)) }
            return !(box.top >= 0 && box.bottom <= innerHeight && inside(box.left + 2, box.top + 2) && inside(box.right - 2, box.bottom - 2))
        }""",
        page.evaluate_handle(what),
    )


def twice_as_large(page: Page) -> None:
    """Text twice as large, as somebody sets it in their browser."""
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})


def test_the_answer_stands_there_as_soon_as_a_line_is_ticked(visit: Visit):
    page = visit("public")
    expect(result(page)).to_be_hidden()
    page.get_by_text(CARBON, exact=True).click()
    expect(verdict(page)).to_have_text(ELSEWHERE)
    expect(verdict(page)).to_be_in_viewport(ratio=1)
    assert not covered(page, "document.querySelector('.pb-verdict')")
    for piece in (CARBON, "We have neither the oven nor the training.", "Fenwick Composite does it every day."):
        expect(result(page)).to_contain_text(piece)
    expect(result(page).get_by_role("link", name="Fenwick Composite")).to_have_attribute("href", "https://fenwick-composite.example")
    expect(result(page).get_by_role("link", name="Ring 01632 960444")).to_have_attribute("href", "tel:01632960444")
    tick(page, BATTERY)
    expect(result(page)).to_contain_text("Unless it is only the charger: bring that in.")


@pytest.mark.parametrize("path", ["", "pl/"])
def test_the_answer_stands_above_ring_and_write_however_many_lines_they_take(visit: Visit, path: str):
    page = visit("public", path, size=(320, 640))
    for width in (320, 360, 420):
        page.set_viewport_size({"width": width, "height": 640})
        page.reload()
        page.get_by_role("checkbox").first.set_checked(False)
        page.get_by_role("checkbox").first.click()
        assert not covered(page, "document.querySelector('.pb-verdict')")
        ring, write = (button.bounding_box() for button in page.locator(".pb-reach--near a").all())
        if not path and width >= 360:
            assert ring["y"] == write["y"]
            assert max(ring["height"], write["height"]) < 52  # nothing takes a second line


def test_elsewhere_goes_before_ask_us_and_that_before_fit(visit: Visit):
    page = visit("public")
    for line, said, lines in ((CITY, FIT, [CITY]), (RACING, ASK, [RACING]), (CARBON, ELSEWHERE, [CARBON])):
        tick(page, line)
        expect(verdict(page)).to_have_text(said)
        # a line that did not decide is not among those that are named
        assert [text.rstrip(".") for text in told(page)] == [line] if line != CITY else told(page)[0].startswith(CITY)
        assert len(lines) == len(told(page))
    for line, said in ((CARBON, ASK), (RACING, FIT), (CITY, "")):
        tick(page, line)
        expect(verdict(page)).to_have_text(said)
    expect(result(page)).to_be_hidden()


def test_we_are_to_be_rung_where_nobody_else_is_named(visit: Visit):
    page = visit("public")
    ring, write = (result(page).locator(".pb-to-us").get_by_role("link", name=name) for name in ("Ring 01632 960123", WORDS("fit.write-this")))
    for line in (CITY, RACING):
        tick(page, line)
        expect(ring).to_be_visible()
        expect(write).to_be_visible()
    address = urlsplit(write.get_attribute("href"))
    assert (address.scheme, address.path) == ("mailto", "hello@millbrookcycles.example")
    assert parse_qs(address.query) == {"subject": [WORDS("fit.question")], "body": [WORDS("fit.hello", name="Millbrook Cycles") + "\nI want a bike built for racing."]}
    tick(page, CARBON)
    expect(ring).to_be_hidden()


def test_the_keyboard_alone_is_enough(visit: Visit):
    page = visit("public")
    page.get_by_role("link", name=WORDS("fit.question")).press("Enter")
    page.keyboard.press("Tab")
    first = page.get_by_role("checkbox").first
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    expect(verdict(page)).to_have_text(FIT)
    page.keyboard.press("Space")
    expect(result(page)).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, (320, 480), DESK])
def test_every_stop_among_the_ticks_can_be_seen_and_lies_under_nothing(visit: Visit, size: tuple[int, int]):
    page = visit("public", "#tick", size=size)
    page.locator("#tick").evaluate("box => { box.tabIndex = -1; box.focus() }")
    stops = 0
    while True:
        page.keyboard.press("Tab")
        what = page.evaluate("document.activeElement.closest('#tick') && document.activeElement.outerHTML.slice(0, 120)")
        if what is None:
            break
        stops += 1
        assert page.evaluate("(one => getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) >= 2)(document.activeElement)"), what
        assert not covered(page, "document.activeElement"), what
        if page.evaluate("document.activeElement.type === 'checkbox'"):
            page.keyboard.press("Space")
            assert not covered(page, "document.activeElement"), what
    assert stops >= 9 + 3 * 3


def test_a_screen_reader_is_told_the_answer(visit: Visit):
    page = visit("public")
    expect(page.get_by_role("group", name=WORDS("fit.tick-lead"))).to_be_visible()
    expect(verdict(page)).to_have_attribute("role", "status")


def test_without_javascript_every_line_says_what_comes_of_it(visit: Visit):
    page = visit("public", java_script_enabled=False)
    lines = page.locator("#tick li")
    assert lines.count() >= 9
    for line in lines.all():
        says = line.locator("p").filter(visible=True)
        assert says.count() and all(text.strip() for text in says.all_inner_texts()), line.inner_text()
    carbon = lines.filter(has_text=CARBON)
    expect(carbon).to_contain_text("We have neither the oven nor the training.")
    expect(carbon.get_by_role("link", name="Fenwick Composite")).to_be_visible()
    expect(result(page)).to_be_hidden()
    expect(verdict(page)).to_be_hidden()
    expect(page.locator("#tick button").filter(visible=True)).to_have_count(0)


def test_with_javascript_a_line_says_it_once(visit: Visit):
    page = visit("public")
    expect(page.locator("#tick li p").filter(visible=True)).to_have_count(0)
    tick(page, CITY)
    assert page.locator("#tick").inner_text().count(FIT) == 1


def test_without_styles_it_works_all_the_same(visit: Visit):
    page = visit("public", first=lambda page: page.route("**/*.css", lambda route: route.abort()))
    expect(page.locator(".pb-ring").first).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(result(page)).to_be_hidden()
    tick(page, CARBON)
    expect(verdict(page)).to_have_text(ELSEWHERE)
    expect(result(page).get_by_role("link", name="Ring 01632 960444")).to_be_visible()
    assert page.locator("article").get_by_role("heading", level=2).count() >= 7


def test_the_words_for_whoever_does_it_better_are_handed_over_whole(visit: Visit):
    page = visit("public")
    tick(page, CARBON)
    expect(result(page).locator("q")).to_have_text(SAID)
    text, mail = (urlsplit(result(page).get_by_role("link", name=name).get_attribute("href")) for name in (WORDS("fit.by-text"), WORDS("fit.by-mail")))
    assert (text.scheme, text.path) == ("sms", "01632960444")
    assert parse_qs(text.query.lstrip("&")) == {"body": [SAID]}
    assert (mail.scheme, mail.path) == ("mailto", "")
    assert parse_qs(mail.query) == {"subject": [WORDS("fit.hand-over-subject", name="Millbrook Cycles")], "body": [SAID]}


def test_what_cannot_be_turned_round_safely_is_quoted(visit: Visit):
    page = visit("public")
    tick(page, "Your bike stands more than 8 km away and cannot roll")
    said = result(page).locator("q").inner_text()
    assert said.startswith("Millbrook Cycles said you might be the right people")
    assert parse_qs(urlsplit(result(page).get_by_role("link", name=WORDS("fit.by-mail")).get_attribute("href")).query)["body"] == [said]


def test_words_and_answer_are_passed_to_what_the_visitor_shares_with(visit: Visit):
    page = visit("public", first=lambda page: page.add_init_script(STUB))
    tick(page, CARBON, BATTERY)
    result(page).get_by_role("button", name=WORDS("fit.by-share")).first.click()
    result(page).get_by_role("button", name=WORDS("fit.share")).click()
    words, link = page.evaluate("shared")
    assert words == {"text": SAID}
    assert link["title"] == page.title()
    assert link["url"].endswith("/#tick=you-need-a-carbon-frame-repaired,your-e-bike-battery-has-failed")
    assert page.url == link["url"]


def test_without_sharing_the_clipboard_is_filled(visit: Visit):
    page = visit("public", permissions=["clipboard-read", "clipboard-write"], first=lambda page: page.add_init_script(NO_SHARE))
    tick(page, CARBON)
    result(page).get_by_role("button", name=WORDS("fit.share")).click()
    expect(result(page).get_by_role("button", name=WORDS("fit.copied"))).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/#tick=you-need-a-carbon-frame-repaired")
    result(page).get_by_role("button", name=WORDS("fit.by-share")).click()
    expect(result(page).get_by_role("button", name=WORDS("fit.copied-words"))).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == SAID
    tick(page, BATTERY)
    expect(result(page).get_by_role("button", name=WORDS("fit.share"))).to_be_visible()


def test_a_link_that_was_passed_on_shows_the_same_answer_to_somebody_else(visit: Visit):
    page = visit("public", first=lambda page: page.add_init_script(STUB))
    tick(page, CARBON, CITY)
    result(page).get_by_role("button", name=WORDS("fit.share")).click()
    other = visit("public", "#" + urlsplit(page.evaluate("shared[0].url")).fragment)
    assert ticked(other) == ticked(page) != []
    expect(verdict(other)).to_have_text(ELSEWHERE)
    expect(verdict(other)).to_be_in_viewport()
    assert result(other).inner_text() == result(page).inner_text()


HOSTILE = (
    "tick=<img src=x onerror=\"document.title='in'\">",
    "tick=" + quote("<img src=x onerror=\"document.title='in'\">"),
    "tick=nobody,__proto__,constructor,toString",
    "tick=%",
    "tick=%ff%fe,%00",
    "tick=,,,",
    "tick=" + ",".join(f"line-{number}" for number in range(10_000)),
    'tick="]),input[value="you-need-a-carbon-frame-repaired',
    "tick[]=you-need-a-carbon-frame-repaired",
)


def test_a_hostile_link_does_nothing(visit: Visit):
    page = visit("public")
    look = "[document.title, document.querySelectorAll('article *').length]"
    before, front = page.evaluate(look), page.url
    for number, fragment in enumerate(HOSTILE):
        page.goto(f"{front}#{fragment}")
        if number % 4 == 0:  # followed from elsewhere, and not on the page itself
            page.reload()
        assert ticked(page) == [], fragment[:40]
        expect(result(page)).to_be_hidden()
        assert page.evaluate(look) == before, fragment[:40]
    tick(page, CARBON)
    expect(verdict(page)).to_have_text(ELSEWHERE)


def test_whoever_comes_back_finds_their_ticks(visit: Visit):
    page = visit("public")
    tick(page, CARBON)
    page.goto(page.url + "partners/")
    page.go_back()
    expect(page.get_by_role("checkbox", name=CARBON)).to_be_checked()
    expect(verdict(page)).to_have_text(ELSEWHERE)
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_back_and_forward_between_two_answers(visit: Visit):
    page = visit("public", "#tick=you-need-a-carbon-frame-repaired")
    expect(verdict(page)).to_have_text(ELSEWHERE)
    page.evaluate("location.hash = 'tick=you-want-a-bike-built-for-racing'")
    expect(verdict(page)).to_have_text(ASK)
    page.go_back()
    expect(verdict(page)).to_have_text(ELSEWHERE)
    page.go_forward()
    expect(verdict(page)).to_have_text(ASK)


def test_all_ticks_can_be_taken_off_at_once(visit: Visit):
    page = visit("public", "#tick=you-need-a-carbon-frame-repaired")
    result(page).get_by_role("button", name=WORDS("fit.again")).click()
    assert ticked(page) == []
    expect(result(page)).to_be_hidden()
    expect(verdict(page)).to_be_hidden()
    expect(page.get_by_role("checkbox").first).to_be_focused()
    assert urlsplit(page.url).fragment == "tick"
    page.reload()
    assert ticked(page) == []


def test_nothing_that_is_ticked_is_sent_or_kept(visit: Visit):
    page = visit("public", permissions=["clipboard-read", "clipboard-write"])
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/icon." not in request.url else None)
    stored = "[localStorage, sessionStorage].map(store => ({ ...store }))"
    page.wait_for_function("localStorage.length")
    before = page.evaluate(stored)
    tick(page, CARBON, CITY, RACING)
    result(page).get_by_role("button", name=WORDS("fit.share")).click()
    result(page).get_by_role("button", name=WORDS("fit.again")).click()
    tick(page, BATTERY)
    page.wait_for_load_state("networkidle")
    assert asked == []
    assert page.evaluate(stored) == before
    assert [name for store in before for name in store] == ["/.__palette"]  # light or dark, as the privacy page says
    assert page.context.cookies() == []
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("navigator.serviceWorker?.getRegistrations().then(all => all.length) ?? 0") == 0


def test_with_everything_ticked_and_text_twice_as_large_nothing_slides_sideways(visit: Visit):
    for first in (None, twice_as_large):
        page = visit("public", size=(320, 640), first=first)
        page.get_by_role("checkbox").evaluate_all("all => all.forEach(box => box.click())")
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width
            sticking_out = "[...document.querySelectorAll('.md-content *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 90))"
            assert page.evaluate(sticking_out) == []
            bars = "[...document.querySelectorAll('.pb-reach--near, .pb-verdict')].filter(one => getComputedStyle(one).position === 'sticky').map(one => one.getBoundingClientRect().height)"
            assert sum(page.evaluate(bars)) < 640 / 3
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
