"""What only staff may read, what everybody reads, and which words may stand on both sides.

The rule on copied sentences and the hashes for the audit both ask here, so that
nothing is excused by one and held by neither.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from urllib.parse import unquote

from playbook_plugins.model.allowances import reason
from playbook_plugins.model.blocks import Block, List, Quote, Span
from playbook_plugins.model.document import Document, Zone, paragraphs
from playbook_plugins.model.links import leads
from playbook_plugins.model.page import Audience
from playbook_plugins.model.passage import ADDRESS, Passage
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.runs import LENGTH, in_a_row, runs, words

RULE = "copied-from-staff"
"""The rule whose allowances say what may be copied; a level says how loudly it is told, and frees nothing."""

LISTED = "list it in `playbook.yml` under `checklist:`, in `shared:`, as two lines: `- text: the sentence` and `because: why everybody may read it`"
"""How an owner says that a sentence may stand on both sides."""
_FACTS = ("name", "phone", "email", "address", "url", "languages", "area", "signed_by", "time_zone")
_PARTS = re.compile(r"[,;()|\n]")
_QUOTED = re.compile(r"[“„][^“”„]*[”“]|\"[^\"]*\"|«[^«»]*»")


def of_staff(playbook: Playbook) -> Callable[[Document], Passage]:
    """How to read what only staff read in a document, but for words to say and for what is quoted from a public text.

    What the rest of the playbook decides of it, its public texts and the names of all do.
    """
    public = {document.path: document for document in playbook.readable if _in_use(document)}
    runs_of = cache(lambda path: frozenset(_body(public[path]).runs()))
    return lambda document: _of_staff(document, playbook, public, runs_of)


def kept_to_staff(playbook: Playbook) -> Iterator[Passage]:
    """What `playbook.yml` says to staff alone."""
    if playbook.settings:
        checklist = playbook.settings.checklist
        for topic, why in checklist.not_done.items():
            yield _value(playbook.place_of("checklist", "not_done", topic), why)
        for number, sentence in enumerate(checklist.shared):
            yield _value(playbook.place_of("checklist", "shared", number, "because"), sentence.because)
        for name, own in checklist.rules.items():
            for key in ("message", "help", "because"):
                yield _value(playbook.place_of("checklist", "rules", name, key), getattr(own, key))


def for_everybody(playbook: Playbook) -> Iterator[Passage]:
    """What everybody reads: public texts in use, the partners, and what the `business` block says in words."""
    for document in playbook.readable:
        if _in_use(document):
            body = _body(document)
            yield body
            yield from _addresses(body)
            yield _value(document.top, document.id.replace("-", " "))
            for number, partner in enumerate(getattr(document.fields, "partners", None) or ()):
                for key in ("name", "good_at", "url"):
                    yield _value(document.place_of("partners", number, key), _plainly(getattr(partner, key)))
            for key, value in facts_of(document):
                if not bare(key, value):
                    yield _value(document.place_of(key), value)
    for key, value in facts(playbook):
        if not bare(key, value):
            yield _value(playbook.place_of("business", key), _plainly(value))


def withdrawn(playbook: Playbook) -> Iterator[Passage]:
    """What public texts say that are not in use: nobody but staff reads a draft, or what was retired."""
    return (_body(document) for document in playbook.readable if document.audience is Audience.PUBLIC and not document.active)


def said_by_staff(document: Document) -> list[str]:
    """The words of the lines of a text that are there to be said."""
    return _passage(document, said=True).read()


def on_both_sides(playbook: Playbook, said: Callable[[Document], list[str]] = said_by_staff) -> Callable[[str], bool]:
    """Whether a run may stand in a text for staff and be public all the same; `said` has the words to say of each."""
    checklist = playbook.settings.checklist if playbook.settings else None
    free = {run for sentence in (checklist.shared if checklist else ()) for run in runs(sentence.text)}
    for document in playbook.readable:
        if document.audience is Audience.INTERNAL:
            free.update(in_a_row(said(document)))
        elif document.active and reason(document, RULE):
            free.update(_body(document).runs())
    known = {word for key, value in facts(playbook) if bare(key, value) for word in words(value)}
    if playbook.settings and (hours := playbook.settings.business.open):
        known.update(words(str(hours)))
    return lambda run: run in free or (run.partition(" ")[0] in known and known.issuperset(run.split()))


def facts(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """What the `business` block says in the owner's own words, each with its key; a list on one line."""
    for key in _FACTS if playbook.settings else ():
        value = getattr(playbook.settings.business, key)
        yield key, ", ".join(value) if isinstance(value, tuple) else value or ""


