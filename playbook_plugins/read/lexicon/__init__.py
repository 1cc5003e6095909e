"""The words of each language that the reader understands, as data: one file a language."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

import yaml

from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.lexicon import PLAIN, Lexicon, fold
from playbook_plugins.model.settings import ChecklistSettings


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; English where we do not have it yet."""
    folder = files(__name__)
    file = folder / f"{language}.yml"
    if not file.is_file():
        file = folder / "en.yml"
    data = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Lexicon(
        language=language,
        sections={kind: _aliases(names) for kind, names in data["sections"].items()},
        labels=_aliases(data["labels"]),
        topics={fold(topic.value): topic.value for topic in TopicName} | _aliases(data["topics"]),
        numbers={**PLAIN.numbers, **data["numbers"]},
        units={**PLAIN.units, **_aliases(data["units"])},
        per=tuple(data["per"]),
        unlimited=tuple(data["unlimited"]),
        ordinals=data["ordinals"],
        never=tuple(data["never"]),
        on_request=tuple(data["on_request"]),
        asking=tuple(data["asking"]),
        unless=tuple(data["unless"]),
        joining=tuple(data["joining"]),
        until=tuple(data["until"]),
        days={**PLAIN.days, **{name: day for day, names in enumerate(data["days"]) for name in names}},
    )


def with_own_words(words: Lexicon, settings: ChecklistSettings) -> Lexicon:
    """The lexicon with the headings, labels and topics that an owner added."""
    headings = _added(settings.headings, {alias: name for names in words.sections.values() for alias, name in names.items()})
    labels = _added(settings.labels, words.labels)
    topics = {fold(name): words.topics.get(fold(name), name) for name in settings.topics} | _added(settings.topics, words.topics)
    sections = {kind: {**names, **headings} for kind, names in words.sections.items()} if headings else words.sections
    return replace(words, sections=sections, labels={**words.labels, **labels}, topics={**words.topics, **topics})


def in_language(words: Lexicon, language: str, settings: ChecklistSettings | None) -> Lexicon:
    """The lexicon for a document in a language of its own, with what the owner added; `words` is that of the playbook's first."""
    if language == words.language:
        return words
    return with_own_words(lexicon(language), settings) if settings else lexicon(language)


def _added(own: Mapping[str, tuple[str, ...]], known: Mapping[str, str]) -> dict[str, str]:
    """What an owner's own words mean: a known name, however it is written, or one of their own."""
    return {fold(alias): known.get(fold(name), name) for name, aliases in own.items() for alias in aliases if fold(alias)}


def _aliases(names: dict[str, list[str]]) -> dict[str, str]:
    return {fold(alias): name for name, aliases in names.items() for alias in (name, *aliases)}
