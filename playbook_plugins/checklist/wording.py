"""Wording that rules look for: lists as data, matched with their neighbours and never as single words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from playbook_plugins.checklist.rule import Context
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.place import Place

_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*(?=\s|$)")


@dataclass(frozen=True)
class Entry:
    """One wording of a list."""

    find: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    """Where this stands in the same sentence, the wording is honest."""
    instead: str = ""
    """What to write in its place."""
    gentle: bool = False
    """Whether it is only probably wrong."""
    hits: tuple[str, ...] = ()
    """Sentences that it must find (tested)."""
    misses: tuple[str, ...] = ()
    """Sentences that it must not find (tested)."""


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that was found."""

    entry: Entry
    words: str
    start: int
    end: int


@cache
def word_list(language: str, name: str) -> tuple[Entry, ...]:
    """The entries of a list in a language; none where the language has no such list."""
    return _lists(language).get(name, ())


@cache
def _lists(language: str) -> dict[str, tuple[Entry, ...]]:
    file = files("playbook_plugins.checklist") / "wordlists" / f"{language}.yml"
    if not file.is_file():
        return {}
    data = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {name: tuple(_entry(entry) for entry in entries) for name, entries in data.items()}


def _entry(data: dict[str, object]) -> Entry:
    unless = data.get("unless")
    return Entry(
        find=_pattern(str(data["find"])),
        unless=_pattern(str(unless)) if unless else None,
        instead=str(data.get("instead", "")),
        gentle=bool(data.get("gentle", False)),
        hits=tuple(data.get("hits", ())),  # type: ignore[arg-type]
        misses=tuple(data.get("misses", ())),  # type: ignore[arg-type]
    )


def _pattern(written: str) -> re.Pattern[str]:
    """A list's pattern: whole words, any white space for a space, any apostrophe for `'`."""
    flexible = written.replace("'", "['’]").replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{flexible})(?!\w)", re.IGNORECASE)


def matches(text: str, entries: tuple[Entry, ...]) -> Iterator[Match]:
    """Every wording of the list that stands in the text, the leftmost first for each entry."""
    for entry in entries:
        for found in entry.find.finditer(text):
            if entry.unless is None or not entry.unless.search(sentence_around(text, found.start(), found.end())):
                yield Match(entry, " ".join(found[0].split()), found.start(), found.end())


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which `text[start:end]` stands."""
    begin = 0
    for mark in _SENTENCE_END.finditer(text, 0, start):
        begin = mark.end()
    stop = _SENTENCE_END.search(text, end)
    return text[begin : stop.end() if stop else len(text)]


def entries(document: Document, name: str, context: Context) -> tuple[Entry, ...]:
    """A list in the document's language, with what the owner added to it and without what they removed."""
    listed = word_list(document.lang, name)
    own = context.settings.checklist.words.get(name)
    if own is None:
        return listed
    removed = {word.casefold() for word in own.remove}
    kept = tuple(
        entry for entry in listed if not any(entry.find.fullmatch(word) for word in removed)
    )
    return kept + tuple(Entry(_pattern(re.escape(word).replace(r"\ ", " "))) for word in own.add)


def found_in(document: Document, name: str, context: Context, *, zones: tuple[Zone, ...]) -> Iterator[tuple[Place, Match]]:
    """Where a list's wordings stand in a document's zones, one match a stretch of text."""
    listed = entries(document, name, context)
    for text in document.texts(*zones) if listed else ():
        taken = 0
        for match in sorted(matches(str(text), listed), key=lambda match: (match.start, -match.end)):
            if match.start >= taken:
                taken = match.end
                yield text.place(document.path, match.start, match.end), match


def says(document: Document, name: str, context: Context, *, zones: tuple[Zone, ...] = (Zone.SAY,)) -> bool:
    """Whether any wording of a list stands in the document's zones."""
    return next(found_in(document, name, context, zones=zones), None) is not None
