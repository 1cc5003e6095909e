"""What a finished site said when nothing was found in it: the very same site is held against other fingerprints without being read again.

An edit of a text for staff changes what is looked for, and seldom the site that
everybody reads. What it said is kept as hashes, as the fingerprints are: with
none of them looked for, a second reading would find nothing either; with any,
the site is read again, to say where it stands.
"""

import pickle
from collections.abc import Mapping, Sequence
from contextlib import suppress

from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.shelf import Shelf, key

Said = Mapping[str, frozenset[bytes]]
"""By form, what stands for everything that was said."""
_SHELF = "audit"
_SITES = 4
"""Sites that are remembered of one playbook."""
MOST = 1 << 19
"""Things that one site says, beyond which it is rather read again."""


def clean(files: Sequence[tuple[str, bytes]], fingerprints: Fingerprints, shelf: Shelf) -> bool:
    """Whether these files, by their names and what stands for each, were read before and say nothing that is looked for."""
    name = _name(files, fingerprints)
    with suppress(Exception):  # whatever a value of an odd kind may raise
        if (kept := shelf.get(_SHELF, (name,)).get(name)) is not None:
            said: Said = pickle.loads(kept)
            return all(said[form].isdisjoint(marks) for form, marks in fingerprints.marks.items())
    return False


def remember(files: Sequence[tuple[str, bytes]], fingerprints: Fingerprints, said: Mapping[str, set[bytes]], shelf: Shelf) -> None:
    """Keep what these files said, all of which was read, and in which nothing was found."""
    kept: Said = {form: frozenset(said.get(form, ())) for form in fingerprints.marks}
    shelf.put(_SHELF, {_name(files, fingerprints): pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)}, most=_SITES)


def _name(files: Sequence[tuple[str, bytes]], fingerprints: Fingerprints) -> bytes:
    """All that decides what is read, and for what forms; which things are looked for does not."""
    return key(sorted(files), sorted(fingerprints.marks), fingerprints.coins, sorted(fingerprints.theirs))
