"""Which wordings of all lists a text may hold: told by its words, without searching it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Any

from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.wordlists import Entry, added, holds
from playbook_plugins.checklist.wordlists.clues import MOST, SIGNS, spelled
from playbook_plugins.checklist.wordlists.ready import all_lists
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.own import OwnRule
from playbook_plugins.model.settings import ChecklistSettings
from playbook_plugins.model.shelf import Shelf, key

_SHELF = "lists"
_MOST = 16
"""Lists that are kept from one run to the next: of several languages, and with an owner's words of earlier edits."""
_WORDS_KEPT = 100_000
"""Words that are looked up at once; then it is begun anew."""


@dataclass(frozen=True, slots=True)
class Likely:
    """An entry that may stand in a text, and the patterns of those of its alternatives that may."""

    entry: Entry
    finds: tuple[re.Pattern[str], ...]


class Lists:
    """The lists of one language, by the words that tell of their entries.

    Each alternative of each entry has a bit, once for each of its clues. The bits of a text
    are those of its words; an alternative may stand there if all of its clues do.
    """

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]]) -> None:
        self.entries = entries
        self._ways = [(entry, way) for listed in entries.values() for entry in listed for way in entry.ways]
        self._numbers = [number for number, entry in enumerate(entry for listed in entries.values() for entry in listed) for _ in entry.ways]
        self._finds: dict[int, re.Pattern[str]] = {}
        self._named: dict[tuple[str, ...], int] = {}
        self._told_by: dict[str, list[int]] = {}
        self._bits: dict[str, int] = {}
        self._spans: dict[str, tuple[int, int]] = {}
        self._untold = 0
        at = 0
        for name, listed in entries.items():
            size = sum(len(entry.ways) for entry in listed)
            self._spans[name] = at, (1 << size) - 1
            at += size
        for at, (_, way) in enumerate(self._ways):
            for number in range(MOST):
                bit = number * len(self._ways) + at
                for sign in way.clues[number] if number < len(way.clues) else ():
                    self._told_by.setdefault(sign, []).append(bit)
                self._untold |= (number >= len(way.clues)) << bit
        self._room = MOST * len(self._ways) // 8 + 1
        self._longest = max(map(len, self._told_by), default=0)

    def __getstate__(self) -> dict[str, Any]:
        """All but what texts made it work out."""
        return {**self.__dict__, "_finds": {}, "_named": {}, "_bits": {}}

    def alternatives(self, text: str) -> int:
        """The alternatives that may stand in a text, as bits."""
        told, known = self._untold, self._bits
        for sign in set(SIGNS.findall(text)):
            bits = known.get(sign)
            if bits is None:
                bits = self._learnt(sign)
            if bits:
                told |= bits
        size = len(self._ways)
        for _ in range(MOST - 1):
            told &= told >> size
        return told & (1 << size) - 1

    def among(self, name: str, alternatives: int) -> tuple[Likely, ...]:
        """What one list may find by these alternatives, in the list's order."""
        first, all_of_it = self._spans.get(name, (0, 0))
        if not (bits := alternatives >> first & all_of_it):
            return ()
        found: dict[int, list[int]] = {}
        for bit in _bits(bits):
            found.setdefault(self._numbers[first + bit], []).append(first + bit)
        return tuple(Likely(self._ways[bits[0]][0], tuple(map(self._find, bits))) for bits in found.values())

    def alternatives_of(self, names: tuple[str, ...]) -> int:
        """All alternatives of some lists, as bits."""
        if names not in self._named:
            spans = (self._spans.get(name, (0, 0)) for name in names)
            self._named[names] = reduce(or_, (all_of_it << first for first, all_of_it in spans), 0)
        return self._named[names]

    def likely(self, name: str, text: str) -> tuple[Likely, ...]:
        """What one list may find in a text."""
        return self.among(name, self.alternatives(text))

    def _find(self, at: int) -> re.Pattern[str]:
        if at not in self._finds:
            entry, way = self._ways[at]
            self._finds[at] = entry.finder(way.wording)
        return self._finds[at]

    def _learnt(self, sign: str) -> int:
        if len(self._bits) >= _WORDS_KEPT:
            self._bits.clear()
        word, told_by = f" {spelled(sign)} ", self._told_by
        parts = {word[start:end] for start in range(len(word)) for end in range(start + 1, min(start + self._longest, len(word)) + 1)}
        bits = bytearray(self._room)
        for part in parts & told_by.keys():
            for bit in told_by[part]:
                bits[bit >> 3] |= 1 << (bit & 7)
        found = self._bits[sign] = int.from_bytes(bits, "little")
        return found


class Looked:
    """The lists of one language, and what they may find in the texts of one run."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self._texts: dict[str, tuple[int, str]] = {}
        self._documents: dict[int, tuple[Document, int, tuple[tuple[Text, int], ...]]] = {}

    def likely(self, name: str, text: Text) -> tuple[Likely, ...]:
        """What one list may find in a text as it is read, with or without what it quotes."""
        return self.lists.among(name, self._alternatives(text))

    def texts(self, document: Document, names: tuple[str, ...]) -> Iterator[Text]:
        """The texts of a document in which one of the lists may find something."""
        if (known := self._documents.get(id(document))) is None:
            texts = tuple((text, self._alternatives(text)) for text in document.texts(*Zone))
            known = self._documents[id(document)] = document, reduce(or_, (found for _, found in texts), 0), texts
        sought = self.lists.alternatives_of(names)
        _, somewhere, texts = known
        return (text for text, found in texts if found & sought) if somewhere & sought else iter(())

    def read(self, text: Text) -> str:
        """A text as it is read, with what it quotes."""
        return self._known(text)[1]

    def _alternatives(self, text: Text) -> int:
        return self._known(text)[0]

    def _known(self, text: Text) -> tuple[int, str]:
        written = str(text)
        found = self._texts.get(written)
        if found is None:
            read = seen(text)
            found = self._texts[written] = self.lists.alternatives(read), read
        return found


def lists_of(language: str, settings: ChecklistSettings, shelf: Shelf | None = None) -> Lists:
    """The lists of a language as an owner has them: with their own words, and what their own rules look for."""
    words = tuple((name, own.add, own.remove) for name, own in settings.words.items())
    rules = tuple((of_rule(name), phrases(own)) for name, own in settings.rules.items())

    def made() -> Lists:
        return _changed(language, words, rules) if words or rules else _ours(language)

    return shelf.value(_SHELF, key(language, words, rules), made, most=_MOST) if shelf else made()


def of_rule(name: str) -> str:
    """The list that holds the phrases of an owner's own rule."""
    return f"rule {name}"


def phrases(own: OwnRule) -> tuple[Entry, ...]:
    """What an owner's own rule looks for."""
    if own.must_say:
        return tuple(map(added, (*own.must_say, *own.unless)))
    return tuple(added(phrase, unless=own.unless) for phrase in own.must_not_say)


@cache
def _ours(language: str) -> Lists:
    return Lists(all_lists(language))


@lru_cache(maxsize=8)
def _changed(language: str, words: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...], rules: tuple[tuple[str, tuple[Entry, ...]], ...]) -> Lists:
    found = dict(all_lists(language))
    for name, more, fewer in words:
        kept = tuple(entry for entry in found.get(name, ()) if not any(holds((entry,), word) for word in fewer))
        found[name] = kept + tuple(map(added, more))
    return Lists({**found, **dict(rules)})


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
