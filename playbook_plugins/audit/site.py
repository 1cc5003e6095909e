"""Reads every file and path of a finished site, unpacked and decoded."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from playbook_plugins.audit.reading import UNREADABLE, decoded, readings
from playbook_plugins.audit.runs import fingerprint
from playbook_plugins.model.runs import runs


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Internal wording in one file of the finished site; never the wording itself."""

    path: str
    """From the site's root."""
    channel: str
    """How it would come out: `text`, `markup` (an attribute, a comment), `json`, `path`, or `unreadable`: it cannot be opened, so nobody knows."""

    def __str__(self) -> str:
        return f"{self.path} ({self.channel})"


def audit(folder: Path, fingerprints: frozenset[int]) -> tuple[Hit, ...]:
    """Every file of `folder` where one of the fingerprints turns up, in its content or in its path."""
    if not fingerprints:
        return ()
    clean: set[str] = set()
    hits: set[Hit] = set()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        said = chain((("path", text) for text in decoded(name)), readings(path.read_bytes(), name))
        hits.update(Hit(name, channel) for channel, text in said if channel == UNREADABLE or _recognised(text, fingerprints, clean))
    return tuple(sorted(hits))


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where, name) for name in names)


def _recognised(text: str, fingerprints: frozenset[int], clean: set[str]) -> bool:
    """Whether a run of a text is looked for; menus repeat on every page, so a clean run is hashed but once."""
    fresh = set(runs(text)) - clean
    bad = {run for run in fresh if fingerprint(run) in fingerprints}
    clean |= fresh - bad
    return bool(bad)
