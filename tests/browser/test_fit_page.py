"""The fit page for everybody: whether the door is open, on paper, in every colour and size, and for shops of all sorts."""

import io
import json
import random
import re
from collections.abc import Callable
from html import escape
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from playbook_plugins.words import Words
from tests.browser.shops import COST, ELSEWHERE, GOOD, body, fit, framed, settings
from tests.browser.test_sites import faults
from tests.browser.test_ticking import twice_as_large
from tests.conftest import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]

WORDS = Words("en")
NOW, TODAY, TOMORROW, LATER = (WORDS(f"fit.open-{when}", day="{day}", time="{time}") for when in ("now", "today", "tomorrow", "later"))
TIMES = {
    "open": ("2026-11-23T10:00:00Z", NOW.format(time="18:00")),
    "the last minute": ("2026-11-23T17:59:59Z", NOW.format(time="18:00")),
    "just closed": ("2026-11-23T18:00:00Z", TOMORROW.format(time="8:00")),
    "before opening": ("2026-11-23T07:30:00Z", TODAY.format(time="8:00")),
    "Friday night": ("2026-11-20T20:00:00Z", TOMORROW.format(time="9:00")),
    "Saturday afternoon": ("2026-11-21T14:00:00Z", LATER.format(day="Monday", time="8:00")),
    "a holiday": ("2026-12-25T10:00:00Z", LATER.format(day="Tuesday", time="8:00")),
    "summer time": ("2026-07-06T07:30:00Z", NOW.format(time="18:00")),
    "the last night of the year": ("2026-12-31T23:30:00Z", LATER.format(day="Saturday", time="9:00")),
}


def at(moment: str, **changed: object) -> Callable[[Page], None]:
    """What makes it a certain moment when a page is opened, and changes what it knows of the door."""

    def first(page: Page) -> None:
        page.clock.set_fixed_time(moment)
        if changed:
            page.route(re.compile(r"/$"), lambda route: route.fulfill(response=(answer := route.fetch()), body=other_door(answer.text(), changed)))

    return first


def other_door(html: str, changed: dict[str, object]) -> str:
    found = re.search(r'data-open="([^"]*)"', html)
    door = json.loads(found[1].replace("&#34;", '"').replace("&quot;", '"').replace("&amp;", "&").replace("&#39;", "'"))
    assert changed.keys() <= door.keys()
    return html.replace(found[1], escape(json.dumps({**door, **changed}), quote=True))


def test_the_page_knows_whether_the_door_is_open(visit: Visit):
    page = visit("public")
    for moment, said in TIMES.values():
        page.clock.set_fixed_time(moment)
        page.reload()
        expect(page.locator(".pb-now")).to_have_text(said)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_it_is_the_shops_own_time_wherever_the_visitor_is(visit: Visit, zone: str):
    page = visit("public", timezone_id=zone)
    for case in ("open", "before opening", "Saturday afternoon"):
        moment, said = TIMES[case]
        page.clock.set_fixed_time(moment)
        page.reload()
        expect(page.locator(".pb-now")).to_have_text(said)


def test_between_two_halves_of_a_day_the_door_is_closed_just_now(visit: Visit):
    halves = [[day, *half] for day in range(5) for half in (("09:00", "12:00"), ("14:00", "18:00"))]
    page = visit("public", first=at("2026-11-23T08:00:00Z", open=halves))
    for moment, said in (("11:59", NOW.format(time="12:00")), ("12:30", TODAY.format(time="14:00")), ("14:00", NOW.format(time="18:00"))):
        page.clock.set_fixed_time(f"2026-11-23T{moment}:00Z")
        page.reload()
        expect(page.locator(".pb-now")).to_have_text(said)


def test_in_an_unknown_zone_it_says_the_hours_and_claims_nothing(visit: Visit):
    page = visit("public", first=at("2026-11-23T10:00:00Z", zone="Mars/Olympus"))
    expect(page.locator(".pb-open")).to_have_text(f"{WORDS('fit.open-when')} Mon–Fri 8:00–18:00, Sat 9:00–13:00")


