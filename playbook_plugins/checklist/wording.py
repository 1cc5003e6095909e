"""Wording that rules look for: lists as data, matched with their neighbours and never as single words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from playbook_plugins.checklist.rule import Context
from playbook_plugins.checklist.wordlists import Entry, added, lists, word_list
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Step, Zone, paragraphs
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import OWNER

_SENTENCE_END = re.compile(r"[.!?…][\"”“’»)]*(?=\s|$)")
_UNREAD = re.compile(r"(?<=\])\([^()\s]*\)|`[^`\n]*`|<[^<>\s]*>|(?<!\w)\w+://\S*")
"""What nobody reads as words: link targets, code, bare addresses."""
_EMPHASIS = re.compile(r"[*~]|(?<![^\W_])_|_(?![^\W_])|\\(?=\n)")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")
_NEIGHBOURS = 300
"""Characters on either side of a wording that may still excuse it, however long its sentence is."""
_QUOTED = re.compile(r"[“„][^“”„]*[”“]|\"[^\"\n]*\"|«[^«»]*»")


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that was found."""

    entry: Entry
    words: str
    start: int
    end: int


def seen(text: Text | str, *, quotes: bool = True) -> str:
    """The text as it is read, as long as it was: without emphasis, link targets and code; at choice without quotes."""
    read = _read(str(text))
    return read if quotes else _QUOTED.sub(lambda found: "\0" * len(found[0]), read)


# dozens of lists are held against one text after another
@lru_cache(maxsize=512)
def _read(text: str) -> str:
    return _EMPHASIS.sub(" ", _UNREAD.sub(lambda found: "\0" * len(found[0]), text))


def matches(text: str, entries: tuple[Entry, ...]) -> Iterator[Match]:
    """Every wording of the list that stands in the text, the leftmost first for each entry."""
    lower = _lower(text)
    sentences: Sentences | None = None
    for entry in entries:
        at, searched = 0, text if entry.cased else lower
        while found := entry.find.search(searched, at):
            start, at = found.start(), max(found.end(), found.start() + 1)
            if start and text[start].isalnum() and text[start - 1].isalnum():
                at = start + 1
                continue
            if entry.unless is not None:
                sentences = sentences or Sentences(text)
                if entry.unless.search(sentences.around(start, found.end())):
                    continue
            yield Match(entry, " ".join(text[start : found.end()].split()), start, found.end())


@lru_cache(maxsize=512)
def _lower(text: str) -> str:
    """The text in lower case, as long as it was."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in text)


class Sentences:
    """Where the sentences of a text end, found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [0, *(mark.end() for mark in _SENTENCE_END.finditer(text)), len(text)]

    def around(self, start: int, end: int) -> str:
        """The sentence, or the sentences, in which `text[start:end]` stands."""
        stop = self.ends[bisect_left(self.ends, end)]
        return self.text[max(self._begin(start), start - _NEIGHBOURS) : min(stop, end + _NEIGHBOURS)]

    def nearby(self, start: int, end: int) -> str:
        """The same, with the sentence before it and the one behind."""
        first, last = bisect_right(self.ends, start) - 1, bisect_left(self.ends, end)
        begin, stop = self.ends[max(first - 1, 0)], self.ends[min(last + 1, len(self.ends) - 1)]
        return self.text[max(begin, start - _NEIGHBOURS) : min(stop, end + _NEIGHBOURS)]

    def before(self, start: int) -> str:
        """What its sentence says before `start`."""
        return self.text[max(self._begin(start), start - _NEIGHBOURS) : start]

    def _begin(self, start: int) -> int:
        return self.ends[bisect_right(self.ends, start) - 1]


def entries(document: Document, name: str, context: Context) -> tuple[Entry, ...]:
    """A list in the document's language, with what the owner added to it and without what they removed."""
    listed = word_list(document.lang, name)
    own = context.settings.checklist.words.get(name)
    if own is None:
        return listed
    kept = tuple(entry for entry in listed if not any(holds((entry,), word) for word in own.remove))
    return kept + tuple(map(added, own.add))


def holds(listed: Iterable[Entry], word: str) -> bool:
    """Whether a word or phrase, all of it, is one that a list finds."""
    return any(entry.find.fullmatch(word.casefold()) for entry in listed)


def plain_words(listed: Iterable[Entry]) -> tuple[str, ...]:
    """What a list finds word for word, as far as it can be told without trying."""
    listed = tuple(listed)
    said = (words for entry in listed for words in _WORDS.findall(entry.wording))
    return tuple(words for words in dict.fromkeys(said) if holds(listed, words))


def found_in(document: Document, name: str, context: Context, *, zones: tuple[Zone, ...]) -> Iterator[tuple[Place, Match]]:
    """Where a list's wordings stand in a document's zones, one match a stretch of text."""
    for text in document.texts(*zones) if entries(document, name, context) else ():
        for match in found_within(text, document, name, context):
            yield text.place(document.path, match.start, match.end), match


