"""`playbook why`, as somebody types it."""

import json

import pytest
from click.testing import CliRunner

from playbook_plugins.cli.why import HOW, LOOKED_AFTER, command
from playbook_plugins.model.leaning import leaning
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.testing import commit
from tests.conftest import ROOT, TODAY, playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\nhome:\n  pinned: [wet-boots]\n"
POLICY = """\
---
topic: recovery
they_leave_feeling: dry
owner: quay-hand
scripts: [late-boat]
reviewed: 2026-11-01
---
# "My boots are soaked"

It was our step.

## What to do

1. **Listen** to the end.
2. **Make right** with socks.
"""
FILES = {
    "playbook.yml": SETTINGS,
    "policies/wet-boots.md": POLICY,
    "promises/dry-socks.md": "---\nkept_by: {wet-boots: make right}\n---\n# Nobody goes home with wet feet\n",
    "promises/heard.md": "---\nkept_by: {wet-boots: listen}\nstatus: draft\n---\n# You are heard\n",
    "promises/lost.md": "---\nkept_by: {wet-boots: sing}\n---\n# We sing\n",
    "roles/quay-hand.md": "---\nmay_spend: 30\n---\n# Hand on the quay\n",
    "scripts/late-boat.md": "---\nof: wet-boots\nchannel: sms\n---\n# Late\n\n> It comes at four.\n",
    "partners.md": "---\npartners:\n  - {name: Fenwick, phone: 01632 960201, good_at: sails, checked: 2026-11-01}\n---\n# Others\n",
    "fit.md": "# Kayaks\n\n## Someone else will serve you better if\n\n- **You want to sail.** We do not. Ring Fenwick on 01632 960201.\n",
}


@pytest.fixture
def folder(write):
    return write(FILES)


def why(folder, name, *arguments):
    return playbook("why", name, str(folder), *arguments, cwd=folder, PLAYBOOK_TODAY=TODAY.isoformat())


def answers(folder, name) -> list[dict]:
    done = CliRunner().invoke(command, [name, str(folder), "--format", "json", "--today", TODAY.isoformat()])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def told(folder, name) -> dict[str, list[str]]:
    """What is said below each heading."""
    parts: dict[str, list[str]] = {}
    for answer in answers(folder, name):
        for entry in answer["entries"]:
            place = f" {entry['path']}:{entry['line']}" if entry["path"] else ""
            parts.setdefault(entry["part"], []).append(f"{entry['coverage'] or '-'}: {entry['text']}{place}")
    return parts


def test_a_policy_that_has_something_to_mend_keeps_nothing(folder):
    found = told(folder, "wet-boots")
    assert found["Keeps"] == [
        "unkept: dry-socks, “Nobody goes home with wet feet”, by the step “make right”: the policy has something to mend first promises/dry-socks.md:2",
        "orphaned: heard, “You are heard”, by the step “listen”: the policy has something to mend first promises/heard.md:2",
        "unkept: lost, “We sing”, by the step “sing”: the policy has no such step promises/lost.md:2",
    ]
    assert any("missing" in line or "Don't" in line for line in found["To mend"])
    assert found["Looked after by"][0] == "-: quay-hand policies/wet-boots.md:4"
    assert found["Named by"] == ["-: script late-boat: belongs to it scripts/late-boat.md:2", "-: playbook.yml: pins it to the first page playbook.yml:6"]
    assert found["Leans on"] == ["-: script late-boat (scripts) scripts/late-boat.md:5"]


@pytest.fixture
def greeting(write):
    """A playbook whose policy has nothing to mend."""
    policy = (
        "---\ntopic: greeting\nthey_leave_feeling: thought of\nowner: quay-hand\nreviewed: 2026-05-01\n---\n# A birthday\n\nThey should smile.\n\n"
        "## What to do\n\n1. **Write** one line.\n2. **Thank** them.\n\n## What to say\n\n> Happy birthday!\n\n## Don't\n\n- Nothing else.\n"
    )
    promise = "---\nkept_by: {birthdays: write}\nreviewed: 2026-05-01\n---\n# A card with nothing to sell\n\nIn ink.\n"
    return write({"playbook.yml": SETTINGS.partition("home")[0], "fit.md": FILES["fit.md"], "policies/birthdays.md": policy, "promises/card.md": promise, "roles/quay-hand.md": FILES["roles/quay-hand.md"]})


def test_a_promise_says_what_keeps_it(greeting):
    assert told(greeting, "card")["Kept by"] == ["kept: the step “write” of birthdays policies/birthdays.md:13"]


@pytest.mark.parametrize("name", ["birthdays", "quay-hand"])
def test_whatever_a_promise_leans_on_is_missed_all_the_way_down(name, greeting):
    assert "unkept: the promise card is not kept any more, and not published promises/card.md:5" in told(greeting, name)["Without it"]


