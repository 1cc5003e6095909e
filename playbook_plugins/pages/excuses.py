"""What excuses wording that staff read as well: public sources, words to say, and our own fixed sentences."""

import re
from collections.abc import Iterator
from typing import Any

from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.inside import bare, facts
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Business
from playbook_plugins.words import Words

PUBLISHED = ("partners", "within", "area", "signed_by")
"""The lines above a public text that are published; its owner, its reasons and what keeps it are not."""
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_EMPHASIS = re.compile(r"[*~`]|(?<!\w)_|_(?!\w)")
_BLANK = re.compile(r"\{(\w+)\}")
_COUNTED = range(1, 61)
"""Figures with which our sentences are tried: days, hours, times a year."""


def public_texts(playbook: Playbook) -> Iterator[str]:
    """What public sources in use say."""
    yield from (value for _, value in facts(playbook))
    for document in playbook.readable:
        if document.audience is Audience.PUBLIC and document.active:
            yield "\n".join(_public_lines(document))
            yield f"{document.id} {document.path}"
            yield from (read_plainly(str(text)) for text in document.texts(Zone.PUBLIC))


def own_texts(playbook: Playbook, words: Words) -> Iterator[str]:
    """Who and where the business is, what the public pages say by themselves, and what its owner lists as shared."""
    business = playbook.settings.business
    told = {name: _written(value) for name in type(business).model_fields if (value := getattr(business, name))}
    # What is long and no name may have been pasted: it excuses nothing.
    for key, value in facts(playbook):
        if not bare(key, value):
            del told[key]
    told |= _printed(business, words)
    yield from (*told.values(), playbook.settings.site.url or "")
    yield from (_filled(sentence, told) for sentence in words.sentences)
    yield from (shared.text for shared in playbook.settings.checklist.shared)


def said_in(document: Document) -> Iterator[str]:
    """The words in a text that staff say to customers."""
    return (read_plainly(str(text)) for text in document.texts(Zone.SAY))


def read_plainly(text: str) -> str:
    """A text as it is read: without link targets and emphasis."""
    text = _LINK.sub(r"\1", text) if "](" in text else text
    return _EMPHASIS.sub("", text) if "*" in text or "~" in text or "`" in text or "_" in text else text


def _public_lines(document: Document) -> Iterator[str]:
    """The lines of a public text, and of those above it the published ones."""
    closing = next((number for number, line in enumerate(document.lines[1:], start=2) if line.rstrip() == "---"), 0)
    above = closing if document.lines[0].rstrip() == "---" else 0
    shown: set[int] = set()
    for keys, place in document.field_places.items():
        if keys and keys[0] in PUBLISHED:
            shown.update(range(place.line, (place.end_line or place.line) + 1))
    for number, line in enumerate(document.lines, start=1):
        if number > above or number in shown:
            yield line


def _printed(business: Business, words: Words) -> dict[str, str]:
    """What the public pages make of figures, by the blank that it fills: `within 1 working day`, `Monday to Friday`."""
    printed = {}
    if within := business.answers_within:
        printed["time"] = words.duration(within.amount, within.unit)
    if business.open:
        printed["hours"] = words.hours(business.open.times)
    if often := business.writes_at_most:
        printed["times"] = words.frequency(often.times, often.per)
    return printed


def _written(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _filled(sentence: str, facts: dict[str, str]) -> str:
    """One of our sentences with what everybody knows in its blanks, and with every small figure where it counts."""
    filled = _BLANK.sub(lambda blank: blank[0] if blank[1] == "n" else facts.get(blank[1], " | "), sentence)
    return "\n".join(filled.replace("{n}", str(figure)) for figure in _COUNTED) if "{n}" in filled else filled
