"""Three small kindnesses for trouble: within what whoever stands there may spend, and not the same three everywhere."""

import pytest

from playbook_plugins.model.kindness import suggested
from playbook_plugins.model.limits import shown
from tests.conftest import read_written

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# It went wrong\n"
ROWS = {"Tea": ("£1", "5 minutes"), "A towel": ("£4", "1 minute"), "A ride home": ("£0", "half an hour"), "A cap": ("18", "5 minutes"), "A song": ("a smile", "5 minutes"), "A wave": ("£0", "now and then"),
        "A photograph": ("£0", "2 minutes"), "A tow": ("£0", "1 hour"), "A map": ("£2", "1 minute"), "A boat": ("£1,900", "1 day")}


@pytest.fixture
def gestures(tmp_path):
    """What is suggested to policies, by their ids."""

    def found(*ids: str, roles: dict[str, str], policy: str = POLICY, rows: dict[str, tuple[str, str]] = ROWS) -> dict[str, list[str]]:
        table = "".join(f"| {what} | {costs} | {takes} | always |\n" for what, (costs, takes) in rows.items())
        files = {"playbook_yml": SETTINGS, "gestures_md": f"# Kindnesses\n\n| Gesture | Costs | Takes | Good when |\n| --- | --- | --- | --- |\n{table}"}
        files |= {f"policies__{id}_md": policy for id in ids} | {f"roles__{id}_md": f"---\n{lines}\n---\n# {id}\n" for id, lines in roles.items()}
        playbook = read_written(tmp_path, files)
        return {id: [str(gesture.what) for gesture in suggested(playbook.get("policy", id), playbook)] for id in ids}

    return found


def test_they_are_within_the_least_money_and_time_of_those_who_decide(gestures):
    ids = [f"p{number}" for number in range(20)]
    found = gestures(*ids, roles={"guide": "may_spend: 5\nmay_take: 10 minutes", "lead": "may_spend: 90\nmay_take: 5 minutes", "boss": "may_spend: no limit"})
    assert {name for names in found.values() for name in names} == {"Tea", "A towel", "A photograph", "A map"}
    assert all(len(names) == 3 for names in found.values())
    assert all(names == sorted(names, key=list(ROWS).index) for names in found.values())
    assert len({tuple(names) for names in found.values()}) > 1
    assert found == gestures(*ids, roles={"guide": "may_spend: 5\nmay_take: 10 minutes", "lead": "may_spend: 90\nmay_take: 5 minutes", "boss": "may_spend: no limit"})


def test_who_has_no_limit_may_give_whatever_can_be_read(gestures):
    found = gestures(*(f"p{number}" for number in range(30)), roles={"boss": "may_spend: no limit"})
    assert {name for names in found.values() for name in names} == set(ROWS) - {"A song", "A wave"}


def test_a_limit_that_cannot_be_read_suggests_nothing(gestures):
    assert gestures("p", roles={"guide": "may_spend: a little", "lead": "may_spend: 90"}) == {"p": []}


def test_only_trouble_asks_for_them(gestures):
    policy = POLICY.replace("topic: recovery", "topic: greeting\ndecides: [guide]")
    assert gestures("p", roles={"guide": "may_spend: 5"}, policy=policy) == {"p": []}


def test_where_there_are_few_all_are_suggested_and_where_there_are_none_none(gestures):
    assert gestures("p", roles={"guide": "may_spend: 5"}, rows={"Tea": ("£1", "5 minutes")}) == {"p": ["Tea"]}
    assert gestures("p", roles={"guide": "may_spend: 0"}, rows={"Tea": ("£1", "5 minutes")}) == {"p": []}


def test_where_nobody_may_spend_nothing_is_suggested(gestures):
    assert gestures("p", roles={}) == {"p": []}


def test_a_table_that_is_not_in_use_suggests_nothing(tmp_path):
    table = "# Kindnesses\n\n| Gesture | Costs | Takes | Good when |\n| --- | --- | --- | --- |\n| Tea | £1 | 5 minutes | cold |\n"
    book = {"playbook_yml": SETTINGS, "policies__wet_md": POLICY, "roles__guide_md": "---\nmay_spend: 5\n---\n# Guide\n"}
    for head, names in (("", ["Tea"]), ("---\nstatus: draft\n---\n", []), ("---\nstatus: retired\n---\n", [])):
        playbook = read_written(tmp_path, {**book, "gestures_md": head + table})
        assert [str(gesture.what) for gesture in suggested(playbook.get("policy", "wet"), playbook)] == names


def test_a_role_told_in_two_languages_decides_once(tmp_path):
    role = "---\nmay_spend: 5\n---\n# {}\n"
    playbook = read_written(tmp_path, {"playbook_yml": SETTINGS, "policies__wet_md": POLICY, "roles__guide_md": role.format("Guide"), "roles__guide.pl_md": role.format("Przewodnik")})
    assert [role.id for role in shown(playbook.get("policy", "wet"), playbook)] == ["guide"]
