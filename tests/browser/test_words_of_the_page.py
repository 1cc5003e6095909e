"""No visitor reads a word of our trade: not on the public fit page, and not in the sentences that it may print."""

import re
import tomllib

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

OURS = {
    "en": ["criterion", "criteria", r"criterions", "exclusions?", "alternatives?", "audiences?", "policy", "policies", r"self[- ]?checks?"],
    "pl": [r"kryteri\w*", r"wyklucze\w*", r"alternatyw\w*", r"odbiorc\w* docelow\w*", r"polity[kc]\w*", r"samoocen\w*"],
}
"""What we call the parts among ourselves, with all their endings."""
PATHS = {"en": "", "pl": "pl/"}


def ours(text: str, language: str) -> list[str]:
    return re.findall(rf"\b(?:{'|'.join(OURS[language])})\b", text, re.IGNORECASE)


def test_the_words_are_known_when_they_are_met():
    assert ours("Our Criteria, an exclusion, Self-Check, POLICIES.", "en") == ["Criteria", "exclusion", "Self-Check", "POLICIES"]
    assert ours("Nasze kryteria i wykluczenia, polityce, odbiorców docelowych", "pl") == ["kryteria", "wykluczenia", "polityce", "odbiorców docelowych"]
    assert ours("A police officer alternates.", "en") == []


@pytest.mark.parametrize("language", OURS)
def test_no_sentence_of_the_page_calls_its_parts_what_we_do(language: str):
    catalogue = tomllib.loads((ROOT / "playbook_plugins" / "words" / f"{language}.toml").read_text("utf-8"))
    for section in ("fit", "promises", "partners", "principles", "pages"):
        for name, said in catalogue[section].items():
            assert ours(str(said), language) == [], f"{section}.{name}"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", OURS)
def test_nor_does_anything_that_a_visitor_sees_or_hears(visit, language: str):
    page: Page = visit("public", PATHS[language])
    page.get_by_role("checkbox").evaluate_all("all => all.forEach(box => box.click())")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    said = page.evaluate("""() => [document.title, document.body.innerText,
        ...[...document.querySelectorAll('*')].flatMap(one => ['title', 'aria-label', 'alt', 'placeholder', 'content'].map(name => one.getAttribute(name) || ''))
        .filter(one => !one.startsWith('default-src'))].join(' ')""")
    assert len(said) > 2000
    assert ours(said, language) == []
