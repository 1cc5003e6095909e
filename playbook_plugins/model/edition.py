"""Which edition of a text somebody holds: the day of its last change, and a mark that differs as soon as it says something else."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256

from playbook_plugins.model.document import Document
from playbook_plugins.model.playbook import Playbook

_LENGTH = 6
"""Signs of a mark: enough to tell the editions of one text apart, and few enough to read out."""
NOBODY_KNOWS = date(2000, 1, 1)
"""The day of a stamp where there is neither a commit nor a review."""
_SAYS_NOTHING = "reviewed:"
"""A text that was only read again is the same edition."""
_TEXTS = 1 << 14
"""Texts whose mark is remembered: every page and every file that holds a text names it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of one text, as paper and ticks name it."""

    day: date | None
    """The day of the last commit that changed the file, else of its review; `None` where nobody can say."""
    mark: str
    """Six signs, 0 to 9 and a to f: the same for the same text."""


def edition(document: Document, playbook: Playbook) -> Edition:
    """The edition of a document that the playbook holds."""
    day = playbook.history.changed.get(document.path) or document.fields.reviewed
    return Edition(day, _mark_of(document.lines))


def edition_of_all(playbook: Playbook, stamp: int) -> Edition:
    """The edition of the whole playbook, as a sheet or a file names it that holds many texts; `stamp` is the moment that pages may print."""
    marks = sorted(f"{document.kind.name}:{document.id}.{document.lang} {edition(document, playbook).mark}" for document in playbook.readable if document.active)
    # without what stands at its default: a setting that a newer version knows makes no other edition
    settings = playbook.settings.model_dump_json(exclude_defaults=True) if playbook.settings else ""
    day = datetime.fromtimestamp(stamp, UTC).date()
    return Edition(day if day > NOBODY_KNOWS else None, _mark("\n".join((settings, *marks))))


@lru_cache(_TEXTS)
def _mark_of(lines: tuple[str, ...]) -> str:
    return _mark("\n".join(line.rstrip() for line in lines if not line.startswith(_SAYS_NOTHING)))


def _mark(said: str) -> str:
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
