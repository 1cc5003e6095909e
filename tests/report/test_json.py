"""Findings for programs."""

import json

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.place import Place
from playbook_plugins.report.json import dumps

KEYS = ["rule", "level", "path", "line", "column", "end_line", "end_column", "message", "help", "page"]
WHOLE = Finding("thin-fit", Level.WARNING, Place("docs/playbook/fit.md"), "too thin for “you”", "Write more.", "checklist/thin-fit/")
SOME = Finding("lost-woo", Level.ERROR, Place("docs/playbook/policies/gone.md", 7, 3, 8, 2), "this woos")


def test_the_object_has_a_version_counts_and_findings():
    found = json.loads(dumps([SOME, WHOLE, SOME]))
    assert list(found) == ["version", "counts", "findings"]
    assert found["version"] == 1
    assert found["counts"] == {"error": 2, "warning": 1, "advice": 0}
    assert [list(record) for record in found["findings"]] == [KEYS] * 3


def test_a_record_holds_the_finding():
    some, whole = json.loads(dumps([SOME, WHOLE]))["findings"]
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
    }
    assert (whole["line"], whole["column"], whole["end_line"], whole["end_column"]) == (1, 1, None, None)
    assert whole["page"] == "checklist/thin-fit/"


def test_nothing_found_is_an_object_too():
    assert json.loads(dumps([])) == {"version": 1, "counts": {"error": 0, "warning": 0, "advice": 0}, "findings": []}


def test_words_are_readable_and_signs_that_steer_a_terminal_are_not_raw():
    evil = Finding("a", Level.ADVICE, Place("a\x1b.md"), "“a” \x1b[31m")
    assert "too thin for “you”" in dumps([WHOLE])
    assert "\x1b" not in dumps([evil])
    assert json.loads(dumps([evil]))["findings"][0]["message"] == "“a” \x1b[31m"
