"""Lengths of time, compared."""

from playbook_plugins.model.hours import OpeningHours, working_hours
from playbook_plugins.model.values import Duration

def shorter(first: Duration, second: Duration, hours: OpeningHours | None) -> bool:
    """Whether fewer open hours go by in the first than in the second."""
    return working_hours(first, hours) < working_hours(second, hours)
