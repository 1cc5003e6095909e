"""A bakery and a dentist, written by people who knew the manual alone.

`*-as-written` is what they wrote before they had seen a finding; the other
folder is what they made of it. Each of the first findings was found fair.
"""

import re

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY

STRANGERS = ROOT / "tests" / "strangers"
FIRST = {
    "bakery": [
        "playbook.yml:1 warning missing-topic",
        "playbook.yml:1 warning missing-topic",
        "playbook.yml:7 error unknown-field",
        "playbook.yml:8 error bad-value",
        "policies/no-rye-left.md:4 advice missing-topic",
        "policies/saturday-regular.md:17 error dangling-reference",
        "policies/saturday-regular.md:21 error lost-ask",
        "policies/wrong-cake.md:10 warning missing-step",
        "policies/wrong-cake.md:16 warning missing-step",
    ],
    "dentist": ["playbook.yml:1 warning missing-topic"],
}
"""What the checklist says of the first drafts; `opening_hours` is asked about, a step that may be meant as well."""


def read(name: str):
    return read_playbook(STRANGERS / name, root=STRANGERS / name)


@pytest.mark.parametrize("trade", FIRST)
def test_the_first_draft_is_told_what_was_found_fair(trade):
    found = run(read(f"{trade}-as-written"), today=TODAY)
    assert [f"{f.place.path}:{f.place.line} {f.level} {f.rule}" for f in found] == FIRST[trade]


@pytest.mark.parametrize("trade", FIRST)
def test_what_they_made_of_it_has_nothing_to_mend(trade):
    found = run(read(trade), today=TODAY)
    assert [finding for finding in found if finding.level != "advice"] == []


@pytest.mark.parametrize("trade", FIRST)
def test_a_policy_takes_a_hundred_and_fifty_words_and_five_lines(trade):
    for policy in (STRANGERS / trade / "policies").glob("*.md"):
        _, head, body = policy.read_text("utf-8").split("---\n", 2)
        assert len(head.splitlines()) <= 5
        assert len(re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", body)) <= 150
