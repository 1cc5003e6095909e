"""Wording that rules look for: lists as data, matched with their neighbours and never as single words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook_plugins.checklist.likely import Likely, Looked, lists_of
from playbook_plugins.checklist.rule import Context
from playbook_plugins.checklist.sentences import Sentences, is_word, seen
from playbook_plugins.checklist.wordlists import Entry, holds, lists
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone, paragraphs
from playbook_plugins.model.place import Place

_WORDS = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that was found."""

    entry: Entry
    words: str
    start: int
    end: int


def matches(text: str, entries: Iterable[Entry]) -> Iterator[Match]:
    """Every wording of the list that stands in the text, the leftmost first for each entry."""
    return found_of(text, (Likely(entry, (entry.find,)) for entry in entries))


def found_of(text: str, sought: Iterable[Likely]) -> Iterator[Match]:
    """Every wording that stands in the text among those that may, the leftmost first for each entry."""
    lower = _lower(text)
    sentences: Sentences | None = None
    for one in sought:
        entry = one.entry
        at, searched = 0, text if entry.cased else lower
        while found := _first(one.finds, searched, at):
            start, at = found.start(), max(found.end(), found.start() + 1)
            if start and text[start].isalnum() and text[start - 1].isalnum():
                at = start + 1
                continue
            if entry.unless is not None:
                sentences = sentences or Sentences(text)
                if entry.unless.search(sentences.around(start, found.end())):
                    continue
            yield Match(entry, " ".join(text[start : found.end()].split()), start, found.end())


def _first(finds: tuple[re.Pattern[str], ...], text: str, at: int) -> re.Match[str] | None:
    """The leftmost of what they find; of two that begin together, that of the pattern which comes first."""
    if len(finds) == 1:
        return finds[0].search(text, at)
    found = [match for find in finds if (match := find.search(text, at))]
    return min(found, key=re.Match.start, default=None)


def _lower(text: str) -> str:
    """The text in lower case, as long as it was."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in text)


def looked(document: Document, context: Context) -> Looked:
    """The lists in the document's language, and what texts of this run may hold of them."""
    found = context.kept.get((Looked, document.lang))
    if found is None:
        found = context.kept[Looked, document.lang] = Looked(lists_of(document.lang, context.settings.checklist, context.shelf))
    return found


def entries(document: Document, name: str, context: Context) -> tuple[Entry, ...]:
    """A list in the document's language, with what the owner added to it and without what they removed."""
    return looked(document, context).lists.entries.get(name, ())


def likely(read: str, document: Document, name: str, context: Context) -> tuple[Likely, ...]:
    """What a list may find in what is read; in any part of it between two words, it finds nothing else."""
    return looked(document, context).lists.likely(name, read)


def found_among(read: str, document: Document, name: str, context: Context) -> Iterator[Match]:
    """A list's wordings in what is read, each by itself."""
    return found_of(read, likely(read, document, name, context))


def found_among_all(read: str, document: Document, names: Iterable[str], context: Context) -> Iterator[Match]:
    """The wordings of several lists in what is read, each by itself, list by list; its words are looked up once."""
    lists = looked(document, context).lists
    alternatives = lists.alternatives(read)
    return (match for name in names for match in found_of(read, lists.among(name, alternatives)))


def plain_words(listed: Iterable[Entry]) -> tuple[str, ...]:
    """What a list finds word for word, as far as it can be told without trying."""
    listed = tuple(listed)
    said = (words for entry in listed for words in _WORDS.findall(entry.wording))
    return tuple(words for words in dict.fromkeys(said) if holds(listed, words))


def found_in(document: Document, name: str, context: Context, *, zones: tuple[Zone, ...]) -> Iterator[tuple[Place, Match]]:
    """Where a list's wordings stand in a document's zones, one match a stretch of text."""
    for text in may_hold(document, name, context=context, zones=zones):
        for match in found_within(text, document, name, context):
            yield text.place(document.path, match.start, match.end), match


def may_hold(document: Document, *names: str, context: Context, zones: tuple[Zone, ...]) -> Iterator[Text]:
    """The document's texts in these zones that may hold a wording of one of the lists; in no other text does one stand."""
    for text in looked(document, context).texts(document, names):
        if document.zones[text.line - 1] in zones:
            yield text


def found_within(
    text: Text, document: Document, name: str, context: Context, *, quotes: bool = True
) -> tuple[Match, ...]:
    """A list's wordings in one text of the document, in their order and none within another."""
    known = looked(document, context)
    if not (sought := known.likely(name, text)):
        return ()
    found = tuple(found_of(known.read(text) if quotes else seen(text, quotes=False), sought))
    return apart(found) if len(found) > 1 else found


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
    return stands_in(may_hold(document, name, context=context, zones=zones), document, name, context)


def stands_in(texts: Iterable[Text], document: Document, name: str, context: Context) -> bool:
    """Whether any wording of a list stands in one of the texts."""
    return any(found_within(text, document, name, context) for text in texts)


def has_list(document: Document, name: str, context: Context) -> bool:
    """Whether there is such a list in the document's language; without one, nothing can be missed."""
    return bool(entries(document, name, context))


def said(document: Document) -> tuple[Text, ...]:
    """The words for customers under a policy's “What to say”; none where there are none."""
    section = document.section("what-to-say")
    found = paragraphs(section.blocks) if section else ()
    return tuple(text for text in found if text and document.zones[text.line - 1] is Zone.SAY)


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
    return next(found_among(read, document, name, context), None) is not None


def behind(text: Text, document: Document, name: str, context: Context) -> Text:
    """What follows the wordings of a list that a text begins with; the whole text where it begins with none."""
    read, end = seen(text), 0
    for match in found_within(text, document, name, context):
        if any(map(is_word, read[end : match.start].split())):
            break
        end = match.end
    return text.part(end + len(read[end:]) - len(read[end:].lstrip()))


def known_language(document: Document) -> bool:
    """Whether we know the words of the language that a document is written in."""
    return bool(lists(document.lang))
