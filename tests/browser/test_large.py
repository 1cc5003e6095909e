"""A playbook of some hundred policies: one is found by its words, and by links alone in three taps."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook_plugins.engines.mkdocs.build import build
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.browser.conftest import DESK, PHONE, served
from tests.browser.test_sites import faults
from tests.pages.test_home import SETTINGS, policy

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OURS = ("writing/", "checklist/", "public/")
"""Pages that no size of a playbook changes."""
WEIGHT = 150_000
"""Bytes of the first page, at any size."""
TOPICS = ("recovery", "recovery", "listening", "feedback")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The finished site for staff of a playbook with 240 policies, most of them on one topic."""
    root = tmp_path_factory.mktemp("large")
    (root / "policies").mkdir()
    (root / "playbook.yml").write_text(f"{SETTINGS}home: {{pinned: [case-0, case-1, case-2, case-3]}}\n", encoding="utf-8")
    for number in range(240):
        text = policy(f"Locker {number} is jammed", TOPICS[number % 4], more="also_said: [the oriole has flown]\n" if number == 202 else "")
        (root / "policies" / f"case-{number}.md").write_text(text, encoding="utf-8")
    made = release(read_playbook(root, root=root), Audience.INTERNAL)
    build(replace(made, pages=tuple(page for page in made.pages if not page.path.startswith(OURS))), root / "site")
    return root / "site"


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    server = served(site)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_word_finds_one_policy_among_hundreds(look: Callable[..., Page], host: str, site: Path):
    assert (site / "index.html").stat().st_size < WEIGHT
    page = look(f"{host}/", bypass_csp=False)
    page.locator(".pb-find input").fill("the oriole flew")
    expect(page.locator(".pb-hits a").first).to_have_text("Locker 202 is jammed")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Locker 202 is jammed")


def test_it_is_found_in_an_unpacked_folder(browser: Browser, site: Path):
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator(".pb-find input").fill("oriole")
    expect(page.locator(".pb-hits a").first).to_have_text("Locker 202 is jammed")
    assert page.locator(".pb-hits a").first.get_attribute("href") == f"{site.as_uri()}/policies/case-202/"
    page.close()


def test_without_javascript_links_lead_to_it_in_three_taps(look: Callable[..., Page], host: str):
    page = look(f"{host}/", java_script_enabled=False)
    expect(page.get_by_role("heading", name="Something else (236)")).to_be_visible()
    for name in ("Something went wrong (120)", "Locker 120 is jammed – Locker 237 is jammed (60)", "Locker 204 is jammed"):
        page.locator("article").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Locker 204 is jammed")


@pytest.mark.parametrize("path", ["", "policies/", "lists/policies/recovery/", "lists/policies/recovery-1/", "lists/due/", "owner/"])
def test_everybody_can_use_the_lists(look: Callable[..., Page], host: str, path: str):
    page = look(f"{host}/{path}")
    for size in (PHONE, DESK):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
