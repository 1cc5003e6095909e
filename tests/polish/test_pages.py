"""What a Polish playbook's sites say is Polish."""

import re
import tomllib

import pytest

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.words import _flatten
from tests.conftest import ROOT
from tests.polish.test_shop import SHOP

CATALOGUE = ROOT / "playbook_plugins" / "words"


def catalogue(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    _flatten(tomllib.loads((CATALOGUE / f"{language}.toml").read_text("utf-8")), "", found)
    return found


@pytest.fixture(scope="module")
def sites():
    playbook = read_playbook(SHOP, root=SHOP)
    return {audience: release(playbook, audience) for audience in Audience}


def own(sites, audience: Audience) -> str:
    """All that one audience reads, but for the manual."""
    pages = (page for page in sites[audience].pages if not page.path.startswith(("writing", "checklist")))
    read = "\n".join((*(f"{page.title}\n{page.menu}\n{page.body}" for page in pages), *map("\n".join, sites[audience].frame)))
    # nobody reads names of classes, of attributes and of files, nor the words that the field on the first page goes by
    return re.sub(r'\b(?:class|data-(?:index|heard|small|endings|alike))="[^"]*"|\bdata-[\w-]+=|`[^`\n]*`|(?<=\])\([^()\n]*\)', "", read)


@pytest.mark.parametrize("audience", Audience)
def test_no_sentence_of_ours_is_english(sites, audience):
    text, polish = own(sites, audience), catalogue("pl")
    left = []
    for key, sentence in catalogue("en").items():
        parts = [part.strip(" .:“”") for part in re.split(r"\[?\{\w+\}\]?(?:\(\{\w+\}\))?", sentence)]
        wanted = [part for part in parts if len(part) > 3]
        if wanted and sentence != polish.get(key) and all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for part in wanted):
            left.append((key, sentence))
    assert left == []


@pytest.mark.parametrize("audience", Audience)
def test_a_site_says_its_language(sites, audience):
    assert sites[audience].language == "pl"


@pytest.mark.parametrize(
    "said",
    ["wt.–pt. 10:00–18:00, sob. 10:00–14:00", "1 dnia roboczego", "najwyżej dwa razy w roku", "2 listopada 2026", "Zadzwoń: 01632 960310", "polski i angielski"],
)
def test_the_public_site_says_days_times_and_numbers_in_polish(sites, said):
    assert said in own(sites, Audience.PUBLIC).replace("<strong>", "").replace("</strong>", "").replace("**", "")


def test_the_internal_site_says_money_in_zloty(sites):
    text = own(sites, Audience.INTERNAL).replace("\N{NO-BREAK SPACE}", " ")
    assert "do 100 zł" in text and "900 zł i 40 godz. w roku" in text and "około 8 lat" in text
