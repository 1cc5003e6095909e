"""The playbook in one file holds every page that staff use, leads nowhere else, and asks nobody for anything."""

import json
import re
from base64 import b64encode
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from urllib.parse import unquote

import pytest
from justhtml import JustHTML

from playbook_plugins.checklist.run import run
from playbook_plugins.engines.mkdocs import outside
from playbook_plugins.engines.mkdocs.tags import tags
from playbook_plugins.model.page import Asset, Audience, Page
from playbook_plugins.pages.release import release
from playbook_plugins.pages.takeaway import pocket
from playbook_plugins.pages.takeaway.anchors import anchor
from playbook_plugins.pages.takeaway.leading import LeadingWords
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY
from tests.pages.stall import FILES


def made(playbook, findings=()) -> str:
    found = release(playbook, Audience.INTERNAL, findings)
    return next(asset.content for asset in found.assets if asset.path == pocket.PATH).decode("utf-8")


@pytest.fixture
def stall(write):
    def opened(**settings: str):
        folder = write({**FILES, **settings})
        return read_playbook(folder, root=folder.parent)

    return opened


@pytest.fixture(scope="module")
def example():
    playbook = read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")
    return made(playbook), {page.path for page in release(playbook, Audience.INTERNAL).pages}


@lru_cache(4)
def read(html: str) -> JustHTML:
    return JustHTML(html, sanitize=False)


def page(html: str, name: str):
    return next(section for section in read(html).query("section[id]") if section.attrs["id"] == name)


def test_every_page_that_staff_use_is_there_and_no_other(example):
    html, paths = example
    held = [section.attrs["id"] for section in read(html).query("section[id]") if section.attrs.get("data-title")]
    expected = {path.removesuffix(".md").removesuffix("/index") for path in paths if not path.startswith(pocket.LEFT_OUT)}
    assert set(held) == (expected - {"index"}) | {"home"} and len(held) == len(expected) > 55
    assert held[0] == "home"
    titles = " ".join(section.to_text() for section in read(html).query("section h1"))
    assert "It broke again" in titles and "Tell people" not in titles and "For people who write" not in titles


def test_every_link_leads_to_a_place_of_its_own(example, stall):
    for html in (example[0], made(stall())):
        document = read(html)
        ids = Counter(element.attrs["id"] for element in document.query("[id]"))
        assert {name: count for name, count in ids.items() if count > 1} == {}
        led = [unquote(link.attrs["href"]) for link in document.query("a[href]")]
        within = [target for target in led if target.startswith("#")]
        assert [target for target in within if target[1:] not in ids] == []
        assert not [target for target in led if not target.startswith(("#", "https://", "http://", "mailto:", "tel:"))]
    assert len(within) > 20


def test_a_link_leads_where_it_led_on_the_site_and_else_becomes_plain(stall):
    flask = page(made(stall()), "pages/flask")
    links = {link.to_text(): link.attrs["href"] for link in flask.query("a[href]")}
    assert links == {"wrong": "#policies/wrong:what-to-say", "the leak": "#scenarios/leak", "below": "#pages/flask:it-is-empty", "a shop": "https://tea.example/"}
    assert "ours" in flask.to_text() and "a draft" in flask.to_text()
    assert flask.query('.pb-wide[role=region][tabindex="0"][aria-label=Table] table')


def test_it_is_whole(example, stall):
    for html in (example[0], made(stall())):
        assert JustHTML(html, strict=True, sanitize=False).errors == []


def test_it_asks_nobody_for_anything(example, stall):
    for html in (example[0], made(stall())):
        assert list(outside.in_page(html, tags(html), url="", clean=set())) == []
        fetched = [element for element in read(html).query("[src], link, iframe, object, embed, [srcset], [poster], [style]")]
        assert [element.attrs.get("src", "")[:30] for element in fetched if not str(element.attrs.get("src")).startswith("data:image/")] == []
        assert "@import" not in html and "url(" not in html.split("</style>")[0]


def test_its_policy_lets_in_its_own_scripts_and_styles_alone(example):
    html = example[0]
    line = next(meta.attrs["content"] for meta in read(html).query("meta[http-equiv]"))
    allowed = dict(part.split(" ", 1) for part in line.split("; "))
    for name in ("script", "style"):
        own = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        hashes = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in own}
        assert own and set(allowed[f"{name}-src"].split()) == hashes
    assert allowed["default-src"] == allowed["form-action"] == allowed["base-uri"] == "'none'" and "connect-src" not in allowed


def test_it_says_for_whom_it_is_and_which_edition(stall):
    document = read(made(stall()))
    assert document.query("html")[0].attrs["lang"] == "en" and document.query("title")[0].to_text() == "Quay Kayaks: our playbook"
    assert document.query("meta[name=robots]")[0].attrs["content"] == "noindex, nofollow"
    assert document.query("header .pb-notice")[0].to_text() == "For us alone: please do not pass this on."
    assert re.fullmatch(r"Edition of 1 November 2026, [0-9a-f]{6}", document.query("footer p")[0].to_text())


