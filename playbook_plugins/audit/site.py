"""Looks for fingerprints in every file and path of a finished site."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from playbook_plugins.audit.forms import AMOUNT, fingerprint, read
from playbook_plugins.audit.reading import UNREADABLE, decoded, readings
from playbook_plugins.model.fingerprints import Fingerprints

OUTPUT_LEAK, MONEY_OUT = "output-leak", "money-out"
"""The rules that report what is found."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Internal wording in one file of the finished site; never the wording itself."""

    path: str
    """From the site's root."""
    channel: str
    """How it would come out: `text`, `markup` (an attribute, a comment), `json`, `path`, or `unreadable`: it cannot be opened, so nobody knows."""
    place: str = ""
    """Where it stands in the sources, as `path:line`; empty where nobody knows."""
    rule: str = OUTPUT_LEAK
    """The rule that reports it."""

    def __str__(self) -> str:
        return f"{self.path} ({self.channel})" + (f", from {self.place}" if self.place else "")


def audit(folder: Path, fingerprints: Fingerprints) -> tuple[Hit, ...]:
    """Every file of `folder` where one of the fingerprints turns up, in its content or in its path."""
    if not fingerprints:
        return ()
    clean: dict[str, set[str]] = {form: set() for form in fingerprints.marks}
    hits: set[Hit] = set()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        for channel, text in chain((("path", text) for text in decoded(name)), readings(path.read_bytes(), name)):
            if channel == UNREADABLE:
                hits.add(Hit(name, channel))
            else:
                hits.update(Hit(name, channel, place, rule) for place, rule in _recognised(text, fingerprints, clean))
    return tuple(sorted(hits))


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where, name) for name in names)


def _recognised(text: str, fingerprints: Fingerprints, clean: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Places and rules of all in a text that is looked for; menus repeat on every page, so what is clean is hashed but once."""
    for form, said in read(text, fingerprints.marks, fingerprints.coins):
        marks = fingerprints.marks[form]
        for one in said - clean[form]:
            if (place := marks.get(fingerprint(form, one))) is None:
                clean[form].add(one)
            else:
                yield place, MONEY_OUT if form == AMOUNT else OUTPUT_LEAK
