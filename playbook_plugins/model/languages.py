"""One document in several languages: which belong together, and in what they differ that is no matter of words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from playbook_plugins.model.document import Document, Section
from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.values import Duration

_PROSE = {*Fields.model_fields, "they_leave_feeling", "also_said", "asks_of_customer", "other_reasons", "no_offer_before"} | {
    "at_most", "consent", "opt_out", "may_give", "reach", "area", "signed_by", "told",
}  # fmt: skip
"""Lines that every language words for itself."""
_SIGNS = "you-notice"
"""The section whose entries may be more in one language: people say the same thing in many ways."""


class Matter(StrEnum):
    """What a difference is about."""

    FIELD = "field"
    """A line at the top."""
    SECTION = "section"
    """A heading and what stands below it."""
    COUNT = "count"
    """How many entries stand below a heading."""
    STEP = "step"
    """A step that care cannot do without."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two languages of a document say differently."""

    matter: Matter
    place: Place
    """Where it stands in the second."""
    what: str
    """The name of the line or of the step, or the heading as the owner wrote it."""
    here: str
    """What the second says; empty where it says nothing."""
    there: str
    """What the first says; empty where it says nothing."""


def companions(playbook: Playbook) -> Iterator[tuple[Document | None, Document]]:
    """Each document that is not in the playbook's first language, with the one that is; `None` where there is none."""
    first = {(document.kind.name, document.id.casefold()): document for document in playbook.readable if document.lang == playbook.lexicon.language}
    for document in playbook.readable:
        if document.lang != playbook.lexicon.language:
            yield first.get((document.kind.name, document.id.casefold())), document


def differences(first: Document, second: Document) -> Iterator[Difference]:
    """What the second language of a document says differently, but for its words."""
    for name in second.kind.fields.model_fields:
        if name not in _PROSE:
            there, here = (getattr(document.fields, name, None) for document in (first, second))
            if _measure(there) != _measure(here):
                yield Difference(Matter.FIELD, second.place_of(name), name, _said(here) or _written(second, name), _said(there) or _written(first, name))
    yield from _missing(first, second)
    for section in second.sections:
        other = first.section(section.name) if section.name else None
        if other and other.name != _SIGNS and (other.steps or section.steps):
            yield from _entries(other, section, second.path)


def _entries(first: Section, second: Section, path: str) -> Iterator[Difference]:
    """How many entries each has; where they are as many, the steps that only one of them has."""
    place = second.heading.place(path)
    there, here = ({step.action: str(step.label) for step in section.steps if step.action} for section in (first, second))
    if len(first.steps) != len(second.steps):
        yield Difference(Matter.COUNT, place, str(second.heading), str(len(second.steps)), str(len(first.steps)))
    elif all(step.action or not step.label for section in (first, second) for step in section.steps):
        for action in sorted(there.keys() ^ here.keys()):
            label = here.get(action) or there[action]
            yield Difference(Matter.STEP, place, label, here.get(action, ""), there.get(action, ""))


def _missing(first: Document, second: Document) -> Iterator[Difference]:
    """Sections that only one of the two has; a heading that nobody knows may be any of those that are missing."""
    if all(section.name for section in second.sections):
        for section in first.sections:
            if section.name and not second.section(section.name):
                yield Difference(Matter.SECTION, second.top, str(section.heading), "", section.name)
    if all(section.name for section in first.sections):
        for section in second.sections:
            if section.name and not first.section(section.name):
                yield Difference(Matter.SECTION, section.heading.place(second.path), str(section.heading), section.name, "")


def _measure(value: Any) -> Any:
    """A value as it can be held against that of another language: half an hour is thirty minutes."""
    if isinstance(value, Duration):
        return round(value.days * 1440), value.unit == "working day"
    return _said(value)


def _written(document: Document, name: str) -> str:
    """What the author wrote where it means no number, such as `no limit`."""
    place = document.field_places.get((name,))
    return document.lines[place.line - 1].partition(":")[2].strip() if place else ""


def _said(value: Any) -> str:
    """Names, numbers and times in one line; of long entries, how many there are."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple) and not isinstance(value[0], str):
        return str(len(value))
    return ", ".join(sorted(map(str, value))) if isinstance(value, tuple | dict) else str(value)
