"""All that the public may know. The renderer of public pages sees this and nothing else.

Texts are Markdown of the plain grammar unless a field says otherwise; fields
are filled by an explicit list in `pages/publishing.py`.
"""

from datetime import date

from pydantic import ConfigDict

from playbook_plugins.model.described import Described


def dial(number: str) -> str:
    """A telephone number as a telephone takes it: `01632 960123` → `01632960123`."""
    return "".join(sign for sign in number if sign in "+0123456789")


class _Public(Described):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PublicTime(_Public):
    """A length of time."""

    amount: float
    unit: str
    """minute, hour, working day, day, week, month or year."""


class PublicOften(_Public):
    """How often something happens."""

    times: float
    """0 for “only when you ask”."""
    per: str | None = None
    """day, week, month or year."""


class PublicBusiness(_Public):
    """The `business` block of `playbook.yml`, as plain text, and where the public site stands."""

    name: str
    at: str = ""
    """The public site's whole address, ending in a stroke, where the owner gave one."""
    people_word: str
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    url: str | None = None
    open: str | None = None
    opening_times: tuple[tuple[int, str, str], ...] = ()
    """(day from 0 for Monday, opens, closes), the times as `08:00`."""
    holidays: tuple[date, ...] = ()
    time_zone: str | None = None
    languages: tuple[str, ...] = ()
    area: str | None = None
    answers_within: PublicTime | None = None
    writes_at_most: PublicOften | None = None
    signed_by: str | None = None
    currency: str = "GBP"
    open_door: bool = False
    """Whether anybody may walk in, so that nobody is asked to look elsewhere."""


class PublicElsewhere(_Public):
    """One line of “Someone else will serve you better if”."""

    id: str
    need: str
    because: str = ""
    who: str = ""
    """The sentence that names somebody, or offers to ask around."""
    name: str = ""
    """What the partners' page, or else the line's link, calls whoever does it; plain text, empty where nobody is named."""
    url: str = ""
    """Where whoever does it is found."""
    phone: str = ""
    """The number to ring, where the partners' page knows one and the line does not name it."""
    said_phone: str = ""
    """The number to ring that the line names itself."""
    unless: str = ""
    asks: bool = False
    """Whether nobody is named, and we ask around."""

    @property
    def number(self) -> str:
        """The number to ring, whoever names it; empty where none is known."""
        return self.said_phone or self.phone


class PublicTick(_Public):
    """One line of “Tick what is true for you”, from either list or of the owner's own."""

    id: str
    """Part of an address, and no other line's."""
    outcome: str
    """elsewhere, ask or fit."""
    text: str
    """What may be true of a visitor, as one line: `You need a carbon frame repaired`."""
    told: PublicElsewhere | None = None
    """What is said where it is ticked; `None` for a line of those who are happy here."""
    more: str = ""
    """What such a line says beyond its first sentence."""


class PublicCost(_Public):
    """One line of “What it costs”."""

    name: str
    """Its name in the lexicon: most-people-pay, included, not-included, to-cancel, or empty."""
    label: str
    """In the owner's words."""
    text: str


class PublicSection(_Public):
    """A heading in the owner's words, and what stands below it."""

    name: str
    """Its name in the lexicon: `good-fit`, `how-to-start`, …"""
    heading: str
    body: str = ""
    items: tuple[str, ...] = ()
    """The entries of its lists, each as one line."""


class PublicFit(_Public):
    """The fit page."""

    title: str
    lead: str = ""
    sections: tuple[PublicSection, ...] = ()
    """In the owner's order."""
    elsewhere: tuple[PublicElsewhere, ...] = ()
    ticks: tuple[PublicTick, ...] = ()
    """Empty where everybody may walk in."""
    costs: tuple[PublicCost, ...] = ()
    """Empty where the section is a sentence why to ask."""
    reviewed: date | None = None
    source: str | None = None

    def section(self, name: str) -> PublicSection | None:
        """The section of that name in the lexicon."""
        return next((section for section in self.sections if section.name == name), None)

    def cost(self, name: str) -> PublicCost | None:
        """The line of “What it costs” of that name in the lexicon."""
        return next((cost for cost in self.costs if cost.name == name), None)


class PublicPromise(_Public):
    """One thing that people can count on."""

    id: str
    title: str
    meaning: str = ""
    within: PublicTime | None = None
    lang: str = ""
    """Its language, where nobody has written it in the page's own."""
    source: str | None = None


class PublicPartner(_Public):
    """Somebody to whom we send people; plain text."""

    name: str
    url: str | None = None
    phone: str | None = None
    good_at: str
    checked: date
    they_know: bool = False


class PublicPartners(_Public):
    """The partners' page."""

    title: str
    lead: str = ""
    partners: tuple[PublicPartner, ...] = ()
    source: str | None = None


class PublicText(_Public):
    """A principle or a page that its owner made public."""

    kind: str
    """principle or page."""
    id: str
    title: str
    body: str
    path: str
    """The page's path on the public site, ending in `.md`."""
    lang: str
    source: str | None = None


class PublicSite(_Public):
    """Everything that stands on the public site."""

    business: PublicBusiness
    language: str = "en"
    fit: PublicFit | None = None
    promises: tuple[PublicPromise, ...] = ()
    partners: PublicPartners | None = None
    texts: tuple[PublicText, ...] = ()
    folder: str = ""
    """Where its pages stand, ending in a stroke: `pl/`; empty for the first language."""
    plain_text: bool = False
    """Whether the pages stand there as plain text too, for programs."""
    others: tuple["PublicSite", ...] = ()
    """The same in further languages, each without texts, which stand beside those of the first."""

    @property
    def sections(self) -> tuple[PublicSection, ...]:
        """The fit page's sections in the owner's order, those that it makes by itself among them; none that would be empty."""
        made = {"tick": bool(self.fit and self.fit.ticks), "you-can-count-on": bool(self.promises)}
        found = [section for section in (self.fit.sections if self.fit else ()) if made.get(section.name) or section.body and section.name != "tick"]
        if made["tick"] and not self.fit.section("tick"):
            at = max((place for place, section in enumerate(found, start=1) if section.name in ("good-fit", "look-elsewhere")), default=0)
            found.insert(at, PublicSection(name="tick", heading=""))
        if made["you-can-count-on"] and not (self.fit and self.fit.section("you-can-count-on")):
            at = min((place for place, section in enumerate(found) if section.name in ("if-we-get-it-wrong", "how-to-start")), default=len(found))
            found.insert(at, PublicSection(name="you-can-count-on", heading=""))
        return tuple(found)
