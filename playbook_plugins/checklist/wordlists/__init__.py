"""The word lists of each language, as data: a folder a language, a file a list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml

from playbook_plugins.checklist.wordlists.clues import Way, ways
from playbook_plugins.checklist.wordlists.compiled import pattern_of
from playbook_plugins.model.lexicon import plain_letters

_CASED = "(?-i:"
_EDGE = r"(?!(?<=\w)\w)"
"""Not in the middle of a word."""
_FEW_WORDS = r"(?:[^\s.!?]+ ){0,5}?"
_WHOLE = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.|[^\W\d_a-zA-Z]")
"""What stays as it is in a pattern, or a letter outside plain English ones."""
_MOST_GAPS = 3
"""Gaps in one phrase that are taken for words left out."""


@dataclass(frozen=True)
class Entry:
    """One wording of a list."""

    wording: str
    """What to find, as the list has it."""
    excuse: str = ""
    """Where this stands in the same sentence, the wording is honest."""
    instead: str = ""
    """What to write in its place."""
    gentle: bool = False
    """Whether it is only probably wrong."""
    cased: bool = False
    """Whether capitals matter in some part of it."""
    hits: tuple[str, ...] = ()
    """Sentences that it must find (tested)."""
    misses: tuple[str, ...] = ()
    """Sentences that it must not find (tested)."""
    ours: bool = False
    """Whether it stands in one of our lists, so that everybody may know of it."""

    def __getstate__(self) -> dict[str, Any]:
        """All but the patterns, which take as long to keep as to make."""
        return {name: value for name, value in self.__dict__.items() if not isinstance(value, re.Pattern)}

    @cached_property
    def find(self) -> re.Pattern[str]:
        """In lower case, unless `cased`; may begin within a word, which `matches` refuses. Made when first wanted."""
        return self.finder(self.wording)

    def finder(self, written: str) -> re.Pattern[str]:
        """What finds it, or one of its alternatives."""
        return finder(written, cased=self.cased, ours=self.ours)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Its alternatives, each with what must stand in a text for it to be found there."""
        return ways(self.wording)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What excuses the wording; `None` where nothing does."""
        return _pattern(self.excuse, ours=self.ours) if self.excuse else None


@cache
def word_list(language: str, name: str) -> tuple[Entry, ...]:
    """The entries of a list in a language; none where the language has no such list."""
    file = files(__name__) / language / f"{name}.yml"
    if name not in lists(language):
        return ()
    return tuple(map(_entry, yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))))


@cache
def lists(language: str) -> tuple[str, ...]:
    """The names of the lists that a language has, in alphabetical order."""
    folder = files(__name__) / language
    if not re.fullmatch("[a-z]{2}", language) or not folder.is_dir():
        return ()
    return tuple(sorted(file.name.removesuffix(".yml") for file in folder.iterdir() if file.name.endswith(".yml")))


def _entry(data: dict[str, object]) -> Entry:
    find = str(data["find"])
    return Entry(
        wording=find,
        excuse=str(data.get("unless") or ""),
        instead=str(data.get("instead", "")),
        gentle=bool(data.get("gentle", False)),
        cased=_CASED in find,
        hits=tuple(data.get("hits", ())),
        misses=tuple(data.get("misses", ())),
        ours=True,
    )


def added(phrase: str, *, unless: Iterable[str] = ()) -> Entry:
    """An entry for a phrase of an owner's own, found as it stands.

    `…` or `*` between words stands for up to five words, `*` at a word's end for any ending.
    """
    return Entry(_plain(phrase), excuse="|".join(map(_plain, unless)))


def holds(listed: Iterable[Entry], word: str) -> bool:
    """Whether a word or phrase, all of it, is one that a list finds."""
    return any(entry.find.fullmatch(word.casefold()) for entry in listed)


def _plain(phrase: str) -> str:
    words = phrase.lower().replace("...", "…").replace("…", " … ").split()
    left, parts = _MOST_GAPS, []
    for word in words:
        if word.strip("…*"):
            ending = r"\w{0,30}" if word.endswith("*") else ""
            parts.append(re.escape(word.rstrip("*")) + ending + " ")
        elif parts and left:
            left -= 1
            parts.append(_FEW_WORDS)
    while parts and parts[-1] == _FEW_WORDS:
        parts.pop()
    return "".join(parts).rstrip() or re.escape(phrase.strip())


def _pattern(written: str, *, ours: bool) -> re.Pattern[str]:
    """A list's pattern: whole words, whatever their case."""
    return pattern_of(f"{_EDGE}(?:{_flexible(written)}){_EDGE}", re.IGNORECASE, ours=ours)


def finder(written: str, *, cased: bool, ours: bool = False) -> re.Pattern[str]:
    """A list's pattern for text in lower case, without its leading edge: so it is found several times as fast."""
    if cased:
        return pattern_of(f"(?:{_flexible(written)}){_EDGE}", re.IGNORECASE, ours=ours)
    lower = re.sub(r"\\.|[A-Z]+", lambda part: part[0] if part[0][0] == "\\" else part[0].lower(), written)
    return pattern_of(f"(?:{_flexible(lower)}){_EDGE}", ours=ours)


def _either(letter: str) -> str:
    """A letter with a mark, or as many people type it."""
    plain = plain_letters(letter)
    return letter if plain == letter or not plain.isalpha() or len(plain) > 1 else f"[{letter}{plain}]"


def _flexible(written: str) -> str:
    """Any white space for a space, any apostrophe for `'`, a letter without its mark for one that has it."""
    if not written.isascii():
        written = _WHOLE.sub(lambda part: part[0] if part[0][0] in "[\\" else _either(part[0]), written)
    return written.replace("'", "['’]").replace(" ?", r"\s{0,20}").replace(" ", r"\s{1,20}")
