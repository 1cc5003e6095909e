"""Findings for code scanning: SARIF 2.1.0, which quotes nothing of a document but what a message says."""

from typing import Any

import playbook_plugins
from playbook_plugins.model.finding import Finding, Level, Mend
from playbook_plugins.model.place import Place
from playbook_plugins.report.json import as_json
from playbook_plugins.report.outcome import Noted, Outcome, address, visible

FORM = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""The form that the log has."""
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}


def dumps(outcome: Outcome) -> str:
    """One log with one run; a rule that found nothing is not in it."""
    used = sorted({noted.finding.rule for noted in outcome.findings})
    driver = {
        "name": "playbook",
        "version": playbook_plugins.__version__,
        "rules": [_rule(name, outcome) for name in used],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(noted, used.index(noted.finding.rule), outcome) for noted in outcome.findings],
    }
    if outcome.known is not None:
        run["properties"] = {"known": outcome.known}
    return as_json({"$schema": FORM, "version": "2.1.0", "runs": [run]})


def _rule(name: str, outcome: Outcome) -> dict[str, Any]:
    rule = outcome.rules.get(name)
    if rule is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": _text(rule.summary),
        "help": {**_text(rule.page), "markdown": _literal(rule.page)},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(noted: Noted, index: int, outcome: Outcome) -> dict[str, Any]:
    finding = noted.finding
    told = f"{finding.message}\n{finding.help}".rstrip()
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.level],
        "message": _text(told),
        "locations": [{"physicalLocation": {"artifactLocation": _file(finding.place), "region": _region(finding.place)}}],
        "partialFingerprints": {"playbook/v1": noted.fingerprint},
    }
    if outcome.known is not None:
        result["baselineState"] = "new"
    if finding.mend:
        result["fixes"] = [_fix(finding.mend, finding)]
    return result


def _fix(mend: Mend, finding: Finding) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(mend.place), "insertedContent": {"text": mend.text}}
    return {
        "description": _text(finding.help or finding.message),
        "artifactChanges": [{"artifactLocation": _file(mend.place), "replacements": [replacement]}],
    }


def _file(place: Place) -> dict[str, str]:
    return {"uri": address(place.path)}


def _region(place: Place) -> dict[str, int]:
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return {name: number for name, number in region.items() if number is not None}


def _text(text: str) -> dict[str, str]:
    return {"text": _literal(text)}


def _literal(text: str) -> str:
    # a single brace would open a blank to be filled in, and brackets side by side a link
    return visible(text, keep="\n").replace("{", "{{").replace("}", "}}").replace("](", "] (")
