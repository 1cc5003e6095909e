"""Amounts in the line of what most people pay: read where nothing has to be guessed, and left where it would be."""

import pytest

from playbook_plugins.pages.channels.amounts import amounts
from playbook_plugins.words import Words
from tests.pages.channels.shop import FIT, SETTINGS, shop


def read(text: str, *, currency: str = "GBP", language: str = "en"):
    site = shop(playbook_yml=SETTINGS.replace("currency: GBP", f"currency: {currency}"), fit_md=FIT.replace("£6 to £45.", text))
    found = amounts(site, Words(language, currency=currency))
    return tuple(map(float, found)) if found else None


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("£25 to £180, parts included.", 25, 180), ("25 to £180", 25, 180), ("£25-180", 25, 180), ("£25–£180", 25, 180), ("20 to 60.", 20, 60), ("£40 for 2 hours", 40, 40),
        ("between £25 and £180", 25, 180), ("£1,200", 1200, 1200), ("£1,200 to £2,500.50", 1200, 2500.5), ("40 pounds", 40, 40), ("GBP 40", 40, 40), ("25 GBP to 30 GBP", 25, 30),
        ("£18.50 a month.", 18.5, 18.5), ("£40, 10% less on Mondays", 40, 40), ("£25 between 8 and 9", 25, 25), ("**£25** to *£30*", 25, 30), ("nothing: £0", None, None),
    ],
)
def test_one_amount_or_two_are_read(text, least, most):
    assert read(text) == (None if least is None else (least, most))


@pytest.mark.parametrize(
    "text",
    ["from £40", "up to £40", "about £40", "less than £40.", "what they can", "£4.20 for a loaf, £32 to £45 for a cake", "£180 to £25", "€40", "€40 to €50", "30 to 60 minutes", "1 hour: £25", "2 for 1", "10% of it"],
)
def test_nothing_is_guessed(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("od 40 do 180 zł", 40, 180), ("40–180 zł", 40, 180), ("1 200 zł", 1200, 1200), ("25,50 zł", 25.5, 25.5), ("1.200,50 zł", 1200.5, 1200.5), ("40 zł za godzinę", 40, 40), ("12 złotych", 12, 12)],
)
def test_amounts_are_read_as_poles_write_them(text, least, most):
    assert read(text, currency="PLN", language="pl") == (least, most)


@pytest.mark.parametrize("language", ["xx", "zz", "not a language"])
def test_amounts_are_read_in_a_language_that_nobody_knows(language):
    assert read("£25 to £180", language=language) == (25, 180)
