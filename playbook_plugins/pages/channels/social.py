"""Two texts for social networks, each with both halves: whom we serve well, and who serves others better."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from playbook_plugins.model.public import PublicFit, PublicSite
from playbook_plugins.pages.channels.spoken import Told, address, cost, entries, named_first, opening, sentence
from playbook_plugins.words import Words

SHORT, LONG = 280, 500
"""The most signs that the networks take, an address counted as it stands."""


@dataclass(frozen=True, slots=True)
class _Half:
    """One half of a text: a heading and the lines below it, or one sentence of ours where they are too long."""

    heading: str = ""
    lines: tuple[tuple[str, ...], ...] = ()
    """Each line in every length that it can be had in, the best first."""
    instead: tuple[str, ...] = ()
    """What says it without any line, the best first."""
    better: int = 0
    """How many of these name somebody, from the first."""
    named: int = 0
    """How many of the lines do, from the first."""
    chosen: tuple[tuple[int, str], ...] = ()
    """The lines that are said, with their place among all."""
    said: str = ""
    """What is said in their place."""

    def starts(self) -> Iterator["_Half"]:
        """The half with one line, the best first, and then without any."""
        for number, lengths in enumerate(self.lines if self.heading else ()):
            yield from (replace(self, chosen=((number, text),)) for text in lengths)
        yield from (replace(self, said=text) for text in self.instead)

    @property
    def names(self) -> bool:
        """Whether it names somebody, as far as the owner does."""
        return self.said in self.instead[: self.better] if self.said else any(number < self.named for number, _ in self.chosen)

    def longer(self) -> Iterator["_Half"]:
        """The half with one line more."""
        there = {number for number, _ in self.chosen}
        for number, lengths in enumerate(self.lines if there else ()):
            if number not in there:
                yield from (replace(self, chosen=tuple(sorted((*self.chosen, (number, text))))) for text in lengths)

    def __str__(self) -> str:
        return self.said or "\n".join((self.heading, *(f"– {text}" for _, text in self.chosen)))


@dataclass(frozen=True, slots=True)
class _Post:
    """A text in its parts."""

    above: str
    first: _Half
    second: _Half
    cost: str
    address: str

    def __str__(self) -> str:
        return "\n".join(filter(None, (self.above, str(self.first), str(self.second), self.cost, self.address)))


def texts(site: PublicSite, words: Words) -> tuple[str, str]:
    """A text of at most 280 signs and one of at most 500; both empty where there is no fit page.

    Whole sentences; lines that are too long make room for shorter ones of ours,
    and neither half is ever left out.
    """
    if site.fit is None:
        return "", ""
    return _text(site, site.fit, words, most=SHORT), _text(site, site.fit, words, most=LONG)


def _text(site: PublicSite, fit: PublicFit, words: Words, *, most: int) -> str:
    name, title = site.business.name, sentence(fit.title)
    post = next((post for post in _posts(site, fit, words) if len(str(post)) <= most), None)
    if post is None:
        return ""
    post = _first_that_fits(post, (replace(post, cost=cost(fit)),), most=most)
    if post.above and title:
        post = _first_that_fits(post, (replace(post, above=f"{name}: {title}"),), most=most)
    while True:
        before = post
        post = _first_that_fits(post, (replace(post, second=half) for half in post.second.longer()), most=most)
        post = _first_that_fits(post, (replace(post, first=half) for half in post.first.longer()), most=most)
        if post == before:
            return str(post)


def _posts(site: PublicSite, fit: PublicFit, words: Words) -> Iterator[_Post]:
    """Both halves at their shortest, the best first: given up first are our name and the way to the page, then a half's own lines, and last the name of whoever does better."""
    first, second = _well(fit, words), _otherwise(site, fit, words)
    end = address(site) or (f"{words('fit.ring', phone=site.business.phone)}." if site.business.phone else "")
    ways = tuple(second.starts())
    for naming in (True, False):
        for above, at in ((site.business.name, end), ("", end), ("", "")):
            for two in (half for half in ways if half.names is naming):
                yield from (_Post(above, one, two, "", at) for one in first.starts())


def _first_that_fits(post: _Post, longer: Iterator[_Post] | tuple[_Post, ...], *, most: int) -> _Post:
    return next((one for one in longer if len(str(one)) <= most), post)


def _well(fit: PublicFit, words: Words) -> _Half:
    lines = tuple((line,) for line in entries(fit, "good-fit"))
    return _Half(opening(fit, "good-fit"), lines, (words("channel.well"),))


def _otherwise(site: PublicSite, fit: PublicFit, words: Words) -> _Half:
    """Who serves others better; where anybody may walk in, how to start."""
    if site.business.open_door:
        steps = tuple((step,) for step in entries(fit, "how-to-start"))
        return _Half(opening(fit, "how-to-start"), steps, (words("channel.welcome"),))
    told = named_first(site)
    lines = tuple(tuple(_lengths(one, words)) for one in told)
    named = tuple(words("channel.them", name=one.name) for one in told if one.name)
    short = (*named, words("channel.others" if told else "channel.ask"))
    return _Half(opening(fit, "look-elsewhere"), lines, short, better=len(named), named=sum(not one.asks for one in told))


def _lengths(one: Told, words: Words) -> Iterator[str]:
    yield f"{one.need} {one.named}".strip()
    if one.name:
        yield f"{one.need} {words('channel.try', name=one.name)}"
