"""The first page: eight situations, a field that finds all of them, and nothing empty."""

import json
import math
import re
from typing import Any

import pytest

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.model.pinned import situated
from playbook_plugins.pages.internal.situations import PATH, Weight, speech_for, texts
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.words.situations import speech
from playbook_plugins.words.situations.learned import folded
from tests.conftest import ROOT

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
TILE = re.compile(r"^- \[([^\]]+)\]\(policies/[^)]+\)$", re.M)


def policy(title: str, topic: str = "recovery", *, more: str = "", body: str = "") -> str:
    return f"---\ntopic: {topic}\nthey_leave_feeling: heard\n{more}---\n# {title}\n\n{body}\n\n## What to do\n\n1. **Listen** first.\n\n## Don't\n\n- Argue.\n"


@pytest.fixture
def site(write):
    """What is released of a small playbook to staff."""

    def made(files: dict[str, str], settings: str = SETTINGS) -> Release:
        root = write({"playbook.yml": settings, **files})
        return release(read_playbook(root, root=root), Audience.INTERNAL)

    return made


@pytest.fixture
def home(site):
    """The text of the first page of a small playbook."""
    return lambda *given: next(page.body for page in site(*given).pages if page.path == "index.md")


@pytest.fixture
def index(site):
    """What each word and phrase counts for the cards, by number."""

    def made(*given) -> dict[str, dict[int, int]]:
        told = words_of(site(*given))
        return index_of(told["index"], [group for _, _, group in told["cards"]])

    return made


def words_of(made: Release) -> dict[str, Any]:
    """What the field on the first page loads."""
    written = next(asset.content for asset in made.assets if asset.path == PATH).decode()
    return json.loads(written.removeprefix("window.playbookSituations = ").removesuffix(";\n"))


def index_of(written: str, groups: list[int]) -> dict[str, dict[int, int]]:
    """The index with every card by its number, as the browser understands it."""
    found: dict[str, dict[int, int]] = {}
    for line in written.split(";"):
        said, weighed = line.split("=")
        counts = found.setdefault(said, {})
        for which, weight in (one.split(":") for one in weighed.split(",")):
            cards = [card for card, group in enumerate(groups) if which == f"g{group}"] if which[0] == "g" else [int(which)]
            counts |= {card: max(counts.get(card, 0), int(weight)) for card in cards}
    return found


def plainly(cards: list[Document]) -> dict[str, dict[int, int]]:
    """The same worked out one card, one phrase and one word at a time, as the weights say it."""
    found: dict[str, dict[int, float]] = {}
    for number, card in enumerate(cards):
        spoken = speech(card.lang)
        few = {word for small in spoken.small for word in folded(small)}

        def add(said: str, whole: float, part: float) -> None:
            words = folded(said)
            told = [(" ".join(words), whole)] if whole and 1 <= len(words) <= 6 else []
            told += [(word, part) for word in words if word not in few and len(word) > 1] if part and (len(words) > 1 or not whole) else []
            for phrase, weight in told:
                counts = found.setdefault(phrase, {})
                counts[number] = max(counts.get(number, 0), weight)

        for said in (str(card.title), *card.fields.also_said):
            add(said, Weight.TITLE, Weight.OWN_WORD)
        for said in spoken.said.get(card.topic, ()):
            add(said, Weight.TOPIC, Weight.SAID)
        for said in spoken.hints.get(card.topic, ()):
            add(said, Weight.HINT, 0)
        for text, weight in texts(card):
            add(text, 0, weight)
    topics = [card.topic for card in cards]
    count = len(set(topics))

    def share(weights: dict[int, float]) -> float:
        most = max(weights.values())
        each = [max(weights.get(number, 0) for number, one in enumerate(topics) if one == topic) / most for topic in set(topics)]
        return math.log(1 + count / sum(each)) / math.log(1 + count)

    return {phrase: {number: round(weight * share(weights)) for number, weight in weights.items()} for phrase, weights in found.items()}


def test_the_words_are_those_that_are_found_one_by_one():
    playbook = read_playbook(ROOT / "docs" / "playbook", root=ROOT)
    big, others = situated(playbook)
    cards = [*big, *others]
    numbers: dict[tuple[str, str], int] = {}
    groups = [numbers.setdefault((card.lang, card.topic), len(numbers)) for card in cards]
    # two cards on one topic, and one that says again what is said on its topic
    assert index_of(speech_for(cards)["index"], groups) == plainly(cards)
    assert index_of(speech_for([*cards, cards[0]])["index"], [*groups, groups[0]]) == plainly([*cards, cards[0]])


