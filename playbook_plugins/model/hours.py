"""Opening hours, and what a promised time means in them."""

import re
from dataclasses import dataclass

from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.values import Duration, Written

_PART = re.compile(
    r"(?P<from>[^\W\d]+)\.?(?:\s*[-–]\s*(?P<to>[^\W\d]+)\.?)?\s+"
    r"(?P<open>\d{1,2})(?:[:.](?P<open_min>\d\d))?\s*[-–]\s*(?P<close>\d{1,2})(?:[:.](?P<close_min>\d\d))?"
)
_DEFAULT_DAY = 8.0
"""Hours in a working day where no opening hours are given."""


@dataclass(frozen=True, slots=True)
class OpeningHours(Written):
    """When the business is open in a usual week: `Mon-Fri 8-18, Sat 9-13`."""

    text: str
    days: tuple[float, ...]
    """Hours open on each day, Monday first."""
    times: tuple[tuple[int, str, str], ...] = ()
    """(day from 0 for Monday, opens, closes), the times as `08:00`."""

    examples = ("Mon-Fri 8-18, Sat 9-13",)

    @classmethod
    def read(cls, text: str, lexicon: Lexicon) -> "OpeningHours":
        """Read a week's hours; `ValueError` says in the author's words what is wrong."""
        hours, times = [0.0] * 7, []
        for part in filter(None, (part.strip() for part in re.split(r"[,;]", text))):
            match = _PART.fullmatch(part)
            first = lexicon.days.get(match["from"].casefold()) if match else None
            last = lexicon.days.get(match["to"].casefold()) if match and match["to"] else first
            if match is None or first is None or last is None:
                raise _unreadable(text)
            opens = int(match["open"]) + int(match["open_min"] or 0) / 60
            closes = int(match["close"]) + int(match["close_min"] or 0) / 60
            if not opens < closes <= 24:
                raise _unreadable(text)
            for step in range((last - first) % 7 + 1):
                day = (first + step) % 7
                hours[day] += closes - opens
                times.append((day, _clock(opens), _clock(closes)))
        if not times:
            raise _unreadable(text)
        return cls(text, tuple(hours), tuple(sorted(times)))

    def __str__(self) -> str:
        return self.text


def _unreadable(text: str) -> ValueError:
    return ValueError(f"“{text}” does not read as opening hours|Write days and hours, such as `Mon-Fri 8-18, Sat 9-13`.")


def _clock(hour: float) -> str:
    return f"{int(hour):02}:{round(hour % 1 * 60):02}"


def working_hours(duration: Duration, hours: OpeningHours | None) -> float:
    """How many open hours go by, in the usual week, before `duration` is over.

    A working day is the mean of the days on which the business is open;
    a calendar day, week, month or year takes its share of the open week.
    """
    days = hours.days if hours else (_DEFAULT_DAY,) * 5 + (0.0, 0.0)
    week = sum(days)
    open_day = week / sum(1 for day in days if day)
    match duration.unit:
        case "minute":
            return duration.amount / 60
        case "hour":
            return duration.amount
        case "working day":
            return duration.amount * open_day
        case _:
            return duration.days / 7 * week
