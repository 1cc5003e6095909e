"""Findings for GitHub's own build machine: notes beside the lines of a change."""

from collections.abc import Iterator

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.report.outcome import Outcome, visible
from playbook_plugins.report.text import counts

CAP = 10
"""How many notes of one level GitHub shows for a step."""
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}


def dumps(outcome: Outcome) -> str:
    """As many notes as GitHub shows, the worst first; then the others as plain lines, and what was found in all."""
    rest = [noted.finding for level in Level for noted in outcome.at(level)[CAP:]]
    lines = notes(outcome)
    if rest:
        lines += [f"::group::{len(rest)} more, which GitHub does not show beside their lines", *_plain(rest), "::endgroup::"]
    findings = [noted.finding for noted in outcome.findings]
    return "\n".join([*lines, counts(findings, len(outcome.documents), known=outcome.known or 0)])


def notes(outcome: Outcome) -> list[str]:
    """The notes alone."""
    return [_command(noted.finding, outcome) for level in Level for noted in outcome.at(level)[:CAP]]


def _command(finding: Finding, outcome: Outcome) -> str:
    place = finding.place
    about: dict[str, str | int] = {"file": visible(place.path), "line": place.line}
    if place.end_line in (None, place.line):
        about["col"] = place.column
    if place.end_line is not None and place.end_column is not None:
        about["endLine"] = place.end_line
        if place.end_line == place.line:
            # GitHub names the last column that is meant, not the first that is not
            about["endColumn"] = max(place.column, place.end_column - 1)
    about["title"] = f"{outcome.headings.get(finding.level, finding.level.value)}: {finding.rule}"
    said = ",".join(f"{name}={_property(str(value))}" for name, value in about.items())
    told = f"{finding.message}\n{finding.help}".rstrip()
    return f"::{_COMMANDS[finding.level]} {said}::{_escaped(visible(told, keep=chr(10)))}"


def _plain(findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        # an old way to give commands, which GitHub still follows in the middle of a line
        yield f"- {visible(str(finding))}".replace("##[", "## [")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
