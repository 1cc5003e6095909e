"""A baseline: the findings that a handbook began with, so that only new ones count."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from playbook_plugins.report.json import as_json
from playbook_plugins.report.outcome import Noted

VERSION = 1
"""The version of the file's form."""


class NoBaseline(ValueError):
    """This text is no baseline; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A finding that the baseline knows."""

    path: str
    rule: str
    fingerprint: str
    message: str = ""
    """What the rule asks for; nothing that stands in a document."""


@dataclass(frozen=True)
class Compared:
    """What was found, held against a baseline."""

    new: tuple[Noted, ...]
    """What counts."""
    known: tuple[Noted, ...]
    """What the baseline knows."""
    stale: tuple[Entry, ...]
    """What the baseline knows and nobody finds any more."""
    refused: tuple[Noted, ...]
    """What stands in the baseline and counts all the same: its rule allows no exception."""


def entry(noted: Noted, message: str) -> Entry:
    """A finding as a baseline keeps it."""
    return Entry(noted.finding.place.path, noted.finding.rule, noted.fingerprint, message)


def compare(found: Iterable[Noted], entries: Collection[Entry]) -> Compared:
    """Hold findings against a baseline; those that are firm are always new."""
    found = tuple(found)
    marks = {entry.fingerprint for entry in entries}
    every = {noted.fingerprint for noted in found}
    kept = {noted.fingerprint for noted in found if noted.finding.firm}
    silent = marks - kept
    return Compared(
        new=tuple(noted for noted in found if noted.fingerprint not in silent),
        known=tuple(noted for noted in found if noted.fingerprint in silent),
        stale=tuple(entry for entry in entries if entry.fingerprint not in every),
        refused=tuple(noted for noted in found if noted.fingerprint in marks & kept),
    )


def dumps(entries: Iterable[Entry]) -> str:
    """The file: sorted, one entry a line, so that a change to it is easy to read."""
    names = ("path", "rule", "fingerprint", "message")
    rows = ",\n".join(as_json({name: getattr(one, name) for name in names}, indent=None) for one in sorted(entries))
    return f'{{"version": {VERSION}, "findings": [\n{rows}\n]}}\n'


def loads(text: str) -> tuple[Entry, ...]:
    """The entries of a baseline; `NoBaseline` where the text is none."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        raise NoBaseline("cannot be read") from None
    rows = read.get("findings") if isinstance(read, dict) else None
    if not isinstance(rows, list):
        raise NoBaseline("is no baseline")
    if read.get("version") != VERSION:
        raise NoBaseline("was written by another version of `playbook`")
    return tuple(_entry(row) for row in rows)


def _entry(row: Any) -> Entry:
    values = [row.get(name, "") if isinstance(row, dict) else None for name in ("path", "rule", "fingerprint", "message")]
    if not all(isinstance(value, str) for value in values) or not values[2]:
        raise NoBaseline("has a line that is no finding")
    return Entry(*values)
