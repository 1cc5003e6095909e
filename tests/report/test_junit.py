"""Findings for build machines that show tests."""

from functools import cache
from xml.etree import ElementTree as xml

import pytest
import xmlschema

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.report.junit import CLEAN, dumps
from tests.report.outcomes import FORMS, PATH, finding, hostile, outcome


@cache
def form() -> xmlschema.XMLSchema:
    """The form that Jenkins takes."""
    return xmlschema.XMLSchema(str(FORMS / "junit-10.xsd"))


def read(*findings: Finding, **other) -> xml.Element:
    text = dumps(outcome(*findings, **other))
    form().validate(text)
    assert text.isascii()
    return xml.fromstring(text)


def test_the_form_refuses_what_is_none():
    assert not form().is_valid("<testsuites><testsuite/></testsuites>")


def test_a_document_is_a_suite_and_a_rule_a_test():
    other = "docs/playbook/fit.md"
    root = read(finding(), finding("another", at=(16, 1, 16, 2)), finding("a thought", Level.ADVICE, rule="thin-fit"), documents=(PATH, other))
    assert [suite.get("name") for suite in root] == [other, PATH]
    assert [(test.get("classname"), test.get("name")) for test in root.iter("testcase")] == [(other, CLEAN), (PATH, "greeting-offer"), (PATH, "thin-fit")]
    assert [(one.get("tests"), one.get("failures"), one.get("errors")) for one in (root, *root)] == [("3", "1", "0"), ("1", "0", "0"), ("2", "1", "0")]


def test_a_failure_tells_all_that_the_rule_found_there():
    (failure,) = read(finding(), finding("another", at=(16, 1, 16, 2), help="")).iter("failure")
    assert (failure.get("type"), failure.get("message")) == ("error", "this wish also makes an offer")
    assert failure.text.split("\n") == [
        f"{PATH}:15:27: error greeting-offer: this wish also makes an offer",
        "Leave the offer out.",
        f"{PATH}:16:1: error greeting-offer: another",
    ]


@pytest.mark.parametrize(("least", "failed"), [(Level.ERROR, 1), (Level.WARNING, 2), (Level.ADVICE, 3)])
def test_what_fails_the_command_fails_a_test_and_nothing_else_does(least, failed):
    found = [finding(level=level, rule=level.value) for level in Level]
    root = read(*found, fails_from=least)
    assert len([*root.iter("failure")]) == failed
    assert len([*root.iter("system-out")]) == 3 - failed
    assert root.get("failures") == str(failed)


def test_a_document_without_findings_has_passed():
    (test,) = read().iter("testcase")
    assert len(test) == 0


def test_a_file_that_is_no_document_has_its_suite():
    assert [suite.get("name") for suite in read(finding(path="playbook.yml"))] == [PATH, "playbook.yml"]


def test_nothing_at_all_is_no_suite():
    assert len(read(documents=())) == 0


def test_hostile_words_break_nothing():
    root = read(*hostile(), documents=())
    assert sum(1 for _ in root.iter("testcase")) == len(hostile())
    told = [failure.get("message") for failure in root.iter("failure")]
    assert "]]> <![CDATA[x]]> <b>&amp;</b>" in told and "a b c [31md " in told and "a b c " in told
