"""From what only staff may read to its fingerprints."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from playbook_plugins.audit.forms import ID, ROWS, RUN, hashed, read
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.runs import LENGTH, runs, words


Found = Mapping[str, Mapping[str, str]]
"""By form, each thing that is looked for, as it is said, with its place."""
_NOTHING: Found = MappingProxyType({})


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
    return hidden(found(secrets, excused, may=may, coins=coins), coins=coins)


def found(secrets: Iterable[Secret], excused: Iterable[str] = (), *, may: Callable[[str], bool] | None = None, coins: tuple[str, ...] = (), beside: Found = _NOTHING) -> Found:
    """The same by itself, with its places; what is known `beside` it is left out."""
    held: dict[str, dict[str, str]] = {}
    for form, said, place in secrets:
        own = held.setdefault(form, {})
        if fresh := [one for one in ((said,) if isinstance(said, str) else said) if one not in own]:
            own.update(dict.fromkeys(fresh, place))
    for form in held.keys() & beside.keys():
        held[form] = {one: place for one, place in held[form].items() if one not in beside[form]}
    if may and RUN in held:
        held[RUN] = {run: place for run, place in held[RUN].items() if not may(run)}
    first = {name.partition("-")[0] for name in held.get(ID, ())}
    for text in excused:
        for form, known in read(text, held, coins):
            _forget(held[form], known)
        if ID in held:
            said = words(text)
            rows = (said[start : start + LENGTH] for start, word in enumerate(said) if word in first)
            _forget(held[ID], {"-".join(row[:length]) for row in rows for length in ROWS.values()})
    return held


def hidden(*several: Found, coins: tuple[str, ...] = (), theirs: frozenset[bytes] = frozenset()) -> Fingerprints:
    """The fingerprints of several together; where two know a place, it is the first one's."""
    joined: dict[str, dict[str, str]] = {}
    for one in several:
        for form, known in one.items():
            joined[form] = {**known, **joined.get(form, {})}
    marks = {form: {mark: known[said] for mark, said in hashed(form, known).items()} for form, known in sorted(joined.items()) if known}
    return Fingerprints(marks, coins, theirs)


def _forget(secrets: dict[str, str], known: set[str]) -> None:
    for said in known & secrets.keys():
        del secrets[said]


def fingerprints(texts: Iterable[str], excused: Iterable[str] = ()) -> Fingerprints:
    """What the audit looks for where nothing is known but texts: their runs of six words."""
    return gather((Secret(RUN, runs(text), "") for text in texts), excused)
