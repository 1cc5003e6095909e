"""The form of `playbook.json`: what programs of the house read of the playbook, and the JSON Schema made from that."""

from functools import cache
from typing import Any, Literal

from pydantic import ConfigDict, Field

from playbook_plugins.pages import forms
from playbook_plugins.pages.forms import Part, Time
from playbook_plugins.pages.takeaway.playbook_parts import Edition, Gesture, Policy, Principle, Promise, Role, Scenario, Script

PATH = "playbook.schema.json"
"""Where the schema stands on the site for staff."""


class Business(Part):
    """Whose playbook it is."""

    name: str
    """What the business is called."""
    people: Literal["customer", "client", "member", "donor", "patient"]
    """What the people are called whom it serves."""
    currency: str = Field(pattern="^[A-Z]{3}$")
    """The currency of all amounts, by its three letters."""
    answers_within: Time | None = None
    """How soon people hear from the business, where a policy says nothing else; left out where nobody has written it."""
    phone: str | None = None
    """The number that people ring."""
    email: str | None = None
    """The address to which people write."""


class PlaybookJson(Part):
    """What staff see of the playbook, for programs of the house: never put it where the public can reach it.

    All texts are plain, without marks. In one format, parts may be added; none changes its meaning.
    """

    model_config = ConfigDict(frozen=True, title="playbook.json")

    schema_: str = Field(alias="$schema")
    """Where the meaning of all this is written down."""
    format: Literal[1]
    """The version of this form."""
    audience: Literal["internal"]
    """For whom it is: staff alone."""
    language: str
    """The playbook's first language, such as `en`."""
    edition: Edition
    """Which edition of the whole this is."""
    business: Business
    """Whose playbook it is."""
    pinned: tuple[str, ...]
    """Ids of the policies that stand first."""
    policies: tuple[Policy, ...]
    """What we do about what happens."""
    scripts: tuple[Script, ...]
    """Words for one channel each."""
    scenarios: tuple[Scenario, ...]
    """Cases to practise on."""
    roles: tuple[Role, ...]
    """Who may decide what."""
    gestures: tuple[Gesture, ...]
    """Small kindnesses."""
    promises: tuple[Promise, ...]
    """What people can count on, and what keeps it; a promise that nobody keeps is left out."""
    principles: tuple[Principle, ...]
    """What we believe."""


def schema() -> dict[str, Any]:
    """The JSON Schema of `playbook.json`."""
    return forms.schema(PlaybookJson)


@cache
def text() -> str:
    """The same as a file; it is the same for every playbook."""
    return forms.text(PlaybookJson)
