"""What has changed between two versions of a document, as far as it matters to whoever works by it."""

import re
from collections.abc import Iterable
from enum import StrEnum

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone, paragraphs
from playbook_plugins.model.kinds.fields import Fields

_DONE = ("what-to-do", "dont", "afterwards", "if-it-happens-twice", "when-to-stop", "not-counted")
"""Sections that say what staff do and do not do."""
WORKED_BY = ("promise", "policy", "role", "budget")
"""Kinds that people work by; of these only some parts matter."""
_BESIDE = {*Fields.model_fields, "also_said", "principles", "scripts", "other_reasons", "reach", "audience", "told"}
"""Lines that only help to find a document or to place it."""


class Part(StrEnum):
    """A part of a document that people rely on."""

    PROMISE = "promise"
    """A promise's title and what it means."""
    STEPS = "steps"
    """What staff do and do not do."""
    WORDS = "words"
    """Words to say."""
    LIMITS = "limits"
    """Times, amounts and names above the text."""
    TEXT = "text"
    """All that a page, a principle, the fit page and the like say."""


def changes(before: Document, now: Document) -> tuple[Part, ...]:
    """The parts in which two versions of a document differ; marks, capitals and line ends do not count."""
    return tuple(part for part in Part if _part(before, part) != _part(now, part))


def _part(document: Document, part: Part) -> object:
    match part:
        case Part.PROMISE:
            promised = document.kind.name == "promise"
            return _plain([*filter(None, [document.title]), *paragraphs(document.lead)]) if promised else None
        case Part.STEPS:
            sections = [section for section in document.sections if section.name in _DONE]
            return [(section.name, _plain(paragraphs(section.blocks))) for section in sections]
        case Part.WORDS:
            return _plain(document.texts(Zone.SAY))
        case Part.LIMITS:
            return {name: getattr(document.fields, name, None) for name in document.kind.fields.model_fields if name not in _BESIDE}
        case Part.TEXT:
            return _plain(document.texts(*Zone)) if document.kind.name not in WORKED_BY else None


def _plain(texts: Iterable[Text]) -> list[list[str]]:
    return [words for text in texts if (words := re.findall(r"\w+", str(text).casefold()))]
