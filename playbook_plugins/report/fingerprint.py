"""The mark by which a finding is known again after its file was edited elsewhere."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from playbook_plugins.model.finding import Finding
from playbook_plugins.report.outcome import Noted


def fingerprinted(findings: Iterable[Finding], sources: Mapping[str, Sequence[str]]) -> tuple[Noted, ...]:
    """Each finding with its mark, which is made of the rule, the path and the guilty lines.

    Neither the number of the line nor the message has a part in it, so lines
    that come or go above change nothing, nor does a day or a sum in what is
    said. Equal ones are counted from the top of the file.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    noted = []
    for finding in findings:
        same = (finding.rule, finding.place.path, _words(finding, sources.get(finding.place.path, ())))
        noted.append(Noted(finding, _mark(*same, str(seen[same]))))
        seen[same] += 1
    return tuple(noted)


def _words(finding: Finding, lines: Sequence[str]) -> str:
    """The lines at a finding's place, whatever white space they are set with."""
    place = finding.place
    text = " ".join(lines[place.line - 1 : place.end_line or place.line])
    return " ".join(unicodedata.normalize("NFC", text).split())


def _mark(*parts: str) -> str:
    # a path may hold bytes that are no text
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
