"""The form of `fit.json`: its parts, what each of them means, and the JSON Schema made from that."""

from datetime import date
from typing import Any, Literal

from pydantic import ConfigDict, Field

from playbook_plugins.pages import forms
from playbook_plugins.pages.forms import Often, Part, Time

PATH = "fit.schema.json"
"""Where the schema stands on a site."""
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The days as `fit.json` calls them."""


class Open(Part):
    """One stretch of the week."""

    day: Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    """The day of the week."""
    opens: str = Field(pattern=r"^\d\d:\d\d$")
    """When it opens, such as `08:00`, by the clock of that place."""
    closes: str = Field(pattern=r"^\d\d:\d\d$")
    """When it closes; `24:00` at the end of the day."""


class Business(Part):
    """Who it is and how to reach them."""

    name: str
    """What it is called."""
    page: str | None = None
    """The address of the page that this file tells of."""
    website: str | None = None
    """Another website of theirs."""
    people: Literal["customer", "client", "member", "donor", "patient"]
    """What the people are called whom it serves."""
    phone: str | None = None
    """The number to ring, as they write it."""
    email: str | None = None
    """The address to write to."""
    address: str | None = None
    """Where people find them."""
    area: str | None = None
    """Where they work."""
    languages: tuple[str, ...]
    """The languages that they speak, in the language of the page."""
    open: tuple[Open, ...]
    """When they are open in a usual week; empty where they do not say."""
    closed_on: tuple[date, ...]
    """Days on which they are closed although they are open on that day of the week."""
    time_zone: str | None = None
    """Where their clock stands, such as `Europe/London`."""
    answers_within: Time | None = None
    """How soon people hear from them."""
    writes_at_most: Often | None = None
    """How often, at most, they write to one person who need not answer."""
    signed_by: str | None = None
    """The person who stands behind the page."""
    currency: str = Field(pattern="^[A-Z]{3}$")
    """The currency of all amounts, by its three letters."""
    anybody_may_walk_in: bool
    """Whether nobody is asked to look elsewhere."""


class Elsewhere(Part):
    """One line of whom somebody else serves better."""

    id: str
    """A name for this line, which stays as long as the need is worded alike."""
    need: str
    """Who they are: `You need a carbon frame repaired.`"""
    because: str | None = None
    """Why others do it better."""
    who: str | None = None
    """The sentence that names somebody, or offers to ask around."""
    name: str | None = None
    """Whoever does it better."""
    url: str | None = None
    """Where they are found."""
    phone: str | None = None
    """The number to ring for it."""
    unless: str | None = None
    """When it is worth asking here all the same."""
    asks_around: bool
    """Whether nobody is named, and the business asks around."""


class Cost(Part):
    """One line of what it costs."""

    name: Literal["most-people-pay", "included", "not-included", "to-cancel"] | None = None
    """What the line is about; left out where it is about something else."""
    label: str
    """The same in the business's own words."""
    text: str
    """What it costs, as they write it."""


class Section(Part):
    """One section of the page that has no part of its own here."""

    name: str
    """What it is about: `good-fit`, `how-to-start`, `if-we-get-it-wrong`, …"""
    heading: str
    """The business's own heading."""
    lines: tuple[str, ...]
    """What stands below it: an entry of a list, or a paragraph, each."""


class Promise(Part):
    """One thing that people can count on."""

    id: str
    """A name for it, which stays."""
    title: str
    """The promise."""
    meaning: str | None = None
    """What it means."""
    within: Time | None = None
    """How long it takes at most."""


class Partner(Part):
    """Somebody to whom people are sent."""

    name: str
    """What they are called."""
    good_at: str
    """What they do well."""
    url: str | None = None
    """Where they are found."""
    phone: str | None = None
    """The number to ring."""
    checked: date
    """The day on which this was last made sure of."""


class FitJson(Part):
    """Whom a business serves well, whom somebody else serves better, what it costs and how to start.

    All texts are plain, without marks. In one format, parts may be added; none changes its meaning.
    """

    model_config = ConfigDict(frozen=True, title="fit.json")

    schema_: str = Field(alias="$schema")
    """Where the meaning of all this is written down."""
    format: Literal[1]
    """The version of this form."""
    language: str
    """The language of all texts, such as `en`."""
    reviewed: date | None = None
    """The day on which somebody last read the page and found it right."""
    business: Business
    """Who it is."""
    title: str
    """What the page says first."""
    lead: tuple[str, ...]
    """The paragraphs below it."""
    welcome: tuple[str, ...]
    """Whom it serves well, a line each."""
    elsewhere: tuple[Elsewhere, ...]
    """Whom somebody else serves better, a line each."""
    costs: tuple[Cost, ...]
    """What it costs, a line each."""
    sections: tuple[Section, ...]
    """What else the page says, in its own order."""
    promises: tuple[Promise, ...]
    """What people can count on."""
    partners: tuple[Partner, ...]
    """To whom people are sent."""


def schema() -> dict[str, Any]:
    """The JSON Schema of `fit.json`."""
    return forms.schema(FitJson)


def text() -> str:
    """The same as a file; it is the same for every business."""
    return forms.text(FitJson)
