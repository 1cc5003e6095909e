"""Findings for programs: one JSON object, its form numbered."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from playbook_plugins.model.finding import Finding, Level

VERSION = 1
"""The version of the object's form."""


def dumps(findings: Sequence[Finding]) -> str:
    """`{"version": 1, "counts": {…}, "findings": […]}`; places count from 1, the end is exclusive or null."""
    found = Counter(finding.level for finding in findings)
    return json.dumps(
        {
            "version": VERSION,
            "counts": {level.value: found[level] for level in Level},
            "findings": [_record(finding) for finding in findings],
        },
        ensure_ascii=False,
        indent=2,
    )


def _record(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": finding.message,
        "help": finding.help,
        "page": finding.page,
    }