def test_without_a_zone_it_is_the_visitors_time(visit: Visit):
    page = visit("public", first=at("2026-11-23T10:00:00Z", zone=""), timezone_id="Pacific/Auckland")
    expect(page.locator(".pb-now")).to_have_text(TOMORROW.format(time="8:00"))


def test_who_is_never_open_again_is_not_said_to_be(visit: Visit):
    page = visit("public", first=at("2026-11-23T10:00:00Z", closed=[f"2026-{month:02}-{day:02}" for month in (11, 12) for day in range(1, 32)] + [f"2027-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 32)]))
    expect(page.locator(".pb-now")).to_have_text(WORDS("fit.open-when"))


def test_the_line_follows_the_clock(visit: Visit):
    page = visit("public", first=lambda page: page.clock.install(time="2026-11-23T07:59:30Z"))
    expect(page.locator(".pb-now")).to_have_text(TODAY.format(time="8:00"))
    page.clock.fast_forward(61_000)
    expect(page.locator(".pb-now")).to_have_text(NOW.format(time="18:00"))


def test_the_second_language_says_it_too(visit: Visit):
    page = visit("public", "pl/", first=lambda page: page.clock.set_fixed_time(TIMES["Saturday afternoon"][0]))
    expect(page.locator(".pb-now")).to_have_text(Words("pl")("fit.open-later", day="poniedziałek", time="8:00"))


@pytest.mark.parametrize("path", ["", "pl/"])
def test_it_prints_on_one_sheet_with_all_that_matters(visit: Visit, path: str):
    page = visit("public", path)
    page.get_by_role("checkbox").first.check()
    for paper in ("A4", "Letter"):
        sheets = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=True))).pages
        assert len(sheets) == 1, sheets[1].extract_text()
        said = " ".join(sheets[0].extract_text().split())
        for fact in ("01632 960123", "Fenwick Composite", "Volt Bench", "25", "180", "Maria"):
            assert fact in said, fact
        # it may hang beside a till for months
        assert "Mon–Fri" in said or path
        assert page.locator(".pb-now").inner_text() not in said


SYSTEM = """() => ["Canvas", "CanvasText", "LinkText", "VisitedText", "ButtonFace", "ButtonText", "ButtonBorder", "Field", "FieldText", "GrayText", "Highlight", "HighlightText"].map(name => {
    const one = document.body.appendChild(document.createElement("i"))
    one.style.color = name
    const colour = getComputedStyle(one).color
    one.remove()
    return colour
})"""
COLOURS = {"light": {}, "dark": {"dark": True}, "forced": {"forced_colors": "active"}}
WIDTHS = (320, 768, 1280)
ALIKE = tuple(zip(WIDTHS, random.Random("fit page").sample(list(COLOURS), len(COLOURS))))
"""Of all widths in all colours, those that `make test` draws: each width and each colour once."""


@pytest.mark.share
@pytest.mark.parametrize(("width", "colours"), product(WIDTHS, COLOURS) if WHOLE else ALIKE)
def test_everybody_can_use_it_with_its_answers_and_promises_open(visit: Visit, width: int, colours: str):
    page = visit("public", size=(width, 800), **COLOURS[colours])
    forced = colours == "forced"
    assert page.evaluate("matchMedia('(forced-colors: active)').matches") == forced
    # In forced colours axe reckons with those that were taken away; those that are there are the visitor's own.
    rules = {"rules": {"color-contrast": {"enabled": not forced}}}
    assert faults(page, **rules) == []
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    for line in ("You need a carbon frame repaired", "Your e-bike battery has failed"):
        page.get_by_role("checkbox", name=line).check()
    assert faults(page, **rules) == []
    page.locator(".pb-again").click()
    page.get_by_role("checkbox").first.check()
    if forced:
        colours = "[...document.querySelectorAll('article *')].map(one => getComputedStyle(one)).flatMap(one => [one.color, one.backgroundColor])"
        assert {colour for colour in page.evaluate(colours) if not re.match(r"rgba.* 0\)", colour)} <= {*page.evaluate(SYSTEM)}
    else:
        assert faults(page, runOnly=["color-contrast"]) == []


