"""What may stand where somebody types: names of lines, words to choose from, names of other texts, headings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook_plugins.checklist.catalogue import summary
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.checklist.steps import called
from playbook_plugins.checklist.wordlists import lists
from playbook_plugins.editor.spot import Spot
from playbook_plugins.model.choices import choices, inside, members
from playbook_plugins.model.described import says
from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.model.references import NAMES
from playbook_plugins.model.values import Written
from playbook_plugins.read.lexicon import in_language

_DAYS = ("reviewed", "told", "checked")
"""Lines that hold a day on which something was done."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may stand there."""

    text: str
    about: str = ""
    """What it means, as Markdown."""


def names(spot: Spot, playbook: Playbook, rules: Mapping[str, Rule]) -> Iterator[Offer]:
    """The names of lines that may stand at a spot and do not yet."""
    if spot.model is not None:
        fields = spot.model.model_fields
        # first what is needed, then what only this kind of text has
        for name, field in sorted(fields.items(), key=lambda pair: (not pair[1].is_required(), pair[0] in Fields.model_fields)):
            if name not in spot.beside:
                yield Offer(name, ("**needed.** " if field.is_required() else "") + says(field))
        return
    for offer in _own_names(spot.above[-1] if spot.above else "", playbook, rules):
        if offer.text not in spot.beside:
            yield offer


def values(spot: Spot, playbook: Playbook, rules: Mapping[str, Rule], *, kind: Kind | None, today: date) -> Iterator[Offer]:
    """What may stand behind the colon at a spot."""
    if spot.name == "kept_by" or "kept_by" in spot.above:
        policy = spot.key or ("" if spot.name == "kept_by" else spot.name)
        yield from _steps(policy, playbook) if policy else _named("policy", playbook)
    elif spot.name in NAMES and not spot.above:
        yield from _named(NAMES[spot.name], playbook)
    elif spot.name == "replaced_by" and kind:
        yield from _named(kind.name, playbook)
    elif spot.name == "pinned":
        yield from _named("policy", playbook)
    elif spot.field is not None:
        for enum in choices(spot.field):
            yield from _members(enum, playbook)
        found = [*inside(spot.field.annotation)]
        if bool in found:
            yield from (Offer("yes"), Offer("no"))
        if spot.name in _DAYS:
            yield Offer(today.isoformat(), "Today.")
        for part in found:
            if issubclass(part, Written):
                yield from map(Offer, part.examples)


def meaning(spot: Spot, playbook: Playbook, rules: Mapping[str, Rule], *, kind: Kind | None, today: date) -> str:
    """What the word at a spot means, as Markdown; empty where nobody knows it."""
    line = says(spot.field) if spot.field else ""
    if spot.naming and spot.model is not None:
        needed = " (needed)" if spot.field and spot.field.is_required() else ""
        return f"**{spot.name}**{needed}: {line}" if line else ""
    if spot.naming:
        known = {offer.text: offer.about for offer in _own_names(spot.above[-1] if spot.above else "", playbook, rules)}
        if spot.name in rules and spot.name in known:
            return f"**{spot.name}**: {summary(rules[spot.name])}"
        return f"**{spot.name}**: {known[spot.name]}" if known.get(spot.name) else ""
    about = next((offer.about for offer in values(spot, playbook, rules, kind=kind, today=today) if offer.text == spot.word), "")
    told = [f"**{spot.word}**: {about}"] if about else []
    return "\n\n".join([*told, *([f"**{spot.name}**: {line}"] if line else [])])


def headings(document: Document, kind: Kind, playbook: Playbook) -> Iterator[Offer]:
    """The headings that a document may have and does not yet."""
    own = playbook.settings.checklist if playbook.settings else None
    words = in_language(playbook.lexicon, document.lang, own)
    there = {section.name for section in document.sections}
    for section in kind.sections:
        if section.name not in there:
            yield Offer(called(section.name, words.sections.get(kind.name, {})), "**needed.**" if section.required else "")


def _own_names(line: str, playbook: Playbook, rules: Mapping[str, Rule]) -> Iterator[Offer]:
    """The names below a line whose names are no model's."""
    words = playbook.lexicon
    match line:
        case "allow" | "levels":
            yield from (Offer(name, "nobody can turn it down" if rule.locked else "") for name, rule in rules.items())
        case "kept_by":
            yield from _named("policy", playbook)
        case "not_done":
            yield from _members(TopicName, playbook)
        case "words":
            yield from map(Offer, lists(words.language))
        case "headings":
            yield from map(Offer, dict.fromkeys(name for known in words.sections.values() for name in known.values()))
        case "labels":
            yield from map(Offer, dict.fromkeys(words.labels.values()))


def _members(enum: type[StrEnum], playbook: Playbook) -> Iterator[Offer]:
    for word, about in members(enum).items():
        yield Offer(word, " ".join(about.split()))
    if enum is TopicName:
        own = playbook.settings.checklist.topics if playbook.settings else {}
        yield from (Offer(topic, "A topic of your own.") for topic in own if topic not in [*TopicName])


def _named(kind: str, playbook: Playbook) -> Iterator[Offer]:
    found = {document.id: document.name for document in playbook.of_kind(kind)}
    if kind == "role":
        found.setdefault(OWNER, "Has the last word, and needs no file.")
    for id, title in sorted(found.items()):
        yield Offer(id, title)


def _steps(policy: str, playbook: Playbook) -> Iterator[Offer]:
    found = playbook.get("policy", policy)
    for step in found.steps if found else ():
        if step.label:
            yield Offer(step.action or str(step.label), " ".join(str(step.whole).split()))
