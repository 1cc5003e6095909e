"""What in a playbook is still the starter's, word for word: sentences of ours that nobody has made their own yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook_plugins.checklist.sentences import is_word, seen, sentences
from playbook_plugins.edit.new import Answers, BadAnswers, contents
from playbook_plugins.edit.starters import Starter, named, starters
from playbook_plugins.model.blocks import Span, Table, Text
from playbook_plugins.model.document import Document, paragraphs
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.notes import GESTURES, LESSONS
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Business
from playbook_plugins.read.document import read_document
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.words.asks import ready

_FEWEST = 3
"""Words of a sentence that two people do not write alike by chance."""
_FOLDERS = {kind.place.rstrip("/"): kind for kind in KINDS.values() if not kind.single}
_SINGLES = {kind.place: kind for kind in KINDS.values() if kind.single}


@dataclass(frozen=True, slots=True)
class Untouched:
    """A text in which something is still the starter's."""

    document: Document
    ours: tuple[Place, ...]
    """The sentences that stand as they were laid down, in order."""
    sentences: int
    """How many sentences the text has, headings of known sections and tables left out."""

    @property
    def whole(self) -> bool:
        """Whether nobody has changed a sentence of it."""
        return len(self.ours) == self.sentences


def untouched(playbook: Playbook) -> Iterator[Untouched]:
    """The texts in which a sentence is still word for word one of ours in their language, in the order of their paths.

    Ours are those of the starters, and those that a new policy may begin with.
    """
    known = {language: _laid_down(playbook, language) for language in playbook.tongues}
    # what stands above a table is there for whoever fills it
    for document in (one for one in playbook.readable if one.kind not in (GESTURES, LESSONS)):
        told = [*_sentences(document)]
        ours = tuple(text.place(document.path) for text in told if _plain(text) in known[document.lang])
        if ours:
            yield Untouched(document, ours, len(told))


def _laid_down(playbook: Playbook, language: str) -> frozenset[str]:
    """Every sentence of the starters in a language, as `playbook new` writes them for this business."""
    chosen = [named(name, language) for name, languages in starters().items() if language in languages]
    laid = (text for starter in chosen for document in _documents(starter, playbook) for text in _sentences(document))
    return frozenset(map(_plain, (*laid, *_ready(language))))


def _ready(language: str) -> Iterator[Text]:
    """The sentences that a new policy is offered to begin with."""
    for questions in ready(language).values():
        for said in questions.values():
            for one in [said] if isinstance(said, str) else said:
                line = one if isinstance(one, str) else f"**{one[0]}** {one[1]}"
                yield from sentences(Text(tuple(Span(1, 1, part) for part in line.split("\n"))))


def _documents(starter: Starter, playbook: Playbook) -> Iterator[Document]:
    words = lexicon(starter.lang)
    for name, content in _files(starter, playbook.settings.business if playbook.settings else None).items():
        match name.split("/"):
            case ["docs", "playbook", *parts] if name.endswith(".md"):
                kind = _SINGLES[parts[0]] if len(parts) == 1 else _FOLDERS[parts[0]]
                yield read_document(content, name, kind, lexicon=words).document
            case ["docs", "public", _] if name.endswith(".md"):
                yield read_document(content, name, KINDS["page"], lexicon=words, public=True).document


def _files(starter: Starter, business: Business | None) -> dict[str, bytes]:
    """The files for this business; for any where this one's words do not fit the starter."""
    if business is not None:
        told = {"area": business.area or "", "signed_by": business.signed_by or "", "people_word": str(business.people_word)}
        for answers in (told | {"answers_within": str(business.answers_within)}, told):
            try:
                return contents(Answers(name=business.name, phone="0", **answers), starter)
            except BadAnswers:
                continue
    return contents(Answers(name="-", phone="0"), starter)


def _sentences(document: Document) -> Iterator[Text]:
    """The sentences that an owner would make her own: no headings that the checklist asks for, no tables, no mere labels."""
    texts = [document.title] if document.title else []
    texts += paragraphs(tuple(block for block in document.lead if not isinstance(block, Table)))
    for section in document.sections:
        texts += [] if section.name else [section.heading]
        texts += paragraphs(tuple(block for block in section.blocks if not isinstance(block, Table)))
    for text in texts:
        for sentence in sentences(text):
            if sum(map(is_word, _plain(sentence).split())) >= _FEWEST:
                yield sentence


def _plain(text: Text) -> str:
    return re.sub(r"[\s\0]+", " ", seen(text)).strip()
