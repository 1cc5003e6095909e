"""What only staff may read: the fingerprints of a playbook."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain

from playbook_plugins.audit.fingerprints import Secret, found, hidden
from playbook_plugins.audit.forms import AMOUNT, MAIL, NAME, PHONE, RUN, row
import playbook_plugins.checklist.private as private
from playbook_plugins.checklist.private import kept
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.inside import kept_to_staff, on_both_sides, withdrawn
from playbook_plugins.model.links import inside
from playbook_plugins.model.page import Audience
from playbook_plugins.model.passage import Passage
from playbook_plugins.model.place import Keys, Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.runs import LENGTH, in_a_row
from playbook_plugins.model.runs import words as read_words
from playbook_plugins.pages.excuses import own_texts, public_texts, said_in
from playbook_plugins.pages.withheld import Withheld, as_named, as_told, at, reached, values, withheld
from playbook_plugins.words import Words

_REACHED = {private.MAIL: MAIL, private.PHONE: PHONE}
_Staffs = Mapping[str, Withheld]
"""What each text for staff withholds, by its path."""


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
    of = withheld(playbook)
    staffs = {document.path: of(document) for document in playbook.readable if document.audience is Audience.INTERNAL}
    said = tuple(text for document in playbook.readable for text in (staffs[document.path].said if document.path in staffs else said_in(document)))
    coins = tuple(sorted({coin for words in spoken for coin in words.coins}))
    # A copied sentence is no less internal for having been pasted into a public text, so that excuses only what is short.
    may = on_both_sides(playbook, lambda document: staffs[document.path].aloud.split())
    rows = chain.from_iterable(text.rows() for text in staffs.values())
    running = found(chain(rows, _rows(kept_to_staff(playbook))), own, may=may)
    short = found(_wording(playbook, staffs), (*public, *said), may=may, beside=running)
    # What is not in use and what took its place may share sentences.
    drafts = found(_rows(withdrawn(playbook)), (*public, *said), may=may)
    # A pasted name or number is no less private either. An amount may be a price, and eight figures may be hours.
    persons, details = found(_persons(playbook, staffs), own), found(_details(playbook, staffs), public, coins=coins)
    return hidden(running, short, drafts, persons, details, coins=coins, theirs=theirs)


def _wording(playbook: Playbook, staffs: _Staffs) -> Iterator[Secret]:
    for text in staffs.values():
        yield from text.wording
    for keys, value in _settings(playbook):
        yield from as_told(value, at(playbook.place_of(*keys)))
    for name in playbook.settings.checklist.rules:
        yield from as_named(name, at(playbook.key_place("checklist", "rules", name)))
    for path in sorted(playbook.files - _shown(playbook)):
        yield from as_named(path.rpartition("/")[2].partition(".")[0], at(Place(path)))


def _rows(passages: Iterable[Passage]) -> Iterator[Secret]:
    """Every six words in a row, with the line on which they begin."""
    for passage in passages:
        yield from (Secret(RUN, found, f"{passage.path}:{line}") for line, found in passage.begun())


def _persons(playbook: Playbook, staffs: _Staffs) -> Iterator[Secret]:
    """Names that are kept private, and how to reach those whom only staff may reach."""
    for number, name in enumerate(playbook.settings.checklist.private_names):
        found, place = read_words(name), at(playbook.place_of("checklist", "private_names", number))
        if len(found) > LENGTH:
            yield Secret(RUN, in_a_row(found), place)
        elif found:
            # “will” may be anybody's word; “Will” is a person.
            yield Secret(NAME if len(found) == 1 else row(len(found)), " ".join(found), place)
    for detail, place in kept(playbook, lambda document: staffs[document.path].told):
        yield Secret(_REACHED[detail.what], detail.said, at(place))


def _details(playbook: Playbook, staffs: _Staffs) -> Iterator[Secret]:
    """What looks like a way to reach somebody, names in small letters, and amounts: what is short and matters."""
    for number, name in enumerate(playbook.settings.checklist.private_names):
        if len(found := read_words(name)) == 1:
            yield Secret(row(1), found[0], at(playbook.place_of("checklist", "private_names", number)))
    for text in staffs.values():
        yield from text.details
    for keys, value in _settings(playbook):
        yield from reached(value, at(playbook.place_of(*keys)))
    for amount, place in _amounts(playbook):
        if amount:
            yield Secret(AMOUNT, format(round(amount, 2).normalize(), "f"), at(place))


def _amounts(playbook: Playbook) -> Iterator[tuple[Decimal | None, Place]]:
    """The limits, the pot, and what a customer is worth, exactly and as pages round it."""
    for role in playbook.of_kind("role"):
        yield from ((getattr(role.fields, key), role.place_of(key)) for key in ("may_spend", "may_spend_a_month"))
    for budget in playbook.of_kind("budget"):
        yield from ((getattr(budget.fields, key), budget.place_of(key)) for key in ("marketing", "make_it_right", "usual_sale"))
        if None not in (budget.fields.usual_sale, budget.fields.times_a_year, budget.fields.years):
            worth = budget.fields.lifetime_value
            yield from ((amount, budget.place_of("usual_sale")) for amount in (worth, Decimal(round(worth))))


def _settings(playbook: Playbook) -> Iterator[tuple[Keys, str]]:
    """What `playbook.yml` tells staff; what is shared among it, an excuse lets go."""
    return values(playbook.settings.checklist, ("checklist",))


def _shown(playbook: Playbook) -> frozenset[str]:
    """The files beside documents that a public document may show."""
    return frozenset(path for path in playbook.files if inside(path, playbook.public_folder))
