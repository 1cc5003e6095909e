"""Lengths of time, compared and counted from a day."""

from calendar import monthrange
from datetime import date, timedelta

from playbook_plugins.model.hours import OpeningHours, working_hours
from playbook_plugins.model.values import Duration

_MONTHS = {"month": 1, "year": 12}


def after(day: date, length: Duration) -> date:
    """The day on which a length of time that began on `day` is over; months and years are the calendar's."""
    try:
        if length.unit not in _MONTHS or length.amount != int(length.amount):
            return day + timedelta(days=length.days)
        years, month = divmod(day.month - 1 + int(length.amount) * _MONTHS[length.unit], 12)
        year = day.year + years
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return date.max


def shorter(first: Duration, second: Duration, hours: OpeningHours | None) -> bool:
    """Whether fewer open hours go by in the first than in the second."""
    return working_hours(first, hours) < working_hours(second, hours)