def found_within(
    text: Text, document: Document, name: str, context: Context, *, quotes: bool = True
) -> tuple[Match, ...]:
    """A list's wordings in one text of the document, in their order and none within another."""
    return apart(matches(seen(text, quotes=quotes), entries(document, name, context)))


def apart(all_found: Iterable[Match]) -> tuple[Match, ...]:
    """The matches in their order, none within another."""
    found: list[Match] = []
    for match in sorted(all_found, key=lambda match: (match.start, -match.end)):
        if found and match.start < found[-1].end:
            # of two that overlap the first counts, but none that is surely wrong hides behind one that may be right
            if match.entry.gentle or not found[-1].entry.gentle:
                continue
            found.pop()
        found.append(match)
    return tuple(found)


def says(document: Document, name: str, context: Context, *, zones: tuple[Zone, ...] = (Zone.SAY,)) -> bool:
    """Whether any wording of a list stands in the document's zones."""
    return next(found_in(document, name, context, zones=zones), None) is not None


def has_list(document: Document, name: str, context: Context) -> bool:
    """Whether there is such a list in the document's language; without one, nothing can be missed."""
    return bool(entries(document, name, context))


def said(document: Document) -> tuple[Text, ...]:
    """The words for customers under a policy's “What to say”; none where there are none."""
    section = document.section("what-to-say")
    found = paragraphs(section.blocks) if section else ()
    return tuple(text for text in found if text and document.zones[text.line - 1] is Zone.SAY)


def bids(step: Step, document: Document, name: str, context: Context) -> tuple[Match, ...]:
    """A list's wordings in what a step tells staff to do: not what it quotes, nor what it says not to do."""
    return tells(step.whole, document, name, context)


def tells(text: Text, document: Document, name: str, context: Context) -> tuple[Match, ...]:
    """A list's wordings in what a text itself says to staff: not what it quotes, nor what it denies."""
    found = found_within(text, document, name, context, quotes=False)
    return undenied(found, seen(text, quotes=False), entries(document, "denial", context)) if found else ()


def undenied(found: Iterable[Match], read: str, denials: tuple[Entry, ...]) -> tuple[Match, ...]:
    """The matches in a text before which their sentence denies nothing."""
    sentences = Sentences(read)
    return tuple(match for match in found if next(matches(sentences.before(match.start), denials), None) is None)


def beside(match: Match, text: Text, document: Document, name: str, context: Context, *, near: bool = False) -> bool:
    """Whether a wording of another list stands in the same sentence; where `near`, in the one before or behind as well."""
    sentences = Sentences(seen(text))
    read = sentences.nearby(match.start, match.end) if near else sentences.around(match.start, match.end)
    return next(matches(read, entries(document, name, context)), None) is not None


def behind(text: Text, document: Document, name: str, context: Context) -> Text:
    """What follows the wordings of a list that a text begins with; the whole text where it begins with none."""
    read, end = seen(text), 0
    for match in found_within(text, document, name, context):
        if any(map(_is_word, read[end : match.start].split())):
            break
        end = match.end
    return text.part(end + len(read[end:]) - len(read[end:].lstrip()))


def longest(text: Text) -> tuple[int, int, int]:
    """Where the sentence with the most words begins and ends, and how many they are; link targets and code count none."""
    sentences = Sentences(seen(text))
    spans = zip(sentences.ends, sentences.ends[1:])
    counted = [(begin, end, sum(map(_is_word, sentences.text[begin:end].split()))) for begin, end in spans]
    begin, end, words = max(counted, key=lambda span: span[2], default=(0, 0, 0))
    return end - len(sentences.text[begin:end].lstrip()), end, words


def sentences(text: Text) -> tuple[Text, ...]:
    """The sentences of a text, each with its place."""
    ends = Sentences(seen(text)).ends
    return tuple(text.part(begin, end) for begin, end in zip(ends, ends[1:]) if str(text)[begin:end].strip())


def quoted(text: Text) -> bool:
    """Whether some of it stands in quotes."""
    return seen(text) != seen(text, quotes=False)


def roles_in(text: Text, context: Context) -> frozenset[str]:
    """The ids of the roles that a text names, by their titles or their ids; the owner is always one."""
    read = _spelled(seen(text))
    named = {role.id: (role.id, role.name) for role in context.playbook.of_kind("role")}
    return frozenset(id for id, names in {OWNER: (OWNER,), **named}.items() if any(_spelled(name) in read for name in names))


def _spelled(words: str) -> str:
    """Only the words, each between two spaces."""
    return " ".join(["", *re.findall(r"[^\W_]+", words.casefold()), ""])


def _is_word(written: str) -> bool:
    return any(sign.isalnum() for sign in written)


def known_language(document: Document) -> bool:
    """Whether we know the words of the language that a document is written in."""
    return bool(lists(document.lang))
