"""What wants a hand by a day: texts to read again, partners to ring, drafts, lessons, and addresses that no longer answer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.notes import lessons
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.words import Words

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
AHEAD = timedelta(days=14)
"""How long before its day a text is named."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do."""

    what: str
    """The title of a text, the name of a partner, a lesson, an address."""
    where: Place
    told: str = ""
    """Since when, by when, or why."""
    who: str = ""
    """The role that sees to it."""


@dataclass(frozen=True)
class Part:
    """The things of one sort, by the role that sees to them, and below it the oldest first."""

    title: str
    entries: tuple[Entry, ...]
    pressing: bool = True
    """Whether somebody has to be called for them; a draft or a lesson may wait."""


def due(playbook: Playbook, today: date, *, silent: Mapping[str, str] | None = None, places: Mapping[str, Iterable[Place]] | None = None) -> tuple[Part, ...]:
    """What is to be done on a day, the most pressing first; a sort of which there is nothing is left out.

    `silent` are outside addresses that do not answer, with the reason, and
    `places` where each of them stands.
    """
    words = Words(playbook.lexicon.language)
    days = [(playbook.due(document), document) for document in playbook.readable if document.active]
    late = [(day, document) for day, document in days if day is not None and day < today]
    soon = [(day, document) for day, document in days if day is not None and today <= day <= today + AHEAD]
    parts = (
        Part(words("due.now"), _ordered((day, _read(document, playbook, words, words("due.since", day=words.day(day)))) for day, document in late)),
        Part(words("due.soon"), _ordered((day, _read(document, playbook, words, words("due.by", day=words.day(day)))) for day, document in soon)),
        Part(words("due.never"), _ordered((None, _read(document, playbook, words, "")) for day, document in days if day is None)),
        Part(words("due.partners"), _ordered(_partners(playbook, words, today))),
        Part(words("due.links"), tuple(Entry(address, place, words(f"due.link-{why}")) for address, why in (silent or {}).items() for place in (places or {}).get(address, ()))),
        Part(words("due.drafts"), _ordered((None, _read(document, playbook, words, "")) for document in playbook.readable if document.fields.status is Status.DRAFT), pressing=False),
        Part(words("due.lessons"), _ordered((None, entry) for entry in _lessons(playbook, words)), pressing=False),
    )
    return tuple(part for part in parts if part.entries)


def _ordered(found: Iterable[tuple[date | None, Entry]]) -> tuple[Entry, ...]:
    """By role, below it by day and place."""
    return tuple(entry for _, entry in sorted(found, key=lambda pair: (pair[1].who, pair[0] or date.min, pair[1].where.path, pair[1].where.line)))


def _read(document: Document, playbook: Playbook, words: Words, told: str) -> Entry:
    return Entry(document.titled, document.top, told, _role(document.fields.owner, playbook, words))


def _partners(playbook: Playbook, words: Words, today: date) -> Iterator[tuple[date, Entry]]:
    kept = playbook.single("partners")
    if kept is None or not kept.active:
        return
    role = _role(kept.fields.owner, playbook, words)
    for number, partner in enumerate(kept.fields.partners or ()):
        if partner.due <= today + AHEAD:
            yield partner.due, Entry(partner.name, kept.place_of("partners", number, "checked"), words("due.checked", day=words.day(partner.checked)), role)


def _lessons(playbook: Playbook, words: Words) -> Iterator[Entry]:
    kept = playbook.single("lessons")
    if kept is not None:
        for lesson in lessons(kept, playbook.lexicon):
            if not lesson.done:
                yield Entry(_LINK.sub(r"\1", str(lesson.change) or str(lesson.what)), lesson.when.place(kept.path), str(lesson.when), _role(str(lesson.who).strip(), playbook, words))


def _role(id: str, playbook: Playbook, words: Words) -> str:
    role = playbook.get("role", id)
    return role.name if role else words("roles.owner") if id == OWNER else id
