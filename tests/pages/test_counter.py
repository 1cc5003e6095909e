"""The sheet for the wall: the pinned situations, each with its first sentence, the money at hand and whom to ring."""

import pytest

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  people_word: member\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = (
    "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# It went wrong\n\n## What to do\n\n1. **Listen** first.\n\n"
    "## What to say\n\nWhen they are done:\n\n> I am sorry, [name].\n>\n> Shall I ring you?\n\n## Don't\n\n- Argue.\n"
)
ROLES = {
    "roles/guide.md": "---\nmay_spend: 20\nmay_take: 10 minutes\nabove: lead\n---\n# Guide\n",
    "roles/lead.md": "---\nmay_spend: 90\nreach: ring 12\n---\n# Pier lead\n",
}


@pytest.fixture
def sheet(write):
    """The text of the sheet for a small playbook; `None` where there is none."""

    def made(files: dict[str, str], pinned: str = "") -> str | None:
        root = write({"playbook.yml": SETTINGS + pinned, **files})
        pages = {page.path: page.body for page in release(read_playbook(root, root=root), Audience.INTERNAL).pages}
        assert ("counter/index.md" in pages.get("policies/index.md", "")) == ("counter/index.md" in pages)
        return pages.get("counter/index.md")

    return made


def test_it_says_what_to_say_first_what_is_at_hand_and_whom_to_ring(sheet):
    found = sheet({"policies/wrong.md": POLICY, **ROLES})
    assert "When a member stands before you" in found
    assert "## [It went wrong](../policies/wrong.md)" in found
    assert '> I am sorry, <span class="pb-blank">[name]</span>.' in found and "Shall I ring" not in found and "When they are done" not in found
    assert 'Guide: <strong>up to £20 and 10 minutes, on the spot</strong> · If it takes more: <span class="pb-reached">Pier lead <a class="pb-call" href="tel:12">ring 12</a></span>' in found


def test_what_is_pinned_comes_in_the_order_in_which_it_is_pinned(sheet):
    files = {f"policies/{name}.md": POLICY.replace("It went wrong", name) for name in ("ant", "bee", "cat")}
    found = sheet(files, "home:\n  pinned: [cat, ant]\n")
    assert found.index("## [cat]") < found.index("## [ant]") and "bee" not in found


def test_no_more_situations_than_a_sheet_holds(sheet):
    assert sheet({f"policies/p{number:02}.md": POLICY for number in range(20)}).count("## [") == 8


def test_a_situation_without_words_or_limits_is_named_alone(sheet):
    bare = POLICY.replace("topic: recovery", "topic: honesty").partition("## What to say")[0] + "## Don't\n\n- Argue.\n"
    found = sheet({"policies/wrong.md": bare, **ROLES})
    assert "what to say first." in found and "what you may spend" not in found
    assert "## [It went wrong]" in found and ">" not in found.partition("## [It")[2].partition("<p class=\"pb-edition\"")[0] and "pb-at-hand" not in found


def test_without_a_situation_there_is_no_sheet(sheet):
    assert sheet(ROLES) is None


def test_its_edition_changes_with_any_text(sheet):
    def mark(found: str) -> str:
        return found.rpartition("pb-edition")[2]

    first = mark(sheet({"policies/wrong.md": POLICY, **ROLES}))
    assert first == mark(sheet({"policies/wrong.md": POLICY, **ROLES}))
    assert first != mark(sheet({"policies/wrong.md": POLICY, **ROLES, "roles/lead.md": ROLES["roles/lead.md"].replace("90", "80")}))
