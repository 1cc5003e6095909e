"""The playbook in one file on a phone, without a network: found, said, ticked, copied, and back again."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_sites import faults
from tests.conftest import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Look = Callable[..., Page]
SENTENCES = ["Let me say this back. You had to walk home in the rain, and you had rung twice. Have I got it?", "What can I do to put this right for you?"]
PARTS = ("home", "policies/upset-people", "roles", "scenarios/flat-tyre", "scripts/gone-quiet-call", "counter")
LOOKED_AT = PARTS if WHOLE else PARTS[:3]
"""What axe looks at; the pages themselves have tests of their own."""


HEARING = """
  window.heard = { hearing: new Set(), copied: 0, kept: 0 };
  const ours = () => location.protocol === 'file:' || new Error().stack.includes('playbook-staff.js');
  for (const target of [window, document]) {
    const listen = target.addEventListener.bind(target);
    target.addEventListener = (type, told, options) => {
      listen(type, told, options);
      if (!ours()) return;
      const one = [type, told];
      heard.hearing.add(one);
      options?.signal?.addEventListener('abort', () => heard.hearing.delete(one));
    };
  }
  const write = navigator.clipboard?.writeText.bind(navigator.clipboard);
  if (write) navigator.clipboard.writeText = (text) => { heard.copied += 1; return write(text); };
  const keep = Storage.prototype.setItem;
  Storage.prototype.setItem = function (name, text) { if (name.startsWith('playbook:')) heard.kept += 1; keep.call(this, name, text); };
"""
"""Counts what our scripts hear on the whole page, and how often they copy and keep something."""


def hearing(page: Page) -> list[str]:
    """The names of all that is heard on the whole page."""
    return sorted(page.evaluate("[...heard.hearing].map(([type]) => type)"))


@pytest.fixture
def file(sites: Path, tmp_path: Path) -> str:
    """The address of the file among a phone's own files, as the site for staff gives it away."""
    shutil.copy(sites / "internal" / "pocket.html", tmp_path / "our playbook.html")
    return (tmp_path / "our playbook.html").as_uri()


def carried(look: Look, file: str, part: str = "", **options) -> tuple[Page, list[str]]:
    """The file, open, and all that it asks for or is refused."""
    asked: list[str] = []

    def listen(page: Page) -> None:
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda line: asked.append(line.text))

    return look(f"{file}{part}", bypass_csp=False, first=listen, **options), asked


