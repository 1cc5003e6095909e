"""What was read of each text, kept from one run to the next: only what has changed is taken apart anew.

All of it lies in one piece, which is found again in one go. What changed since
lies beside it, until that is so much that all is written down once more. The
greater part of each document is only taken out of it when somebody asks for it.
"""

import os
import pickle
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from playbook_plugins.model.document import Document
from playbook_plugins.model.shelf import Shelf, key
from playbook_plugins.read.document import Reading
from playbook_plugins.read.playbook import Known

_SHELF = "readings"
_MOST = 8
"""Pieces that are kept of one repository."""
_FEW = 16
"""One text in so many may have changed before all are written down anew."""
_AT_ONCE = ("kind", "id", "lang", "path", "fields", "title", "lines", "readable")
_LATER = ("lead", "sections", "zones", "field_places", "key_places")
"""What of a document few ask for whose text has not changed."""


class _Late(Document):
    """A document of which only this much was taken out yet; what becomes of it is a document like all others."""

    _kept: bytes

    def __getattr__(self, name: str) -> Any:
        if name not in _LATER:
            raise AttributeError(name)
        self._take_out()
        return self.__dict__[name]

    def __eq__(self, other: object) -> bool:
        # a document is like none that was taken out in part alone
        for one in (self, other):
            if isinstance(one, _Late):
                one._take_out()
        return Document.__eq__(self, other)

    def _take_out(self) -> None:
        self.__dict__.update(zip(_LATER, pickle.loads(self.__dict__.pop("_kept"))))
        object.__setattr__(self, "__class__", Document)


class Kept:
    """What is known of the texts of a playbook: of `where` it and its public pages lie, seen from their root."""

    def __init__(self, shelf: Shelf, *where: str | None) -> None:
        self._shelf = shelf
        self._all, self._since = key("all", *where), key("since", *where)
        found = shelf.get(_SHELF, (self._all, self._since))
        self._mark, self._first = _read(found.get(self._all))
        mark, since = _read(found.get(self._since))
        self._later = since if mark and mark == self._mark else {}
        self.known: Known = {**self._first, **self._later}

    def keep(self, paths: Iterable[str]) -> None:
        """Keep what is known of the texts at these paths."""
        now = {path: self.known[path] for path in paths if path in self.known}
        later = {path: one for path, one in now.items() if self._first.get(path) is not one}
        with suppress(pickle.PicklingError, TypeError, AttributeError):
            if len(later) * _FEW > len(now):
                self._put(self._all, os.urandom(8), now)
            elif any(self._later.get(path) is not one for path, one in later.items()):
                self._put(self._since, self._mark, later)

    def _put(self, name: bytes, mark: bytes, known: Known) -> None:
        kept = [(decided, _laid(one.document), one.faults, one.links) for decided, one in known.values()]
        self._shelf.put(_SHELF, {name: pickle.dumps((mark, kept), pickle.HIGHEST_PROTOCOL)}, most=_MOST)


def _read(kept: bytes | None) -> tuple[bytes, Known]:
    with suppress(Exception):  # whatever a value of an odd kind may raise
        found: Any = pickle.loads(kept or b"")
        mark, rows = found
        known = {(document := _taken(*laid)).path: (decided, Reading(document, faults, links)) for decided, laid, faults, links in rows}
        if isinstance(mark, bytes):
            return mark, known
    return b"", {}


def _laid(document: Document) -> tuple[tuple[Any, ...], bytes]:
    """A document in two parts."""
    rest = document.__dict__.get("_kept") or pickle.dumps([getattr(document, name) for name in _LATER], pickle.HIGHEST_PROTOCOL)
    return tuple([getattr(document, name) for name in _AT_ONCE]), rest


def _taken(at_once: tuple[Any, ...], rest: bytes) -> Document:
    document = object.__new__(_Late)
    document.__dict__.update(zip(_AT_ONCE, at_once, strict=True), _kept=rest)
    return document
