"""Which roles a sentence names, for every rule alike."""

import re

import pytest

from playbook_plugins.checklist.roles import _small, meant, roles_in
from playbook_plugins.checklist.rule import Context
from playbook_plugins.checklist.run import NOBODY
from playbook_plugins.checklist.wording import Match
from playbook_plugins.checklist.wordlists import added
from playbook_plugins.model.blocks import Span, Text
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

FILES = {
    "playbook.yml": "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n",
    "roles/front-desk.md": "---\nmay_spend: 30\n---\n# Host at the quay\n",
    "roles/guide.md": "---\nmay_spend: 50\n---\n# Mistrz pontonu\n",
}


@pytest.fixture
def playbook(write):
    root = write(FILES)
    return read_playbook(root, root=root)


NAMED = [
    ("The owner rings by Friday.", {"owner"}),
    ("The front desk rings, and the Owner’s card follows.", {"owner", "front-desk"}),
    ("Ask the front-desk.", {"front-desk"}),
    ("The *host at the quay* rings.", {"front-desk"}),
    ("Guides ring.", {"guide"}),
    ("Ring by `mistrza pontonu`.", set()),
    ("Zadzwoń do Mistrza pontonu, do mistrz pontonu.", {"guide"}),
    ("Nobody is misguided, and the ownership is unclear.", set()),
]


@pytest.mark.parametrize(("words", "ids"), NAMED)
def test_a_role_is_named_by_its_title_or_its_id_in_any_form(playbook, words, ids):
    assert roles_in(Text((Span(1, 1, words),)), Context(playbook, NOBODY, TODAY)) == ids


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("The guide may spend 20 pounds.", "guide"),
        ("Guides may spend 20 pounds.", "guide"),
        ("Every guide always may spend 20 pounds.", "guide"),
        ("Ring the guide, then you may spend 20 pounds.", None),
        ("You may spend 20 pounds.", "front-desk"),
        ("You may spend 20 pounds, and the guide more.", None),
        ("You may spend 20 pounds. The guide knows.", "front-desk"),
        ("You may spend 20 pounds, says “the guide”.", "front-desk"),
    ],
)
def test_a_limit_is_that_of_whom_the_sentence_names_else_of_whose_page_it_stands_on(playbook, words, role):
    start = words.index("may spend")
    match = Match(added("may spend"), words[start : start + 19], start, start + 19)
    desk = playbook.get("role", "front-desk")
    found = meant(match, Text((Span(1, 1, words),)), desk, playbook.of_kind("role"))
    assert (found and found.id) == role


def test_a_pattern_takes_no_letters_for_one_that_are_two_in_small_letters() -> None:
    letters = [chr(number) for number in range(0x110000) if chr(number).isalpha() and chr(number).swapcase() != chr(number)]
    kin = {(letter, other) for letter in letters for other in (*letter.lower(), *letter.upper(), *letter.title(), *letter.casefold(), "i", "k", "s")}
    alike = [(one, other) for one, other in kin if re.fullmatch(re.escape(one), other, re.I)]
    assert len(alike) > 2_000
    assert all(_small(one) == _small(other) for one, other in alike)