def test_whoever_carries_it_finds_says_ticks_and_copies(look: Look, file: str):
    page, asked = carried(look, file, permissions=["clipboard-read", "clipboard-write"])
    expect(page.get_by_role("heading", level=1)).to_have_text(["What is happening?"])

    page.locator(".pb-find input").fill("she is shouting at me")
    assert not page.locator(".pb-everywhere").is_visible()
    page.locator(".pb-hits a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(["Somebody is upset"])
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_title("Somebody is upset – Millbrook Cycles: our playbook")
    assert page.url == f"{file}#policies/upset-people" and page.evaluate("scrollY") == 0
    words = page.locator(".pb-saying blockquote p:visible")
    assert [" ".join(text.split()) for text in words.all_inner_texts()] == SENTENCES[:1]
    page.get_by_role("button", name="Next").press("Enter")
    assert [" ".join(text.split()) for text in words.all_inner_texts()] == SENTENCES[1:]
    page.get_by_role("button", name="Copy", exact=True).first.click()
    assert page.evaluate("navigator.clipboard.readText()") == SENTENCES[1]

    steps = page.locator(".pb-step summary").all()
    assert steps and {step.evaluate("it => getComputedStyle(it, '::after').content.slice(0, 3)") for step in steps} == {'"›"'}

    page.get_by_label("I am").select_option(label="Front desk")
    tick = page.locator("[data-tick]").first
    tick.check()
    page.get_by_text("Menu", exact=True).click()
    scrolled = page.evaluate("scrollY")
    assert scrolled > 0
    page.get_by_role("navigation", name="Menu").locator("a[href='#scenarios/flat-tyre']").click()
    expect(page.locator("main > section")).to_have_id("scenarios/flat-tyre")
    assert page.evaluate("scrollY") == 0
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(["Somebody is upset"])
    expect(tick).to_be_checked()
    assert abs(page.evaluate("scrollY") - scrolled) < 2
    page.reload()
    expect(tick).to_be_checked()
    assert page.get_by_label("I am").locator("option:checked").inner_text() == "Front desk"
    assert {url.partition("#")[0] for url in asked} == {file}


def test_whoever_walks_to_and_fro_is_answered_once(look: Look, file: str):
    page = look(file, first=lambda page: page.add_init_script(HEARING), permissions=["clipboard-read", "clipboard-write"])
    at = {}
    for part in ("roles/front-desk", "policies/upset-people", "home") * 10:
        page.evaluate("part => { location.hash = part }", part)
        expect(page.locator("main > section")).to_have_id(part)
        now = hearing(page)
        assert at.setdefault(part, now) == now
    page.keyboard.press("/")
    expect(page.locator(".pb-find input")).to_be_focused()
    page.evaluate("location.hash = 'policies/upset-people'")
    expect(page.locator("main > section")).to_have_id("policies/upset-people")
    counted = page.evaluate("({ copied: heard.copied, kept: heard.kept })")
    page.get_by_role("button", name="Copy", exact=True).first.click()
    expect(page.get_by_text("Copied.", exact=True)).to_have_count(1)
    page.get_by_label("I am").select_option(label="Front desk")
    assert page.evaluate("({ copied: heard.copied, kept: heard.kept })") == {name: count + 1 for name, count in counted.items()}


def test_a_role_is_chosen_once_where_the_browser_keeps_nothing(look: Look, file: str):
    def refuse(page: Page) -> None:
        page.add_init_script("for (const name of ['getItem', 'setItem', 'removeItem']) Storage.prototype[name] = () => { throw new DOMException('no', 'SecurityError'); };")

    page = look(f"{file}#policies/upset-people", bypass_csp=False, first=refuse)
    page.get_by_label("I am").select_option(label="Front desk")
    page.locator("[data-tick]").first.check()
    page.evaluate("location.hash = 'policies/at-the-door'")
    expect(page.locator("main > section")).to_have_id("policies/at-the-door")
    assert page.get_by_label("I am").locator("option:checked").inner_text() == "Front desk"
    page.go_back()
    expect(page.locator("[data-tick]").first).to_be_checked()


def test_the_files_of_two_businesses_on_one_phone_share_nothing(look: Look, file: str, tmp_path: Path):
    text = (tmp_path / "our playbook.html").read_text("utf-8")
    assert (own := re.search(r'const whose = "([0-9a-f]{6})";', text))
    (tmp_path / "theirs.html").write_text(text.replace(own[0], 'const whose = "ffffff";'), "utf-8")
    page = look(f"{file}#policies/upset-people")
    page.get_by_label("I am").select_option(label="Front desk")
    page.locator("[data-tick]").first.check()
    page.goto(f"{(tmp_path / 'theirs.html').as_uri()}#policies/upset-people")
    expect(page.get_by_label("I am")).to_have_value("")
    expect(page.locator("[data-tick]").first).not_to_be_checked()
    page.goto(f"{file}#policies/upset-people")
    expect(page.get_by_label("I am")).to_have_value("front-desk")
    expect(page.locator("[data-tick]").first).to_be_checked()


def test_everybody_can_use_it_and_nothing_slides_sideways(look: Look, file: str):
    page, asked = carried(look, file)
    found = []
    for part in LOOKED_AT:
        for size, dark in ((PHONE, False), (DESK, True)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if dark else "light")
            page.evaluate("part => { location.hash = part }", part)
            expect(page.locator("main > section")).to_have_id(part)
            found += [f"{part} at {size[0]}: {fault}" for fault in faults(page, **({"runOnly": ["color-contrast"]} if dark else {}))]
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, part
    assert found == []
    page.get_by_text("Menu", exact=True).press("Enter")
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_text("Menu", exact=True)).to_be_focused()
    page.evaluate("location.hash = 'policies/upset-people:dont'")
    expect(page.locator("main > section")).to_have_id("policies/upset-people")
    page.evaluate("location.hash = 'nothing/of/the/sort'")
    expect(page.get_by_role("heading", level=1)).to_have_text(["What is happening?"])
    assert {url.partition("#")[0] for url in asked} == {file}


def test_without_scripts_it_reads_from_the_first_page_to_the_last(look: Look, file: str):
    page, asked = carried(look, file, java_script_enabled=False)
    parts = page.locator("main > section")
    assert parts.count() > 55 and all(part.is_visible() for part in parts.all())
    for part in PARTS:
        expect(page.locator(f"[id='{part}'] h1")).to_be_visible()
    card = page.locator("[id='policies/upset-people']")
    for sentence in SENTENCES:
        expect(card.get_by_text(sentence[:20])).to_be_visible()
    assert page.locator("main button:visible").count() == 0
    card.locator("[data-tick]").first.check()
    page.get_by_role("navigation", name="Menu").locator("a[href='#policies/upset-people']").click()
    expect(card.locator("h1")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the list").click()
    expect(page.get_by_text("For us alone")).to_be_in_viewport()
    assert {url.partition("#")[0] for url in asked} == {file}
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.locator("html").bounding_box()["width"] <= 320
