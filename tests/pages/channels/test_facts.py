"""A fact stands in one place of the sources; change it there, and every channel that carries it says so."""

import io

import pytest
import zxingcpp
from PIL import Image

from playbook_plugins.pages.channels import CHANNELS, qr
from playbook_plugins.pages.channels.head import head
from tests.pages.channels.shop import FIT, PARTNERS, SETTINGS, everywhere, shop, words, written

PAGE = {"json", "newsletter", "newsletter-text", "social-280", "social-500", "card", "embed", "markdown"}
"""The channels that tell people of both halves."""
ALL = {channel.name for channel in CHANNELS}
LINKED = {"qr", "qr-svg", "snippet", "social-280", "social-500", "newsletter", "newsletter-text", "json", "json-ld", "embed", "llms"}


def settings(old: str, new: str) -> dict[str, str]:
    assert old in SETTINGS
    return {"playbook_yml": SETTINGS.replace(old, new)}


def page(old: str, new: str) -> dict[str, str]:
    assert old in FIT
    return {"fit_md": FIT.replace(old, new)}


FACTS = {
    # fact: what changes, how it was and is written, which channels carry it
    "price": (page("£6 to £45", "£7 to £52"), "£6 to £45", "£7 to £52", PAGE | {"json-ld"}),
    "telephone": (settings("01632 960310", "01632 960399"), "01632 960310", "01632 960399", {"json", "json-ld", "newsletter", "newsletter-text", "embed", "markdown"}),
    "partner": (
        {"fit_md": FIT.replace("Old Iron Safes", "Bolt and Barrel"), "partners_md": PARTNERS.replace("Old Iron Safes", "Bolt and Barrel")},
        "Old Iron Safes", "Bolt and Barrel", PAGE,
    ),
    "partner's telephone": (
        {"partners_md": PARTNERS.replace("01632 960311", "01632 960388")},
        "01632 960311", "01632 960388", {"json", "newsletter", "newsletter-text", "markdown"},
    ),
    "opening hours": (settings("Mon-Fri 9-17", "Mon-Fri 9-16"), None, None, {"json", "json-ld", "markdown", "llms"}),
    "a holiday": (settings("2026-12-25", "2026-12-24"), "2026-12-25", "2026-12-24", {"json", "json-ld"}),
    "name": (settings("Lock and Quay", "Quay and Lock"), "Lock and Quay", "Quay and Lock", ALL - {"json-schema", "qr", "qr-svg"}),
    "title": (page("A key that turns", "A lock that holds"), "A key that turns", "A lock that holds", PAGE | {"json-ld", "llms"}),
    "a line of whom we serve": (page("a key cut while you wait", "two keys cut while you wait"), "a key cut while", "two keys cut while", (PAGE | {"json-ld"}) - {"card"}),
    "a line of whom others serve": (page("need a safe opened", "want a safe opened"), "need a safe opened", "want a safe opened", PAGE),
    "area": (settings("Ferrybank and the villages", "Ferrybank alone"), "Ferrybank and the villages", "Ferrybank alone", {"json", "json-ld", "card", "markdown", "llms"}),
    "languages": (settings("Welsh", "Irish"), "Welsh", "Irish", {"json", "json-ld", "markdown", "llms"}),
    "reply time": (settings("2 hours", "3 hours"), None, None, {"json", "markdown", "llms"}),
    "mail address": (settings("keys@", "desk@"), "keys@lock", "desk@lock", {"json", "json-ld", "newsletter", "newsletter-text", "markdown"}),
    "signature": (settings("Nesta", "Olwen"), "Nesta", "Olwen", {"json", "newsletter", "newsletter-text", "markdown"}),
    "how to start": (page("Bring the old key", "Bring the lock"), "Bring the old key", "Bring the lock", {"json", "newsletter", "newsletter-text", "markdown"}),
    "address of the site": (settings("https://lockandquay.example/", "https://quayandlock.example/"), "https://lockandquay.example", "https://quayandlock.example", LINKED),
}


@pytest.mark.parametrize("fact", FACTS)
def test_a_changed_fact_is_changed_in_every_channel_that_carries_it(fact):
    files, old, new, carried = FACTS[fact]
    before, after = everywhere(shop()), everywhere(shop(**files))
    assert {name for name in ALL if before[name] != after[name]} == carried
    if old and new:
        said, says = written(shop()), written(shop(**files))
        for name in carried & set(says) - {"qr-svg"}:
            assert old in said[name] and new not in said[name], name
            assert new in says[name] and old not in says[name], name


def test_every_channel_carries_something_of_the_business():
    assert ALL - set().union(*(carried for *_, carried in FACTS.values())) == {"json-schema"}


@pytest.mark.parametrize("fact", ["price", "telephone", "opening hours", "name", "area", "title", "a line of whom we serve", "address of the site"])
def test_the_head_of_the_page_says_so_too(fact):
    before, after = (head(site, words(site), card="card.png") for site in (shop(), shop(**FACTS[fact][0])))
    assert before != after


def test_another_address_is_what_a_telephone_reads_in_the_square():
    for address in ("https://lockandquay.example/", "https://quayandlock.example/deep/down/"):
        site = shop(**settings("https://lockandquay.example/", address))
        (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(site))))
        assert read.text == address


def test_the_same_facts_give_the_same_bytes():
    again = shop(playbook_yml=SETTINGS + "\n")
    assert everywhere(shop()) == everywhere(again)


def test_no_word_for_staff_comes_into_a_channel():
    inside = ["Marmaduke", "profit hides in the drawer", "lathe", "they_leave_feeling", "The key broke"]
    found = {name: [word for word in inside if word in text] for name, text in written(shop()).items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_the_same_word_is_found_where_it_stands_on_the_page():
    out = written(shop(**page("You are locked out", "Marmaduke is here. You are locked out")))
    assert {name for name, text in out.items() if "Marmaduke" in text} == {"json", "json-ld", "newsletter", "newsletter-text", "markdown"}
