"""A script: words for one channel."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo

from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind, SectionKind
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.model.values import Frequency, Truth


class Channel(StrEnum):
    """How the words reach the customer."""

    EMAIL = "email"
    """A message to read later."""
    PHONE = "phone"
    """A call."""
    CARD = "card"
    """Paper, in somebody's own hand."""
    SMS = "sms"
    """A short message."""
    SOCIAL = "social"
    """A post or a reply that others see."""
    IN_PERSON = "in-person"
    """Face to face."""


def _known_channel(value: Any, info: ValidationInfo) -> Any:
    known = info.context.channels if isinstance(info.context, Lexicon) else {}
    return known.get(fold(value), value) if isinstance(value, str) else value


class ScriptFields(Fields):
    """What stands above a script."""

    of: str
    """The id of the policy that it serves."""
    channel: Annotated[Channel, BeforeValidator(_known_channel)]
    """One of email, phone, card, sms, social or in-person."""
    how_often: Frequency | None = None
    """How often one customer gets it, such as `once a year`."""
    counts: Truth = True
    """Whether it counts towards `writes_at_most`: no for booked reminders, answers and safety."""
    sells: Truth = False
    """Whether it offers something to buy."""


KIND = Kind("script", "scripts/", ScriptFields, sections=(SectionKind("notes"),))