def test_the_smallest_playbook_is_a_file_without_an_empty_list(write):
    folder = write({"playbook.yml": FILES["playbook.yml"]})
    document = read(made(read_playbook(folder, root=folder.parent)))
    assert [entry for entry in document.query("ul, ol, nav, section") if not entry.to_text().strip()] == []
    assert re.fullmatch("Edition [0-9a-f]{6}", document.query("footer p")[0].to_text())


def test_a_picture_is_in_it_and_one_that_is_too_large_is_told_in_words(stall):
    held = page(made(stall()), "principles/rivers").query("img")
    assert [(image.attrs["alt"], image.attrs["src"]) for image in held] == [("A map", f"data:image/png;base64,{b64encode(FILES['principles/map.png']).decode()}")]
    large = page(made(stall(**{"principles/map.png": b"\x89PNG\r\n\x1a\n" + bytes(1_100_000)})), "principles/rivers")
    assert not large.query("img") and "A map" in large.to_text()


def test_what_the_checklist_says_and_what_the_owner_keeps_is_not_in_it(stall):
    playbook = stall()
    findings = run(playbook, today=TODAY)
    assert findings
    html, told = made(playbook, findings), release(playbook, Audience.INTERNAL, findings)
    line = "something to say"
    assert any(line in one.body for one in told.pages) and line not in html
    assert 'class="pb-quiet"' in "".join(one.body for one in told.pages) and not read(html).query("div.pb-quiet")
    for secret in ("0.37", "474", "Half-baked", "Halfwords", "owner/", "checklist/", "Marmaduke"):
        assert secret not in html.split("<main>")[1].split("</main>")[0], secret


@pytest.mark.parametrize("fence", ["", "```\n"])
def test_a_text_that_reads_like_the_mark_of_a_last_line_keeps_what_follows(fence, stall):
    flask = page(made(stall(**{"pages/flask.md": f'# The flask\n\n{fence}\n<div class="pb-quiet"></div>\n\nIt is in the shed.\n{fence}'})), "pages/flask")
    assert "It is in the shed." in flask.to_text()


def test_a_name_that_reads_like_markup_stays_a_name(stall):
    name = "</script></title><b>Quay & \\\"Kayaks\\\"</b>"
    document = read(made(stall(**{"playbook.yml": FILES["playbook.yml"].replace("Quay Kayaks", f'"{name}"')})))
    assert document.query("title")[0].to_text().startswith('</script></title><b>Quay & "Kayaks"</b>')
    assert not document.query("header b")


def test_long_texts_are_named_and_what_is_not_in_it_is_not():
    pages = [Page(f"{path}.md", path, "x" * length, source=path) for path, length in (("pages/a", 3), ("pages/b", 170_000), ("owner/index", 990_000), ("pages/c", 190_000), ("pages/d", 80_000))]
    assert [page.path for page in pocket.longest([*pages, Page("policies/index.md", "Situations", "x" * 990_000)])] == ["pages/c.md", "pages/b.md"]


@pytest.fixture(scope="module")
def crowded():
    """A playbook with twice as many texts as there is room for, and the file made of it."""
    playbook = read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")
    pages = [page for page in release(playbook, Audience.INTERNAL).pages if page.kind != "policy" or page.path.endswith(("fit-first.md", "birthdays.md"))]
    long = "It rained & we waited.\n\n" * 1000
    more = [Page(f"{folder}/more-{number:03}.md", f"Later {number}", f"# Later {number}\n\n[Before](more-{number - 1:03}.md), [once](../{other}/more-{number:03}.md).\n\n{long}", kind=kind) for folder, kind, other in (("pages", "page", "policies"), ("policies", "policy", "pages")) for number in range(60)]
    return pages + more, pocket.html(playbook, pages + more, beside=(), stamp=0)


def test_where_there_is_more_than_fits_what_is_needed_first_is_in_it(crowded):
    pages, html = crowded
    assert 1_850_000 < len(html.encode("utf-8")) < pocket.LIMIT
    held = [section.attrs["id"] for section in read(html).query("section[id]") if section.attrs.get("data-title")]
    assert {"home", "policies", "policies/birthdays", "policies/more-000", "policies/more-049", "counter", "gestures"} <= set(held)
    assert "pages/more-000" not in held and "pages/more-049" not in held
    assert held == [anchor(page.path) for page in pages if anchor(page.path) in held]


