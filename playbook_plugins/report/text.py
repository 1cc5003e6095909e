"""Findings for a person at a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.report.outcome import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_COLOURS = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.ADVICE: "cyan"}
_COUNTED = {
    Level.ERROR: ("to mend before publishing", "to mend before publishing"),
    Level.WARNING: ("worth a look", "worth a look"),
    Level.ADVICE: ("thought", "thoughts"),
}
_WIDEST = 160
"""Characters of a source line that are shown."""


def write(
    findings: Sequence[Finding],
    console: "Console",
    *,
    documents: int,
    sources: Mapping[str, Sequence[str]] | None,
    known: int = 0,
) -> None:
    """Print the findings and a last line that counts them, and those that a baseline knows.

    `sources` gives the lines of each file by its path, for quoting the guilty
    one; `None` quotes nothing.
    """
    for finding in findings:
        for line in lines(finding, sources):
            console.print(line, soft_wrap=True, highlight=False)
        console.print()
    console.print(counts(findings, documents, known=known), soft_wrap=True, highlight=False, markup=False, emoji=False)


def plain(findings: Sequence[Finding], *, documents: int, sources: Mapping[str, Sequence[str]] | None, known: int = 0) -> Iterator[str]:
    """The same lines without colours."""
    for finding in findings:
        yield from ("".join(part for part, _ in parts) for parts in _parts(finding, sources))
        yield ""
    yield counts(findings, documents, known=known)


def lines(finding: Finding, sources: Mapping[str, Sequence[str]] | None) -> "Iterator[Text]":
    """A finding as lines: place and message, the source with a caret below the words, the help."""
    from rich.text import Text

    return (Text.assemble(*parts) for parts in _parts(finding, sources))


_Parts = tuple[tuple[str, str], ...]
"""A line in parts, each with its colour."""


def _parts(finding: Finding, sources: Mapping[str, Sequence[str]] | None) -> Iterator[_Parts]:
    yield (
        (f"{visible(str(finding.place))}: ", "bold"),
        (str(finding.level), _COLOURS[finding.level]),
        (f" {finding.rule}: {visible(finding.message)}", ""),
    )
    place, source = finding.place, (sources or {}).get(finding.place.path, ())
    whole_file = (place.line, place.column, place.end_line) == (1, 1, None)
    if not whole_file and 0 < place.line <= len(source) and source[place.line - 1].strip():
        yield from _quoted(finding, source[place.line - 1])
    if finding.help:
        yield (("  help: ", "green"), (visible(finding.help), ""))


def counts(findings: Iterable[Finding], documents: int, *, known: int = 0) -> str:
    """What was found, in one line."""
    found = Counter(finding.level for finding in findings)
    looked = f"{documents} document{'' if documents == 1 else 's'}"
    parts = [f"{found[level]} {_COUNTED[level][found[level] != 1]}" for level in Level if found[level]]
    if not parts:
        parts = ["nothing to mend"]
    if known:
        parts.append(f"{known} known from the baseline")
    return f"{looked}: {', '.join(parts)}."


def _quoted(finding: Finding, line: str) -> Iterator[_Parts]:
    from rich.cells import cell_len

    place = finding.place
    start = min(max(place.column - 1, 0), len(line))
    same_line = place.end_line in (None, place.line)
    end = min(place.end_column - 1, len(line)) if same_line and place.end_column else len(line)
    # a long line is cut around the words that matter
    cut = max(0, min(start - 40, len(line) - _WIDEST)) if len(line) > _WIDEST else 0
    shown = visible(line[cut : cut + _WIDEST])
    number = f"{place.line:5} | "
    # a terminal gives some letters two cells, and none to an accent of its own
    before, marks = cell_len(shown[: start - cut]), cell_len(shown[start - cut : end - cut])
    yield ((number, "dim"), (shown, ""))
    yield ((" " * (len(number) - 2) + "| ", "dim"), (" " * before, ""), ("^" * max(marks, 1), _COLOURS[finding.level]))
