"""Finished pages, kept from build to build: the side that publishes them.

Of a page are kept its bytes as they were published, what of it may run, and
the note by which the process that builds tells whether all that still holds.
That process is handed notes alone, and those of its own release alone, so
nothing for staff comes near a public site on this way either. What it hands
back is text, and is believed no further than that: the worst that it could
bring about is an earlier state of the same page for the same audience.
"""

import json
import pickle
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path

from playbook_plugins.cache import Cache, digest
from playbook_plugins.engines.mkdocs.expected import Frame, file_of
from playbook_plugins.engines.mkdocs.policy import Hashes
from playbook_plugins.model.page import Page, Release

_SPARE = 500
"""How many pages stay on a shelf beside those of two builds."""
_BESIDE = attrgetter(*(one.name for one in fields(Page) if one.name != "body"))
"""All that a release says of a page beside its text."""
_FAST = 1
"""How hard pages are packed: harder takes longer than making them small saves."""


class Spoilt(Exception):
    """What the process that builds says of its pages cannot be so."""


@dataclass(frozen=True, slots=True)
class _Finished:
    """A page as it was published."""

    note: str
    content: bytes
    """Packed."""
    hashes: Hashes


@dataclass
class Shelf:
    """The pages of one site that were kept, and a place for those that were made."""

    release: Release
    root: Path | None = None
    """Whose pages these are; where nobody says, none is kept."""
    _keys: dict[str, bytes] = field(default_factory=dict)
    _finished: dict[str, _Finished] = field(default_factory=dict)
    _fresh: dict[str, str] = field(default_factory=dict)

    def notes(self) -> dict[str, str]:
        """What was noted of this release's pages, by their paths."""
        if self.root is None:
            return {}
        asked = dict(self.release.reaching)
        self._keys = {page.path: _key(self.release, page, asked.get(page.path, "")) for page in self.release.pages}
        cache = Cache(self.root)
        found = cache.get(self._name, self._keys.values())
        cache.close()
        for path, key in self._keys.items():
            if key in found:
                with suppress(Exception):  # whatever a value of an odd kind may raise
                    self._finished[path] = pickle.loads(found[key])
        return {path: finished.note for path, finished in self._finished.items()}

    def lay_down(self, said: str, folder: Path, frame: Frame) -> dict[str, Hashes]:
        """Put the pages where they belong of which the builder says that they still hold; by file, what of each may run. Raises `Spoilt`."""
        try:
            told = json.loads(said)
            kept = [(str(path), self._finished[path]) for path in told["kept"]]
            self._fresh = {path: str(note) for path, note in told["fresh"].items() if path in self._keys}
            laid: dict[str, Hashes] = {}
            for path, finished in kept:
                name = file_of(path, directories=frame.directories)
                (file := folder / name).parent.mkdir(parents=True, exist_ok=True)
                with file.open("xb") as stream:
                    stream.write(zlib.decompress(finished.content))
                laid[name] = finished.hashes
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError, FileExistsError, zlib.error) as error:
            raise Spoilt from error
        return laid

    def keep(self, folder: Path, frame: Frame, hashes: Mapping[str, Hashes]) -> None:
        """Keep the pages that were made, as they are about to be published."""
        if self.root is None or not self._fresh:
            return
        cache = Cache(self.root)
        values: dict[bytes, bytes] = {}
        for path, note in self._fresh.items() if cache.keeps else ():
            name = file_of(path, directories=frame.directories)
            if name in hashes:
                finished = _Finished(note, zlib.compress((folder / name).read_bytes(), _FAST), hashes[name])
                values[self._keys[path]] = pickle.dumps(finished, pickle.HIGHEST_PROTOCOL)
        cache.put(self._name, values, most=2 * len(self.release.pages) + _SPARE)
        cache.close()

    @property
    def _name(self) -> str:
        """Each audience has a shelf of its own."""
        return f"pages for the {self.release.audience} site"


def _key(release: Release, page: Page, asked: str) -> bytes:
    """All that decides how a page looks, but for what stands around it: that is in its note."""
    return digest(str(release.audience), asked, page.body.encode("utf-8", "surrogatepass"), repr(_BESIDE(page)))
