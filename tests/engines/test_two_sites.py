"""Nobody takes one site for the other: the sign on the tab, its title, the notice, and what search engines are told."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from playbook_plugins.engines.mkdocs.build import build
from playbook_plugins.pages.release import STAFF_ICONS, staff_assets
from tests.engines.project import CONFIG, INTERNAL

SIGNS = {"public": "icon", "internal": "icon-staff"}


def pages(folder: Path) -> dict[str, str]:
    found = {page.relative_to(folder).as_posix(): page.read_text("utf-8") for page in folder.rglob("*.html")}
    # what stands in other people's pages, and the file for a pocket, have heads of their own
    return {name: text for name, text in found.items() if not name.startswith("embed") and name != "pocket.html"}


@pytest.mark.parametrize("audience", SIGNS)
def test_each_page_has_the_sign_of_its_site(audience, sites):
    for name, text in pages(sites / audience).items():
        signs = re.findall(r'<link rel="icon"(?: type="[^"]*")? href="([^"]*)"', text)
        assert [sign.rpartition("/")[2] for sign in signs] == [f"{SIGNS[audience]}.png", f"{SIGNS[audience]}.svg"], name
        for sign in signs:
            place = sites / audience if sign.startswith("/") else (sites / audience / name).parent
            assert (place / sign.lstrip("/")).is_file(), name


def test_the_two_signs_are_drawn_and_differ(sites):
    drawn = {}
    for audience, sign in SIGNS.items():
        folder = sites / audience / "assets" / "playbook"
        assert ElementTree.parse(folder / f"{sign}.svg").getroot().tag.endswith("svg")
        picture = Image.open(BytesIO((folder / f"{sign}.png").read_bytes())).convert("RGBA")
        assert picture.size == (64, 64) and not picture.info
        drawn[audience] = picture.getpixel((32, 5))
    assert drawn["public"] != drawn["internal"]
    assert not (sites / "public" / "assets" / "playbook" / "icon-staff.svg").exists()


def test_titles_of_tabs_begin_with_whose_site_it_is(sites):
    titles = {audience: {name: re.findall(r"<title>([^<]*)</title>", text) for name, text in pages(sites / audience).items()} for audience in SIGNS}
    assert all(len(found) == 1 for some in titles.values() for found in some.values())
    assert {found[0].partition(": ")[0] for found in titles["internal"].values()} == {"For us", "Dla nas"}
    assert not any(found[0].startswith(("For us", "Dla nas")) for found in titles["public"].values())
    assert not {found[0][:12] for found in titles["public"].values()} & {found[0][:12] for found in titles["internal"].values()}


def test_search_engines_are_sent_away_from_the_internal_site_alone(sites):
    assert (sites / "internal" / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not (sites / "public" / "robots.txt").exists()
    for name, text in pages(sites / "internal").items():
        assert text.count('<meta name="robots" content="noindex, nofollow">') == text.count('<p class="pb-notice"') == 1, name
    assert {"404.html", "index.html", "public/index.html", "writing/index.html"} < set(pages(sites / "internal"))


def test_each_page_leads_to_its_source_once(sites):
    for name, text in pages(sites / "internal").items():
        assert 'rel="edit"' not in text, name
        assert text.count('class="pb-suggest"') == int(not name.startswith(("404", "edit/", "writing/", "checklist/"))), name


def test_the_owners_own_sign_stays(tmp_path):
    (config := tmp_path / "mkdocs.yml").write_text(CONFIG.replace("hooks: [stand_in.py]", "").replace("  name: material\n", "  name: material\n  favicon: mine.png\n"))
    signs = tuple(asset for asset in staff_assets() if asset.path in STAFF_ICONS)
    (out := tmp_path / "out").mkdir()
    build(replace(INTERNAL, icons=STAFF_ICONS, assets=(*INTERNAL.assets, *signs)), out, config_file=config)
    assert re.findall(r'<link rel="icon"[^>]*href="([^"]*)"', (out / "index.html").read_text("utf-8")) == ["mine.png"]
