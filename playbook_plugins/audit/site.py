"""Looks for fingerprints in every file and path of a finished site."""

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from playbook_plugins.audit.heard import Heard
from playbook_plugins.audit.matching import Seen, recognised
from playbook_plugins.audit.reading import UNREADABLE, decoded, readings
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.leak import Leak


def audit(folder: Path, fingerprints: Fingerprints) -> tuple[Leak, ...]:
    """Every file of `folder` where one of the fingerprints turns up, in its content or in its path."""
    if not fingerprints:
        return ()
    seen: Seen = {}
    heard = Heard()
    hits: set[Leak] = set()
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        found: set[Leak] = set()
        for channel, text in chain((("path", text) for text in decoded(name)), readings(path.read_bytes(), name, heard=heard)):
            if channel == UNREADABLE:
                found.add(Leak(name, channel))
            else:
                found.update(Leak(name, channel, place, rule) for place, rule in recognised(text, fingerprints, seen))
        heard.settle(clean=not found)
        hits |= found
    return tuple(sorted(hits))


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder):
        yield from (Path(where, name) for name in names)
