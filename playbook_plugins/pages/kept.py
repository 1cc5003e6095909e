"""What pages are made of, kept from one run to the next: all of it in one piece, which is found again in one go."""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from playbook_plugins.model.shelf import Shelf, key
from playbook_plugins.pages.memory import Known, asked, begin

_SHELF = "memory"
_MOST = 4
"""Pieces that are kept of one repository, one for each site."""


@contextmanager
def kept(shelf: Shelf | None, *whose: object) -> Iterator[None]:
    """While pages are made: have at hand what was made for the last ones, and keep what these ask for."""
    if shelf is None:
        yield
        return
    name = key(*whose)
    known = _read(shelf.get(_SHELF, (name,)).get(name))
    begin(known)
    yield
    now = asked()
    if any(made.keys() - known.get(one, {}).keys() for one, made in now.items()):
        shelf.put(_SHELF, {name: pickle.dumps(now, pickle.HIGHEST_PROTOCOL)}, most=_MOST)


def _read(kept: bytes | None) -> Known:
    with suppress(Exception):  # whatever a value of an odd kind may raise
        found: Any = pickle.loads(kept or b"")
        if isinstance(found, dict) and all(isinstance(one, dict) for one in found.values()):
            return found
    return {}
