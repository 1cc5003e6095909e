"""Findings for programs."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from playbook_plugins.model.finding import Finding, Level, Mend
from playbook_plugins.model.place import Place
from playbook_plugins.report.json import VERSION, dumps
from tests.report.outcomes import hostile, outcome

WHOLE = Finding("thin-fit", Level.WARNING, Place("docs/playbook/fit.md"), "too thin for “you”", "Write more.", "checklist/thin-fit/", by_time=True)
MEND = Mend(Place("docs/playbook/policies/gone.md", 7, 3, 7, 9), "ring")
SOME = Finding("lost-woo", Level.ERROR, Place("docs/playbook/policies/gone.md", 7, 3, 8, 2), "this woos", mend=MEND)
FORM = Draft202012Validator(json.loads((files("playbook_plugins.report") / "findings.schema.json").read_text("utf-8")))


def read(*findings: Finding, **other):
    """The object that the findings make, which has the form that is promised."""
    found = json.loads(dumps(outcome(*findings, **other)))
    assert [error.message for error in FORM.iter_errors(found)] == []
    return found


def test_the_form_is_one_and_says_the_same_version():
    Draft202012Validator.check_schema(FORM.schema)
    assert FORM.schema["properties"]["version"]["const"] == VERSION


def test_the_object_has_a_version_counts_and_findings():
    found = read(SOME, WHOLE, SOME)
    assert list(found) == ["version", "counts", "known", "findings"]
    assert found["counts"] == {"error": 2, "warning": 1, "advice": 0}
    assert [list(record) for record in found["findings"]] == [FORM.schema["$defs"]["finding"]["required"]] * 3


def test_a_record_holds_the_finding():
    some, whole = read(SOME, WHOLE)["findings"]
    assert len(some.pop("fingerprint")) == 32
    assert some == {
        "rule": "lost-woo",
        "level": "error",
        "path": "docs/playbook/policies/gone.md",
        "line": 7,
        "column": 3,
        "end_line": 8,
        "end_column": 2,
        "message": "this woos",
        "help": "",
        "page": "",
        "by_time": False,
        "mend": {"path": "docs/playbook/policies/gone.md", "line": 7, "column": 3, "end_line": 7, "end_column": 9, "text": "ring"},
    }
    assert (whole["line"], whole["column"], whole["end_line"], whole["end_column"]) == (1, 1, None, None)
    assert (whole["page"], whole["by_time"], whole["mend"]) == ("checklist/thin-fit/", True, None)


def test_nothing_found_is_an_object_too():
    assert read() == {"version": VERSION, "counts": {"error": 0, "warning": 0, "advice": 0}, "known": 0, "findings": []}


def test_what_a_baseline_knows_is_a_number():
    assert read(SOME, known=3)["known"] == 3


@pytest.mark.parametrize("spoilt", [{"version": 1}, {"known": None}, {"extra": 1}, {"findings": [{}]}])
def test_the_form_refuses_what_is_none(spoilt):
    assert not FORM.is_valid({**read(SOME), **spoilt})


def test_words_are_readable_and_signs_that_steer_a_terminal_are_not_raw():
    evil = Finding("a", Level.ADVICE, Place("a\x1b.md"), "“a” \x1b[31m\x9b\u202e\ud800")
    assert "too thin for “you”" in dumps(outcome(WHOLE))
    assert not {"\x1b", "\x9b", "\u202e", "\ud800"} & set(dumps(outcome(evil)))
    assert read(evil)["findings"][0]["message"] == evil.message


def test_hostile_words_come_back_as_they_were():
    assert [record["message"] for record in read(*hostile())["findings"]] == [one.message for one in hostile()]
