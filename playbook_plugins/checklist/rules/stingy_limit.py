"""Whoever meets the customer first may spend something worth the name."""

from collections.abc import Iterator
from decimal import Decimal

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.limits import limit, priced
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.worth import told_worth

OF_WORTH = Decimal("0.02")
"""Of what a usual customer brings over the years, the part below which a first limit looks tiny."""
OF_SALE = Decimal("0.25")
"""Of one usual sale, the part below which it looks tiny; both must hold."""


@rule(Level.ADVICE)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    budget = playbook.single("budget")
    usual = (budget.fields.usual_sale, budget.fields.times_a_year, budget.fields.years) if budget and budget.active else (None,)
    if None in usual:
        return
    worth, currency = budget.fields.lifetime_value, context.settings.business.currency
    # staff may read this, and nobody shall work the margin out of it
    told = priced(told_worth(budget.fields), currency)
    is_to_us = f"is worth about {told} to us" if budget.fields.margin is None else f"pays us about {told} over the years"
    roles = [role for role in playbook.spoken("role") if role.active]
    above = {role.fields.above for role in roles}
    for role in roles:
        own = limit(role, playbook)
        if role.id in above and len(roles) > 1 or own is None:
            continue
        if own < worth * OF_WORTH and own < usual[0] * OF_SALE:
            spends = f"may spend {priced(own, currency)}" if own else "may spend nothing"
            yield Hit(role.place_of("may_spend"),
                      f"a usual customer {is_to_us}, and {role.titled} {spends}",
                      "Would that put right a usual visit? Give whoever stands in front of the customer enough to do so without asking.")
