"""A card tells staff what holds today, and nothing that only stands on paper."""

import re

import pytest

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = (
    "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# It went wrong\n\n## What to do\n\n1. **Listen** first.\n\n"
    "## What to say\n\n> I am sorry.\n\n## Don't\n\n- Argue.\n\n## When to stop\n\nAt night.\n"
)
PROMISE = "---\nkept_by: {wrong: listen}\n---\n# You are heard\n"
ROLE = "---\nmay_spend: 20\n---\n# Guide\n"


@pytest.fixture
def card(write):
    """The text of the one card of a small playbook."""

    def made(files: dict[str, str]) -> str:
        root = write({"playbook.yml": SETTINGS, "policies/wrong.md": POLICY, **files})
        return next(page.body for page in release(read_playbook(root, root=root), Audience.INTERNAL).pages if page.path == "policies/wrong.md")

    return made


def test_a_card_names_the_promises_that_it_keeps(card):
    assert "[You are heard](../public/promises.md#heard) is kept by the step “listen”." in card({"promises/heard.md": PROMISE})


@pytest.mark.parametrize("kept_by", ["wrong: sing", "wrong: listen, nowhere: listen"])
def test_a_card_does_not_claim_a_promise_that_nothing_keeps(kept_by, card):
    found = card({"promises/heard.md": PROMISE.replace("wrong: listen", kept_by)})
    assert "You are heard" not in found and "promises.md#heard" not in found


@pytest.mark.parametrize(("status", "shown"), [("active", True), ("draft", False), ("retired", False)])
def test_a_card_leads_to_what_is_in_use(status, shown, card):
    line = f"status: {status}\n"
    found = card(
        {
            "scripts/sorry.md": f"---\n{line}of: wrong\nchannel: phone\n---\n# The call\n",
            "scenarios/leak.md": f"---\n{line}of: wrong\n---\n# The leak\n",
            "roles/guide.md": ROLE.replace("may", f"{line}may"),
        }
    )
    assert [("The call" in found), ("The leak" in found), ("Guide:</span> <strong>up to £20, on the spot</strong>" in found)] == [shown] * 3


def test_words_and_steps_come_before_the_reasons(card):
    found = card({"roles/guide.md": ROLE})
    order = [found.index(part) for part in ("They leave feeling", "## What to say", "## You may", "## What to do", "## Don't", "## When to stop", "More about this")]
    assert order == sorted(order)


def test_each_of_two_sayings_is_a_quote_of_its_own(card):
    found = card({"policies/wrong.md": POLICY.replace("> I am sorry.", "> I am sorry.\n\n> Shall I ring you?")})
    assert re.search(r"> I am sorry\.\n\n<!-- -->\n\n> Shall I ring you\?", found)


def test_roles_stand_from_the_smallest_limit_to_none(card):
    found = card({"roles/a.md": ROLE.replace("20", "no limit").replace("Guide", "Ida"), "roles/b.md": ROLE, "roles/c.md": ROLE.replace("20", "5").replace("Guide", "Helper")})
    assert re.findall(r'data-called="(\w+)"', found) == ["Helper", "Guide", "Ida"]
