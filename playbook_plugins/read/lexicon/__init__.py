"""The words of each language that the reader understands, as data: one file a language."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.lexicon import PLAIN, Lexicon, fold, plain_letters
from playbook_plugins.model.settings import ChecklistSettings


_VALUES = ("per", "unlimited", "never", "on_request", "until", "also", "opening", "times", "done")
"""What values are written in; in every language these are read in English too, as the manual shows them."""
_OWN = ("asking", "unless", "joining")
"""What only a language's own words say."""


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; English where we do not have it yet."""
    english = data = _words("en")
    if (files(__name__) / f"{language}.yml").is_file():
        data = _words(language)
    both = (english, data)
    return Lexicon(
        language=language,
        sections={kind: _headings(names, english["sections"][kind]) for kind, names in data["sections"].items()},
        labels=_headings(data["labels"], english["labels"]),
        topics={fold(topic.value): topic.value for topic in TopicName} | _aliases(data["topics"], first=True),
        numbers=PLAIN.numbers | _said("numbers", both),
        units=PLAIN.units | _aliases(english["units"], first=True) | _aliases(data["units"], first=True),
        channels=_headings(data["channels"], english["channels"]),
        ordinals=_said("ordinals", both),
        each={fold(word): unit for one in both for unit, words in one["each"].items() for word in words},
        truth=_said("truth", both),
        reasons=_headings(data["reasons"], english["reasons"]),
        days=PLAIN.days | {form: day for one in both for day, names in enumerate(one["days"]) for name in names for form in _forms(name)},
        **{name: _listed(name, (data, english)) for name in _VALUES},
        **{name: _listed(name, (data,)) for name in _OWN},
    )


@cache
def _words(language: str) -> dict[str, Any]:
    file = files(__name__) / f"{language}.yml"
    return yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _forms(word: str) -> tuple[str, ...]:
    """A word, and as it is typed without marks."""
    return (plain_letters(word), word)


def _said(what: str, languages: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    return {form: meant for data in languages for word, meant in data[what].items() for form in _forms(word)}


def _listed(what: str, languages: tuple[dict[str, Any], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for data in languages for word in data[what] for form in reversed(_forms(word))))


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


def _headings(names: dict[str, list[str]], english: dict[str, list[str]]) -> dict[str, str]:
    """The words of a language, its own before all others; English ones count wherever they mean nothing else."""
    own, known = _aliases(names, first=False), _aliases(english, first=False)
    return own | {alias: name for alias, name in known.items() if alias not in own}


def _aliases(names: dict[str, list[str]], *, first: bool) -> dict[str, str]:
    """Each alias and the name itself, which comes `first` or last; where it means nothing else, also as it is typed without marks."""
    found = {fold(alias): name for name, aliases in names.items() for alias in ((name, *aliases) if first else (*aliases, name))}
    return found | {plain_letters(alias): name for alias, name in found.items() if plain_letters(alias) not in found}
