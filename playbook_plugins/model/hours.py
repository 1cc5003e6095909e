"""Opening hours, and what a promised time means in them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.values import Duration, Written

_TIME = r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?"
_PART = re.compile(
    r"(?:(?P<first>[^\W\d]+)\.?(?:\s*-\s*(?P<last>[^\W\d]+)\.?)?)?\s*:?\s*"
    rf"(?:{_TIME}\s*-\s*{_TIME})?"
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
        days: list[int] = []
        waiting = False  # for the hours of days that were named without any: `Sat, Sun 10-16`
        for part in _parts(text, lexicon):
            match = _PART.fullmatch(part)
            if match is None:
                raise _unreadable(text)
            if match["first"]:
                days = (days if waiting else []) + _days(match["first"], match["last"], lexicon, text=text)
            waiting = match[3] is None
            if waiting or not days:
                if not match["first"]:
                    raise _unreadable(text)
                continue
            opens, closes = _span(*match.groups()[2:], text=text)
            for day in days:
                hours[day] += closes - opens
                times.append((day, _clock(opens), _clock(closes)))
        if not times or waiting:
            raise _unreadable(text)
        times.sort()
        for (day, _, closed), (next_day, opened, _) in pairwise(times):
            if day == next_day and opened < closed:
                raise ValueError(f"“{text}” names a day twice, with times that overlap|Write each day's hours once, such as `Mon-Thu 8-18, Fri 8-13`.")
        return cls(text, tuple(hours), tuple(times))

    def __str__(self) -> str:
        return self.text


def _parts(text: str, lexicon: Lexicon) -> list[str]:
    """The days and the hours that stand between commas, with `-` for every word that means it."""
    plain = text.casefold().replace("–", "-").replace("—", "-")
    for word in lexicon.until:
        plain = re.sub(rf"\s+{re.escape(word)}\s+", " - ", plain)
    for word in sorted(lexicon.opening, key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(word)}\s+(?=\w)", "", plain)
    also = "|".join(map(re.escape, lexicon.also))
    return [part for part in map(str.strip, re.split(rf"[,;&]|(?<=[^\d\s])\s+(?:{also}|\+)\s+(?=[^\d\s])|\s+(?:{also})\s+(?=\d)", plain)) if part]


def _days(first: str, last: str | None, lexicon: Lexicon, *, text: str) -> list[int]:
    start, end = lexicon.days.get(first), lexicon.days.get(last or first)
    if start is None or end is None:
        raise _unreadable(text)
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def _span(*parts: str | None, text: str) -> tuple[float, float]:
    """When it opens and closes, in hours; `7 until 2` and `1-5pm` close in the afternoon."""
    hour, minute, half, to_hour, to_minute, to_half = parts
    # `1-5pm` opens after lunch; a baker's `5-2pm` and a barber's `9-5pm` do not
    half = half or ("pm" if to_half == "pm" and int(hour or 0) < min(int(to_hour or 0) % 12, 6) else None)
    opens, closes = _time(hour, minute, half, text=text), _time(to_hour, to_minute, to_half, text=text)
    if closes == 0:
        closes = 24
    elif closes <= opens < 13 and not to_half:
        closes += 12
    if not opens < closes <= 24:
        raise _unreadable(text)
    return opens, closes


def _time(hour: str | None, minute: str | None, half: str | None, *, text: str) -> float:
    """A time of day in hours: 12am is midnight, 12pm is noon."""
    hours, minutes = int(hour or 0), int(minute or 0)
    if minutes > 59 or half and not 1 <= hours <= 12:
        raise _unreadable(text)
    return (hours % 12 + (12 if half == "pm" else 0) if half else hours) + minutes / 60


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


def fewest_hours(days: int, hours: OpeningHours, holidays: Collection[date] = ()) -> float:
    """How many open hours go by in so many days, one behind the other, when they are the worst to choose."""
    closed = {day.toordinal() for day in holidays}
    # a whole week without a holiday, and every stretch that a holiday falls into
    starts = {*range(-7, 0), *(day - back for day in closed for back in range(days))}
    return min(sum(_open_on(start + day, hours, closed) for day in range(days)) for start in starts)


def _open_on(day: int, hours: OpeningHours, closed: Collection[int]) -> float:
    """The open hours of a day, counted from the year 1, whose first day is a Monday."""
    return 0 if day in closed else hours.days[(day - 1) % 7]
