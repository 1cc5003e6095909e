"""The shoulder test: whoever reads over a shoulder meets nothing above “After they have gone” that would hurt them."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.run import run
from playbook_plugins.checklist.wordlists import word_list
from playbook_plugins.checklist.wording import matches
from playbook_plugins.model.finding import Level
from playbook_plugins.model.page import Audience, Page
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.words import Words
from tests.conftest import ROOT, TODAY

HOSTILE = {
    "playbook.yml": "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\nchecklist:\n  rules:\n    say-back: error\n",
    "money.md": "---\nmake_it_right: 900\nmake_it_right_hours: 10\nusual_sale: 61\ntimes_a_year: 7\nyears: 9\nmarketing: 5000\n---\n# Money\n\nA regular is worth £3,843 to us: 3843 pounds.\n",
    "gestures.md": "# Kindnesses\n\n| Gesture | Costs | Takes | Good when |\n| --- | --- | --- | --- |\n| Tea | £1 | 5 minutes | a time-waster is worth £3,843 |\n| A cap | £3,843 | 5 minutes | never |\n",
    "lessons.md": "# Lessons\n\n| When | What | Why | Change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n| May | A time-waster came | Misunderstood | See [it](policies/wrong.md) | guide | no |\n",
    "roles/guide.md": "---\nmay_spend: 2\nreach: ring 12\n---\n# Guide\n\nKeep time-wasters short; each is worth £3,843.\n",
    "policies/wrong.md": (
        "---\ntopic: recovery\nthey_leave_feeling: heard\nalso_said: [time-waster]\nowner: guide\n---\n# It went wrong\n\nDifficult customers are worth £3,843.\n\n"
        "## You notice\n\n- A time-waster.\n\n## What to do\n\n1. **Sell** first.\n\n## What to say\n\n> Calm down.\n\n## Don't\n\n- Wait.\n\n## If it happens twice\n\nRing.\n"
    ),
}
"""A playbook whose every other page is full of what must not be read here, and whose policy has findings."""


def read_aloud(body: str) -> str:
    """What a card shows above “After they have gone”, or where there is none above what is folded away, as text; and the names that scripts show of it."""
    above = re.split(r'<div class="pb-after"></div>|<details class="pb-fold">', body)[0]
    shown = re.sub(r"<[^>]*?(?:data-(?!i-am|anybody|called)[\w-]+=\"[^\"]*\"[^>]*?)*>", lambda tag: " ".join(re.findall(r'data-(?:called|i-am|anybody)="([^"]*)"', tag[0])), above)
    return unescape(re.sub(r"\]\([^)]*\)", "]", shown))


def hurts(page: Page, playbook: Playbook, language: str = "en") -> list[str]:
    """What would hurt somebody who reads the upper part of a card."""
    text, words = read_aloud(page.body), Words(language, currency=playbook.settings.business.currency)
    found = [match.words for name in ("label", "sneer", "small-customer") for match in matches(text, word_list(language, name))]
    found += [name for name in catalogue() if "-" in name and re.search(rf"(?<![\w-]){name}(?![\w-])", text)]
    found += [f"checklist/{name}" for name in catalogue() if f"checklist/{name}" in page.body]
    found += [word for level in Level for word in (str(level), words(f"checklist.{level}")) if re.search(rf"\b{word}\b", text, re.I)]
    budget = playbook.single("budget")
    for worth in {round(budget.fields.lifetime_value), round(budget.fields.lifetime_value, 2)} if budget else ():
        figure = words.money(worth).strip("£")
        found += [figure for figure in {figure, figure.replace(",", "")} if figure in text]
    found += [opening for opening in (words("money.worth", people="", years="", value="").split()[1], "lifetime value") if f"{opening} " in text.casefold() and "usual customer" in text.casefold()]
    return found


@pytest.fixture(scope="module")
def cards() -> Callable[[Path], tuple[list[Page], Playbook]]:
    """The cards of a playbook's folder, with what the checklist says of them, and the playbook."""

    def made(root: Path, source: Path) -> tuple[list[Page], Playbook]:
        playbook = read_playbook(source, root=root)
        findings = run(playbook, today=TODAY)
        return [page for page in release(playbook, Audience.INTERNAL, findings).pages if page.kind == "policy"], playbook

    return made


def test_no_card_of_the_example_hurts_who_reads_over_a_shoulder(cards):
    pages, playbook = cards(ROOT, ROOT / "docs" / "playbook")
    assert len(pages) == 11
    assert {page.path: found for page in pages if (found := hurts(page, playbook))} == {}


@pytest.fixture
def hostile(write, cards):
    """The one card of the hostile playbook, with changes."""

    def made(**changed: str) -> tuple[Page, Playbook]:
        files = HOSTILE | {name.replace("__", "/").replace("_md", ".md"): text for name, text in changed.items()}
        root = write(files)
        [page], playbook = cards(root, root)
        return page, playbook

    return made


def test_what_stands_elsewhere_and_what_the_checklist_finds_stays_off_the_card(hostile):
    page, playbook = hostile()
    assert {finding.rule for finding in run(playbook, today=TODAY) if finding.place.path == "policies/wrong.md"}
    assert "Guide (" not in read_aloud(page.body) and "ring 12" in read_aloud(page.body) and "Tea (£1, 5 minutes)" in page.body
    assert hurts(page, playbook) == []


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("Two of our time-wasters came.", "time-wasters"),
        ("Some difficult customers wait.", "difficult customers"),
        ("The rule say-back wants it.", "say-back"),
        ("An error of the list.", "error"),
        ("Mend before publishing.", "Mend before publishing"),
        ("They bring us £3,843.", "3,843"),
        ("They bring us 3843 in all.", "3843"),
    ],
)
@pytest.mark.parametrize("where", ["1. **Sell** first.", "> Calm down.", "- Wait.", "heard"])
def test_what_is_planted_above_the_line_is_seen(planted, seen, where, hostile):
    policy = HOSTILE["policies/wrong.md"]
    page, playbook = hostile(policies__wrong_md=policy.replace(where, f"{where} {planted}" if where != "heard" else planted, 1))
    assert seen.casefold() in [found.casefold() for found in hurts(page, playbook)]


def test_a_role_or_a_kindness_that_calls_people_names_is_seen(hostile):
    page, playbook = hostile(roles__guide_md=HOSTILE["roles/guide.md"].replace("# Guide", "# Keeper of time-wasters"))
    assert "time-wasters" in hurts(page, playbook)
    page, playbook = hostile(gestures_md=HOSTILE["gestures.md"].replace("| Tea |", "| Tea for complainers |"))
    assert "complainers" in hurts(page, playbook)