def test_it_says_how_much_it_leaves_out_and_leads_to_nothing_that_it_has_not(crowded):
    pages, html = crowded
    short = pocket.left_out(pages, html.encode("utf-8"))
    told = f"{pocket.count(pages) - len(short)} of {pocket.count(pages)} texts are in this file, what you need most first. The site has them all."
    document = read(html)
    assert len(short) >= 50 and document.query(".pk-short")[0].to_text() == told and told in document.query("footer p")[0].to_text()
    ids = {element.attrs["id"] for element in document.query("[id]")}
    assert [link.attrs["href"] for link in document.query("a[href^='#']") if unquote(link.attrs["href"][1:]) not in ids] == []
    policy = page(html, "policies/more-007")
    assert [(link.to_text(), link.attrs["href"]) for link in policy.query("a")] == [("Before", "#policies/more-006")]
    assert [span.to_text() for span in policy.query("span.pb-not-here")] == ["once"]


def test_one_text_that_is_too_long_keeps_no_other_out(stall):
    playbook = stall()
    pages = release(playbook, Audience.INTERNAL).pages
    long = Page("policies/long.md", "All of it", "word " * 500_000, kind="policy")
    html = pocket.html(playbook, [*pages, long], beside=(), stamp=0)
    assert [one.path for one in pocket.left_out([*pages, long], html.encode("utf-8"))] == ["policies/long.md"]
    assert pocket.left_out(pages, html.encode("utf-8")) == ()


def test_what_fits_says_nothing_of_it(example):
    assert not read(example[0]).query(".pk-short") and " of " not in read(example[0]).query("footer p")[0].to_text().partition(", ")[2]


def test_it_is_small_enough_for_a_message(example, figures):
    size = len(example[0].encode("utf-8"))
    figures(f"the worked example in one file: {size / 1000:.0f} kB, {len(example[1])} pages on the site")
    assert size <= 2_000_000


WORDS = "assets/playbook/playbook-situations.js"


def words_of(script: str) -> dict:
    return json.loads(script.partition("window.playbookSituations = ")[2].partition(";\n")[0])


@pytest.fixture(scope="module")
def words():
    """The words by which the worked example's situations are found, as its site has them."""
    playbook = read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")
    return next(asset.content for asset in release(playbook, Audience.INTERNAL).assets if asset.path == WORDS)


def test_with_all_situations_in_it_the_words_are_those_of_the_site(words, example):
    assert LeadingWords(words).script({path for path in example[1] if path.startswith("policies/")}).encode("utf-8") == words and words.decode("utf-8") in example[0]


def test_it_has_the_words_of_what_it_holds_and_no_others(words):
    all_told, told = words_of(words.decode("utf-8")), words_of(LeadingWords(words).script({"policies/something-went-wrong.md", "policies/birthdays.md", "roles/owner.md"}))
    assert [(name, title) for name, title, _ in told["cards"]] == [(name, title) for name, title, _ in all_told["cards"] if name in ("something-went-wrong", "birthdays")] and len(told["cards"]) == 2
    index, whole = (dict(line.split("=") for line in one["index"].split(";")) for one in (told, all_told))
    places = {str(place): str(number) for place, one in enumerate(told["cards"]) for number, other in enumerate(all_told["cards"]) if one == other}
    groups = {f"g{group}" for _, _, group in told["cards"]}
    for phrase, which in whole.items():
        # the same weights, by the numbers of the file
        weights = dict(way.split(":") for way in which.split(","))
        expected = {group: weights[group] for group in groups & weights.keys()} | {place: weights[number] for place, number in places.items() if number in weights}
        assert dict(way.split(":") for way in index[phrase].split(",")) == expected if expected else phrase not in index
    assert {f"g{line.partition('=')[0].partition(':')[2]}" for line in told["heard"].split(";")} <= groups
    assert LeadingWords(words).script({"roles/owner.md"}) == LeadingWords(b"").script({"policies/birthdays.md"}) == ""


def test_a_full_file_finds_what_it_holds_however_many_there_are(words, crowded):
    told = words_of(words.decode("utf-8"))
    count, group = len(told["cards"]), told["cards"][0][2]
    told["cards"] += [[f"more-{number:03}" if number < 60 else f"elsewhere-{number}", f"Later {number}", group] for number in range(3000)]
    told["index"] += "".join(f";raining{number:04}onthepier={count + number}:12,{count + number // 2}:20" for number in range(3000)) + "".join(f";unheardof{number:05}={count + 100 + number % 2000}:12" for number in range(30_000))
    playbook = read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")
    script = Asset(WORDS, f"window.playbookSituations = {json.dumps(told)};\n".encode())
    html = pocket.html(playbook, crowded[0], beside=(script,), stamp=0)
    found = words_of(html)
    held = {section.attrs["id"].removeprefix("policies/") for section in read(html).query("section[id]") if section.attrs["id"].startswith("policies/")}
    assert {name for name, _, _ in found["cards"]} == held & {name for name, _, _ in told["cards"]} and len(found["cards"]) > 30
    at = [name for name, _, _ in found["cards"]].index("more-007")
    assert f"raining0007onthepier={at}:12," in found["index"] and "unheardof" not in html and "raining2000" not in html
    assert len(script.content) > 900_000 and 1_750_000 < len(html.encode("utf-8")) < pocket.LIMIT
