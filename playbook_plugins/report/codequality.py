"""Findings for GitLab's build machine, which shows them beside a merge request: a report of its form Code Quality."""

from typing import Any

from playbook_plugins.model.finding import Level
from playbook_plugins.report.json import as_json
from playbook_plugins.report.outcome import Noted, Outcome, visible

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.ADVICE: "info"}


def dumps(outcome: Outcome) -> str:
    """A list with one entry a finding; empty where there is nothing to mend."""
    return as_json([_entry(noted) for noted in outcome.findings])


def _entry(noted: Noted) -> dict[str, Any]:
    finding = noted.finding
    lines = {"begin": finding.place.line}
    if finding.place.end_line is not None:
        lines["end"] = finding.place.end_line
    return {
        "description": visible(f"{finding.message}. {finding.help}".rstrip()),
        "check_name": finding.rule,
        "fingerprint": noted.fingerprint,
        "severity": _SEVERITIES[finding.level],
        "location": {"path": visible(finding.place.path), "lines": lines},
    }
