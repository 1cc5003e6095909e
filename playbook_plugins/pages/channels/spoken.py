"""What a channel says of the fit page: the owner's lines without their marks, and who does better what we do not."""

import re
from dataclasses import dataclass

from playbook_plugins.model.public import PublicBusiness, PublicElsewhere, PublicFit, PublicSite
from playbook_plugins.pages.templates import plain
from playbook_plugins.words import Words

_BLANK = re.compile(r"\n\s*\n")
_LEADING = re.compile(r"^(?:>\s?|[-*+]\s+|\d+[.)]\s+|#{1,6}\s+)+")
_ENTRY = re.compile(r"\n(?=\s*(?:[-*+]|\d+[.)])\s)")
_ENDS = (".", "!", "?", "…", ":", "”", "»", "؟", "。")


@dataclass(frozen=True, slots=True)
class Told:
    """One line of whom somebody else serves better, without marks."""

    need: str
    """The need as a sentence: `You need a carbon frame repaired.`"""
    because: str
    """Why others do it better; empty where the line does not say."""
    who: str
    """The owner's sentence that names somebody, or offers to ask around."""
    unless: str
    """When it is worth asking here all the same; empty where the line makes no exception."""
    name: str
    """Whoever does it better; empty where nobody is named."""
    url: str
    """Where they are found, as a whole address; empty where none is known."""
    phone: str
    """The number to ring for it; empty where none is known."""
    asks: bool
    """Whether nobody is named, and we ask around."""

    @property
    def named(self) -> str:
        """The sentence that says who does it, the name in it wherever one is known."""
        return self.who if self.name in self.who else f"{self.who} {sentence(self.name)}".strip()


def sentence(written: str) -> str:
    """A line as people read it, with a full stop where it has no end."""
    return ended(plain(written))


def ended(text: str) -> str:
    """A text with a full stop where it has no end."""
    return text if not text or text.endswith(_ENDS) else f"{text}."


def paragraphs(written: str) -> tuple[str, ...]:
    """What stands in a text, a paragraph or an entry of a list each, as people read it."""
    parts = [part for block in _BLANK.split(written) for part in _ENTRY.split(block)]
    bare = ("\n".join(_LEADING.sub("", one.strip()) for one in part.split("\n")) for part in parts)
    return tuple(filter(None, (plain(part) for part in bare if not part.strip().startswith("<!--"))))


def heading(fit: PublicFit, name: str) -> str:
    """The owner's own heading of a section, without a colon at its end."""
    section = fit.section(name)
    return plain(section.heading).rstrip(" :.…") if section else ""


def opening(fit: PublicFit, name: str) -> str:
    """The same as lines follow it: with a colon, unless it asks or calls."""
    found = heading(fit, name)
    return f"{found}:" if found and not found.endswith(_ENDS) else found


def entries(fit: PublicFit, name: str) -> tuple[str, ...]:
    """The lines of a section as sentences: the entries of its lists, or else its paragraphs."""
    section = fit.section(name)
    if section is None:
        return ()
    return tuple(filter(None, map(sentence, section.items))) or tuple(map(sentence, paragraphs(section.body)))


def elsewhere(site: PublicSite) -> tuple[Told, ...]:
    """Whom somebody else serves better; nobody where anybody may walk in."""
    return tuple(map(_told, site.fit.elsewhere)) if site.fit and not site.business.open_door else ()


def named_first(site: PublicSite) -> list[Told]:
    """The same, those that name somebody before those for whom we ask around."""
    return sorted(elsewhere(site), key=lambda one: one.asks)


def cost(fit: PublicFit, name: str = "most-people-pay") -> str:
    """A line of what it costs, as a sentence: `Most people pay £25 to £180, parts included.`"""
    found = fit.cost(name)
    return sentence(f"{plain(found.label)} {plain(found.text)}") if found else ""


def facts(business: PublicBusiness, words: Words) -> dict[str, str]:
    """When, where and in which languages, a sentence each, by the name of the fact."""
    within = business.answers_within
    told = {
        "answers": words("fit.answers", time=words.duration(within.amount, within.unit)) if within else "",
        "open": words("fit.open", hours=words.hours(business.opening_times)) if business.opening_times else "",
        "area": words("fit.area", area=business.area) if business.area else "",
        "languages": words("fit.languages", languages=words.listed(business.languages)) if business.languages else "",
        "address": words("fit.find", address=business.address) if business.address else "",
    }
    return {name: said for name, said in told.items() if said}


def address(site: PublicSite) -> str:
    """Where the page itself stands, as a whole address; empty where the owner gave none."""
    return f"{site.business.at}{site.folder}" if site.business.at else ""


def _told(one: PublicElsewhere) -> Told:
    return Told(
        need=sentence(one.need),
        because=plain(one.because),
        who=plain(one.who),
        unless=plain(one.unless),
        name=plain(one.name),
        url=one.url if one.url.startswith(("https://", "http://")) else "",
        phone=one.number,
        asks=one.asks,
    )
