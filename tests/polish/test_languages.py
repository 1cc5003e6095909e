"""A Polish document beside an English one, and word lists of every language."""

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.checklist.wordlists import lists
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

SETTINGS = "business: {name: Quay Kayaks, phone: 01632 960200, answers_within: 1 working day}\nsite: {langs: pl}\n"
ENGLISH = """---
topic: greeting
they_leave_feeling: thought of
reviewed: 2026-11-01
---
# A birthday

A wish with a price on it is an advertisement.

## What to do

1. **Write** one line by hand.

## What to say

> Happy birthday, [name]!

## Don't

- No voucher.
"""
POLISH = """---
topic: życzenia
they_leave_feeling: że ktoś o nich pomyślał
reviewed: 2026-11-01
---
# Urodziny

Życzenia z ceną to reklama.

## Co robić

1. **Napisz** ręcznie jedną linijkę.

## Co powiedzieć

> Wszystkiego najlepszego, [imię]!

## Czego nie robić

- Żadnego bonu.
"""


def told(write, polish: str, english: str = ENGLISH) -> set[tuple[str, str]]:
    folder = write({"playbook.yml": SETTINGS, "policies/birthdays.md": english, "policies/birthdays.pl.md": polish})
    found = run(read_playbook(folder, root=folder), today=TODAY)
    return {(finding.place.path, finding.rule) for finding in found if finding.place.path.startswith("policies")}


def test_each_is_read_in_its_own_language(write):
    assert told(write, POLISH) == set()


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("najlepszego, [imię]!", "najlepszego, [imię]! W kopercie jest bon.", "greeting-offer"),
        ("## Czego nie robić", "## Nasze piosenki", "missing-section"),
        ("1. **Napisz** ręcznie", "1. **Napisz** list.\n2. **Podpisz** ręcznie", "out-of-step"),
        ("topic: życzenia", "topic: życzonka", "bad-value"),
    ],
)
def test_a_fault_in_the_second_is_found_there(before, after, rule, write):
    assert ("policies/birthdays.pl.md", rule) in told(write, POLISH.replace(before, after))


def test_polish_words_say_nothing_in_an_english_document(write):
    english = ENGLISH.replace("birthday, [name]!", "birthday, [name]! W kopercie jest bon.")
    assert ("policies/birthdays.md", "greeting-offer") not in told(write, POLISH, english)


def test_every_list_is_written_in_polish_too():
    """A list that one language lacks is a rule that says nothing there."""
    assert set(lists("en")) - set(lists("pl")) == set()
