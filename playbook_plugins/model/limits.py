"""What each role may spend on one case, and whom it asks when that is not enough."""

from dataclasses import dataclass
from decimal import Decimal

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.policy import TROUBLE
from playbook_plugins.model.playbook import OWNER, Playbook

NO_LIMIT = Decimal("Infinity")
"""What a role may spend that writes `no limit`, and an owner without a file."""
SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
"""Currencies whose sign stands before the figure; of the others the three letters stand behind it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A role and those above it, each asked by the one before."""

    roles: tuple[Document, ...]
    """Those that have a file, from the first to the last."""
    to_owner: bool = False
    """Whether it ends with the owner; otherwise it ends with a name that leads nowhere, or in a circle."""
    circle: tuple[Document, ...] = ()
    """The roles that ask one another and nobody else."""


def chain(id: str, playbook: Playbook) -> Chain:
    """The way from a role up to the owner, as the roles in use describe it."""
    roles: list[Document] = []
    while (role := playbook.get("role", id)) and role.active:
        for number, one in enumerate(roles):
            if one.id == id:
                return Chain(tuple(roles), circle=tuple(roles[number:]))
        roles.append(role)
        if id == OWNER:
            break
        id = role.fields.above or OWNER
    return Chain(tuple(roles), to_owner=id == OWNER)


def limit(role: Document, playbook: Playbook) -> Decimal | None:
    """What a role may spend on one case; `None` where its line is missing or cannot be read."""
    place = role.place_of("may_spend")
    if role.fields.may_spend is not None:
        return role.fields.may_spend
    unread = ("may_spend",) not in role.field_places or any(fault.place == place for fault in playbook.faults)
    return None if unread else NO_LIMIT


def shown(policy: Document, playbook: Playbook) -> tuple[Document, ...]:
    """The roles whose limits a policy's card shows: those that it names; where trouble names none, all, from the first to the last."""
    named = policy.fields.decides or ()
    if named or policy.topic not in TROUBLE:
        return tuple(role for id in named if (role := playbook.get("role", id)) and role.active)
    return tuple(sorted((role for role in playbook.spoken("role") if role.active), key=from_first_to_last))


def from_first_to_last(role: Document) -> tuple[bool, Decimal, str]:
    """The order of roles by what they may spend on one case: whoever has no limit comes last."""
    return role.fields.may_spend is None, role.fields.may_spend or Decimal(0), role.id


def most(found: Chain, playbook: Playbook) -> Decimal | None:
    """The highest limit on the way up; `None` where nobody can know."""
    limits = [limit(role, playbook) for role in found.roles]
    if found.to_owner and not any(role.id == OWNER for role in found.roles):
        limits.append(NO_LIMIT)
    if NO_LIMIT in limits:
        return NO_LIMIT
    return None if None in limits or not found.to_owner else max(limits)


def priced(amount: Decimal, currency: str) -> str:
    """An amount as messages name it: `£40`, `£1,152`, `18.50 PLN`."""
    figure = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{SIGNS[currency]}{figure}" if currency in SIGNS else f"{figure} {currency}"
