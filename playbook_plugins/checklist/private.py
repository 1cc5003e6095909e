"""What is one person's business: how to reach them, and numbers that stand for them or for their money."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from playbook_plugins.checklist.comparison import alike, host
from playbook_plugins.checklist.plainly import Lines, closed, name_of
from playbook_plugins.checklist.rule import Context
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.wording import Match, found_among, found_in, matches, may_hold
from playbook_plugins.checklist.wordlists import Entry, added
from playbook_plugins.model.document import Document, Zone, paragraphs
from playbook_plugins.model.inside import facts, facts_of
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.reach import ANYBODYS
from playbook_plugins.model.settings import ChecklistSettings

MAIL, PHONE, CARD, ACCOUNT = "mail address", "telephone number", "number of a card", "number of a bank account"
LISTS = ("birth-date", "personal-number", "customer-number", "home-address")
"""Lists of wordings for what one knows about a customer."""
TITLED = "titled-name"
"""The list of names behind a title, which no lesson has."""

_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(?:\.[\w-]++)+")
_FIGURE = re.compile(r"\d")
_FIGURES = re.compile(r"(?<![\w@/.,=#&_%-])[+(]{0,2}\d(?:[ ().\-/]{0,2}\d){7,25}(?![\w%])")
_DAY = re.compile(r"\(?(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d\d[./-]\d\d)(?!\d)")
_ABROAD = re.compile(r"[(]?(?:\+|0)")
_LOCAL = re.compile(r"\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}|\d{3}([ -])\d{3}\1\d{3}|\d{2} \d{3} \d{2} \d{2}")
_MONEY = re.compile(r"\s?(?:[£€$%]|zł|[A-Z]{3}\b|[a-z]{0,9} ?[£€$])")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}")
_LENGTHS = {
    **dict.fromkeys(("NO",), 15), **dict.fromkeys(("BE",), 16), **dict.fromkeys(("NL", "DK", "FI"), 18), **dict.fromkeys(("SI",), 19),
    **dict.fromkeys(("AT", "EE", "LT", "LU"), 20), **dict.fromkeys(("CH", "HR", "LV", "LI"), 21), **dict.fromkeys(("GB", "DE", "IE", "BG"), 22),
    **dict.fromkeys(("ES", "SE", "CZ", "SK", "RO"), 24), **dict.fromkeys(("PT",), 25), **dict.fromkeys(("FR", "IT", "GR"), 27), **dict.fromkeys(("PL", "HU", "CY"), 28),
    "UA": 29, "MT": 31,
}
"""How long the number of a bank account is, by country."""
_CARDS = (13, 15, 16, 19)
"""Figures of a card's number."""
_ELSEWHERE = "look-elsewhere"
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OWNS = re.compile(r"['’]s?$")
_NAMING = ("role", "policy")
"""Texts for staff that name nobody but us and our partners."""
_TELLING = 9
"""Figures at the end of a telephone number that are alike at home and from abroad."""
_LEAST = 7
"""Figures of a telephone number, at least."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One of them in a line."""

    what: str
    said: str
    """Itself, in the one form by which two are alike."""
    start: int
    end: int


Told = tuple[Detail, Place, str]
"""A detail with its place and what it stands in."""


@dataclass(frozen=True, slots=True)
class Known:
    """Whom everybody may reach."""

    said: frozenset[str]
    hosts: frozenset[str]
    shared: str
    """What the owner listed as fit for everybody."""

    def knows(self, detail: Detail, written: str) -> bool:
        """Whether a detail, as it stands in what was written, is one of theirs."""
        where = detail.said.rpartition("@")[2]
        own = detail.what == MAIL and any(f".{where}".endswith(f".{host}") for host in self.hosts)
        return own or detail.said in self.said or written[detail.start : detail.end] in self.shared


def details(line: str) -> Iterator[Detail]:
    """Every detail in a line, in its order within each kind."""
    if "@" in line:
        for found in _MAIL.finditer(line):
            yield Detail(MAIL, unquote(found[0]).casefold().strip("."), *found.span())
    if not _FIGURE.search(line):
        return
    for found in _IBAN.finditer(line):
        said = found[0].replace(" ", "")[: _LENGTHS.get(found[0][:2], 0)]
        if said and _adds_up(said):
            yield Detail(ACCOUNT, said, *found.span())
    for found in _FIGURES.finditer(line):
        figures = "".join(sign for sign in found[0] if sign.isdecimal())
        if what := _kind(found[0], figures, line[found.end() : found.end() + 4]):
            yield Detail(what, figures[-_TELLING:] if what == PHONE else figures, *found.span())


def known(playbook: Playbook, audience: Audience) -> Known:
    """The business, its partners, whom its fit page names, and who signs it; for staff also how roles are reached."""
    checklist = playbook.settings.checklist if playbook.settings else None
    lines, sites = [], []
    if playbook.settings:
        facts = playbook.settings.business
        lines += [facts.phone, facts.email, facts.signed_by]
        sites += [facts.url, playbook.settings.site.url]
    for partners in playbook.of_kind("partners"):
        lines += [partner.phone for partner in partners.fields.partners or ()]
        sites += [partner.url for partner in partners.fields.partners or ()]
    for fit in playbook.of_kind("fit"):
        section = fit.section(_ELSEWHERE)
        lines += [line for text in paragraphs(section.blocks if section else ()) for line in str(text).split("\n")]
    if audience is Audience.INTERNAL:
        lines += [role.fields.reach for role in playbook.of_kind("role")]
    said = {detail.said for line in lines for detail in details(line or "")} | {_ending(line) for line in lines if line}
    hosts = {host(site) for site in sites if site} | {one.rpartition("@")[2] for one in said if "@" in one}
    return Known(frozenset(said), frozenset(hosts - ANYBODYS - {""}), "\n".join(one.text for one in checklist.shared) if checklist else "")


