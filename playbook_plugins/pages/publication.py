"""What the public site says: every word of the owner's that the public model holds, with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel

from playbook_plugins.checklist.sentences import Sentences, is_word, seen
from playbook_plugins.model.document import Document
from playbook_plugins.model.links import destination
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.public import PublicElsewhere, PublicFit, PublicOften, PublicSection, PublicSite, PublicTime
from playbook_plugins.model.publication import Difference, Said, Sort
from playbook_plugins.model.runs import words as words_of
from playbook_plugins.pages.addresses import address, picture_address
from playbook_plugins.pages.publishing import public_site

_SILENT = frozenset({"id", "source", "path", "kind", "lang", "language", "opening_times", "time_zone", "at", "currency", "people_word"})
"""What the public model knows for making pages, and prints in words of ours or not at all; days are passed over too."""
_AGAIN = {PublicFit: {"ticks"}, PublicSection: {"items"}, PublicElsewhere: {"name", "url", "said_phone"}}
"""What the public model holds a second time, parted for other uses."""
_NAMED = frozenset({"name"})
"""Names of parts in the lexicon where they belong to a part, and the owner's own where they belong to somebody."""
_PART = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)]|#{1,6}|>|\|)\s)|(?<=\S)\s*\|\s*(?=\S)")
_SIGNS = re.compile(r"^(?:\s*(?:[-*+]|\d+[.)]|#{1,6}|>|\|)(?=\s|$))+\s*|\s*\|\s*$")
_DIALLED = re.compile(r"\[([^\]]*)\]\(tel:[^)]*\)")
_MARKUP = re.compile(r"[*~`\\]|(?<!\w)_|_(?!\w)")
_UNSAID = re.compile(r"\]\([^()\s]*\)|<[^<>\s]*>")


def publication(playbook: Playbook) -> tuple[Said, ...]:
    """Everything that the public would read and see, page by page; the fixed sentences of ours are left out."""
    where = {document.path: _Where(document.lines) for document in playbook.documents}
    found: dict[str, Said] = {}
    for page, place, text in _texts(public_site(playbook), playbook):
        for sentence in _sentences(text):
            mark = _mark(sentence)
            line = where[place.path].line(sentence) if place.path in where else place.line
            if mark not in found or (line and not found[mark].place.line):
                at = Place(place.path, line)
                found[mark] = Said(sentence, found[mark].page if mark in found else page, at, mark)
    told = (said if said.place.line else replace(said, place=Place(said.place.path)) for said in found.values())
    return (*told, *_pictures(playbook))


def difference(before: Iterable[Said], after: Iterable[Said]) -> Difference:
    """What one state says and the other does not, wherever on the site it stands."""
    before, after = tuple(before), tuple(after)
    known, kept = {said.mark for said in before}, {said.mark for said in after}
    return Difference(
        tuple(said for said in after if said.mark not in known),
        tuple(said for said in before if said.mark not in kept),
    )


def _texts(site: PublicSite, playbook: Playbook) -> Iterator[tuple[str, Place, str]]:
    """The address of the page, the file, and the text of all that the model holds."""
    for name, value in site.business:
        label = name.replace("_", " ")
        for _, text in _walk(value, name):
            if name not in _SILENT:
                yield "/", playbook.place_of("business", name), text if name in _NAMED or text.startswith(label) else f"{label}: {text}"
    parts = [part for told in (site, *site.others) for part in _parts(told)]
    for page, part in sorted(parts, key=lambda part: part[0]):
        for _, text in _walk(part, ""):
            yield page, Place(getattr(part, "source", None) or playbook.settings_path), text
    for other in site.others:
        for name, value in other.business:
            if name not in _SILENT and value != getattr(site.business, name):
                for _, text in _walk(value, name):
                    yield f"/{other.folder}", Place(other.fit.source), f"{name.replace('_', ' ')}: {text}"


def _parts(site: PublicSite) -> Iterator[tuple[str, BaseModel]]:
    """What the pages of one language are made of, each with its address."""
    top = f"/{site.folder}"
    yield from ((f"{top}promises/#{promise.id}", promise) for promise in site.promises if not promise.lang)
    if site.fit:
        yield top, site.fit
    if site.partners:
        yield f"{top}partners/", site.partners
    yield from ((_shown(text.path), text) for text in site.texts)


def _walk(value: object, name: str) -> Iterator[tuple[str, str]]:
    """Every text in a part of the model with its field's name; what a field of tomorrow holds is among them."""
    if isinstance(value, PublicTime):
        yield name, f"{name.replace('_', ' ')} {value.amount:g} {value.unit}"
    elif isinstance(value, PublicOften):
        yield name, f"{name.replace('_', ' ')} {value.times:g}{f' a {value.per}' if value.per else ''}"
    elif isinstance(value, BaseModel):
        parted = "heading" in type(value).model_fields or "label" in type(value).model_fields
        for field, inner in value:
            if field not in _SILENT and field not in _AGAIN.get(type(value), ()) and not (parted and field in _NAMED):
                yield from _walk(inner, field)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _walk(inner, name)
    elif isinstance(value, str):
        yield name, value
    elif value is True:
        yield name, f"{name.replace('_', ' ')}: yes"


def _sentences(text: str) -> Iterator[str]:
    for part in _PART.split(text):
        whole = _SIGNS.sub("", " ".join(part.split()))
        ends = Sentences(seen(whole)).ends
        for begin, end in zip(ends, ends[1:]):
            sentence = whole[begin:end].strip()
            if is_word(sentence):
                # bold words that end with their sentence leave their stars behind
                yield sentence.replace("**", "").strip() if sentence.count("**") % 2 else sentence


def _mark(sentence: str) -> str:
    """A sentence without its emphasis; where its links lead belongs to it."""
    return " ".join(_MARKUP.sub("", _DIALLED.sub(r"\1", sentence)).split()).rstrip(".:")


def _shown(path: str) -> str:
    """The address of a page as a visitor sees it."""
    return "/" + re.sub(r"(?:(?<=/)|^)index$|$", "/", path.removesuffix(".md"), count=1).lstrip("/")


class _Where:
    """On which line of a file the words of a sentence stand."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._text, self._starts = " ", [1]
        for line in lines:
            self._text += "".join(f"{word} " for word in _words(line))
            self._starts.append(len(self._text))

    def line(self, sentence: str) -> int:
        """The line on which they begin; 0 where they stand nowhere as they are."""
        begin = self._text.find(f" {' '.join(_words(sentence))} ")
        return bisect_right(self._starts, begin + 1) if begin >= 0 else 0


def _words(text: str) -> list[str]:
    return words_of(_UNSAID.sub(" ", text))


def _pictures(playbook: Playbook) -> Iterator[Said]:
    """The pictures that public documents show, each known by its name and its content."""
    for document in playbook.readable:
        if document.active and document.audience is Audience.PUBLIC:
            yield from _shown_in(document, playbook)


def _shown_in(document: Document, playbook: Playbook) -> Iterator[Said]:
    page = _shown(address(document, playbook, Audience.PUBLIC).partition("#")[0])
    for link in playbook.links.get(document.path, ()):
        path = destination(document.path, link.target)
        where = picture_address(path, playbook, Audience.PUBLIC) if path in playbook.files else None
        if where:
            content = sha256(Path(playbook.root, str(path)).read_bytes()).hexdigest()
            yield Said(where, page, link.place, f"{where} {content}", Sort.PICTURE)
