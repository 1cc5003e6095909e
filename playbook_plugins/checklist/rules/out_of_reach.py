"""Somebody in reach may spend what putting it right costs, and each role asks one that may spend more."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.budget import Period
from playbook_plugins.model.limits import NO_LIMIT, chain, limit, most, priced
from playbook_plugins.model.playbook import OWNER, Playbook


@rule(Level.ERROR)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    currency = context.settings.business.currency
    roles = [role for role in playbook.spoken("role") if role.active]
    for policy in playbook.policies_on("recovery"):
        yield from _costs(policy, roles, playbook, currency=currency)
    for role in roles:
        yield from _climbs(role, playbook, currency=currency)
    budget = playbook.single("budget")
    if budget and budget.active and budget.fields.make_it_right:
        for role in roles:
            yield from _pot(role, budget, playbook, currency=currency)


def _costs(policy: Document, roles: list[Document], playbook: Playbook, *, currency: str) -> Iterator[Hit]:
    costs = policy.fields.usual_fix_costs
    named = policy.fields.decides or [role.id for role in roles] or [OWNER]
    limits = [most(chain(id, playbook), playbook) for id in named] if costs else [None]
    if None not in limits and max(limits) < costs:
        yield Hit(policy.place_of("usual_fix_costs"),
                  f"putting it right usually costs {priced(costs, currency)}, and nobody in reach may spend more than {priced(max(limits), currency)}",
                  "Raise the limit of whoever is asked last, or let them ask the owner.")


def _climbs(role: Document, playbook: Playbook, *, currency: str) -> Iterator[Hit]:
    up, own = chain(role.id, playbook), limit(role, playbook)
    if up.circle and role is min(up.circle, key=lambda one: one.path):
        yield Hit(role.place_of("above"), f"{', '.join(one.titled for one in up.circle)}: whoever is asked asks back, and nobody reaches the owner",
                  "Let one of them ask the owner: leave out the line `above:`, or write `above: owner`.")
    above = up.roles[1] if len(up.roles) > 1 and not up.circle else None
    most_above = limit(above, playbook) if above else None
    if above and None not in (own, most_above) and own >= most_above and own != NO_LIMIT:
        said = "no more" if own == most_above else f"less: {priced(most_above, currency)}"
        yield Hit(above.place_of("may_spend"), f"{role.titled} may spend {priced(own, currency)}, and {above.titled}, whom it asks, {said}",
                  f"Give {above.titled} more, or let {role.titled} ask somebody who may spend more.",
                  Level.WARNING if own == most_above else None)


def _pot(role: Document, budget: Document, playbook: Playbook, *, currency: str) -> Iterator[Hit]:
    pot, period, own = budget.fields.make_it_right, budget.fields.period, limit(role, playbook)
    a_month, aside = role.fields.may_spend_a_month, f"all that is set aside for a {period} is {priced(pot, currency)}"
    help = "Raise what is set aside, or lower the limit."
    if own == NO_LIMIT and role.id != OWNER and a_month is None:
        yield Hit(role.place_of("may_spend"), f"{role.titled} may spend without limit, and {aside}", "Name a sum. Only the owner needs none.", Level.WARNING)
    elif own is not None and own != NO_LIMIT and own > pot:
        yield Hit(role.place_of("may_spend"), f"{role.titled} may spend {priced(own, currency)} on one case, and {aside}", help)
    if a_month is not None and a_month * (12 if period is Period.YEAR else 1) > pot:
        yield Hit(role.place_of("may_spend_a_month"), f"{role.titled} may spend {priced(a_month, currency)} a month, and {aside}", help)
