"""Who may spend what on a policy's cases, and whom to ring when it takes more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook_plugins.model.document import Document
from playbook_plugins.model.limits import chain, from_first_to_last, limit, shown
from playbook_plugins.model.playbook import OWNER
from playbook_plugins.model.public import dial
from playbook_plugins.pages.internal.view import View

_NUMBER = re.compile(r"\+?\d(?:[ ().-]{0,3}\d)*")


@dataclass(frozen=True, slots=True)
class Person:
    """A role as colleagues look for it."""

    name: str
    """Markdown."""
    reach: str = ""
    """How to reach it, as plain text; empty where nobody has said."""
    dial: str = ""
    """The number in it, as a telephone takes it; empty where there is none, or more than one."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one role reads under “You may”."""

    id: str
    who: Person
    limit: str = ""
    """What it may spend and take, in a few words; empty where the policy leaves the decision to others."""
    gives: str = ""
    """What it may give, as plain text."""
    above: tuple[Person, ...] = ()
    """Whom to ask when that is not enough, one after another."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What stands under “You may”; nothing where no limit is shown."""

    lines: tuple[Line, ...] = ()
    """A line for each role that decides, from the first to the last."""
    others: tuple[Line, ...] = ()
    """The roles that have no say here."""
    fetch: tuple[Person, ...] = ()
    """Whom they fetch instead: the first who has a say, and if need be the first of those whom one can ring."""


def limits(policy: Document, view: View) -> Limits:
    """Who may spend what on a policy's cases, and whom all the others fetch."""
    deciding = _deciding(policy, view)
    if not deciding:
        return Limits()
    others = sorted((role for role in view.playbook.spoken("role") if role.active and role not in deciding), key=from_first_to_last)
    return Limits(
        tuple(deciding_line(role, view) for role in deciding),
        tuple(Line(role.id, person(role, view)) for role in others),
        tuple(_fetched([person(role, view) for role in deciding])),
    )


def _deciding(policy: Document, view: View) -> list[Document]:
    """The roles whose limits can be shown: nobody is told a limit that could not be read."""
    return [role for role in shown(policy, view.playbook) if limit(role, view.playbook) is not None]


def _fetched(deciding: list[Person]) -> Iterator[Person]:
    yield deciding[0]
    yield from [one for one in deciding[1:] if one.dial][: 0 if deciding[0].dial else 1]


def deciding_line(role: Document, view: View) -> Line:
    """What a role may spend, take and give, and who is above it."""
    fields, words = role.fields, view.words
    # whoever may spend as much as it takes need not be told what it may be spent on
    default = "" if fields.may_spend is None else words("roles.any-gift")
    gives = fields.may_give if "may_give" in fields.model_fields_set else default
    return Line(role.id, person(role, view), limit_of(role, view), gives, tuple(above(role, view)))


def limit_of(role: Document, view: View) -> str:
    """What a role may spend on one case, and the time it may take, in a few words."""
    fields, words = role.fields, view.words
    if fields.may_spend is None:
        return words("card.limit-none")
    if fields.may_take is None:
        return words("card.limit", money=words.money(fields.may_spend))
    return words("card.limit-time", money=words.money(fields.may_spend), time=words.duration(fields.may_take.amount, fields.may_take.unit))


def above(role: Document, view: View) -> list[Person]:
    """Those above a role, up to the owner, who need no file."""
    found = chain(role.id, view.playbook)
    people = [person(one, view) for one in found.roles[1:]]
    if found.to_owner and all(one.id != OWNER for one in found.roles):
        people.append(Person(view.role_name(OWNER)))
    return people


def lowest(policy: Document, view: View) -> Document | None:
    """The role with the lowest limit on a policy's card, which is the first to stand before a customer."""
    return min(_deciding(policy, view), key=from_first_to_last, default=None)


def person(role: Document, view: View) -> Person:
    """A role's name, and how it is reached."""
    reach = role.fields.reach or ""
    numbers = [] if "@" in reach else _NUMBER.findall(reach)
    return Person(view.title(role), reach, dial(numbers[0]) if len(numbers) == 1 else "")


def named(id: str, view: View) -> Person:
    """The role of that id; the owner needs no file."""
    role = view.playbook.get("role", id)
    return person(role, view) if role and role.active else Person(view.role_name(id))
