"""Looks for fingerprints in every file and path of a finished site."""

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from playbook_plugins.audit.heard import Heard
from playbook_plugins.audit.matching import Seen, recognised
from playbook_plugins.audit.reading import UNREADABLE, decoded, readings
from playbook_plugins.model.fingerprints import Fingerprints, whole
from playbook_plugins.model.leak import Leak


def audit(folder: Path, fingerprints: Fingerprints) -> tuple[Leak, ...]:
    """Every file of `folder` where one of the fingerprints turns up, in its content or in its path; of the engine's own files, in their path."""
    if not fingerprints:
        return ()
    seen: Seen = {}
    heard = Heard()
    hits: set[Leak] = set()
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        if odd(path):
            hits.add(Leak(name, UNREADABLE))
            continue
        found: set[Leak] = set()
        content = path.read_bytes()
        said = () if whole(content) in fingerprints.theirs else readings(content, name, heard=heard)
        for channel, text in chain((("path", text) for text in decoded(name)), said):
            if channel == UNREADABLE:
                found.add(Leak(name, channel))
            else:
                found.update(Leak(name, channel, place, rule) for place, rule in recognised(text, fingerprints, seen))
        heard.settle(clean=not found)
        hits |= found
    return tuple(sorted(hits))


def files(folder: Path) -> Iterator[Path]:
    """All below a folder but the folders themselves; a link to one is named, and not followed. Raises `OSError`."""

    def refuse(error: OSError) -> None:
        raise error

    for where, folders, names in os.walk(folder, onerror=refuse):
        yield from (Path(where, name) for name in (*names, *(name for name in folders if Path(where, name).is_symlink())))


def odd(path: Path) -> bool:
    """Whether it is no plain file, so that nobody can say what a visitor would get."""
    return path.is_symlink() or not path.is_file()