def facts_of(document: Document) -> Iterator[tuple[str, str]]:
    """What a fit page says of the business at its top, in its own language, each with its key."""
    for key in ("area", "signed_by"):
        if value := getattr(document.fields, key, None):
            yield key, value


def _of_staff(document: Document, playbook: Playbook, public: Collection[str], runs_of: Callable[[str], frozenset[str]]) -> Passage:
    known = frozenset(lead.document.path for lead in leads(document, playbook) if lead.document and lead.document.path in public)
    passage = _passage(document, said=False)
    if not known:
        return passage
    theirs = frozenset(run for path in known for run in runs_of(path))
    gone: dict[int, list[tuple[int, int]]] = {}
    for quote in _quotations(document, playbook, known):
        own = tuple(quote.runs())
        if own and theirs.issuperset(own):
            for span in quote.spans:
                gone.setdefault(span.line, []).append((span.column - 1, span.column - 1 + len(span.text)))
    return Passage(document.path, tuple(_without(span, gone.get(span.line, ())) for span in passage.spans))


def _quotations(document: Document, playbook: Playbook, known: frozenset[str]) -> Iterator[Passage]:
    """What a text for staff marks as somebody else's words: quotes, and the names of links to public texts."""
    for block in _quotes((*document.lead, *(block for section in document.sections for block in section.blocks))):
        yield Passage(document.path, tuple(span for text in paragraphs(block.blocks) for span in text.spans))
    for text in document.texts(Zone.STAFF, Zone.DONT):
        for found in _QUOTED.finditer(str(text)):
            yield _stretch(text.place(document.path, *found.span()), document)
    for lead in leads(document, playbook):
        if lead.document and lead.document.path in known:
            yield _stretch(lead.link.place, document)


def _stretch(place: Place, document: Document) -> Passage:
    """What a document says at a place, which has an end."""
    spans = []
    for number in range(place.line, place.end_line + 1):
        start = place.column - 1 if number == place.line else 0
        end = place.end_column - 1 if number == place.end_line else None
        spans.append(Span(number, start + 1, document.lines[number - 1][start:end]))
    return Passage(document.path, tuple(spans))


def _quotes(blocks: Iterable[Block]) -> Iterator[Quote]:
    for block in blocks:
        match block:
            case Quote():
                yield block
            case List(items=items):
                for item in items:
                    yield from _quotes(item.blocks)


def _passage(document: Document, *, said: bool) -> Passage:
    """The lines that are words to say, or all the others."""
    lines = enumerate(zip(document.lines, document.zones), 1)
    return Passage(document.path, tuple([Span(number, 1, line) for number, (line, zone) in lines if (zone is Zone.SAY) is said]))


def _body(document: Document) -> Passage:
    """What stands below the lines at a document's top."""
    places = (*document.key_places.values(), *document.field_places.values())
    top = max((place.end_line for place in places), default=0)
    return Passage(document.path, tuple(Span(number, 1, line) for number, line in enumerate(document.lines, 1) if number > top))


def _value(place: Place, value: str) -> Passage:
    return Passage(place.path, (Span(place.line, place.column, " ".join(value.split())),))


def bare(key: str, value: str) -> bool:
    """Whether a fact is short, or names and figures for the most part, and so nothing that anybody would have copied.

    Of an address or a list no part is long; only what a business is called may be.
    """
    found = value.split()
    parts = _PARTS.split(value) if key != "name" else ()
    small = 2 * sum(word.strip("(“„\"'")[:1].islower() for word in found)
    return len(words(value)) < LENGTH or small < len(found) and all(len(words(part)) < LENGTH for part in parts)


def _in_use(document: Document) -> bool:
    return document.audience is Audience.PUBLIC and document.active


def _addresses(passage: Passage) -> Iterator[Passage]:
    """Where the links of a passage lead, each by itself: an address can say a whole sentence."""
    for span in passage.spans:
        for found in ADDRESS.finditer(span.text):
            yield Passage(passage.path, (Span(span.line, span.column + found.start(), _plainly(found[0])),))


def _plainly(address: str | None) -> str:
    """An address without what keeps it from being read: the marks of its parts, and letters as figures."""
    return re.sub(r"[:/()]", " ", unquote(address or ""))


def _without(span: Span, gone: Iterable[tuple[int, int]]) -> Span:
    text = span.text
    for start, end in gone:
        text = text[:start] + " " * (end - start) + text[end:]
    return Span(span.line, span.column, text)