def test_a_promise_that_changed_since_its_policy_was_read_is_outdated(greeting, write):
    commit(greeting, "2026-05-01")
    text = (greeting / "promises/card.md").read_text("utf-8")
    write({"promises/card.md": text.replace("In ink", "In ink, on the day")})
    commit(greeting, "2026-07-04")
    assert told(greeting, "card")["Kept by"] == ["outdated: the step “write” of birthdays policies/birthdays.md:13"]


def test_a_step_knows_who_leans_on_it(greeting):
    assert told(greeting, "birthdays#Write") == {
        "Keeps": ["kept: card, “A card with nothing to sell”, by the step “write” promises/card.md:2"],
        "Without it": ["unkept: the promise card is not kept any more, and not published promises/card.md:5"],
    }
    assert "No promise leans on it." in why(greeting, "birthdays#thank").stdout


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("fit", "fit"),
        ("policies/wet-boots.md", "policy wet-boots"),
        ("policy/wet-boots", "policy wet-boots"),
        ("policy:wet-boots", "policy wet-boots"),
        ("Wet-Boots", "policy wet-boots"),
        ("owner", "role owner"),
        ("partners", "partners"),
        ("policies/wet-boots", "policy wet-boots"),
        ("role:owner", "role owner"),
    ],
)
def test_a_document_may_be_called_in_many_ways(name, subject, folder):
    (answer,) = answers(folder, name)
    assert answer["subject"].startswith(f"{subject}:")


def test_the_line_that_sends_people_to_a_partner_is_one_more_reason(folder):
    assert told(folder, "partners")["Named by"] == ["-: fit: sends people there fit.md:5"]


def test_it_reads_as_plain_text_with_places(folder):
    done = why(folder, "dry-socks")
    assert done.returncode == 0
    assert done.stdout.startswith("promise dry-socks: “Nobody goes home with wet feet”\n  promises/dry-socks.md:4:3\n")
    assert "\nKept by\n  unkept: the step “make right” of wet-boots: the policy has something to mend first  policies/wet-boots.md:15:4\n" in done.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wet-boot", "Did you mean `wet-boots`?"),
        ("zzz", "Type the name of its file"),
        ("wet-boots#lisen", "Did you mean `Listen`?"),
        ("wet-boots#zzz", "Its steps are Listen, Make right."),
        ("fit#listen", "has no step"),
        ("role/wet-boots", "No document is called"),
        ("", "No document is called"),
        ("torn", "cannot be read"),
    ],
)
def test_what_is_not_there_is_asked_about(name, said, folder, write):
    write({"pages/torn.md": b"\xff\xfe"})
    done = why(folder, name)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr


def test_every_way_to_lean_has_its_words():
    example = read_playbook(ROOT / "docs/playbook", root=ROOT, public=ROOT / "docs/public")
    assert {lean.how for lean in leaning(example)} - {"kept_by"} <= {*HOW, *LOOKED_AFTER}


@pytest.mark.whole
def test_every_kind_of_the_worked_example_answers():
    example = read_playbook(ROOT / "docs/playbook", root=ROOT, public=ROOT / "docs/public")
    kinds = {document.kind.name: document.id for document in example.readable}
    for kind, id in kinds.items():
        (answer,) = answers(ROOT / "docs/playbook", f"{kind}/{id}")
        assert answer["subject"].startswith((f"{kind} {id}: ", f"{kind}: “"))


def test_a_role_says_on_one_line_what_it_looks_after(folder):
    found = told(folder, "owner")
    assert found["Looks after"] == ["-: 7 texts: fit, partners, dry-socks, heard, lost, quay-hand, late-boat"]
    assert answers(folder, "owner")[0]["subject"] == "role owner: has the last word and may spend any sum; it needs no file"


def test_a_card_that_names_no_role_shows_them_all_as_the_card_itself_does(folder, write):
    assert told(folder, "quay-hand")["Limit shown on"] == ["-: cards that name no role under `decides`: wet-boots"]
    assert told(folder, "wet-boots")["Shows the limits of"] == ["-: all roles, as `decides` is not there: quay-hand"]
    write({"policies/wet-boots.md": POLICY.replace("owner: quay-hand", "owner: quay-hand\ndecides: [quay-hand]")})
    assert "Limit shown on" not in told(folder, "quay-hand")
    assert "-: policy wet-boots: shows its limit policies/wet-boots.md:5" in told(folder, "quay-hand")["Named by"]


def test_a_second_language_is_named_behind_the_id(folder, write):
    write({"playbook.yml": SETTINGS + "site: {langs: [pl]}\n", "pages/kaki.pl.md": "---\nformerly: [krypy]\n---\n# „Kajaki”\n", "policies/wet-boots.pl.md": POLICY})
    assert answers(folder, "wet-boots.pl")[0]["path"] == "policies/wet-boots.pl.md"
    assert [answer["path"] for answer in answers(folder, "wet-boots")] == ["policies/wet-boots.md"]
    assert answers(folder, "kaki")[0]["subject"] == answers(folder, "krypy")[0]["subject"] == "page kaki: “Kajaki”"
