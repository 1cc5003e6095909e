"""`playbook.json` tells programs of the house what staff see, in a form that has a schema, and nothing of what they do not."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.pages.takeaway import PLAYBOOK, playbook_form, playbook_json
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT
from tests.pages.stall import FILES

STAMP = 1_795_000_000


def told(playbook) -> dict[str, Any]:
    found = json.loads(playbook_json.text(playbook, STAMP))
    Draft202012Validator(playbook_form.schema(), format_checker=FormatChecker()).validate(found)
    return found


@pytest.fixture
def stall(write):
    def made(**changed: str):
        folder = write({**FILES, **{name.replace("__", "/").replace("_md", ".md"): text for name, text in changed.items()}})
        return read_playbook(folder, root=folder.parent)

    return made


def test_a_policy_is_told_part_by_part_without_marks(stall):
    found = told(stall())["policies"][0]
    assert found.pop("edition")["day"] == "2026-11-01"
    assert found == {
        "id": "wrong",
        "language": "en",
        "topic": "recovery",
        "title": "It went wrong",
        "also_said": ["it leaks", "it sank"],
        "feeling": "heard",
        "say": [{"text": "I am sorry, [name].", "blanks": ["name"]}, {"text": "What would put it right, [name], by [day]?", "blanks": ["name", "day"]}],
        "limits": [{"role": "guide", "may_spend": 20, "may_take": {"amount": 1, "unit": "hour"}}, {"role": "owner"}],
        "do": [{"label": "Listen", "text": "first."}, {"text": "Fetch a towel."}, {"label": "Refill", "text": "the flask."}],
        "dont": ["Don't make such a fuss.", "No arguing."],
        "afterwards": [{"label": "Write down", "text": "what it was."}],
        "notice": ["Wet shoes."],
        "sections": [
            {"name": "when-to-stop", "heading": "When to stop", "lines": ["At night.", "I end this here. Good night."]},
            {"heading": "Our own heading", "lines": ["Last words."]},
        ],
        "why": ["Because rivers forgive."],
        "backed_by": "owner",
        "scripts": ["sorry"],
        "scenarios": ["leak"],
        "principles": ["rivers"],
        "promises": ["heard"],
        "owner": "guide",
        "due": "2027-05-01",
    }


def test_all_else_that_staff_see_is_told(stall):
    found = told(stall())
    assert (found["format"], found["audience"], found["edition"]["day"], found["pinned"]) == (1, "internal", str(date.fromtimestamp(STAMP)), ["wrong"])
    assert [(policy["id"], policy["language"]) for policy in found["policies"]] == [("wrong", "en"), ("wrong", "pl")]
    letter = next(script for script in found["scripts"] if script["id"] == "sorry")
    assert [words["text"] for words in letter["say"]] == ["Dear [name],", "the first thing", "the second", "= yours"]
    assert (letter["how_often"], letter["counts"], letter["notes"]) == ({"times": 1}, False, ["Send it before noon.", "Never read this out."])
    assert found["scenarios"][0]["choices"][0] == {"say": "I am sorry", "why": "It is heard", "best": True}
    assert found["roles"] == [
        {"id": "guide", "title": "Guide", "may_spend": 20, "no_limit": False, "may_take": {"amount": 1, "unit": "hour"}, "may_give": "anything within the limit", "reach": "ring 12", "above": "owner"},
        {"id": "owner", "title": "Owner", "no_limit": True, "may_give": "anything within the limit", "may_spend_a_month": 40.5},
    ]
    assert found["gestures"] == [{"what": "A flask of tea", "costs": "£1", "takes": "5 minutes", "good_when": "It rains"}]
    assert [(promise["id"], promise["kept_by"]) for promise in found["promises"]] == [("heard", [{"policy": "wrong", "step": "listen"}])]
    assert found["principles"][0]["lead"][0] == "So do people."


def test_what_staff_do_not_see_is_not_told(stall):
    playbook = stall()
    money = playbook.single("budget").fields
    assert money.margin and round(money.lifetime_value) == 474
    found = playbook_json.text(playbook, STAMP)
    for secret in ("margin", "0.37", "474", "1281", "9100", "Half-baked", "Halfwords", "wings", "Marmaduke", "finding", "towels"):
        assert secret.casefold() not in found.casefold(), secret
    assert "heard" in found


def test_the_edition_of_all_changes_with_any_text(stall):
    first = told(stall())["edition"]["mark"]
    assert told(stall())["edition"]["mark"] == first
    assert told(stall(roles__guide_md=FILES["roles/guide.md"].replace("20", "21")))["edition"]["mark"] != first


def test_every_part_of_the_form_says_what_it_means():
    form = playbook_form.schema()
    Draft202012Validator.check_schema(form)
    parts = {"playbook.json": form, **form["$defs"]}
    assert [name for name, part in parts.items() if not part.get("description")] == []
    silent = [
        f"{name}.{field}"
        for name, part in parts.items()
        for field, about in part["properties"].items()
        if not (about.get("description") or form["$defs"].get(about.get("$ref", "").rpartition("/")[2], {}).get("description"))
    ]
    assert silent == []


@pytest.fixture(scope="module")
def example():
    return read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")


def _named(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every place where the worked example names another part, with the kind that it names."""
    for policy in found["policies"]:
        yield from ((kind, id) for kind in ("scripts", "scenarios", "principles", "promises") for id in policy[kind])
        yield from (("roles", limit["role"]) for limit in policy["limits"])
        yield from (("roles", policy[field]) for field in ("owner", "backed_by"))
    yield from (("policies", part["of"]) for kind in ("scripts", "scenarios") for part in found[kind])
    yield from (("policies", keeper["policy"]) for promise in found["promises"] for keeper in promise["kept_by"])
    yield from (("roles", role["above"]) for role in found["roles"] if "above" in role)
    yield from (("policies", id) for id in found["pinned"])


def test_the_worked_example_names_nothing_that_is_not_there(example):
    found = told(example)
    ids = {kind: {part["id"] for part in found[kind]} for kind in ("policies", "scripts", "scenarios", "roles", "promises", "principles")}
    named = list(_named(found))
    assert len(named) > 80
    assert [(kind, id) for kind, id in named if id not in ids[kind]] == []


def test_it_stands_on_the_site_for_staff_and_on_no_other(stall):
    playbook = stall()
    inside, outside = (release(playbook, audience) for audience in (Audience.INTERNAL, Audience.PUBLIC))
    taken = {"pocket.html", PLAYBOOK, playbook_form.PATH, "replies.csv", "replies.json", "replies.schema.json"}
    assert taken <= {asset.path for asset in inside.assets}
    assert taken.isdisjoint(asset.path for asset in outside.assets)
    assert {asset.path: asset.content for asset in inside.assets} == {asset.path: asset.content for asset in release(playbook, Audience.INTERNAL).assets}
