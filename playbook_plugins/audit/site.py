"""Looks for fingerprints in every file and path of a finished site."""

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from playbook_plugins.audit.heard import Heard
from playbook_plugins.audit.matching import Seen, recognised
from playbook_plugins.audit.reading import UNREADABLE, decoded, readings
from playbook_plugins.audit.remembered import MOST, clean, remember
from playbook_plugins.model.fingerprints import Fingerprints, whole
from playbook_plugins.model.leak import LARGEST, TOO_LARGE, Leak
from playbook_plugins.model.shelf import Shelf

UNKNOWN = (UNREADABLE, TOO_LARGE)
"""Channels of files of which nobody can say what stands in them."""


def audit(folder: Path, fingerprints: Fingerprints, shelf: Shelf | None = None) -> tuple[Leak, ...]:
    """Every file of `folder` where one of the fingerprints turns up, in its content or in its path; of the engine's own files, in their path.

    On the `shelf` lies what sites said in which nothing was found.
    """
    if not fingerprints:
        return ()
    if shelf and (sealed := _sealed(folder)) and clean(sealed, fingerprints, shelf):
        return ()
    auditor = _Auditor(fingerprints, noting=MOST if shelf else 0)
    hits: set[Leak] = set()
    read: list[tuple[str, bytes]] = []
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        if odd(path):
            hits.add(Leak(name, UNREADABLE))
        else:
            content = _beginning(path)
            hits |= auditor.leaks(name, content, address=name)
            read.append((name, whole(content)))
    if shelf and auditor.said and not hits:
        remember(read, fingerprints, auditor.said, shelf)
    return tuple(sorted(hits))


def _sealed(folder: Path) -> list[tuple[str, bytes]]:
    """Each file with what stands for its content; nothing where somebody could not say."""
    found = []
    for path in files(folder):
        if odd(path):
            return []
        found.append((path.relative_to(folder).as_posix(), whole(_beginning(path))))
    return found


def look(parts: Iterable[tuple[str, bytes]], fingerprints: Fingerprints) -> tuple[Leak, ...]:
    """What is recognised in parts of which a site will be made, each under the name that it goes by in messages."""
    auditor = _Auditor(fingerprints)
    hits = (hit for name, content in parts for hit in auditor.leaks(name, content))
    return tuple(sorted({hit for hit in hits if hit.channel not in UNKNOWN}))


class _Auditor:
    """Remembers between files what repeats from one to the next."""

    def __init__(self, fingerprints: Fingerprints, *, noting: int = 0) -> None:
        self._fingerprints = fingerprints
        self._seen = Seen(noting=noting)
        self._heard = Heard()

    @property
    def said(self) -> Mapping[str, set[bytes]] | None:
        """By form, what stands for everything that was said, where that was noted."""
        return self._seen.said

    def leaks(self, name: str, content: bytes, *, address: str = "") -> set[Leak]:
        """What turns up in a file's content and in its address."""
        found: set[Leak] = set()
        if len(content) > LARGEST:
            said: Iterable[tuple[str, str]] = ((TOO_LARGE, ""),)
        else:
            said = () if whole(content) in self._fingerprints.theirs else readings(content, name, heard=self._heard)
        for channel, text in chain((("path", text) for text in decoded(address)), said):
            if channel in UNKNOWN:
                found.add(Leak(name, channel))
            else:
                found.update(Leak(name, channel, place, rule) for place, rule in recognised(text, self._fingerprints, self._seen))
        self._heard.settle(clean=not found)
        return found


def _beginning(path: Path) -> bytes:
    """What a file holds; of one that is too large, a byte more than is looked through."""
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def files(folder: Path) -> Iterator[Path]:
    """All below a folder but the folders themselves; a link to one is named, and not followed. Raises `OSError`."""

    def refuse(error: OSError) -> None:
        raise error

    for where, folders, names in os.walk(folder, onerror=refuse):
        yield from (Path(where, name) for name in (*names, *(name for name in folders if Path(where, name).is_symlink())))


def odd(path: Path) -> bool:
    """Whether it is no plain file, so that nobody can say what a visitor would get."""
    return path.is_symlink() or not path.is_file()