def test_in_forced_colours_ring_and_write_and_ticks_can_be_told_apart(visit: Visit):
    page = visit("public", forced_colors="active")
    for button in page.locator(".pb-reach--near a").all():
        edge, back = button.evaluate("one => [getComputedStyle(one).borderTopColor, getComputedStyle(one.parentElement).backgroundColor]")
        assert edge != back


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ARABIC = "نصلح الدراجات التي تركبها كل يوم ولا تستغني عنها"
SHOPS = {
    "one line each": (fit(GOOD[:1], ELSEWHERE[:1]), settings()),
    "four lines each": (fit([f"You row boat {number}." for number in range(4)], [ELSEWHERE[number % 3].replace("You", f"You {number}", 1) for number in range(4)]), settings()),
    "forty lines each": (fit([f"You row boat {number}." for number in range(40)], [ELSEWHERE[number % 3].replace("You", f"You {number}", 1) for number in range(40)]), settings()),
    "no price": (fit(cost="Every boat is another: ask us, and you have a price the same day."), settings()),
    "no heading for prices": (fit(cost=()), settings()),
    "nobody to send to": (fit(elsewhere=["**You want to race.** We are slow. Ask us, and we will ask around."]), settings()),
    "no telephone": (fit(), settings(phone=None)),
    "an address alone": (fit(), settings(phone=None, email=None)),
    "as little as may be": (fit(lead="", wrong="Tell us."), settings(email=None, address=None, open=None, time_zone=None, languages=None, area=None, writes_at_most=None, signed_by=None)),
    "an open door": (fit(), settings(screening="open-door")),
    "own questions": (fit(questions=["**You row at night.** We are asleep. Ask us, and we will ask around.", "**You have a dog.** It is welcome.", "**You row alone.**"]), settings()),
    "long names and words": (
        fit([f"You want a {LONG}."], [f"**You need a {LONG}.** We have no {LONG}. [{LONG} & Sons](https://motor.example/{LONG}) build it: 01632 960118."], title=f"Boats {LONG}", lead=f"Bring your {LONG}, please.", cost=[f"**Most people pay** {LONG}.", *COST[1:]], wrong=f"Tell {LONG}.", start=[f"Ring {LONG}."]),
        settings(name=f"{LONG} & Sons", signed_by=f"{LONG}, who rows", address=f"1 {LONG}", area=LONG, email=f"{LONG.replace('ä', 'a')[:60]}@canal.example"),
    ),
    "a line from the right": (fit([*GOOD, ARABIC], [*ELSEWHERE, f"**{ARABIC}.** {ARABIC}. [{ARABIC}](https://motor.example) {ARABIC}."], lead=f"{ARABIC}."), settings(signed_by=ARABIC)),
}
EMPTY = """() => {
    const shown = one => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().height > 0
    const says = one => one.innerText.trim() || one.querySelector('img, input, svg')
    const all = [...document.querySelectorAll('article *')].filter(shown)
    const bare = all.filter(one => one.matches('p, ul, ol, li, div, section, details, summary, fieldset, h1, h2, h3, strong, em, a, button, q, td') && !says(one))
    const headings = all.filter(one => one.matches('h1, h2, h3'))
    const alone = headings.filter((one, number) => {
        const next = headings[number + 1]
        const between = all.filter(other => one.compareDocumentPosition(other) & 4 && !one.contains(other) && (!next || next.compareDocumentPosition(other) & 2) && !(next && other.contains(next)))
        return !(next && next.tagName > one.tagName) && !between.some(says)
    })
    return [...bare, ...alone].map(one => one.outerHTML.slice(0, 120))
}"""
SIDEWAYS = """() => [...document.querySelectorAll('.md-content *, .pb-header *, .pb-footer *')]
    .filter(one => !one.closest('.md-search') && one.checkVisibility() && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1))
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def shop(visit: Visit, hosts: dict[str, str], sites: Path, tmp_path: Path) -> Callable[..., Page]:
    """The first page of a shop: `shop("no price", size=(320, 640), turned="ar")`."""

    def opened(case: str, *, turned: str = "", **options) -> Page:
        text, facts = SHOPS[case]
        html = framed(sites, body(tmp_path / re.sub(r"\W", "-", case), {"fit_md": text, "playbook_yml": facts}))
        html = html.replace("Millbrook Cycles", escape(re.search("name: (.*)", facts)[1]))
        if turned:
            html = html.replace('<html lang="en"', f'<html lang="{turned}" dir="rtl"').replace('dir="ltr"', 'dir="rtl"')

        def first(page: Page) -> None:
            page.route(f"{hosts['public']}/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))

        return visit("public", first=first, **options)

    return opened


LOOKED_AT = random.Random("shops").sample(list(SHOPS), 4)
"""The shops in which `make test` looks for barriers too; `make prove` does in all."""


@pytest.mark.share
@pytest.mark.parametrize("case", SHOPS)
def test_whatever_a_shop_has_to_say_no_panel_is_empty_and_nothing_sticks_out(shop: Callable[..., Page], case: str):
    page = shop(case, size=(320, 640))
    for _ in ("nothing ticked", "everything ticked"):
        assert page.evaluate(EMPTY) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
        assert page.evaluate(SIDEWAYS) == []
        lost = "[...document.querySelectorAll('article a[href^=\"#\"]')].filter(one => !document.getElementById(one.hash.slice(1))).map(one => one.outerHTML)"
        assert page.evaluate(lost) == []
        page.get_by_role("checkbox").evaluate_all("all => all.forEach(box => { box.checked = true; box.dispatchEvent(new Event('change', { bubbles: true })) })")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    if WHOLE or case in LOOKED_AT:
        assert faults(page) == []


def test_every_shop_has_something_to_look_at(shop: Callable[..., Page]):
    page = shop("one line each")
    assert page.evaluate(EMPTY) == []
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<h2>Lonely</h2><div style=\"height: 20px\"></div>')")
    assert len(page.evaluate(EMPTY)) == 2


def test_where_anybody_may_walk_in_nobody_is_asked_to_tick(shop: Callable[..., Page]):
    page = shop("an open door")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.locator("a[href='#tick'], #tick")).to_have_count(0)
    expect(page.get_by_role("link", name="Ring 01632 960123").first).to_be_visible()


def test_without_a_telephone_nobody_is_told_to_ring(shop: Callable[..., Page]):
    page = shop("no telephone")
    page.get_by_role("checkbox", name="You row").check()
    expect(page.locator("a[href='tel:01632960123']")).to_have_count(0)
    expect(page.locator(".pb-result").locator("[data-way=mail]")).to_be_visible()
    page = shop("an address alone")
    page.get_by_role("checkbox", name="You row").check()
    expect(page.locator(".pb-result")).to_contain_text("1 Wharf, Millbrook")


@pytest.mark.parametrize("case", ["a line from the right", "long names and words", "forty lines each"])
def test_a_page_that_reads_from_the_right_sticks_out_on_neither_side(shop: Callable[..., Page], case: str):
    page = shop(case, turned="ar", size=(320, 640))
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    for box in page.get_by_role("checkbox").all()[:6]:
        box.check()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("case", ["long names and words", "four lines each"])
def test_with_text_twice_as_large_a_shop_fits_a_narrow_phone(shop: Callable[..., Page], look, case: str, hosts):
    page = shop(case, size=(320, 640))
    twice_as_large(page)
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
    assert page.evaluate(SIDEWAYS) == []
