"""From what only staff may read to its fingerprints."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from playbook_plugins.audit.forms import ID, ROWS, RUN, fingerprint, read
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.runs import in_a_row, runs, words


class Secret(NamedTuple):
    """What only staff may read, of one form and in one place."""

    form: str
    """What it is: `words-6`, `mail`, `amount`, …"""
    said: str | Iterable[str]
    """The thing itself, as `forms.read` gives it, or several of them."""
    place: str
    """Where it stands, as `path:line`."""


def gather(secrets: Iterable[Secret], excused: Iterable[str] = (), *, may: Callable[[str], bool] | None = None, coins: tuple[str, ...] = ()) -> Fingerprints:
    """What the audit looks for: all secrets, but for those that an `excused` text holds as well, and for the runs that `may` be public all the same."""
    found: dict[str, dict[str, str]] = {}
    for form, said, place in secrets:
        known = found.setdefault(form, {})
        for one in (said,) if isinstance(said, str) else said:
            if one not in known:
                known[one] = place
    if may and RUN in found:
        found[RUN] = {run: place for run, place in found[RUN].items() if not may(run)}
    first = {name.partition("-")[0] for name in found.get(ID, ())}
    for text in excused:
        for form, known in read(text, found, coins):
            _forget(found[form], known)
        if ID in found and not first.isdisjoint(said := words(text)):
            _forget(found[ID], {run.replace(" ", "-") for length in ROWS.values() for run in in_a_row(said, length)})
    marks = {form: {fingerprint(form, said): place for said, place in kept.items()} for form, kept in sorted(found.items()) if kept}
    return Fingerprints(marks, coins)


def _forget(secrets: dict[str, str], known: set[str]) -> None:
    for said in known & secrets.keys():
        del secrets[said]


def together(*several: Fingerprints) -> Fingerprints:
    """What any of several looks for; where two know a place, it is the first one's."""
    marks: dict[str, dict[bytes, str]] = {}
    for one in several:
        for form, found in one.marks.items():
            marks[form] = {**found, **marks.get(form, {})}
    theirs = frozenset().union(*(one.theirs for one in several))
    return Fingerprints(marks, tuple(sorted({coin for one in several for coin in one.coins})), theirs)


def fingerprints(texts: Iterable[str], excused: Iterable[str] = ()) -> Fingerprints:
    """What the audit looks for where nothing is known but texts: their runs of six words."""
    return gather((Secret(RUN, runs(text), "") for text in texts), excused)
