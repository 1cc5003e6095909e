"""Looks for fingerprints in every file and path of a finished site."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from playbook_plugins.audit.matching import OUTPUT_LEAK, Seen, recognised
from playbook_plugins.audit.reading import UNREADABLE, decoded, readings
from playbook_plugins.model.fingerprints import Fingerprints


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
    seen: Seen = {}
    hits: set[Hit] = set()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        for channel, text in chain((("path", text) for text in decoded(name)), readings(path.read_bytes(), name)):
            if channel == UNREADABLE:
                hits.add(Hit(name, channel))
            else:
                hits.update(Hit(name, channel, place, rule) for place, rule in recognised(text, fingerprints, seen))
    return tuple(sorted(hits))


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where, name) for name in names)
