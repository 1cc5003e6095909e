"""Findings for programs: one JSON object, its form numbered; `findings.schema.json` beside this says it in full."""

import json
import re
from collections import Counter
from typing import Any

from playbook_plugins.model.finding import Level, Mend
from playbook_plugins.model.place import Place
from playbook_plugins.report.outcome import Noted, Outcome

VERSION = 2
"""The version of the object's form."""


def dumps(outcome: Outcome) -> str:
    """`{"version": 2, "counts": {…}, "known": 0, "findings": […]}`; places count from 1, the end is exclusive or null."""
    found = Counter(noted.finding.level for noted in outcome.findings)
    return as_json(
        {
            "version": VERSION,
            "counts": {level.value: found[level] for level in Level},
            "known": outcome.known or 0,
            "findings": [_record(noted) for noted in outcome.findings],
        }
    )


def as_json(value: Any, *, indent: int | None = 2) -> str:
    """A value as JSON that people can read, on one line without `indent`; signs that nobody sees stand as numbers."""
    return re.sub(r"[^\n -~]", _spelt, json.dumps(value, ensure_ascii=False, indent=indent))


def _spelt(sign: re.Match[str]) -> str:
    return sign[0] if sign[0].isprintable() else json.dumps(sign[0])[1:-1]


def _record(noted: Noted) -> dict[str, Any]:
    finding = noted.finding
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "path": finding.place.path,
        **_stretch(finding.place),
        "message": finding.message,
        "help": finding.help,
        "page": finding.page,
        "by_time": finding.by_time,
        "fingerprint": noted.fingerprint,
        "mend": _mend(finding.mend),
    }


def _mend(mend: Mend | None) -> dict[str, Any] | None:
    return {"path": mend.place.path, **_stretch(mend.place), "text": mend.text} if mend else None


def _stretch(place: Place) -> dict[str, int | None]:
    return {"line": place.line, "column": place.column, "end_line": place.end_line, "end_column": place.end_column}
