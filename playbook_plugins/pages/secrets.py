"""What only staff may read: the fingerprints of a playbook."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from playbook_plugins.audit.fingerprints import Secret, found, hidden
from playbook_plugins.audit.forms import AMOUNT, ID, MAIL, NAME, PHONE, RUN, mails, may_reach, phones, row
import playbook_plugins.checklist.private as private
from playbook_plugins.checklist.private import kept
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.inside import for_staff, on_both_sides, withdrawn
from playbook_plugins.model.links import inside
from playbook_plugins.model.page import Audience
from playbook_plugins.model.passage import Passage
from playbook_plugins.model.place import Keys, Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.runs import LENGTH, in_a_row
from playbook_plugins.model.runs import words as read_words
from playbook_plugins.pages.excuses import own_texts, public_texts, read_plainly, said_texts
from playbook_plugins.words import Words

_REACHED = {private.MAIL: MAIL, private.PHONE: PHONE}
_SHORT = range(3, LENGTH)
"""Words of a title, an entry or a cell that is looked for as a whole; two may meet anywhere."""
_TELLING = 2
"""Words of letters that it must hold: three figures are a day."""


def secrets(playbook: Playbook, around: Iterable[str] = (), *, theirs: frozenset[bytes] = frozenset()) -> Fingerprints:
    """Hashes of what only staff may read, but for words to say and what public sources say as well.

    `around` is what an engine says by itself, on every site that it makes; `theirs`
    stands for the files that it puts there as they are.
    """
    if playbook.settings is None:
        return Fingerprints()
    spoken = [Words(language, currency=playbook.settings.business.currency) for language in (playbook.settings.site.lang, *playbook.languages)]
    own = (*(text for words in spoken for text in own_texts(playbook, words)), *around)
    public = (*public_texts(playbook), *own)
    said = tuple(said_texts(playbook))
    coins = tuple(sorted({coin for words in spoken for coin in words.coins}))
    # A copied sentence is no less internal for having been pasted into a public text, so that excuses only what is short.
    may = on_both_sides(playbook)
    running = found(_rows(for_staff(playbook)), own, may=may)
    short = found(_wording(playbook), (*public, *said), may=may, beside=running)
    # What is not in use and what took its place may share sentences.
    drafts = found(_rows(withdrawn(playbook)), (*public, *said), may=may)
    # A pasted name or number is no less private either. An amount may be a price, and eight figures may be hours.
    persons, details = found(_persons(playbook), own), found(_details(playbook), public, coins=coins)
    return hidden(running, short, drafts, persons, details, coins=coins, theirs=theirs)


def _wording(playbook: Playbook) -> Iterator[Secret]:
    for document in _inside(playbook):
        for text in document.texts(Zone.STAFF, Zone.DONT, Zone.IGNORED):
            yield from _told(read_plainly(str(text)), f"{document.path}:{text.line}")
        for step in document.steps:
            if step.label:
                yield from _told(read_plainly(str(step.label)), f"{document.path}:{step.label.line}")
        for keys, value in _values(document.fields):
            yield from _told(value, _at(document.place_of(*keys)))
        for name in (document.id, *document.fields.formerly):
            yield from _named(name, _at(document.top))
    for keys, value in _staffs(playbook):
        yield from _told(value, _at(playbook.place_of(*keys)))
    for name in playbook.settings.checklist.rules:
        yield from _named(name, _at(playbook.key_place("checklist", "rules", name)))
    for path in sorted(playbook.files - _shown(playbook)):
        yield from _named(path.rpartition("/")[2].partition(".")[0], _at(Place(path)))


def _inside(playbook: Playbook) -> Iterator[Document]:
    return (document for document in playbook.readable if document.audience is Audience.INTERNAL)


def _rows(passages: Iterable[Passage]) -> Iterator[Secret]:
    """Every six words in a row, with the line on which they begin."""
    for passage in passages:
        yield from (Secret(RUN, found, f"{passage.path}:{line}") for line, found in passage.begun())


def _told(text: str, at: str) -> Iterator[Secret]:
    """A text as it stands for itself: as a whole where it is short, and by its runs where it is not."""
    words = read_words(text)
    if len(words) in _SHORT and sum(word.isalpha() and len(word) > 1 for word in words) >= _TELLING:
        yield Secret(row(len(words)), " ".join(words), at)
    if len(words) >= LENGTH:
        yield Secret(RUN, in_a_row(words), at)


def _named(name: str, at: str) -> Iterator[Secret]:
    """A file's name: as a whole where it has a hyphen, and as the words that it is made of."""
    yield from _told(name, at)
    if len(read_words(name)) > 1:
        yield Secret(ID, "-".join(read_words(name)), at)


def _persons(playbook: Playbook) -> Iterator[Secret]:
    """Names that are kept private, and how to reach those whom only staff may reach."""
    for number, name in enumerate(playbook.settings.checklist.private_names):
        found, place = read_words(name), _at(playbook.place_of("checklist", "private_names", number))
        if len(found) > LENGTH:
            yield Secret(RUN, in_a_row(found), place)
        elif found:
            # “will” may be anybody's word; “Will” is a person.
            yield Secret(NAME if len(found) == 1 else row(len(found)), " ".join(found), place)
    for detail, place in kept(playbook):
        yield Secret(_REACHED[detail.what], detail.said, _at(place))


def _details(playbook: Playbook) -> Iterator[Secret]:
    """What looks like a way to reach somebody, names in small letters, and amounts: what is short and matters."""
    for number, name in enumerate(playbook.settings.checklist.private_names):
        if len(found := read_words(name)) == 1:
            yield Secret(row(1), found[0], _at(playbook.place_of("checklist", "private_names", number)))
    lines = [(line, f"{document.path}:{number}") for document in _inside(playbook) for number, line in enumerate(document.lines, start=1) if may_reach(line)]
    lines += [(value, _at(playbook.place_of(*keys))) for keys, value in _staffs(playbook)]
    for line, place in lines:
        yield from (Secret(MAIL, mail, place) for mail in mails(line))
        yield from (Secret(PHONE, phone, place) for phone in phones(line))
    for amount, place in _amounts(playbook):
        if amount:
            yield Secret(AMOUNT, format(round(amount, 2).normalize(), "f"), _at(place))


def _amounts(playbook: Playbook) -> Iterator[tuple[Decimal | None, Place]]:
    """The limits, the pot, and what a customer is worth, exactly and as pages round it."""
    for role in playbook.of_kind("role"):
        yield from ((getattr(role.fields, key), role.place_of(key)) for key in ("may_spend", "may_spend_a_month"))
    for budget in playbook.of_kind("budget"):
        yield from ((getattr(budget.fields, key), budget.place_of(key)) for key in ("marketing", "make_it_right", "usual_sale"))
        if None not in (budget.fields.usual_sale, budget.fields.times_a_year, budget.fields.years):
            worth = budget.fields.lifetime_value
            yield from ((amount, budget.place_of("usual_sale")) for amount in (worth, Decimal(round(worth))))


def _staffs(playbook: Playbook) -> Iterator[tuple[Keys, str]]:
    """What `playbook.yml` tells staff; what is shared among it, an excuse lets go."""
    return _values(playbook.settings.checklist, ("checklist",))


def _values(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
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
            yield from _values(inner, (*keys, name))


def _shown(playbook: Playbook) -> frozenset[str]:
    """The files beside documents that a public document may show."""
    return frozenset(path for path in playbook.files if inside(path, playbook.public_folder))


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}"