def test_what_the_owner_pinned_stands_first_and_in_that_order(home):
    files = {f"policies/{id}.md": policy(id) for id in ("a", "b", "c")}
    body = home(files, f"{SETTINGS}home: {{pinned: [c, a, c, nowhere]}}\n")
    first, rest = body.split("## Something else")
    assert (TILE.findall(first), TILE.findall(rest)) == (["c", "a"], ["b"])
    assert rest.startswith(" (1)\n")


def test_without_a_pin_each_topic_stands_there_once_before_any_stands_twice(home):
    files = {f"policies/{topic}-{number}.md": policy(f"{topic} {number}", topic) for topic in ("intake", "listening", "recovery", "feedback") for number in range(10)}
    body = home(files)
    assert TILE.findall(body.partition("## Something else")[0]) == [f"{topic} {number}" for number in (0, 1) for topic in ("recovery", "listening", "feedback", "intake")]
    assert len(TILE.findall(body)) == 40 and body.count('class="pb-find"') == 1


def test_what_is_told_again_in_another_language_stands_with_the_others(home):
    body = home({"policies/a.md": policy("It leaks"), "policies/a.pl.md": policy("Cieknie"), "policies/b.md": policy("It squeaks")})
    first, rest = body.split("## Something else")
    assert (TILE.findall(first), TILE.findall(rest)) == (["It leaks", "It squeaks"], ["Cieknie"])


def test_one_card_is_enough_for_a_field_and_none_is_not(home):
    one = home({"policies/a.md": policy("It leaks")})
    assert TILE.findall(one) == ["It leaks"] and "pb-find" in one and "## " not in one
    assert "pb-find" not in home({"policies/a.md": policy("It leaks", more="status: draft\n")})


def test_where_nothing_fits_it_says_whom_to_fetch(home):
    role = "---\nmay_spend: {}\n{}---\n# {}\n"
    files = {"policies/a.md": policy("It leaks"), "roles/desk.md": role.format(5, "above: lead\n", "Desk"), "roles/lead.md": role.format(50, "reach: 01632 960201\n", "Lead & all")}
    assert '<p>Then fetch: <span class="pb-reached">Lead &amp; all <a class="pb-call" href="tel:01632960201">01632 960201</a></span></p>' in home(files)


def test_the_owner_comes_where_there_are_no_roles(home):
    assert "<p>Then fetch: Owner</p>" in home({"policies/a.md": policy("It leaks")})


def test_what_is_read_before_the_shift_is_near(home):
    files = {"policies/a.md": policy("It leaks"), "pages/before-the-shift.md": "# Breathe in\n\nThen open.\n"}
    assert "- [Breathe in](pages/before-the-shift.md)" in home(files)
    assert "before-the-shift" not in home({name: text.replace("# Breathe", "---\nstatus: draft\n---\n# Breathe") for name, text in files.items()})


def test_what_customers_say_counts_more_than_what_stands_on_the_card(index):
    found = index({"policies/a.md": policy("It leaks", more="also_said: [my socks are wet]\n", body="Mind the plank.")})
    assert found["it leaks"][0] > found["leaks"][0] > found["plank"][0] > 0
    assert found["my socks are wet"][0] > found["socks"][0]
    assert "my" not in found and "the" not in found and "money back" in found


def test_a_word_for_many_topics_counts_little(index):
    found = index({f"policies/{topic}.md": policy(f"The {topic} plank", topic) for topic in ("recovery", "feedback", "intake")})
    assert max(found["plank"].values()) < max(found["intake"].values())


def test_a_topic_of_ones_own_is_found_by_its_own_words_in_any_language(index):
    settings = f"{SETTINGS}site: {{lang: cs}}\nchecklist:\n  topics:\n    boats: [lodě]\n"
    files = {"policies/a.md": policy("Loďka je děravá", "boats", more="also_said: [teče dovnitř]\n"), "policies/b.md": policy("Stížnost")}
    found = index(files, settings)
    # those of one's own come after the others
    assert 1 in found["tece dovnitr"] and 1 in found["derava"] and "refund" not in found


def test_words_are_compared_without_accents_marks_and_great_letters():
    assert folded("Źle się ZAŁATWIŁO – don’t, 2×") == ["zle", "sie", "zalatwilo", "dont", "2"]


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_topic_has_its_words_and_each_word_stands_there_once(language):
    known = speech(language)
    assert set(known.said) == set(known.hints) == set(TOPICS)
    for topic in TOPICS:
        entries = [*known.said[topic], *known.hints[topic]]
        assert len(entries) == len(set(entries)) >= 60, topic
        assert all(folded(entry) for entry in entries), topic
        assert [entry for entry in entries if entry in known.small] == [], topic
