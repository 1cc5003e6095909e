"""Each channel is read by something that we did not write."""

import io
import json
import re
from urllib.parse import urljoin

import pytest
import zxingcpp
from extruct.jsonld import JsonLdExtractor
from extruct.opengraph import OpenGraphExtractor
from jsonschema import Draft202012Validator
from justhtml import JustHTML
from markdown_it import MarkdownIt
from PIL import Image

from playbook_plugins.pages.channels import CHANNELS, assets, card, embed, fit_form, linked, newsletter, plain, qr, with_heads
from playbook_plugins.pages.channels.colours import HUE, TINT, as_hex, colours
from playbook_plugins.pages.channels.head import head
from playbook_plugins.pages.public import pages
from tests.conftest import ROOT
from tests.pages.channels.shop import FIT, SETTINGS, everywhere, shop, without, words

SHOPS = {
    "a shop": shop(),
    "donors": shop(playbook_yml=SETTINGS.replace("people_word: customer", "people_word: donor")),
    "members": shop(playbook_yml=SETTINGS.replace("people_word: customer", "people_word: member")),
    "nowhere": without(shop(), "address"),
    "open to all": shop(playbook_yml=SETTINGS.replace("currency: GBP", "currency: GBP\n  screening: open-door")),
    "bare": without(shop(), "address", "phone", "open", "opening_times", "holidays", "languages", "area", "at", "signed_by", "answers_within", "writes_at_most", "time_zone"),
    "odd": shop(
        playbook_yml=SETTINGS.replace("name: Lock and Quay", "name: </script><b>Lock & \"Quay\"</b>"),
        fit_md=FIT.replace("A key that turns", "A \"key\" & </script> <!-- *turns* "),
    ),
    "in Polish": shop(playbook_yml=SETTINGS.replace("site:\n", "site:\n  lang: pl\n")),
}
KNOWN = {
    # what schema.org has for each of our types (its own names, of 2026), by whose word each may be used
    "Thing": "name description url sameAs",
    "Organization": "telephone email address areaServed knowsLanguage makesOffer contactPoint location",
    "LocalBusiness": "openingHours openingHoursSpecification specialOpeningHoursSpecification currenciesAccepted priceRange",
    "Place": "address openingHoursSpecification specialOpeningHoursSpecification",
    "ContactPoint": "telephone email availableLanguage hoursAvailable",
    "Offer": "itemOffered priceSpecification",
    "Service": "areaServed",
    "PriceSpecification": "minPrice maxPrice priceCurrency",
    "OpeningHoursSpecification": "dayOfWeek opens closes validFrom validThrough",
}
ABOVE = {"LocalBusiness": ["Organization", "Place"], "NGO": ["Organization"]}


def in_page(site) -> str:
    return f"<!doctype html><html><head><title>x</title>{head(site, words(site), card='card.png')}</head><body></body></html>"


