"""The parts of `playbook.json`, and what each of them means."""

from datetime import date
from typing import Literal

from pydantic import Field

from playbook_plugins.pages.forms import Often, Part, Time


class Edition(Part):
    """Which edition of a text this is."""

    day: date | None = None
    """The day of its last change; left out where nobody can say."""
    mark: str = Field(pattern="^[0-9a-f]{6}$")
    """Six signs that differ as soon as the text says something else."""


class Step(Part):
    """One thing to do."""

    label: str | None = None
    """The words that open it, such as `Apologise`."""
    text: str
    """What to do; empty where the label says it all."""


class Words(Part):
    """Words to say, a breath long."""

    text: str
    """The words, blanks in square brackets: `Hello [name], how is the bike?`"""
    blanks: tuple[str, ...] = ()
    """What to fill in before they are said, each once."""


class Section(Part):
    """One section that has no part of its own here."""

    name: str | None = None
    """What it is about, such as `if-it-happens-twice`; left out for a heading of the owner's own."""
    heading: str
    """The heading."""
    lines: tuple[str, ...]
    """What stands below it: an entry of a list, a paragraph or a cell, each."""


class Limit(Part):
    """What one role may decide by itself."""

    role: str
    """The role's id."""
    may_spend: int | float | None = None
    """What it may spend on one case; left out where there is no limit. A role whose limit nobody has written has no line here."""
    may_take: Time | None = None
    """How much time it may take for one case."""


class Policy(Part):
    """One situation and what we do about it."""

    id: str
    """A name for it, which stays."""
    language: str
    """The language that it is written in, such as `en`."""
    topic: str
    """What it is about, such as `recovery`."""
    title: str
    """The situation, as people say it."""
    also_said: tuple[str, ...]
    """Other words for it, by which staff find it."""
    feeling: str
    """How people feel when they leave."""
    say: tuple[Words, ...]
    """What to say, in this order."""
    limits: tuple[Limit, ...]
    """Who may decide what, from the first to the last."""
    do: tuple[Step, ...]
    """What to do, in this order."""
    dont: tuple[str, ...]
    """What nobody does."""
    afterwards: tuple[Step, ...]
    """What is left to do after they have gone."""
    notice: tuple[str, ...]
    """How staff notice that it is this situation."""
    sections: tuple[Section, ...]
    """What else the policy says, in its own order."""
    why: tuple[str, ...]
    """Why we do it this way, a paragraph each."""
    reply_within: Time | None = None
    """How soon people hear from us; left out where it is as the business says."""
    backed_by: str | None = None
    """The id of the role that stands behind staff who end a talk; left out, like every line of a text, where nobody can read what is written."""
    scripts: tuple[str, ...]
    """Ids of the scripts that go with it."""
    scenarios: tuple[str, ...]
    """Ids of the cases to practise it on."""
    principles: tuple[str, ...]
    """Ids of the principles it stands on."""
    promises: tuple[str, ...]
    """Ids of the promises that it keeps."""
    owner: str | None = None
    """The id of the role that looks after it."""
    due: date | None = None
    """The day by which it wants to be read again."""
    edition: Edition
    """Which edition this is."""


class Script(Part):
    """Words for one channel."""

    id: str
    """A name for it, which stays."""
    language: str
    """The language that it is written in."""
    of: str
    """The id of the policy that it serves."""
    title: str
    """What it is called."""
    channel: Literal["email", "phone", "card", "sms", "social", "in-person"] | None = None
    """How the words reach people; left out where nobody has written it."""
    say: tuple[Words, ...]
    """The words, a paragraph each."""
    notes: tuple[str, ...]
    """What staff keep in mind, and nobody says."""
    how_often: Often | None = None
    """How often one person gets it."""
    counts: bool
    """Whether it counts towards how often the business writes."""
    edition: Edition
    """Which edition this is."""


class Choice(Part):
    """One thing that somebody might say."""

    say: str
    """The words."""
    why: str
    """What they do to whoever hears them."""
    best: bool
    """Whether these are the words to choose."""


class Scenario(Part):
    """An invented case to practise on."""

    id: str
    """A name for it, which stays."""
    language: str
    """The language that it is written in."""
    of: str
    """The id of the policy that it practises."""
    title: str
    """What it is called."""
    lead: tuple[str, ...]
    """What is said beforehand, a paragraph each."""
    sections: tuple[Section, ...]
    """What happened, what we did and what we learned, as far as it is written."""
    choices: tuple[Choice, ...]
    """What one might say; one of them is the best."""
    edition: Edition
    """Which edition this is."""


class Role(Part):
    """What one of us may decide, spend and take."""

    id: str
    """A name for it, which stays."""
    title: str
    """What the role is called."""
    may_spend: int | float | None = None
    """What it may spend on one case; left out where there is no limit, and where nobody has written one."""
    no_limit: bool
    """Whether it may spend as much as it takes."""
    may_take: Time | None = None
    """How much time it may take for one case."""
    may_give: str | None = None
    """What it may give away."""
    may_spend_a_month: int | float | None = None
    """What it may spend in a month, where there is such a limit."""
    reach: str | None = None
    """How colleagues reach it, such as `ring 12`."""
    above: str | None = None
    """The id of the role to ask when that is not enough; left out for the last."""


class Gesture(Part):
    """A small kindness."""

    what: str
    """What it is."""
    costs: str
    """What it costs, as the owner writes it."""
    takes: str
    """How long it takes."""
    good_when: str
    """When it is good."""


class Keeper(Part):
    """The step that keeps a promise."""

    policy: str
    """The policy's id."""
    step: str
    """The step's label."""


class Promise(Part):
    """One thing that people can count on."""

    id: str
    """A name for it, which stays."""
    language: str
    """The language that it is written in."""
    title: str
    """The promise."""
    meaning: tuple[str, ...]
    """What it means, a paragraph each."""
    within: Time | None = None
    """How long it takes at most."""
    kept_by: tuple[Keeper, ...]
    """What keeps it."""


class Principle(Part):
    """What we believe, and why."""

    id: str
    """A name for it, which stays."""
    language: str
    """The language that it is written in."""
    title: str
    """The principle."""
    lead: tuple[str, ...]
    """What stands below the title, a paragraph each."""
    sections: tuple[Section, ...]
    """What else it says."""
