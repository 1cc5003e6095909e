"""A path into a role is made from what the playbook already says, and a case tells what we say only after one has chosen."""

import re

import pytest

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = """\
---
topic: {topic}
they_leave_feeling: fine
{more}
---
# {title}

Because they carried it down the steps.

## What to do

1. **Listen**.

## What to say

> Did it [get wet](../principles/slow.md)?
>
> I am sorry.
>
> And the third thing.

## Don't

- Argue.
"""
ONBOARDING = """\
# Your first week

Nobody was born here.

## At the slipway, for guides

- Carry one boat.

## First of all

1. Sit on the quay.

## The desk people

- Count the paddles.

## What matters

Rain.
"""
FILES = {
    "playbook.yml": SETTINGS,
    "roles/guide.md": "---\nmay_spend: 20\nabove: lead\n---\n# Guide\n",
    "roles/desk.md": "---\nmay_spend: 10\nabove: lead\n---\n# Front desk\n",
    "roles/lead.md": "---\nmay_spend: 90\nreach: ring 12\n---\n# Lead\n",
    "pages/onboarding.md": ONBOARDING,
    "pages/before-the-shift.md": "# Before the shift\n\n- They came down all these steps.\n",
    "policies/wet.md": POLICY.format(topic="hospitality", title="It is wet", more="decides: guide\nprinciples: [slow, gone]\nowner: guide\nreviewed: 2026-05-01"),
    "policies/rain.md": POLICY.format(topic="follow-up", title="It rains", more="decides: desk"),
    "scripts/towel.md": "---\nof: wet\nchannel: in-person\n---\n# A towel\n\n> Here.\n",
    "scenarios/leak.md": "---\nof: wet\nchoices:\n  - say: It was dry before.\n    why: Nobody asked.\n  - say: Let me look.\n    why: You look.\n    best: yes\n---\n# A leak\n\n## What happened\n\nIt leaked.\n\n## What we did\n\nWe looked.\n",
    "scenarios/puddle.md": "---\nof: gone\n---\n# A puddle\n\n## What happened\n\nIt stood there.\n",
    "principles/slow.md": "# Slow is fine\n\nIt is.\n",
}


@pytest.fixture
def site(write):
    """The internal pages of a small playbook, by path; `None` for a text leaves it out."""

    def made(**changed: str | None) -> dict[str, str]:
        files = {**FILES, **{name.replace("__", "/") + ".md": text for name, text in changed.items()}}
        root = write({name: text for name, text in files.items() if text is not None})
        return {page.path: page.body for page in release(read_playbook(root, root=root), Audience.INTERNAL).pages}

    return made


def boxes(body: str) -> list[str]:
    return re.findall(r"<label.*<span>(.*?)</span></label>", body)


def test_a_path_leads_from_the_first_day_to_what_the_role_decides(site):
    assert boxes(site()["roles/guide.md"]) == [
        "Sit on the quay.",
        "Carry one boat.",
        "[It is wet](../policies/wet.md)",
        "[A leak](../scenarios/leak.md)",
        "[Slow is fine](../principles/slow.md)",
    ]


def test_the_words_of_a_card_stand_below_it(site):
    assert re.search(r"\[It is wet\].*</label>\n\n    \[A towel\]\(\.\./scripts/towel\.md\)\n", site()["roles/guide.md"])


def test_another_role_is_spared_what_is_not_its_own(site):
    found = site()
    assert boxes(found["roles/desk.md"]) == ["Sit on the quay.", "Count the paddles.", "[It rains](../policies/rain.md)"]
    assert boxes(found["roles/lead.md"]) == ["Sit on the quay."]


def test_a_tick_on_one_page_is_the_same_on_another(site):
    found = site()
    named = {path: set(re.findall(r'data-tick="([^"]*)"', found[path])) for path in ("roles/guide.md", "roles/desk.md", "pages/onboarding.md")}
    assert len(named["roles/guide.md"] & named["pages/onboarding.md"]) == 2
    assert len(named["roles/guide.md"] & named["roles/desk.md"]) == 1
    assert {*re.findall(r'data-keeps="([^"]*)"', "".join(found[path] for path in named))} == {"learning"}


def test_only_a_card_whose_words_have_changed_is_to_be_read_again(site):
    before, after = site(), site(scripts__towel=FILES["scripts/towel.md"].replace("Here.", "Here you are."))
    marks = [set(re.findall(r'data-tick="([^"]*)"', found["roles/guide.md"])) for found in (before, after)]
    assert [re.sub("@.*", "", name) for name in marks[0] - marks[1]] == ["policy:wet"]
    assert len(marks[0]) == len(marks[1]) and all(re.fullmatch(r"[a-z]+:[\w-]+@[0-9a-f]{6}(/[\d.]+)?", name) for name in marks[1])


def test_a_role_says_whom_it_may_ring_and_what_it_looks_after(site):
    found = site()
    assert '<span class="pb-reached">Lead <a class="pb-call" href="tel:12">ring 12</a></span>, Owner' in found["roles/guide.md"]
    assert '[It is wet](../policies/wet.md) <span class="pb-due" data-due="2026-11-01"' in found["roles/guide.md"]
    assert "to be read over by 1 November 2026" in found["roles/guide.md"] and "You look after" not in found["roles/desk.md"]


def test_the_page_to_begin_at_leads_everywhere(site):
    found = re.findall(r"\]\(([^)]*)\)", site()["learn/index.md"])
    roles = ["../roles/desk.md#path", "../roles/guide.md#path", "../roles/lead.md#path"]
    assert found == ["../pages/before-the-shift.md", *roles, "../scenarios/leak.md", "../scenarios/puddle.md"]


def test_there_is_no_such_page_where_there_is_nothing_to_learn(site):
    found = site(**{name.removesuffix(".md").replace("/", "__"): None for name in FILES if name.startswith(("roles/", "pages/", "scenarios/", "policies/"))})
    assert not [path for path in found if path.startswith(("learn/", "scenarios/"))]


def test_a_case_keeps_our_answer_behind_the_choice(site):
    case = site()["scenarios/leak.md"]
    order = ["## What happened", "## What would you say?", "It was dry before.", "Let me look.", 'class="pb-answer"', "> Did it [get wet](../principles/slow.md)?", "Because they carried", "[It is wet](../policies/wet.md)", "## What we did"]
    found = [case.index(part) for part in order]
    assert found == sorted(found)
    assert "> I am sorry." in case and "third thing" not in case
    assert "The next one: [A puddle](puddle.md)" in case


def test_a_case_without_choices_or_card_promises_no_answer(site):
    case = site()["scenarios/puddle.md"]
    assert "Say it aloud, as you would to them." in case
    assert "pb-choices" not in case and "pb-answer" not in case and "[All of them](../scenarios/index.md)" in case


def test_the_card_before_the_shift_asks_for_nothing(site):
    card = site()["pages/before-the-shift.md"]
    assert "- They came down all these steps." in card and "[What is happening?](../index.md)" in card
    assert "<input" not in card and "pb-tick" not in card
