"""Opening hours as owners write them, and what a promised time means in them."""

from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from playbook_plugins.model.hours import OpeningHours, fewest_hours, working_hours
from playbook_plugins.model.values import Duration
from playbook_plugins.read.lexicon import lexicon

ENGLISH = lexicon("en")
WORKDAYS = range(5)


def read(written: str) -> dict[int, list[str]]:
    """The spans of each day that is not closed."""
    days: dict[int, list[str]] = {}
    for day, opens, closes in OpeningHours.read(written, ENGLISH).times:
        days.setdefault(day, []).append(f"{opens}-{closes}")
    return days


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("Mon-Fri 8-18, Sat 9-13", {**dict.fromkeys(WORKDAYS, ["08:00-18:00"]), 5: ["09:00-13:00"]}),
        ("Mon–Fri 8:00–18:00; Sat 9.30–13", {**dict.fromkeys(WORKDAYS, ["08:00-18:00"]), 5: ["09:30-13:00"]}),
        ("Tuesday to Saturday, 7 until 2", dict.fromkeys(range(1, 6), ["07:00-14:00"])),
        ("Mon-Fri 9am-5:30pm", dict.fromkeys(WORKDAYS, ["09:00-17:30"])),
        ("Mon to Fri 9am to 5pm and Saturday 10am to 4pm", {**dict.fromkeys(WORKDAYS, ["09:00-17:00"]), 5: ["10:00-16:00"]}),
        ("Mon 8-12, 13-17", {0: ["08:00-12:00", "13:00-17:00"]}),
        ("Mon-Fri 8-12 and 13-17", dict.fromkeys(WORKDAYS, ["08:00-12:00", "13:00-17:00"])),
        ("Mon 13-17, Mon 8-12", {0: ["08:00-12:00", "13:00-17:00"]}),
        ("Mon 8-12, Mon 12-17", {0: ["08:00-12:00", "12:00-17:00"]}),
        ("Mon and Wed 9-5", {0: ["09:00-17:00"], 2: ["09:00-17:00"]}),
        ("Sat, Sun 10-16", {5: ["10:00-16:00"], 6: ["10:00-16:00"]}),
        ("Fri-Mon 10-16", dict.fromkeys([0, 4, 5, 6], ["10:00-16:00"])),
        ("Mon 0-24", {0: ["00:00-24:00"]}),
        ("Fri 5pm-12am", {4: ["17:00-24:00"]}),
        ("Fri 12am-5am", {4: ["00:00-05:00"]}),
        ("Fri 12pm-5pm", {4: ["12:00-17:00"]}),
        ("Fri 12-5", {4: ["12:00-17:00"]}),
        ("Sat 1-5pm", {5: ["13:00-17:00"]}),
        ("Sat 5-2pm", {5: ["05:00-14:00"]}),
        ("Sat 9-12pm", {5: ["09:00-12:00"]}),
    ],
)
def test_hours_are_read_as_people_write_them(written, days):
    assert read(written) == days


@pytest.mark.parametrize(
    "written",
    [
        "", "always", "Mon", "8-18", "9am-5:30pm", "Mon-Fri", "Mon 8", "Mon 8-25", "Mon 8:75-18", "Mon 13pm-5pm", "Mon 18-8",
        "Mon 5pm-9am", "Mon 8-8am", "Mo-Fr-Sa 8-12", "Someday 8-12", "Mon-Fri 8-18 Sat 9-13", "Mon 8-12, Tue", "Mon-Fri 8-12, Sat closed",
    ],
)  # fmt: skip
def test_what_does_not_read_as_hours_is_said_with_an_example(written):
    with pytest.raises(ValueError, match=r"does not read as opening hours\|.*`Mon-Fri 8-18, Sat 9-13`"):
        OpeningHours.read(written, ENGLISH)


@pytest.mark.parametrize("written", ["Mon-Fri 8-18, Wed 8-13", "Mon 8-12, 11-17", "Mon 8-18, Mon 8-18"])
def test_a_day_is_not_open_twice_at_once(written):
    with pytest.raises(ValueError, match="times that overlap"):
        OpeningHours.read(written, ENGLISH)


def test_hours_are_printed_as_they_were_written():
    assert str(OpeningHours.read("Tuesday to Saturday, 7 until 2", ENGLISH)) == "Tuesday to Saturday, 7 until 2"


