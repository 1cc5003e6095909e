"""Could a bank have written it? Every sentence that our pages say is judged, and few of them may be a bank's."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from playbook_plugins.pages.publishing import public_site
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.words import Words
from tests.conftest import ROOT
from tests.swap.gather import fills, fixed, rendered

PACKAGE = ROOT / "playbook_plugins"
JUDGED = yaml.safe_load((ROOT / "tests" / "swap" / "sentences.yml").read_text("utf-8"))
LANGUAGES = sorted(JUDGED)
PARTS = ("catalogue", "example")
MOST = 0.2
"""The share of sentences that a bank could have written too."""


@pytest.fixture(scope="module")
def example():
    return public_site(read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public"))


def said(language: str, *, site, folder: Path) -> dict[str, set[str]]:
    """What the pages say in a language: the fixed sentences, and what the owner of the example wrote."""
    told = next(one for one in (site, *site.others) if one.language == language)
    facts = {partner.name for partner in told.partners.partners} | {Words(language).hours(told.business.opening_times, short=True)}
    ours = fixed(PACKAGE, language)
    found = {sentence for page in pages(folder, language) for sentence in rendered(page, facts)}
    return {"catalogue": ours, "example": {sentence for sentence in found if not fills(sentence, ours)}}


def pages(folder: Path, language: str) -> Iterator[Path]:
    """The finished pages in a language, as each says of itself; a small window onto the site is none."""
    for page in folder.rglob("index.html"):
        if "<article" in (text := page.read_text("utf-8")) and f'<html lang="{language}"' in text:
            yield page


def listed(language: str, part: str) -> list[dict]:
    return JUDGED[language][part]


def could_be_a_banks(language: str, part: str) -> int:
    return sum(one["bank"] for one in listed(language, part))


def test_each_language_of_the_catalogue_is_judged(example):
    assert LANGUAGES == sorted(file.stem for file in (PACKAGE / "words").glob("*.toml"))
    assert {example.language, *(one.language for one in example.others)} == set(LANGUAGES)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_pages_is_in_the_list_and_none_too_many(language, part, example, sites):
    judged = Counter(one["says"] for one in listed(language, part))
    assert [sentence for sentence, times in judged.items() if times > 1] == []
    asked = said(language, site=example, folder=sites / "public")[part]
    assert {"not judged yet": asked - set(judged), "no longer said": set(judged) - asked} == {"not judged yet": set(), "no longer said": set()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bank_could_have_written_one_sentence_in_five_at_most(language, figures):
    counts = {part: (could_be_a_banks(language, part), len(listed(language, part))) for part in PARTS}
    yes, all = (sum(column) for column in zip(*counts.values()))
    parts = ", ".join(f"{part} {some} of {whole}" for part, (some, whole) in counts.items())
    figures(f"{language}: {yes} of {all} ({yes / all:.0%}); {parts}")
    assert yes / all <= MOST


def test_a_sentence_that_a_bank_could_have_written_says_why_it_stays():
    entries = [one for language in LANGUAGES for part in PARTS for one in listed(language, part)]
    assert [one for one in entries if one["bank"] != bool(one.get("stays"))] == []
    assert all(set(one) <= {"says", "bank", "stays"} and isinstance(one["bank"], bool) for one in entries)


def test_a_sentence_that_nobody_judged_is_seen(tmp_path):
    page = tmp_path / "index.html"
    page.write_text("<p>Menu</p><article><p>Ring <b>Maria</b> today. We value you.</p><a href='tel:1'>Ring 01632 960123</a><p>Mon 8:00</p></article>", "utf-8")
    ours = fixed(PACKAGE, "en")
    assert rendered(page, {"Mon 8:00"}) == {"Ring Maria today", "We value you", "Ring 01632 960123"}
    assert [fills(one, ours) for one in ("Ring Maria today", "We value you", "Ring 01632 960123")] == [False, False, True]
