"""Findings for build machines that show tests: a suite a document, a test a rule that found something there."""

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as xml

from playbook_plugins.model.finding import Finding
from playbook_plugins.report.outcome import Outcome, visible

CLEAN = "nothing to mend"
"""The test of a document in which nothing was found."""


def dumps(outcome: Outcome) -> str:
    """What makes the command fail has failed; what does not is told beside a test that has passed."""
    found: dict[str, list[Finding]] = {path: [] for path in outcome.documents}
    for noted in outcome.findings:
        found.setdefault(noted.finding.place.path, []).append(noted.finding)
    root = xml.Element("testsuites", name="playbook")
    for path in sorted(found):
        root.append(_suite(path, found[path], outcome))
    _count(root, root.iter("testcase"))
    xml.indent(root)
    # letters as numbers: right whatever a terminal or a pipe makes of the others
    return xml.tostring(root, encoding="us-ascii", xml_declaration=True).decode("ascii")


def _suite(path: str, findings: list[Finding], outcome: Outcome) -> xml.Element:
    name = visible(path)
    suite = xml.Element("testsuite", name=name)
    for rule, found in groupby(sorted(findings, key=lambda finding: finding.rule), key=lambda finding: finding.rule):
        _test(xml.SubElement(suite, "testcase", classname=name, name=rule), tuple(found), outcome)
    if not findings:
        xml.SubElement(suite, "testcase", classname=name, name=CLEAN)
    _count(suite, suite.iter("testcase"))
    return suite


def _test(test: xml.Element, findings: tuple[Finding, ...], outcome: Outcome) -> None:
    failing = [finding for finding in findings if outcome.fails(finding)]
    if failing:
        first = failing[0]
        failure = xml.SubElement(test, "failure", type=first.level.value, message=visible(first.message))
        failure.text = _told(failing)
    if others := [finding for finding in findings if not outcome.fails(finding)]:
        xml.SubElement(test, "system-out").text = _told(others)


def _told(findings: Iterable[Finding]) -> str:
    return "\n".join(visible(f"{finding}\n{finding.help}".rstrip(), keep="\n") for finding in findings)


def _count(element: xml.Element, tests: Iterable[xml.Element]) -> None:
    every = tuple(tests)
    element.set("tests", str(len(every)))
    element.set("failures", str(sum(test.find("failure") is not None for test in every)))
    element.set("errors", "0")