quarters = st.lists(st.integers(0, 95), min_size=2, max_size=6, unique=True).map(sorted).map(lambda found: found[: len(found) // 2 * 2])
"""Pairs of quarters of an hour at which a day opens and closes, one behind the other."""


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(st.integers(0, 6), quarters, min_size=1))
def test_the_hours_of_each_day_are_the_sum_of_its_spans(week):
    names = "Mon Tue Wed Thu Fri Sat Sun".split()

    def clock(quarter: int) -> str:
        return f"{quarter // 4}:{quarter % 4 * 15:02}"

    # from noon on with both halves of the clock in figures, so that nothing has to be guessed
    spans = [(day, opens, closes) for day, times in week.items() for opens, closes in zip(times[::2], times[1::2])]
    written = ", ".join(f"{names[day]} {clock(opens)}-{clock(closes)}" for day, opens, closes in spans)
    hours = OpeningHours.read(written, ENGLISH)
    minutes = [sum((closes - opens) * 15 for day, opens, closes in spans if day == number) for number in range(7)]
    assert [round(day * 60) for day in hours.days] == minutes
    assert len(hours.times) == len(spans)


@pytest.mark.parametrize(
    ("duration", "hours", "open_hours"),
    [
        ("30 minutes", "Mon-Fri 8-18", 0.5),
        ("4 hours", "Mon-Fri 8-18", 4),
        ("1 working day", "Mon-Fri 8-18", 10),
        ("1 working day", "Mon-Fri 8-18, Sat 9-13", 9),
        ("2 working days", "Sat 9-13", 8),
        ("1 day", "Mon-Fri 8-18", 50 / 7),
        ("1 week", "Mon-Fri 8-12, 13-17", 40),
        ("1 year", "Sat 9-13", 365 / 7 * 4),
        ("1 working day", None, 8),
        ("1 week", None, 40),
    ],
)
def test_a_promised_time_is_so_many_open_hours(duration, hours, open_hours):
    week = OpeningHours.read(hours, ENGLISH) if hours else None
    assert working_hours(Duration.read(duration, ENGLISH), week) == pytest.approx(open_hours)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.integers(1, 12), min_size=7, max_size=7), st.sets(st.integers(0, 6), min_size=1), st.integers(1, 12))
def test_so_many_weeks_hold_every_open_hour_of_their_days(length, open_days, weeks):
    # walked day by day over a calendar instead of reckoned from a mean
    written = ", ".join(f"{'Mon Tue Wed Thu Fri Sat Sun'.split()[day]} 8:00-{8 + length[day]}:00" for day in sorted(open_days))
    hours = OpeningHours.read(written, ENGLISH)
    walked = [length[day % 7] for day in range(7 * weeks) if day % 7 in open_days]
    assert working_hours(Duration(weeks, "week"), hours) == pytest.approx(sum(walked))
    assert working_hours(Duration(7 * weeks, "day"), hours) == pytest.approx(sum(walked))
    assert working_hours(Duration(len(walked), "working day"), hours) == pytest.approx(sum(walked))


CHRISTMAS = [date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1)]


@pytest.mark.parametrize(
    ("days", "hours", "holidays", "fewest"),
    [
        (1, "Mon-Fri 8-18", [], 0),
        (2, "Mon-Fri 8-18", [], 0),
        (3, "Mon-Fri 8-18", [], 10),
        (1, "Mon-Sun 8-18", [], 10),
        (1, "Mon-Sun 8-18", CHRISTMAS, 0),
        (3, "Mon-Fri 8-18, Sat 9-13", [], 14),
        (3, "Mon-Fri 8-18, Sat 9-13", CHRISTMAS, 0),
        (4, "Mon-Fri 8-18, Sat 9-13", CHRISTMAS, 0),
        (5, "Mon-Fri 8-18, Sat 9-13", CHRISTMAS, 10),
        (7, "Mon-Fri 8-18", CHRISTMAS, 30),
        (7, "Mon-Fri 8-18", [date.min, date.max], 40),
    ],
)
def test_the_worst_days_to_wait_are_those_on_which_nobody_is_in(days, hours, holidays, fewest):
    assert fewest_hours(days, OpeningHours.read(hours, ENGLISH), holidays) == fewest
