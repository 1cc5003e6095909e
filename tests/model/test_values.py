"""What owners write in many ways is read as one value, and what is printed is read again."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings, strategies as st
from pydantic import TypeAdapter, ValidationError

from playbook_plugins.model.kinds.budget import BudgetFields
from playbook_plugins.model.lexicon import PLAIN
from playbook_plugins.model.values import Day, Duration, Frequency, Limit, Names, Truth, read_money
from playbook_plugins.read.lexicon import lexicon
from playbook_plugins.words import Words

ENGLISH = lexicon("en")
UNITS = ["minute", "hour", "working day", "day", "week", "month", "year"]
amounts = st.one_of(st.integers(1, 10_000), st.decimals("0.01", 1000, places=2)).map(float)


@pytest.mark.parametrize(
    ("written", "amount", "unit"),
    [
        ("4 hours", 4, "hour"),
        ("4hrs", 4, "hour"),
        ("an hour", 1, "hour"),
        ("half an hour", 0.5, "hour"),
        ("1.5 days", 1.5, "day"),
        ("1,5 days", 1.5, "day"),
        ("1,200 minutes", 1200, "minute"),
        ("  Three   Working DAYS ", 3, "working day"),
        ("two business days", 2, "working day"),
        ("week", 1, "week"),
        ("6 mins.", 6, "minute"),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(written, amount, unit):
    assert Duration.read(written, ENGLISH) == Duration(amount, unit)


@pytest.mark.parametrize("written", ["", "soon", "4", "0 days", "-1 day", "4 parsecs", "1/2 hour", "4 hours or so", "1,20,300 days"])
def test_what_is_no_length_of_time_is_said_with_an_example(written):
    with pytest.raises(ValueError, match=r"is not a length of time\|.*`4 hours`"):
        Duration.read(written, ENGLISH)


@settings(derandomize=True, deadline=None)
@given(amounts, st.sampled_from(UNITS))
def test_a_length_of_time_that_is_printed_is_read_again(amount, unit):
    duration = Duration(amount, unit)
    assert Duration.read(str(duration), PLAIN) == duration
    assert Duration.read(str(duration), ENGLISH) == duration


def test_a_tiny_length_of_time_is_printed_in_figures():
    assert str(Duration(0.00001, "hour")) == "0.00001 hours"


@pytest.mark.parametrize(("written", "days"), [("36 hours", 1.5), ("720 minutes", 0.5), ("2 weeks", 14), ("1 month", 30.4), ("2 years", 730), ("3 working days", 3)])
def test_a_length_of_time_is_so_many_days(written, days):
    assert Duration.read(written, ENGLISH).days == pytest.approx(days)


@pytest.mark.parametrize(
    ("written", "times", "per", "a_year"),
    [
        ("2 a year", 2, "year", 2),
        ("twice per year", 2, "year", 2),
        ("4 times a month", 4, "month", 48),
        ("3/week", 3, "week", 156),
        ("once a day", 1, "day", 365),
        ("once", 1, None, 1),
        ("5 times", 5, None, 5),
        ("When asked", 0, None, 0),
        ("only if asked", 0, None, 0),
    ],
)
def test_how_often_is_read_as_people_write_it(written, times, per, a_year):
    frequency = Frequency.read(written, ENGLISH)
    assert (frequency.times, frequency.per) == (times, per)
    assert frequency.a_year == a_year


@pytest.mark.parametrize("written", ["", "often", "2 an hour", "2 a fortnight", "2 year", "-1 a year"])
def test_what_does_not_say_how_often_is_said_with_an_example(written):
    with pytest.raises(ValueError, match=r"does not say how often\|.*`2 a year`"):
        Frequency.read(written, ENGLISH)


@settings(derandomize=True, deadline=None)
@given(amounts, st.sampled_from(["day", "week", "month", "year", None]))
def test_how_often_is_read_again_as_it_is_printed(times, per):
    frequency = Frequency(times, per)
    assert Frequency.read(str(frequency), PLAIN) == frequency
    assert Frequency.read(str(frequency), ENGLISH) == frequency


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("40", "40"),
        (" £40 ", "40"),
        ("40 zł", "40"),
        ("18.50", "18.50"),
        ("18,50", "18.50"),
        ("€ 12,5", "12.5"),
        ("0.125", "0.125"),
        ("1,200", "1200"),
        ("1.200", "1200"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1 200,50", "1200.50"),
        ("1\u00a0200,50\u00a0zł", "1200.50"),
        ("1\u202f200 €", "1200"),
        ("CHF 1'200.50", "1200.50"),
        ("CHF 1’200", "1200"),
        ("1.000.000", "1000000"),
        ("Rs. 40", "40"),
        ("£40 each", "40"),
        (40, "40"),
    ],
)
def test_an_amount_is_read_whichever_way_thousands_are_parted(written, amount):
    assert read_money(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["", "£", "forty", "-5", "£-5", "\u22125", "40-50", "40\u201350", "1,2,3", "2 for 5", "£2k", "£2 k", "1m", "40%", "1e5"])
def test_what_is_no_amount_is_refused_and_never_guessed(written):
    with pytest.raises(ValueError, match=r"is not an amount of money\|.*`40`"):
        read_money(written)


@settings(derandomize=True, deadline=None)
@given(st.decimals(0, 9_999_999, places=2), st.sampled_from(["en", "pl", "de", "fr", "de_CH"]), st.sampled_from(["GBP", "EUR", "PLN", "CHF"]))
def test_an_amount_that_is_printed_is_read_again(amount, language, currency):
    assert read_money(Words(language, currency=currency).money(amount)) == amount


@pytest.mark.parametrize(("written", "limit"), [("no limit", None), ("No  Limit", None), ("unlimited", None), ("£40", Decimal(40)), ("0", Decimal(0))])
def test_a_limit_is_an_amount_or_none_at_all(written, limit):
    assert TypeAdapter(Limit).validate_python(written, context=ENGLISH) == limit


def test_a_limit_that_is_neither_is_refused():
    with pytest.raises(ValidationError, match="is not an amount of money"):
        TypeAdapter(Limit).validate_python("plenty", context=ENGLISH)


@settings(derandomize=True, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_as_it_is_printed(day):
    assert TypeAdapter(Day).validate_python(day.isoformat()) == day


@pytest.mark.parametrize("written", ["2026-02-30", "2026-13-01", "2025-02-29", "21.11.2026", "2026-1-2", "20261121", "2026-W47-6", "yesterday", ""])
def test_a_day_that_no_calendar_has_is_refused(written):
    with pytest.raises(ValidationError, match=r"is not a day of the calendar\|.*`2026-11-02`"):
        TypeAdapter(Day).validate_python(written)


@pytest.mark.parametrize(("written", "names"), [("a, b ,c", ("a", "b", "c")), ("a", ("a",)), (" , a,,", ("a",)), ("", ()), (["a, b", "c"], ("a, b", "c"))])
def test_several_words_stand_in_a_list_or_between_commas(written, names):
    assert TypeAdapter(Names).validate_python(written) == names


@pytest.mark.parametrize(("written", "truth"), [("yes", True), (" No ", False), ("true", True), ("off", False)])
def test_yes_and_no_are_read(written, truth):
    assert TypeAdapter(Truth).validate_python(written) is truth


@settings(derandomize=True, deadline=None)
@given(
    sale=st.integers(1, 1_000_000),
    times=st.integers(1, 500),
    years=st.integers(1, 600),
    margin=st.none() | st.integers(1, 100),
    friends=st.none() | st.integers(0, 500),
)
def test_lifetime_value_is_the_plain_sum_of_what_somebody_brings(sale, times, years, margin, friends):
    # in hundredths, sale by sale: nothing here is taken from the formula under test
    fields = {"usual_sale": f"{sale / 100:.2f}", "times_a_year": f"{times / 10:.1f}", "years": f"{years / 10:.1f}"}
    if margin is not None:
        fields["margin"] = f"{margin / 100:.2f}"
    if friends is not None:
        fields["brings_friends"] = f"{friends / 100:.2f}"
    budget = BudgetFields.model_validate({"make_it_right": "1", "make_it_right_hours": "1", **fields})
    one = Fraction(sale, 100) * Fraction(times, 10) * Fraction(years, 10)
    kept = one if margin is None else one * Fraction(margin, 100)
    friends_too = kept + kept * Fraction(friends or 0, 100)
    assert float(budget.lifetime_value) == pytest.approx(float(friends_too), rel=1e-9)
