"""The budget: make-it-right money and hours, and what a customer is worth."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.lexicon import PLAIN, Lexicon, fold
from playbook_plugins.model.values import Duration, Money


class Period(StrEnum):
    """What the sums and the hours are for."""

    YEAR = "year"
    """Twelve months."""
    MONTH = "month"
    """One month, the same each time."""


def _read_period(value: Any, info: ValidationInfo) -> Any:
    """`a year`, `monthly` and `per month` are read as well."""
    lexicon = info.context if isinstance(info.context, Lexicon) else PLAIN
    written = fold(str(value))
    for word in lexicon.per:
        written = written.removeprefix(f"{word} ")
    return lexicon.units.get(written, value)


class BudgetFields(Fields):
    """What stands above `money.md`."""

    review_every: Duration = Duration(12, "month")
    """How long a review holds."""
    period: Annotated[Period, BeforeValidator(_read_period, json_schema_input_type=str)] = Period.YEAR
    """year or month: what the two sums and the hours are for."""
    marketing: Money = Decimal(0)
    """What we spend to be found by new people; may be 0."""
    make_it_right: Money
    """What we set aside to put things right."""
    make_it_right_hours: float = Field(ge=0, lt=1e6)
    """The working hours we set aside for it."""
    usual_sale: Money
    """What a usual customer pays in one visit."""
    times_a_year: float = Field(gt=0, lt=1e6)
    """How often a usual customer comes in a year."""
    years: float = Field(gt=0, lt=1e6)
    """How many years a usual customer stays."""
    margin: float | None = Field(None, gt=0, le=1)
    """The part of a sale that stays with us, between 0 and 1; staff never see it."""
    brings_friends: float | None = Field(None, ge=0, lt=1e6)
    """How many new customers a usual one brings."""

    @property
    def lifetime_value(self) -> Decimal:
        """What a usual customer is worth to us over the years, in the business's currency.

        usual_sale × times_a_year × years × (margin, else 1) × (1 + brings_friends, else 0):
        the plain sum of what they bring, without interest.
        """
        return self.takings * _exact(self.margin or 1) * (1 + _exact(self.brings_friends or 0))

    @property
    def takings(self) -> Decimal:
        """What a usual customer pays us over the years: usual_sale × times_a_year × years."""
        return self.usual_sale * _exact(self.times_a_year) * _exact(self.years)


def _exact(written: float) -> Decimal:
    """A number as it was written: `0.1` is a tenth."""
    return Decimal(str(written))


KIND = Kind("budget", "money.md", BudgetFields)
