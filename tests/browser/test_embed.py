"""The small page that other sites show in a frame: it fits, reads well in both looks, and asks nobody for anything."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("path", ["/embed/", "/embed/pl/"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_fits_its_frame_and_has_no_barriers(browser: Browser, hosts: dict[str, str], path: str, look: str):
    page = browser.new_page(viewport={"width": 320, "height": 420}, color_scheme=look)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hosts["public"] + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert Axe().run(page).response["violations"] == []
    assert [url for url in asked if not url.endswith(path) and not url.startswith("data:")] == []
    assert said == []
    page.close()


def test_its_link_opens_the_whole_page_outside_the_frame(browser: Browser, hosts: dict[str, str]):
    page = browser.new_page()
    page.set_content(f'<title>Somebody else</title><iframe src="{hosts["public"]}/embed/" title="x" width="400" height="420"></iframe>')
    page.frame_locator("iframe").get_by_role("link", name="Is this the right place for me?").click()
    expect(page).to_have_url(re.compile(re.escape(hosts["public"]) + "/$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.close()
