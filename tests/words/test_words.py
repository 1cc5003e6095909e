"""Money, days, lists and numbers of things, as a reader's language writes them."""

from datetime import date
from decimal import Decimal

import pytest

from playbook_plugins.words import Words

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("language", "currency", "amount", "written"),
    [
        ("en", "GBP", "40", "£40"),
        ("en", "GBP", "18.50", "£18.50"),
        ("en", "GBP", "1152", "£1,152"),
        ("en", "GBP", "1234567.89", "£1,234,567.89"),
        ("en", "GBP", "0", "£0"),
        ("en", "EUR", "40", "€40"),
        ("en", "PLN", "40", "PLN40"),
        ("pl", "PLN", "40", f"40{NBSP}zł"),
        ("pl", "PLN", "18.50", f"18,50{NBSP}zł"),
        ("pl", "PLN", "11520", f"11{NBSP}520{NBSP}zł"),
        ("pl", "EUR", "40", f"40{NBSP}€"),
        ("pl", "GBP", "40.5", f"40,50{NBSP}GBP"),
        ("de", "EUR", "1152", f"1.152{NBSP}€"),
        ("de", "EUR", "1152.5", f"1.152,50{NBSP}€"),
    ],
)
def test_money_is_written_as_the_language_writes_it(language, currency, amount, written):
    assert Words(language, currency=currency).money(Decimal(amount)) == written


@pytest.mark.parametrize(("language", "written"), [("en", "2 November 2026"), ("pl", "2 listopada 2026"), ("de", "2. November 2026")])
def test_a_day_is_written_in_full(language, written):
    assert Words(language).day(date(2026, 11, 2)) == written


@pytest.mark.parametrize(
    ("language", "words", "written"),
    [
        ("en", [], ""),
        ("en", ["English"], "English"),
        ("en", ["English", "Polish"], "English and Polish"),
        ("en", ["English", "Polish", "Welsh"], "English, Polish and Welsh"),
        ("pl", ["a", "b", "c"], "a, b i c"),
    ],
)
def test_several_words_are_one_phrase(language, words, written):
    assert Words(language).listed(words) == written


@pytest.mark.parametrize(("language", "written"), [("en", "1,234.5"), ("pl", f"1{NBSP}234,5"), ("de", "1.234,5")])
def test_a_number_is_written_as_the_language_writes_it(language, written):
    assert Words(language).number(1234.5) == written


@pytest.mark.parametrize(
    ("amount", "unit", "written"),
    [
        (1, "working day", "1 working day"),
        (1.0, "hour", "1 hour"),
        (2, "hour", "2 hours"),
        (0.5, "hour", "0.5 hours"),
        (1.5, "day", "1.5 days"),
        (3, "month", "3 months"),
        (1200, "minute", "1,200 minutes"),
    ],
)
def test_a_length_of_time_agrees_with_its_number(amount, unit, written):
    assert Words().duration(amount, unit) == written


@pytest.mark.parametrize("unit", ["minute", "hour", "working day", "day", "week", "month", "year"])
def test_every_unit_has_its_words(unit):
    assert Words().duration(1, unit) == f"1 {unit}"
    assert Words().duration(2, unit) == f"2 {unit}s"


@pytest.mark.parametrize(
    ("times", "per", "written"),
    [
        (1, None, "once"),
        (2, None, "twice"),
        (3, None, "3 times"),
        (1, "year", "once a year"),
        (2.0, "year", "twice a year"),
        (12, "year", "12 times a year"),
        (2, "week", "twice a week"),
        (2, "day", "2 times a day"),
        (0.5, "month", "0.5 times a month"),
        (0, None, "only when you ask"),
        (0, "year", "only when you ask"),
    ],
)
def test_how_often_agrees_with_its_number(times, per, written):
    assert Words().frequency(times, per) == written


@pytest.mark.parametrize(
    ("amount", "unit", "written"),
    [
        (1, "hour", "1 godziny"),
        (4, "hour", "4 godzin"),
        (22, "hour", "22 godzin"),
        (1.5, "hour", "1,5 godziny"),
        (1, "working day", "1 dnia roboczego"),
        (2, "working day", "2 dni roboczych"),
        (5, "year", "5 lat"),
    ],
)
def test_polish_lengths_of_time_fit_behind_within(amount, unit, written):
    assert Words("pl").duration(amount, unit) == written


@pytest.mark.parametrize(
    ("times", "per", "written"),
    [(1, "year", "raz w roku"), (2, "year", "dwa razy w roku"), (3, "month", "3 razy w miesiącu"), (5, "week", "5 razy w tygodniu"), (1, None, "raz"), (0, None, "tylko na prośbę")],
)
def test_polish_frequencies_agree_with_their_number(times, per, written):
    assert Words("pl").frequency(times, per) == written


@pytest.mark.parametrize("language", ["de", "xx", "not a language"])
def test_a_language_without_a_catalogue_speaks_english(language):
    assert Words(language)("fit.ring", phone="1") == Words("en")("fit.ring", phone="1")
    assert Words(language).duration(2, "week") == "2 weeks"


def test_a_key_that_nobody_wrote_is_an_error_and_not_a_blank():
    with pytest.raises(KeyError):
        Words()("fit.nothing")
    with pytest.raises(KeyError):
        Words()("fit.ring")  # a blank that nothing fills


def test_a_value_with_braces_is_left_alone():
    assert Words()("fit.ring", phone="{0} {phone}") == "Ring {0} {phone}"


WEEK = [(day, "08:00", "18:00") for day in range(5)]


@pytest.mark.parametrize(
    ("times", "written"),
    [
        ([*WEEK, (5, "09:00", "13:00")], "Monday to Friday 8:00–18:00, Saturday 9:00–13:00"),
        ([(0, "08:00", "12:00"), (0, "13:00", "17:00")], "Monday 8:00–12:00 and 13:00–17:00"),
        ([(5, "10:00", "16:00"), (6, "10:00", "16:00")], "Saturday and Sunday 10:00–16:00"),
        ([(0, "08:00", "12:00"), (2, "08:00", "12:00")], "Monday 8:00–12:00, Wednesday 8:00–12:00"),
        ([*WEEK[:2], (2, "08:00", "13:00"), *WEEK[3:]], "Monday and Tuesday 8:00–18:00, Wednesday 8:00–13:00, Thursday and Friday 8:00–18:00"),
        ([(0, "00:00", "24:00")], "Monday 0:00–24:00"),
        ([], ""),
    ],
)
def test_a_week_is_told_in_runs_of_days(times, written):
    assert Words().hours(times) == written
