"""What is set aside to put things right, beside what is spent on being found and what a repair costs."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.budget import BudgetFields, Period
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.playbook import Playbook

_WEEKS = {Period.YEAR: Decimal(52), Period.MONTH: Decimal(52) / 12}
_FIGURES = 3
"""Figures of a sum that is said to be “about” so much."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """How many repairs of one sort the pot holds."""

    policy: Document
    each: Decimal
    """What putting it right usually costs."""
    held: int
    """Whole repairs in the pot's period."""


@dataclass(frozen=True, slots=True)
class Pot:
    """What is set aside to put things right, in its period."""

    money: Decimal
    hours: Decimal
    period: Period
    share: Decimal | None
    """Its part of the money for marketing, 1 for all of it; `None` where none is spent."""
    marketing: Decimal
    repairs: tuple[Repairs, ...]

    @property
    def hours_a_week(self) -> Decimal:
        """The hours of one week: a year has 52, a month a twelfth of them."""
        return self.hours / _WEEKS[self.period]


def pot(playbook: Playbook) -> Pot | None:
    """The make-it-right money; `None` where there is none in use, or its sum cannot be read."""
    budget = playbook.single("budget")
    if budget is None or not budget.active or budget.fields.make_it_right is None:
        return None
    money, marketing = budget.fields.make_it_right, budget.fields.marketing or Decimal(0)
    costs = [(policy, policy.fields.usual_fix_costs) for policy in playbook.policies_on(TopicName.RECOVERY) if policy.lang == budget.lang]
    repairs = (Repairs(policy, each, int((money / each).to_integral_value(ROUND_FLOOR))) for policy, each in costs if each)
    return Pot(
        money=money,
        hours=Decimal(str(budget.fields.make_it_right_hours or 0)),
        period=budget.fields.period or Period.YEAR,
        share=money / marketing if marketing else None,
        marketing=marketing,
        repairs=tuple(repairs),
    )


def told_worth(fields: BudgetFields) -> Decimal | None:
    """What a usual customer is to us, as everybody at work may read it; `None` where a number for it is missing.

    Where a margin is set, this is what the customer pays over the years and
    nothing else: whoever knows the prices could work the margin out of the rest.
    """
    if None in (fields.usual_sale, fields.times_a_year, fields.years):
        return None
    return roughly(fields.lifetime_value if fields.margin is None else fields.takings)


def roughly(amount: Decimal) -> Decimal:
    """A sum to three figures, and never to less than one whole coin: 1,152 is about 1,150."""
    places = max(amount.adjusted() - _FIGURES + 1, 0)
    return Decimal(int(amount.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP)))