def told(document: Document, context: Context | None = None) -> tuple[Told, ...]:
    """Every detail in a document: over the ends of lines, and without marks."""
    return tuple(_told(document))


def kept(playbook: Playbook, of: Callable[[Document], Iterable[Told]] = told) -> Iterator[tuple[Detail, Place]]:
    """How to reach those whom only staff may reach: what texts for staff say and everybody does not know; `of` has the details of each."""
    public = known(playbook, Audience.PUBLIC)
    for document in playbook.readable:
        if document.audience is Audience.INTERNAL:
            for detail, place, written in of(document):
                if detail.what in (MAIL, PHONE) and not public.knows(detail, written):
                    yield detail, place
    for role in playbook.of_kind("role"):
        for said in (_ending(role.fields.reach or ""),):
            if len(said) >= _LEAST and said not in public.said:
                yield Detail(PHONE, said, 0, 0), role.place_of("reach")


def names_of(settings: ChecklistSettings) -> tuple[Entry, ...]:
    """The names that are nobody's business, ready to be looked for."""
    return tuple(added(plain) for name in settings.private_names if (plain := name_of(name)))


def named(lines: Lines, names: tuple[Entry, ...]) -> Iterator[Place]:
    """Where one of the names stands; a name of one word begins with a capital."""
    if names:
        yield from lines.where(lambda said: [(match.start, match.end) for match in matches(said, names) if said[match.start].isupper() or " " in match.words])


def persons(context: Context) -> Callable[[Document, str], Iterator[Match]]:
    """How to find, in what a lesson says, who is named behind a title and is none of us.

    Us are all whom roles, policies and texts for everybody name in the same
    way, or whose name stands among the facts, the partners, the roles and
    what the owner listed as fit for everybody.
    """
    ours = cache(lambda: _ours(context))

    def find(document: Document, said: str) -> Iterator[Match]:
        if document.kind.name == "lessons":
            for match in found_among(said, document, TITLED, context):
                if not any(alike(_last(match.words), name) for name in ours()):
                    yield match

    return find


def of_customers(document: Document, context: Context) -> tuple[Place, ...]:
    """Where a document says what one knows about a customer."""
    return tuple(place for name in LISTS for place, _ in found_in(document, name, context, zones=tuple(Zone)))


def _told(document: Document) -> Iterator[Told]:
    read: set[tuple[int, int]] = set()
    for text in document.texts(*Zone):
        written = str(text)
        if "@" in written or len(_FIGURE.findall(written)) >= _LEAST:
            plain, at = closed(written)
            for detail in details(plain):
                place = text.place(document.path, at[detail.start], at[detail.end - 1] + 1)
                read.add((place.line, place.column))
                yield detail, place, plain
    for number, line in enumerate(document.lines, 1):
        for detail in details(line):
            if (number, detail.start + 1) not in read:
                yield detail, Place(document.path, number, detail.start + 1, number, detail.end + 1), line


def _ours(context: Context) -> frozenset[str]:
    """The last words of the names of all who are no customers."""
    playbook = context.playbook
    lines = [value for _, value in facts(playbook)] + [one.text for one in context.settings.checklist.shared]
    lines += [line for role in playbook.of_kind("role") for line in (role.name, role.fields.reach)]
    lines += [partner.name for partners in playbook.of_kind("partners") for partner in partners.fields.partners or ()]
    lines += [value for fit in playbook.of_kind("fit") for _, value in facts_of(fit)]
    names = {word.casefold() for line in lines for word in _NAME.findall(line or "") if word[0].isupper()}
    for document in playbook.readable:
        if document.audience is Audience.PUBLIC or document.kind.name in _NAMING:
            for text in may_hold(document, TITLED, context=context, zones=tuple(Zone)):
                names |= {_last(match.words) for match in found_among(seen(text), document, TITLED, context)}
    return frozenset(names)


def _last(name: str) -> str:
    return _OWNS.sub("", name.split()[-1]).casefold()


def _ending(line: str) -> str:
    return "".join(sign for sign in line if sign.isdecimal())[-_TELLING:]


def _kind(written: str, figures: str, behind: str) -> str:
    if len(figures) in _CARDS and figures[0] in "3456" and _luhn(figures):
        return CARD
    if len(figures) == 26 and _adds_up(f"PL{figures}"):
        return ACCOUNT
    if _DAY.match(written) or _MONEY.match(behind):
        return ""
    abroad = _ABROAD.match(written) and 9 <= len(figures) <= 15
    return PHONE if abroad or _LOCAL.fullmatch(written) else ""


def _luhn(figures: str) -> bool:
    """Whether the last figure of a card's number is the one that the others ask for."""
    twice = [int(figure) * (1 + number % 2) for number, figure in enumerate(reversed(figures))]
    return sum(figure - 9 if figure > 9 else figure for figure in twice) % 10 == 0


def _adds_up(account: str) -> bool:
    """The same for the number of a bank account, which begins with its country."""
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1
