"""Findings for GitLab, beside a merge request."""

import json

from playbook_plugins.model.finding import Level
from playbook_plugins.report.codequality import dumps
from tests.report.outcomes import PATH, finding, hostile, outcome


def test_a_finding_is_told_with_its_place_and_what_to_do():
    (entry,) = json.loads(dumps(outcome(finding(at=(15, 27, 16, 3)))))
    assert entry["description"] == "this wish also makes an offer. Leave the offer out."
    assert (entry["check_name"], entry["severity"]) == ("greeting-offer", "critical")
    assert entry["location"] == {"path": PATH, "lines": {"begin": 15, "end": 16}}


def test_the_worst_looks_the_worst():
    entries = json.loads(dumps(outcome(*(finding(level.value, level) for level in Level))))
    assert [entry["severity"] for entry in entries] == ["critical", "minor", "info"]


def test_each_finding_is_known_again_by_a_mark_of_its_own():
    entries = json.loads(dumps(outcome(*hostile())))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_nothing_to_mend_is_an_empty_list():
    assert json.loads(dumps(outcome())) == []
