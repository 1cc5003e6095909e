"""What of a text for staff is withheld from everybody: found once for each text, since an edit leaves nearly all of them as they were."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from playbook_plugins.audit.fingerprints import Secret
from playbook_plugins.audit.forms import ID, MAIL, PHONE, RUN, mails, may_reach, phones, row
from playbook_plugins.checklist.private import Told, told
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.inside import of_staff, said_by_staff
from playbook_plugins.model.page import Audience
from playbook_plugins.model.passage import Passage, begun
from playbook_plugins.model.place import Keys, Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.runs import LENGTH, in_a_row
from playbook_plugins.model.runs import words as read_words
from playbook_plugins.model.shelf import key
from playbook_plugins.pages.excuses import read_plainly, said_in
from playbook_plugins.pages.memory import Memory

_SHORT = range(3, LENGTH)
"""Words of a title, an entry or a cell that is looked for as a whole; two may meet anywhere."""
_TELLING = 2
"""Words of letters that it must hold: three figures are a day."""


class Withheld(NamedTuple):
    """What one text holds that only staff may read, and what it gives them to say."""

    path: str
    lines: str
    """Its lines, each with nothing but its words, and without those to say."""
    wording: tuple[Secret, ...]
    """What is looked for as a whole, and the runs of its paragraphs, entries and fields that these lines do not hold."""
    details: tuple[Secret, ...]
    """What looks like a way to reach somebody."""
    told: tuple[Told, ...]
    """What is one person's business."""
    said: tuple[str, ...]
    """What stands there to be said, as it is read."""
    aloud: str
    """The words of the lines in which it stands."""

    def rows(self) -> Iterator[Secret]:
        """Every six words in a row, with the line on which they begin."""
        for line, found in begun([(line, words.split(" ")) for line, words in enumerate(self.lines.split("\n"), start=1) if words]):
            yield Secret(RUN, found, f"{self.path}:{line}")


_MADE: Memory[bytes, Withheld] = Memory("withheld")


def withheld(playbook: Playbook) -> Callable[[Document], Withheld]:
    """What a text for staff withholds; what it may quote of others, the public texts and the names of all decide."""
    read = of_staff(playbook)
    public = [(document.path, document.active, document.lines) for document in playbook.readable if document.audience is Audience.PUBLIC]
    names = [(document.path, document.lang) for document in playbook.documents]
    common = key(playbook.settings, playbook.lexicon, playbook.folder, playbook.public_folder, names, public)

    def of(document: Document) -> Withheld:
        found = _MADE.find(decides := key(common, document.path, document.kind.name, document.lang, document.lines))
        if found is None:
            _MADE.note(decides, found := _made(document, read(document)))
        return found

    return of


def _made(document: Document, passage: Passage) -> Withheld:
    read = dict(passage.lines())
    lines = "\n".join([" ".join(read.get(number, ())) for number in range(1, len(document.lines) + 1)])
    return Withheld(
        path=document.path,
        lines=lines,
        wording=tuple(_wording(document, f" {' '.join(lines.split())} ")),
        details=tuple(one for number, line in enumerate(document.lines, start=1) if may_reach(line) for one in reached(line, f"{document.path}:{number}")),
        told=told(document),
        said=tuple(said_in(document)),
        aloud=" ".join(said_by_staff(document)),
    )


def _wording(document: Document, whole: str) -> Iterator[Secret]:
    """What is told by paragraphs, entries and fields; what the words of the `whole` hold in a row is known already."""
    for text in document.texts(Zone.STAFF, Zone.DONT, Zone.IGNORED):
        yield from as_told(read_plainly(str(text)), f"{document.path}:{text.line}", whole)
    for step in document.steps:
        if step.label:
            yield from as_told(read_plainly(str(step.label)), f"{document.path}:{step.label.line}", whole)
    for keys, value in values(document.fields):
        yield from as_told(value, at(document.place_of(*keys)), whole)
    for name in (document.id, *document.fields.formerly):
        yield from as_named(name, at(document.top))


def as_told(text: str, at: str, whole: str = "") -> Iterator[Secret]:
    """A text as it stands for itself: as a whole where it is short, and by its runs where it is not; nothing of those that the `whole` holds."""
    words = read_words(text)
    if len(words) >= LENGTH:
        if f" {' '.join(words)} " not in whole:
            yield Secret(RUN, tuple(in_a_row(words)), at)
    elif len(words) in _SHORT and sum(word.isalpha() and len(word) > 1 for word in words) >= _TELLING:
        yield Secret(row(len(words)), " ".join(words), at)


def as_named(name: str, at: str) -> Iterator[Secret]:
    """A file's name: as a whole where it has a hyphen, and as the words that it is made of."""
    yield from as_told(name, at)
    if len(read_words(name)) > 1:
        yield Secret(ID, "-".join(read_words(name)), at)


def reached(line: str, at: str) -> Iterator[Secret]:
    """What looks like an address to write to, or a number to ring."""
    yield from (Secret(MAIL, mail, at) for mail in mails(line))
    yield from (Secret(PHONE, phone, at) for phone in phones(line))


def values(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Every text in what an owner wrote, with the way to it."""
    match value:
        case Enum():
            return
        case str():
            yield keys, value
        case dict():
            found = value.items()
        case tuple() | list():
            found = enumerate(value)
        case _:
            found = ((name, getattr(value, name)) for name in sorted(getattr(value, "model_fields_set", ())))
    if not isinstance(value, str):
        for name, inner in found:
            yield from values(inner, (*keys, name))


def at(place: Place) -> str:
    """A place as the audit names it."""
    return f"{place.path}:{place.line}"
