"""What has changed of all that people are told: the fit page, the promises, the partners, the facts about the business."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from playbook_plugins.model.public import PublicBusiness, PublicElsewhere, PublicFit, PublicPartner, PublicPromise, PublicSite
from playbook_plugins.pages.channels.spoken import facts, paragraphs, sentence
from playbook_plugins.pages.templates import plain
from playbook_plugins.words import Words

_ALIKE = 0.5
"""How much of two lines has to be the same for the one to count as the other's new wording."""
_MANY = 2_500
"""Pairs of lines in one part that are looked at for their likeness; a page that changes more is a new page."""
_FAR = 60
"""Words by which two lines are compared."""
_HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is said in another way, for the first time, or no more; plain text."""

    before: str = ""
    """Empty for what is new."""
    after: str = ""
    """Empty for what is gone."""
    label: str = ""
    """The line that it belongs to, where that itself stays: `Most people pay`."""


@dataclass(frozen=True, slots=True)
class Part:
    """What has changed below one heading."""

    heading: str
    """In the owner's words, where it is theirs."""
    changes: tuple[Change, ...]
    """What is new or worded otherwise, in the order of the page, and then what is gone."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """One thing that people are told."""

    part: str
    """What keeps it together with others, whatever they are called."""
    heading: str
    texts: tuple[str, ...]
    """What is said, in pieces that can be set against each other."""
    key: str = ""
    """What it is known by, whatever it says; empty where that is its own words."""
    label: str = ""

    @property
    def whole(self) -> str:
        """All that it says."""
        return " ".join(filter(None, (self.label, *self.texts)))

    @property
    def mark(self) -> str:
        """What it is known by."""
        return self.key or self.whole


def changed(before: PublicSite, after: PublicSite, words: Words) -> tuple[Part, ...]:
    """What people who were told of `before` do not know yet, in the order of the page."""
    old, new = (list(_once(_facts(site, words))) for site in (before, after))
    headings = {fact.part: fact.heading for fact in (*old, *new)}
    order = dict.fromkeys(fact.part for fact in (*new, *old))
    parts = (
        Part(headings[part], tuple(_between([one for one in old if one.part == part], [one for one in new if one.part == part])))
        for part in order
    )
    return tuple(part for part in parts if part.changes)


def _once(facts: Iterable[_Fact]) -> Iterator[_Fact]:
    """The facts, none of them with a name that another one of its part has."""
    seen: set[tuple[str, str]] = set()
    for fact in facts:
        one = replace(fact, key="") if (fact.part, fact.mark) in seen else fact
        seen.add((one.part, one.mark))
        yield one


def _between(old: list[_Fact], new: list[_Fact]) -> Iterator[Change]:
    pairs = _pairs(old, new)
    for fact in new:
        if fact in pairs:
            was = pairs[fact]
            if was.whole != fact.whole:
                yield _reworded(was, fact)
        elif fact.key != _HEADING:
            yield Change(after=fact.whole)
    kept = set(pairs.values())
    yield from (Change(before=fact.whole) for fact in old if fact not in kept and fact.key != _HEADING)


def _pairs(old: list[_Fact], new: list[_Fact]) -> dict[_Fact, _Fact]:
    """To each fact of today what it was: first by its name, or the same words; then by the likeness of what is left."""
    known = {fact.mark: fact for fact in old}
    pairs = {fact: known[fact.mark] for fact in new if fact.mark in known}
    kept = set(pairs.values())
    was_left, left = [fact for fact in old if fact not in kept], [fact for fact in new if fact not in pairs]
    if len(was_left) * len(left) <= _MANY:
        alike = [(_likeness(was, fact), was, fact) for fact in left for was in was_left]
        for likeness, was, fact in sorted(alike, key=lambda pair: -pair[0]):
            if likeness >= _ALIKE and fact not in pairs and was not in kept:
                pairs[fact] = was
                kept.add(was)
    return pairs


def _likeness(one: _Fact, other: _Fact) -> float:
    first, second = (fact.whole.casefold().split()[:_FAR] for fact in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _reworded(was: _Fact, fact: _Fact) -> Change:
    """The pieces that differ; the whole of both where they have other pieces."""
    if len(was.texts) != len(fact.texts):
        return Change(was.whole, fact.whole)
    pairs = zip((was.label, *was.texts), (fact.label, *fact.texts), strict=True)
    differing = [pair for pair in pairs if pair[0] != pair[1]]
    before, after = (" ".join(filter(None, side)) for side in zip(*differing, strict=True))
    return Change(before, after, fact.label if was.label == fact.label else "")


def _facts(site: PublicSite, words: Words) -> Iterator[_Fact]:
    if site.fit:
        yield from _top(site.fit, words)
    if not site.folder:
        # the same in every language
        yield from _business(site.business, words)
    if site.fit:
        yield from _sections(site.fit)
    yield from (_promise(promise, words) for promise in site.promises)
    if site.partners:
        heading = plain(site.partners.title)
        yield from (_Fact("partners", heading, (text,)) for text in paragraphs(site.partners.lead))
        yield from (_partner(partner, heading, words) for partner in site.partners.partners)


def _top(fit: PublicFit, words: Words) -> Iterator[_Fact]:
    heading = words("tell.top")
    yield _Fact("top", heading, (plain(fit.title),), "title")
    yield from (_Fact("top", heading, (text,)) for text in paragraphs(fit.lead))


def _business(business: PublicBusiness, words: Words) -> Iterator[_Fact]:
    often = business.writes_at_most
    told = {
        "name": business.name,
        "phone": business.phone and words("fit.ring", phone=business.phone),
        "email": business.email,
        "url": business.url,
        **facts(business, words),
        "writes": often and (words("fit.writes", times=words.frequency(often.times, often.per)) if often.times else words("fit.writes-asked")),
        "signed": business.signed_by and words("fit.signed-undated", person=business.signed_by),
    }
    heading = words("tell.business")
    yield from (_Fact("business", heading, (text,), key) for key, text in told.items() if text)
    yield from (_Fact("holidays", words("tell.closed"), (words.day(day),)) for day in business.holidays)


def _sections(fit: PublicFit) -> Iterator[_Fact]:
    for section in fit.sections:
        heading = plain(section.heading)
        if heading:
            yield _Fact(section.name, heading, (heading,), _HEADING)
        if section.name == "look-elsewhere" and fit.elsewhere:
            yield from (_elsewhere(one, heading) for one in fit.elsewhere)
        elif section.name == "what-it-costs" and fit.costs:
            for cost in fit.costs:
                yield _Fact(section.name, heading, (plain(cost.text),), cost.name, plain(cost.label))
        else:
            yield from (_Fact(section.name, heading, (text,)) for text in paragraphs(section.body))


def _elsewhere(one: PublicElsewhere, heading: str) -> _Fact:
    texts = (plain(one.because), plain(one.who), plain(one.unless), one.url, one.phone)
    return _Fact("look-elsewhere", heading, texts, one.id, sentence(one.need))


def _promise(promise: PublicPromise, words: Words) -> _Fact:
    within = words("promises.within", time=words.duration(promise.within.amount, promise.within.unit)) if promise.within else ""
    return _Fact("promises", words("promises.title"), (" ".join(paragraphs(promise.meaning)), within), promise.id, sentence(promise.title))


def _partner(partner: PublicPartner, heading: str, words: Words) -> _Fact:
    texts = (words("partners.good-at", what=partner.good_at), partner.phone or "", partner.url or "", words("partners.they-know") if partner.they_know else "")
    return _Fact("partners", heading, texts, partner.name, sentence(partner.name))
