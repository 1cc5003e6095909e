"""What languages are called, and which way they are written; and whom no fixed sentence of ours names."""

import re
import tomllib

import pytest

from playbook_plugins.words import _flatten
from playbook_plugins.words.languages import called, direction, own_name
from tests.conftest import ROOT


@pytest.mark.parametrize(("language", "name"), [("pl", "Polski"), ("en", "English"), ("de", "Deutsch"), ("ar", "العربية"), ("xx", "xx"), ("", "")])
def test_a_language_is_called_as_its_speakers_call_it(language, name):
    assert own_name(language) == name


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("pl", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("xx", "ltr")])
def test_a_language_is_written_from_one_side(language, way):
    assert direction(language) == way


@pytest.mark.parametrize(
    ("name", "language", "said_in", "told"),
    [
        ("Polish", "pl", "en", "polski"),
        ("polish", "pl", "en", "polski"),
        ("Polish", "en", "en", "Polish"),
        ("polski", "en", "pl", "Polish"),
        ("English", "de", "pl", "Englisch"),
        ("British Sign Language", "pl", "en", "British Sign Language"),
        ("Polish", "xx", "en", "Polish"),
        ("", "pl", "en", ""),
    ],
)
def test_a_language_is_called_by_the_name_of_the_page_that_tells_of_it(name, language, said_in, told):
    assert called(name, language, said_in=said_in) == told


@pytest.mark.parametrize(("language", "names"), [("en", r"customer|client|member|donor|patient|guest|buyer"), ("pl", r"klien|człon|darczyń|pacjen|kupują|gości\b")])
def test_no_sentence_of_ours_names_people_otherwise_than_their_owner_does(language, names):
    """Whoever has members or donors reads of no customers: only `people` says what they are called."""
    found: dict[str, str] = {}
    _flatten(tomllib.loads((ROOT / "playbook_plugins" / "words" / f"{language}.toml").read_text("utf-8")), "", found)
    told = {key: sentence for key, sentence in found.items() if re.search(names, sentence, re.IGNORECASE)}
    assert {key for key in told if not key.startswith("people.")} == set()
    assert len(told) == 5
