"""What pages are made of, kept from one run to the next: all of it in one piece, which is found again in one go.

What was made since lies beside it, until that is so much that all is written down once more.
"""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from playbook_plugins.model.shelf import Shelf, key
from playbook_plugins.pages.memory import Known, asked, begin

_SHELF = "memory"
_MOST = 8
"""Pieces that are kept of one repository, two for each site."""
_FEW = 16
"""One thing in so many may be new, or be of no more use, before all are written down anew."""


@contextmanager
def kept(shelf: Shelf | None, *whose: object) -> Iterator[None]:
    """While pages are made: have at hand what was made for the last ones, and keep what these ask for."""
    if shelf is None:
        yield
        return
    whole, since = key("all", *whose), key("since", *whose)
    found = shelf.get(_SHELF, (whole, since))
    first, later = (_read(found.get(name)) for name in (whole, since))
    begin({name: {**first.get(name, {}), **later.get(name, {})} for name in {*first, *later}})
    yield
    now = asked()
    new = {name: fresh for name, made in now.items() if (fresh := {one: made[one] for one in made.keys() - first.get(name, {}).keys()})}
    # of what lies in the one piece, nobody may have asked for a part
    passed_over = _count(first) + _count(new) - _count(now)
    if (_count(new) + passed_over) * _FEW > _count(now):
        shelf.put(_SHELF, {whole: pickle.dumps(now, pickle.HIGHEST_PROTOCOL), since: b""}, most=_MOST)
    elif any(made.keys() - later.get(name, {}).keys() for name, made in new.items()):
        shelf.put(_SHELF, {since: pickle.dumps(new, pickle.HIGHEST_PROTOCOL)}, most=_MOST)


def _count(known: Known) -> int:
    return sum(map(len, known.values()))


def _read(kept: bytes | None) -> Known:
    with suppress(Exception):  # whatever a value of an odd kind may raise
        found: Any = pickle.loads(kept or b"")
        if isinstance(found, dict) and all(isinstance(one, dict) for one in found.values()):
            return found
    return {}
