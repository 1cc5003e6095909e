"""Finished pages, kept from build to build: the side that publishes them.

Of a page are kept its bytes as they were published, what of it may run, and
the note by which the process that builds tells whether all that still holds.
Where the site that was published holds those bytes, they are taken from there.
That process is handed notes alone, and those of its own release alone, so
nothing for staff comes near a public site on this way either. What it hands
back is text, and is believed no further than that: the worst that it could
bring about is an earlier state of the same page for the same audience.
"""

import json
import os
import pickle
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from playbook_plugins.cache import Cache, digest
from playbook_plugins.engines.mkdocs.expected import Frame, file_of
from playbook_plugins.engines.mkdocs.policy import Hashes
from playbook_plugins.model.page import Page, Release, beside_text
from playbook_plugins.publish.again import Standing, seal, standing, use

_SPARE = 500
"""How many pages stay on a shelf beside those of two builds."""
_TOGETHER = 500
"""How many pages are kept at once: all of them together would be held in memory."""
_FAST = 1
"""How hard pages are packed: harder takes longer than making them small saves."""


class Spoilt(Exception):
    """What the process that builds says of its pages cannot be so."""


@dataclass(frozen=True, slots=True)
class _Finished:
    """A page as it was published."""

    note: str
    hashes: Hashes
    file: str
    """The name of its file."""
    seal: bytes
    """What stands for the bytes of that."""


@dataclass
class Shelf:
    """The pages of one site that were kept, and a place for those that were made."""

    release: Release
    root: Path | None = None
    """Whose pages these are; where nobody says, none is kept."""
    before: Path | None = None
    """The site that is published; nobody changes it until the next one is whole."""
    _keys: dict[str, bytes] = field(default_factory=dict)
    _finished: dict[str, _Finished] = field(default_factory=dict)
    _bytes: dict[str, Standing | bytes] = field(default_factory=dict)
    """What of each finished page is at hand: the file that stands, or its bytes, packed."""
    _fresh: dict[str, str] = field(default_factory=dict)

    def notes(self) -> dict[str, str]:
        """What was noted of this release's pages, by their paths."""
        if self.root is None:
            return {}
        asked = dict(self.release.reaching)
        self._keys = {page.path: _key(self.release, page, asked.get(page.path, "")) for page in self.release.pages}
        cache = Cache(self.root)
        found = cache.get(self._name, self._keys.values())
        for path, key in self._keys.items():
            if key in found:
                with suppress(Exception):  # whatever a value of an odd kind may raise
                    self._finished[path] = finished = pickle.loads(found[key])
                    if self.before and (stands := standing(f"{self.before}/{finished.file}", finished.seal)):
                        self._bytes[path] = stands
        lacking = {finished.seal for path, finished in self._finished.items() if path not in self._bytes}
        packed = cache.get(self._whole, lacking)
        self._bytes |= {path: packed[finished.seal] for path, finished in self._finished.items() if finished.seal in packed}
        cache.close()
        return {path: finished.note for path, finished in self._finished.items() if path in self._bytes}

    def lay_down(self, said: str, folder: Path, frame: Frame) -> dict[str, Hashes]:
        """Put the pages where they belong of which the builder says that they still hold; by file, what of each may run. Raises `Spoilt`."""
        try:
            told = json.loads(said)
            kept = [(str(path), self._finished[path], self._bytes[path]) for path in told["kept"]]
            self._fresh = {path: str(note) for path, note in told["fresh"].items() if path in self._keys}
            laid: dict[str, Hashes] = {}
            for path, finished, content in kept:
                name = file_of(path, directories=frame.directories)
                os.makedirs(os.path.dirname(file := f"{folder}/{name}"), exist_ok=True)
                if isinstance(content, Standing):
                    use(content, file)
                else:
                    with open(file, "xb") as stream:
                        stream.write(zlib.decompress(content))
                laid[name] = finished.hashes
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError, FileExistsError, NotADirectoryError, zlib.error) as error:
            raise Spoilt from error
        return laid

    def keep(self, folder: Path, frame: Frame, hashes: Mapping[str, Hashes]) -> None:
        """Keep the pages that were made, as they are about to be published."""
        if self.root is None or not self._fresh:
            return
        cache = Cache(self.root)
        most = 2 * len(self.release.pages) + _SPARE
        fresh = iter(self._fresh.items() if cache.keeps else ())
        while some := dict(islice(fresh, _TOGETHER)):
            pages: dict[bytes, bytes] = {}
            whole: dict[bytes, bytes] = {}
            for path, note in some.items():
                name = file_of(path, directories=frame.directories)
                if name in hashes:
                    content = (folder / name).read_bytes()
                    sealed = seal(content)
                    pages[self._keys[path]] = pickle.dumps(_Finished(note, hashes[name], name, sealed), pickle.HIGHEST_PROTOCOL)
                    whole[sealed] = zlib.compress(content, _FAST)
            cache.put(self._whole, whole, most=most)
            cache.put(self._name, pages, most=most)
        cache.close()

    @property
    def _name(self) -> str:
        """Each audience has a shelf of its own."""
        return f"pages for the {self.release.audience} site"

    @property
    def _whole(self) -> str:
        """Where their bytes lie, each under its seal."""
        return f"{self._name}, in full"


def _key(release: Release, page: Page, asked: str) -> bytes:
    """All that decides how a page looks, but for what stands around it: that is in its note."""
    return digest(str(release.audience), asked, page.body.encode("utf-8", "surrogatepass"), repr(beside_text(page)))
