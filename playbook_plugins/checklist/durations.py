"""Lengths of time, compared."""

from collections.abc import Collection
from datetime import date

from playbook_plugins.model.hours import OpeningHours, fewest_hours, working_hours
from playbook_plugins.model.values import Duration

_AT_WORK = ("minute", "hour", "working day")
"""Units that only go by while the business is open."""
_LONGEST = 62
"""Days of the longest time that is looked at day by day; in a longer one, closed days even out."""


def shorter(first: Duration, second: Duration, hours: OpeningHours | None) -> bool:
    """Whether fewer open hours go by in the first than in the second."""
    return working_hours(first, hours) < working_hours(second, hours)


def cut_short(told: Duration, given: Duration, hours: OpeningHours | None, *, holidays: Collection[date]) -> bool:
    """Whether closed days may eat up so much of a time in calendar days that staff have not got theirs."""
    if hours is None or told.unit in _AT_WORK or given.unit not in _AT_WORK or told.days > _LONGEST:
        return False
    return fewest_hours(max(1, int(told.days)), hours, holidays) < working_hours(given, hours)
