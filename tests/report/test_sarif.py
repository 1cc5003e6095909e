"""Findings for code scanning."""

import json

import pytest

from playbook_plugins import __version__
from playbook_plugins.model.finding import Finding, Level, Mend
from playbook_plugins.model.place import Place
from playbook_plugins.report.sarif import dumps
from tests.report.outcomes import PATH, SARIF, finding, hostile, outcome

MEND = Mend(Place(PATH, 15, 27, 15, 35), "")


def run(*findings: Finding, **other):
    """The one run of the log, which has the form that OASIS publishes."""
    log = json.loads(dumps(outcome(*findings, **other)))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    return log["runs"][0]


def keys(value) -> set[str]:
    """Every key, however deep."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_the_form_refuses_what_is_none():
    assert not SARIF.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_nothing_found_is_a_run_without_results():
    found = run()
    assert found["tool"]["driver"] == {"name": "playbook", "version": __version__, "rules": []}
    assert found["results"] == []


def test_a_result_has_its_rule_its_level_its_place_and_its_mark():
    found = run(finding(), finding("a thought", Level.ADVICE, rule="thin-fit", at=(1, 1, None, None), help=""))
    first, last = found["results"]
    rules = found["tool"]["driver"]["rules"]
    assert found["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == ["greeting-offer", "thin-fit"]
    assert [rules[one["ruleIndex"]]["id"] for one in (first, last)] == [first["ruleId"], last["ruleId"]] == ["greeting-offer", "thin-fit"]
    assert (first["level"], last["level"]) == ("error", "note")
    assert first["message"] == {"text": "this wish also makes an offer\nLeave the offer out."}
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": PATH}, "region": {"startLine": 15, "startColumn": 27, "endLine": 15, "endColumn": 35}}
    assert last["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}
    assert len(first["partialFingerprints"]["playbook/v1"]) == 32


def test_a_rule_is_explained():
    (rule,) = run(finding(level=Level.WARNING))["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == {"text": "Says what greeting-offer is for."}
    assert rule["help"]["text"].startswith("# greeting-offer\n") and rule["help"]["markdown"] == rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "warning"}


def test_a_rule_that_nobody_explains_is_named():
    assert run(finding(), rules={})["tool"]["driver"]["rules"] == [{"id": "greeting-offer"}]


def test_a_change_that_is_surely_right_is_offered():
    plain, sure = run(finding(), finding(mend=MEND))["results"]
    assert "fixes" not in plain
    (change,) = sure["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": PATH}
    assert change["replacements"] == [
        {"deletedRegion": {"startLine": 15, "startColumn": 27, "endLine": 15, "endColumn": 35}, "insertedContent": {"text": ""}}
    ]


def test_what_a_baseline_knows_is_told_by_its_number():
    assert "baselineState" not in run(finding())["results"][0]
    found = run(finding(), known=4)
    assert found["results"][0]["baselineState"] == "new" and found["properties"] == {"known": 4}


def test_no_line_of_a_document_is_quoted():
    found = run(*hostile(), finding(mend=MEND), sources={PATH: ["SECRET"] * 20})
    assert not keys(found) & {"snippet", "contextRegion", "contents"}
    assert "SECRET" not in json.dumps(found)


def test_hostile_words_are_neither_blanks_nor_links_nor_hidden():
    findings = hostile()
    found = run(*findings)
    for result, one in zip(found["results"], findings, strict=True):
        text = result["message"]["text"]
        assert "](" not in text and text.replace("\n", "").isprintable()
        assert text.replace("{{", "").replace("}}", "").count("{") == 0
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].isascii()


@pytest.mark.parametrize(("path", "uri"), [("docs/a b.md", "docs/a%20b.md"), ("a:b.md", "a%3Ab.md"), ("docs/é#.md", "docs/%C3%A9%23.md"), ("\udcff.md", "%ED%B3%BF.md")])
def test_a_path_is_an_address(path, uri):
    assert run(finding(path=path))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
