"""What the version history has of each text: read where somebody asks for it, and kept from one run to the next."""

import pickle
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from playbook_plugins.model.changed import Line
from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.shelf import Shelf, key
from playbook_plugins.read.document import read_document
from playbook_plugins.read.history import old_texts
from playbook_plugins.read.lexicon import in_language
from playbook_plugins.read.playbook import NAME, kind_at
from playbook_plugins.read.rewritten import rewritten
from playbook_plugins.read.text import read_lines

_SHELF = "versions"
_MOST = 2
"""Pieces that are kept of one repository."""
_Of = tuple[str, str]
"""The name of a text in the history, and the path of its file then."""
_Read = dict[_Of, Document | None]
_Compared = dict[tuple[_Of, _Of], tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Version:
    """A text at one time."""

    of: _Of
    outside: Document
    """What it is and what it is called; nothing of what it says."""


_last: dict[bytes, tuple[_Read, _Compared]] = {}
"""What was asked for last: whoever builds again and again asks for the same."""


class Versions:
    """What is known of the texts of a playbook at former times; under which rules they are read decides it, and nothing else of today."""

    def __init__(self, playbook: Playbook, kept: Shelf | None = None) -> None:
        self._playbook, self._shelf = playbook, kept
        self._key = key(playbook.folder, playbook.public_folder, playbook.settings)
        self._read, self._compared = _last.get(self._key) or _taken(kept.get(_SHELF, (self._key,)).get(self._key) if kept else None)
        self._now: tuple[_Read, _Compared] = {}, {}
        """What was asked for in this run."""
        self._texts: dict[str, bytes] = {}
        self._whole = cache(self._document)
        self.kind = cache(self._kind)

    def fetch(self, these: Iterable[_Of]) -> None:
        """Have at hand the texts of which nothing is known yet: one question to the history is as quick as many together."""
        self._texts.update(old_texts(Path(self._playbook.root), [name for name, path in these if (name, path) not in self._read]))

    def at(self, name: str, path: str) -> Version | None:
        """A text as a version of its file had it; `None` where that cannot be read."""
        if not name or not path:
            return None
        of = name, path
        if of in self._read:
            outside = self._read[of]
        elif (found := self._whole(of)) is None:
            outside = None
        else:
            # what it says is asked for where it is compared, and then once
            outside = Document(found.kind, found.id, found.lang, found.path, found.fields, found.title, (), (), (), ())
        # what the history did not give today it may give tomorrow
        if outside or name in self._texts or of in self._read:
            self._now[0][of] = outside
        return Version(of, outside) if outside else None

    def compared(self, before: Version, after: Version) -> tuple[Line, ...]:
        """The lines in which two versions differ, as a reader sees them."""
        pair = before.of, after.of
        lines = self._compared.get(pair)
        if lines is None:
            old, new = map(self._whole, pair)
            if not (old and new):
                return ()
            lines = rewritten(old, new)
        self._now[1][pair] = lines
        return lines

    def keep(self) -> None:
        """Keep what was asked for."""
        _last.clear()
        _last[self._key] = self._now
        new = self._now[0].keys() - self._read.keys() or self._now[1].keys() - self._compared.keys()
        if self._shelf and new:
            with suppress(pickle.PicklingError, TypeError, AttributeError):
                self._shelf.put(_SHELF, {self._key: pickle.dumps(self._now, pickle.HIGHEST_PROTOCOL)}, most=_MOST)

    def _kind(self, path: str) -> Kind | None:
        """The kind of document that belongs at a path; `None` where none does."""
        inside, playbook = PurePosixPath(path), self._playbook
        if not NAME.fullmatch(inside.name):
            return None
        if playbook.public_folder and inside.parent == PurePosixPath(playbook.public_folder):
            return KINDS["page"]
        if playbook.folder in ("", "."):
            return kind_at(inside.parts)
        return kind_at(inside.relative_to(playbook.folder).parts) if inside.is_relative_to(playbook.folder) else None

    def _document(self, of: _Of) -> Document | None:
        name, path = of
        if name not in self._texts:
            self._texts.update(old_texts(Path(self._playbook.root), [name]))
        kind, playbook = self.kind(path), self._playbook
        if name not in self._texts or kind is None:
            return None
        text, now = self._texts[name], playbook.at(path)
        if now and now.readable and now.path == path and now.kind is kind and read_lines(text, path)[0] == now.lines:
            return now
        match = re.search(r"\.([a-z]{2})\.md$", path)
        own = playbook.settings.checklist if playbook.settings else None
        public = bool(playbook.public_folder) and PurePosixPath(path).parent == PurePosixPath(playbook.public_folder or "")
        words = in_language(playbook.lexicon, match[1] if match else playbook.lexicon.language, own)
        found = read_document(text, path, kind, lexicon=words, public=public).document
        if found.readable and found.lang != words.language:
            found = read_document(text, path, kind, lexicon=in_language(playbook.lexicon, found.lang, own), public=public).document
        return found if found.readable else None


def _taken(kept: bytes | None) -> tuple[_Read, _Compared]:
    with suppress(Exception):  # whatever a value of an odd kind may raise
        found: Any = pickle.loads(kept or b"")
        read, compared = found
        if isinstance(read, dict) and isinstance(compared, dict):
            return read, compared
    return {}, {}
