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


def test_every_page_of_the_manual_says_above_its_text_that_it_is_english(sites):
    ours = [page for page in sites[Audience.INTERNAL].pages if page.path.startswith(("writing/", "checklist/"))]
    said = "Ta część jest na razie po angielsku."
    texts = [page for page in ours if page.path != "checklist/index.md"]
    unsaid = [page.path for page in texts if page.body.splitlines()[:4][0::2] != [f"# {page.title}", f'<p lang="pl"><em>{said}</em></p>']]
    assert len(ours) > 50 and not unsaid
    assert [page.body.count(said) for page in ours] == [1] * len(ours)
    assert not any(said in page.body for site in sites.values() for page in site.pages if page not in ours)
    # so that a voice reads each in its own language
    assert [page for site in sites.values() for page in site.pages if page.text_language] == texts
    assert {page.text_language for page in texts} == {"en"}


@pytest.mark.parametrize(("lang", "told"), [("en", 0), ("de", 0), ("pl", 1)])
def test_only_a_site_that_speaks_otherwise_says_so(lang, told, write):
    folder = write({"playbook.yml": f"business: {{name: Quay Kayaks, phone: 01632 960200, answers_within: 1 day}}\nsite: {{lang: {lang}}}\n"})
    pages = {page.path: page.body for page in release(read_playbook(folder, root=folder), Audience.INTERNAL).pages}
    for path in ("writing/index.md", "writing/reference.md", "checklist/index.md", "checklist/blame.md"):
        assert len(re.findall("po angielsku|in English for now", pages[path])) == told, path


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
