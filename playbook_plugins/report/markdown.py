"""Findings as a page that people read: below the owner's three words, a line each."""

import re
from collections.abc import Iterator

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.report.outcome import Noted, Outcome, address, visible
from playbook_plugins.report.text import counts

_MARKUP = re.compile(r"[\\`*_\[\]<|~&$]|:(?=//|\w+:)|(?<=www)\.")
"""What somewhere opens bold words, code, a link, a cell, a sum or a smile."""
_ROOM = 200
"""Bytes that the last line may need."""


def dumps(outcome: Outcome, *, room: int | None = None) -> str:
    """The page, the worst first; cut behind a whole line where it would take more than `room` bytes, empty where they hold nothing."""
    if room is not None and room < _ROOM:
        return ""
    parts: list[str] = []
    size, left = 0, len(outcome.findings)
    for part, told in _parts(outcome):
        size += len(part.encode())
        if room is not None and size > room - _ROOM:
            parts.append(f"\n… and {left} more, which `playbook check` lists.\n")
            break
        parts.append(part)
        left -= told
    return "".join(parts)


def _parts(outcome: Outcome) -> Iterator[tuple[str, int]]:
    """Pieces of the page, each with the number of findings that it tells."""
    findings = [noted.finding for noted in outcome.findings]
    yield f"{counts(findings, len(outcome.documents), known=outcome.known or 0)}\n", 0
    for level in Level:
        heading = f"\n## {escaped(outcome.headings.get(level, level.value))}\n\n"
        for noted in outcome.at(level):
            yield heading + _line(noted, outcome), 1
            heading = ""


def _line(noted: Noted, outcome: Outcome) -> str:
    finding = noted.finding
    instead = f"\\\n  help: {escaped(finding.help)}" if finding.help else ""
    return f"- {_place(finding, outcome.base)} {escaped(finding.message)} (`playbook explain {finding.rule}`){instead}\n"


def _place(finding: Finding, base: str) -> str:
    place = finding.place
    shown = f"**{escaped(f'{place.path}:{place.line}')}**"
    if not base:
        return shown
    # `plain` shows lines with their numbers where a page would be shown
    return f"[{shown}]({base}{address(place.path)}?plain=1#L{place.line})"


def escaped(text: str) -> str:
    """Text on one line in which nothing is markup, and nobody is called by an `@`."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(visible(text).split())).replace("@", "@<!-- -->")
