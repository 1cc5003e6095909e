"""A card tells staff what holds today, and nothing that only stands on paper."""

import json
import re
from html import unescape

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


def test_a_blank_in_words_to_say_is_marked_and_nothing_else_is(card):
    say = "> Hello [name], about [the\n> old hull]: see [us](https://quay.example), `[code]`, ![x](y.png).\n\nNot [this].\n"
    found = card({"policies/wrong.md": POLICY.replace("> I am sorry.\n", say)})
    assert re.findall(r'<span class="pb-blank">\[(.*?)\]</span>', found) == ["name", "the old hull"]
    assert "[us](https://quay.example)" in found and "`[code]`" in found and "Not [this]." in found


def test_a_step_shows_its_label_and_leads_on_from_its_line(card):
    steps = "1. **Ring**: as [they](../roles/guide.md) like.\n2. Be quiet.\n3. **Thank**\n"
    found = card({"policies/wrong.md": POLICY.replace("1. **Listen** first.\n", steps), "roles/guide.md": ROLE})
    assert '1. <details class="pb-step"><summary>Ring<span class="pb-stop">:</span></summary> as [they](../roles/guide.md) like.</details>\n2. Be quiet.\n3. **Thank**\n' in found


def test_steps_with_more_below_them_stand_open(card):
    found = card({"policies/wrong.md": POLICY.replace("1. **Listen** first.\n", "1. **Listen** first.\n    - With both ears.\n")})
    assert "1. **Listen** first.\n\n    - With both ears." in found and "pb-step" not in found


@pytest.mark.parametrize(
    ("reach", "shown"),
    [
        ("ring 12", '<span class="pb-reached">Guide <a class="pb-call" href="tel:12">ring 12</a></span>:'),
        ("+44 1632 960 118", '<span class="pb-reached">Guide <a class="pb-call" href="tel:+441632960118">+44 1632 960 118</a></span>:'),
        ("at the pier", "Guide (at the pier):"),
        ("ring 12 or 14", "Guide (ring 12 or 14):"),
        ("guide7@quay.example", "Guide (guide7@quay.example):"),
        ("ring <12>", '<span class="pb-reached">Guide <a class="pb-call" href="tel:12">ring &lt;12&gt;</a></span>:'),
    ],
)
def test_whoever_has_one_number_is_a_tap_away(reach, shown, card):
    assert shown in card({"roles/guide.md": ROLE.replace("20", f"20\nreach: {reach}")})


def test_each_role_reads_who_is_above_it_and_the_others_whom_to_fetch(card):
    roles = {f"roles/{id}.md": ROLE.replace("20", lines).replace("Guide", id.title()) for id, lines in {"guide": "20\nabove: lead\nmay_give: tea", "lead": "90\nreach: ring 12", "cook": "5"}.items()}
    found = card({"policies/wrong.md": POLICY.replace("topic", "decides: [guide, lead]\ntopic"), **roles})
    lines = {line[1]: line[0] for line in re.findall(r'(<li.*data-(?:role|others)="(.*?)".*</li>)', found)}
    assert "You may give: tea." in lines["guide"] and 'If it takes more: <span class="pb-reached">Lead <a class="pb-call" href="tel:12">ring 12</a></span>, Owner</span>' in lines["guide"]
    assert "If it takes more: Owner</span>" in lines["lead"]
    assert 'Fetch: Guide, <span class="pb-reached">Lead <a class="pb-call" href="tel:12">ring 12</a></span></li>' in lines["[[&#34;cook&#34;,&#34;Cook&#34;]]"] and "£5" not in found


def test_all_who_have_no_say_share_one_line(card):
    roles = {f"roles/role-{number}.md": ROLE.replace("20", f"{number}").replace("Guide", f"Rower {number} & co") for number in range(1, 31)}
    found = card({"policies/wrong.md": POLICY.replace("topic", "decides: [role-7]\ntopic"), **roles})
    (others,) = re.findall(r'<li hidden data-others="(.*?)">', found)
    assert found.count("Fetch:") == 1 and json.loads(unescape(others))[:2] == [["role-1", "Rower 1 & co"], ["role-2", "Rower 2 & co"]]
    assert len(json.loads(unescape(others))) == 23 and "6 more" in found


def test_nobody_is_told_a_limit_that_could_not_be_read(card):
    found = card({"roles/a.md": ROLE.replace("20", "a little"), "roles/b.md": ROLE.replace("Guide", "Ida")})
    assert "as much as it takes" not in found and re.findall(r'data-called="(\w+)"><span', found) == ["Ida"]


def test_words_for_whoever_comes_follow_the_business(card):
    policy = POLICY.replace("topic", "also_said: [it is broken]\ntopic")
    assert "The donor may also say: it is broken." in card({"policies/wrong.md": policy, "playbook.yml": SETTINGS.replace("phone", "people_word: donor\n  phone")})


@pytest.mark.parametrize(("channel", "stepped", "paper"), [("phone", True, False), ("in-person", True, False), ("email", False, False), ("card", False, True)])
def test_what_is_spoken_goes_by_sentences_and_what_is_written_stands_whole(channel, stepped, paper, write):
    script = f"---\nof: wrong\nchannel: {channel}\n---\n# Sorry\n\n> Dear [name],\n>\n> We are sorry.\n"
    root = write({"playbook.yml": SETTINGS, "policies/wrong.md": POLICY, "scripts/sorry.md": script})
    [found] = [page.body for page in release(read_playbook(root, root=root), Audience.INTERNAL).pages if page.path == "scripts/sorry.md"]
    assert ('class="pb-say" data-step' in found, "pb-paper" in found) == (stepped, paper)
    assert '> Dear <span class="pb-blank">[name]</span>,' in found