def each(node):
    """Every thing that is told of, with its type."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from each(value)
    elif isinstance(node, list):
        for value in node:
            yield from each(value)


@pytest.mark.parametrize("name", SHOPS)
def test_search_engines_read_one_business_in_words_of_schema_org(name):
    site = SHOPS[name]
    (found,) = JsonLdExtractor().extract(in_page(site))
    assert found == json.loads(linked.data(site, words(site)))
    assert found["name"] == site.business.name
    for thing in each(found):
        kinds = [thing["@type"], *ABOVE.get(thing["@type"], []), "Thing"]
        known = set(" ".join(KNOWN.get(kind, "") for kind in kinds).split())
        assert {word for word in thing if not word.startswith("@")} <= known, thing["@type"]


def test_a_shop_is_open_costs_something_and_is_closed_on_holidays():
    (found,) = JsonLdExtractor().extract(in_page(SHOPS["a shop"]))
    assert found["@type"] == "LocalBusiness"
    assert found["openingHours"] == ["Mo-Fr 09:00-17:00", "Sa 10:00-12:00"]
    assert found["openingHoursSpecification"][1] == {"@type": "OpeningHoursSpecification", "dayOfWeek": ["Saturday"], "opens": "10:00", "closes": "12:00"}
    (closed,) = found["specialOpeningHoursSpecification"]
    assert (closed["validFrom"], closed["validThrough"], closed["opens"], closed["closes"]) == ("2026-12-25", "2026-12-25", "00:00", "00:00")
    assert found["makesOffer"]["priceSpecification"] == {"@type": "PriceSpecification", "minPrice": 6, "maxPrice": 45, "priceCurrency": "GBP"}
    assert found["makesOffer"]["itemOffered"]["@type"] == "Service"


@pytest.mark.parametrize(("name", "kind"), [("donors", "NGO"), ("members", "Organization"), ("nowhere", "Organization"), ("bare", "Organization")])
def test_who_is_no_shop_is_not_called_one(name, kind):
    (found,) = JsonLdExtractor().extract(in_page(SHOPS[name]))
    assert found["@type"] == kind
    assert "openingHours" not in found
    assert ("location" in found) == (name in ("donors", "members"))


def test_networks_read_a_title_a_sentence_and_the_card():
    (found,) = OpenGraphExtractor().extract(in_page(shop()))
    told = dict(found["properties"])
    assert told["og:title"] == "Lock and Quay: A key that turns"
    assert told["og:url"] == "https://lockandquay.example/"
    assert told["og:image"] == "https://lockandquay.example/card.png"
    assert told["og:locale"] == "en_GB"
    with Image.open(io.BytesIO(card.png(shop(), words(shop())))) as picture:
        assert picture.size == (int(told["og:image:width"]), int(told["og:image:height"])) == (1200, 630)


def test_no_picture_is_named_where_there_is_none():
    assert "og:image" not in head(shop(), words(shop()))
    site = without(shop(), "at")
    assert "og:image" not in head(site, words(site), card="card.png")
    foreign = shop(playbook_yml=SETTINGS.replace("Lock and Quay", "قفل ومفتاح"))
    assert card.png(foreign, words(foreign)) is None
    (page,) = [page for page in with_heads(pages(foreign), foreign, assets(foreign)) if page.path == "index.md"]
    assert "og:image" not in page.head and "og:title" in page.head
    assert "card.png" not in {asset.path for asset in assets(foreign)}


@pytest.mark.parametrize("name", SHOPS)
def test_programs_read_fit_json_by_its_schema(name):
    schema = json.loads(fit_form.text())
    Draft202012Validator.check_schema(schema)
    told = json.loads(everywhere(SHOPS[name])["json"])
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(told)
    assert told["format"] == 1
    assert urljoin("https://lockandquay.example/fit.json", told["$schema"]) == "https://lockandquay.example/fit.schema.json"


def test_the_schema_says_what_each_part_means_and_knows_every_part():
    schema = fit_form.schema()
    for about in (schema, *schema["$defs"].values()):
        assert about["description"]
        assert all(part.get("description") for part in about["properties"].values())
    told = json.loads(everywhere(shop())["json"])
    assert set(told) <= set(schema["properties"])
    assert set(told["business"]) <= set(schema["$defs"]["Business"]["properties"])


@pytest.mark.parametrize(("spoilt", "value"), [("format", 2), ("elsewhere", [{"id": "x"}]), ("welcome", "all"), ("reviewed", "yesterday"), ("business", {})])
def test_the_schema_refuses_what_is_not_so(spoilt, value):
    told = {**json.loads(everywhere(shop())["json"]), spoilt: value}
    assert list(Draft202012Validator(fit_form.schema(), format_checker=Draft202012Validator.FORMAT_CHECKER).iter_errors(told))


@pytest.mark.parametrize("name", SHOPS)
def test_no_text_in_fit_json_has_marks(name):
    marked = re.compile(r"\*\*|\]\(|(?<!\w)`|&(?:amp|lt|quot|#)")
    assert [text for text in re.findall(r'"((?:[^"\\]|\\.)*)"', everywhere(SHOPS[name])["json"].decode()) if marked.search(text)] == []


@pytest.mark.parametrize("name", SHOPS)
def test_an_exact_reader_of_html_has_nothing_to_complain_of(name):
    site = SHOPS[name]
    assert JustHTML(embed.page(site, words(site)), strict=True, sanitize=False).errors == []
    block = newsletter.html(site, words(site))
    assert JustHTML(f"<!doctype html><html><head><title>x</title></head><body>{block}</body></html>", strict=True, sanitize=False).errors == []
    assert JustHTML(in_page(site), strict=True, sanitize=False).errors == []
    if frame := embed.snippet(site, words(site)):
        assert JustHTML(f"<!doctype html><html><head><title>x</title></head><body>{frame}</body></html>", strict=True, sanitize=False).errors == []


@pytest.mark.parametrize("name", SHOPS)
def test_nothing_is_fetched_and_nothing_runs(name):
    site = SHOPS[name]
    for html in (newsletter.html(site, words(site)), embed.page(site, words(site))):
        found = JustHTML(html, sanitize=False)
        assert not found.query("script, img, iframe, form, input, object, video, audio, [onclick], [src], link[rel=stylesheet]")
        assert not re.search(r"url\(|@import|position:\s*fixed", html)
    assert not JustHTML(newsletter.html(site, words(site)), sanitize=False).query("style, link, table")
    assert "<script" not in embed.snippet(site, words(site))


def test_every_link_of_the_small_page_leaves_the_frame():
    found = JustHTML(embed.page(shop(), words(shop())), sanitize=False)
    links = found.query("a")
    assert links and all(link.attrs["target"] == "_top" for link in links)
    assert found.query("html")[0].attrs["lang"] == "en"


def test_a_frame_has_a_title_and_waits_until_it_is_seen():
    (frame,) = JustHTML(embed.snippet(shop(), words(shop())), sanitize=False).query("iframe")
    assert frame.attrs["src"] == "https://lockandquay.example/embed/"
    assert frame.attrs["title"] and frame.attrs["loading"] == "lazy"
    assert embed.snippet(without(shop(), "at"), words(shop())) == ""


def test_every_style_of_the_newsletter_stands_where_it_applies_in_plain_figures():
    block = JustHTML(newsletter.html(shop(), words(shop())), sanitize=False)
    for element in block.query("div, h2, h3, p, ul, ol, li, a"):
        assert element.attrs.get("style"), element.name
        assert not re.search(r"var\(|oklch|light-dark|calc", element.attrs["style"])
    assert re.fullmatch(r"#[0-9a-f]{6}", re.search(r"background-color: (\S+);", block.query("div")[0].attrs["style"])[1])


@pytest.mark.parametrize("size", [3, 1])
def test_a_telephone_reads_the_square(size):
    picture = Image.open(io.BytesIO(qr.png(shop())))
    (read,) = zxingcpp.read_barcodes(picture.resize((picture.width * size // 3, picture.height * size // 3)))
    assert read.text == "https://lockandquay.example/"


def test_without_an_address_there_is_no_square():
    assert qr.png(without(shop(), "at")) is None and qr.svg(without(shop(), "at")) is None


def test_the_card_holds_nothing_but_its_points():
    content = card.png(shop(), words(shop()))
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert (picture.format, picture.mode, picture.info) == ("PNG", "P", {})
    assert {content[at + 4 : at + 8] for at in chunks(content)} == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def chunks(content: bytes):
    at = 8
    while at < len(content):
        yield at
        at += 12 + int.from_bytes(content[at : at + 4], "big")


@pytest.mark.parametrize("name", ["a shop", "bare", "open to all", "odd", "in Polish"])
def test_the_plain_page_is_sound_markdown_with_the_owners_headings(name):
    site = SHOPS[name]
    tokens = MarkdownIt("commonmark").parse(plain.fit_md(site, words(site)))
    assert "html_block" not in {token.type for token in tokens}
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert len([token for token in tokens if token.type == "heading_open" and token.tag == "h1"]) == 1
    assert {"You will be happy here if", "What it costs", "How to start"} <= set(headings)


def test_the_list_for_programs_has_the_form_of_llms_txt():
    tokens = MarkdownIt("commonmark").parse(plain.llms_txt(shop(), words(shop())))
    kinds = [token.type for token in tokens if token.type.endswith("_open")]
    assert kinds[0] == "heading_open" and kinds[1] == "blockquote_open"
    links = [child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"]
    assert links == ["https://lockandquay.example/fit.md", "https://lockandquay.example/partners/"]


def test_plain_texts_stand_on_the_site_only_where_its_owner_says_so():
    said = {asset.path for asset in assets(shop())}
    unsaid = {asset.path for asset in assets(shop(playbook_yml=SETTINGS.replace("  plain_text: yes\n", "")))}
    assert said - unsaid == {"fit.md", "llms.txt"}
    assert unsaid == {"fit.json", "fit.schema.json", "card.png", "embed/index.html"}


def test_the_colours_are_those_of_the_style_sheet():
    sheet = (ROOT / "playbook_plugins" / "pages" / "assets" / "playbook.css").read_text("utf-8")
    assert re.search(r"^\s*--pb-hue: (\d+)", sheet, re.M)[1] == str(HUE)
    assert re.search(r"--pb-tint: calc\(var\(--pb-hue\) \+ (\d+)\)", sheet)[1] == str(TINT)
    one = r"oklch\(([\d.]+)% ([\d.]+) var\(--pb-(hue|tint)\)\)"
    mixed = {name: (first, second) for name, *first_second in re.findall(rf"--pb-(\w+): light-dark\({one}, {one}\)", sheet) for first, second in [(first_second[:3], first_second[3:])]}
    for number, look in enumerate((colours(), colours(dark=True))):
        for name in ("paper", "line", "ink", "soft", "accent"):
            light, chroma, turn = mixed[name][number]
            assert getattr(look, name) == as_hex(float(light) / 100, float(chroma), HUE + (TINT if turn == "tint" else 0)), name
        assert all(ratio(getattr(look, name), look.paper) >= 4.5 for name in ("ink", "soft", "accent"))


def contrast_of(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    low, high = sorted((contrast_of(one), contrast_of(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_channel_has_a_name_a_file_and_a_sentence_of_its_own():
    for field in ("name", "file", "about"):
        told = [getattr(channel, field) for channel in CHANNELS]
        assert len(set(told)) == len(told) and all(told)
    assert all(channel.about.endswith(".") for channel in CHANNELS)
