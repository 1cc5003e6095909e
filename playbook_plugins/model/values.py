"""Values that owners write in many ways and the product keeps in one: times, money, dates, lists."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import core_schema

from playbook_plugins.model.lexicon import PLAIN, Lexicon, behind

_AMOUNT = re.compile(r"(?:(?P<grouped>[1-9]\d{0,2}(?:,\d{3})+)|(?P<amount>\d+(?:[.,]\d+)?))\s*(?P<rest>.*)", re.DOTALL)
_MONEY = re.compile(r"(?:[^\d.,]|\.\s)*(?P<amount>\d[\d.,'’\s]*)(?!\s*(?:%|[km]\b))\D*", re.IGNORECASE)
_MINUS = re.compile("[-\u2212\u2013]")


_LONGEST = 12
"""Signs of the longest number that is believed."""


def _lexicon(info: ValidationInfo) -> Lexicon:
    return info.context if isinstance(info.context, Lexicon) else PLAIN


class Written:
    """A value read from a line of text by its class method `read(text, lexicon)`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(value: Any, info: ValidationInfo) -> Any:
            return value if isinstance(value, cls) else cls.read(str(value), _lexicon(info))

        return core_schema.with_info_plain_validator_function(
            validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "examples": list(cls.examples)}


def _number(text: str, lexicon: Lexicon) -> tuple[float, str] | None:
    """The number that `text` opens with, as a figure or a word, and what follows."""
    if (match := _AMOUNT.fullmatch(text)) and len(match["amount"] or match["grouped"]) <= _LONGEST:
        figure = match["amount"].replace(",", ".") if match["amount"] else match["grouped"].replace(",", "")
        return float(figure), match["rest"].strip()
    for word in sorted(lexicon.numbers, key=len, reverse=True):
        if text == word or text.startswith(word + " "):
            return lexicon.numbers[word], text[len(word):].strip()
    return None


@dataclass(frozen=True, slots=True)
class Duration(Written):
    """A length of time as people say it: `4 hours`, `1 working day`, `6 months`."""

    amount: float
    unit: str
    """minute, hour, working day, day, week, month or year."""

    examples = ("4 hours", "1 working day", "30 minutes", "6 months")

    @classmethod
    def read(cls, text: str, lexicon: Lexicon) -> "Duration":
        """Read a length of time; `ValueError` says in the author's words what is wrong."""
        wanted = behind(" ".join(text.casefold().split()), lexicon.opening)
        found = _number(wanted, lexicon)
        unit = lexicon.units.get(found[1].rstrip(".")) if found else lexicon.units.get(wanted)
        if unit is None or (found and found[0] <= 0):
            raise ValueError(f"“{text}” is not a length of time|Write a number and a unit, such as `4 hours`.")
        return cls(found[0] if found else 1, unit)

    def __str__(self) -> str:
        return f"{_figure(self.amount)} {self.unit}" + ("" if self.amount == 1 else "s")

    @property
    def days(self) -> float:
        """The length in calendar days: months count 30.4 days, years 365, a working day 1."""
        return self.amount * _DAYS[self.unit]

    def after(self, day: date) -> date:
        """The day on which this length of time, begun on `day`, is over; months and years are the calendar's."""
        try:
            if self.unit not in _MONTHS or self.amount != int(self.amount):
                return day + timedelta(days=self.days)
            years, month = divmod(day.month - 1 + int(self.amount) * _MONTHS[self.unit], 12)
            year = day.year + years
            return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        except (OverflowError, ValueError):
            return date.max


_MONTHS = {"month": 1, "year": 12}
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "working day": 1, "day": 1, "week": 7, "month": 30.4, "year": 365}


@dataclass(frozen=True, slots=True)
class Frequency(Written):
    """How often something goes out: `2 a year`, `once`, `when asked`."""

    times: float
    """How many times; 0 for `when asked`."""
    per: str | None = None
    """day, week, month or year; `None` for once in all."""

    examples = ("2 a year", "once", "once a month", "when asked")

    @classmethod
    def read(cls, text: str, lexicon: Lexicon) -> "Frequency":
        """Read how often; `ValueError` says in the author's words what is wrong."""
        wanted = " ".join(text.casefold().split())
        if wanted in lexicon.on_request:
            return cls(0)
        if wanted in lexicon.each:
            return cls(1, lexicon.each[wanted])
        found = _number(wanted, lexicon)
        if found:
            rest = behind(found[1], lexicon.times)
            if rest in lexicon.each:
                return cls(found[0], lexicon.each[rest])
            if not rest:
                return cls(found[0])
            for word in lexicon.per:
                unit = lexicon.units.get(rest.removeprefix(word).strip()) if rest.startswith(word) else None
                if unit in ("day", "week", "month", "year"):
                    return cls(found[0], unit)
        raise ValueError(f"“{text}” does not say how often|Write it as `2 a year`, `once` or `when asked`.")

    def __str__(self) -> str:
        if self.times == 0:
            return "when asked"
        if self.per is None:
            return "once" if self.times == 1 else f"{_figure(self.times)} times"
        return f"{'once' if self.times == 1 else _figure(self.times)} a {self.per}"

    @property
    def exactly(self) -> Decimal:
        """How many times in a year, as it can be added up: what happens once in all counts once."""
        return Decimal(str(self.times)) * {"day": 365, "week": 52, "month": 12, "year": 1, None: 1}[self.per]

    @property
    def a_year(self) -> float:
        """How many times in a year; what happens once in all counts once."""
        return float(self.exactly)


def _figure(number: float) -> str:
    """A number as people write it: `4`, `1.5`, and never `1e-05`."""
    return str(int(number)) if number == int(number) else format(Decimal(str(number)), "f")


def read_money(value: Any) -> Decimal:
    """An amount in the business's currency: `40`, `£40`, `1,200.50`; `ValueError` says what is wrong."""
    text = str(value).strip()
    match = _MONEY.fullmatch(text)
    figure = re.sub(r"['’\s]", "", match["amount"]) if match and not _MINUS.search(text) else ""
    # a comma before exactly three figures groups thousands, but for `0,125`; elsewhere it is the decimal sign
    figure = re.sub(r"(?<!^0)[.,](?=\d{3}(?:[.,]|$))", "", figure).replace(",", ".")
    try:
        if len(figure) > _LONGEST:
            raise InvalidOperation
        return Decimal(figure)
    except InvalidOperation:
        raise ValueError(f"“{text}” is not an amount of money|Write a number, such as `40`.") from None


def _read_limit(value: Any, info: ValidationInfo) -> Decimal | None:
    if value is None or " ".join(str(value).casefold().split()) in _lexicon(info).unlimited:
        return None
    return read_money(value)


def _read_date(value: Any) -> date:
    text = str(value).strip()
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"“{text}” is not a day of the calendar|Write year, month and day, such as `2026-11-02`."
        ) from None


def _read_list(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _read_lines(value: Any) -> Any:
    return (value,) if isinstance(value, str) and value.strip() else value


def _read_address(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    written = value.strip()
    address = written if "://" in written or ":" in written.partition("/")[0] else f"https://{written}"
    try:
        usable = re.fullmatch(r"https?://[^\s/@\"'<>()]+\.[^\s\"'<>()]+", address) and urlsplit(address).port != 0
    except ValueError:  # a bracket that is never closed, a port that no machine has
        usable = False
    if not usable:
        raise ValueError(f"“{written}” is not the address of a website|Write it as your browser shows it, such as `https://ours.example`.")
    return address


def _read_id(value: Any) -> Any:
    written = str(value).strip()
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?", written) or written == "index":
        better = re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")[:60] or "a-name"
        raise ValueError(f"“{written[:60]}” cannot be a name here|Use small letters, figures and hyphens alone, such as `{better}`.")
    return written


def _read_language(value: Any) -> Any:
    written = str(value).strip().lower()
    if not re.fullmatch(r"[a-z]{2}", written):
        raise ValueError(f"“{str(value)[:60]}” is not a language|Write its two letters, such as `en` or `pl`.")
    return written


def _read_truth(value: Any, info: ValidationInfo) -> Any:
    written = value.strip() if isinstance(value, str) else value
    return _lexicon(info).truth.get(written.casefold(), written) if isinstance(written, str) else written


Money = Annotated[Decimal, BeforeValidator(read_money, json_schema_input_type=float)]
"""An amount in the business's currency."""
Limit = Annotated[Decimal | None, BeforeValidator(_read_limit, json_schema_input_type=float | str)]
"""An amount, or `None` for no limit."""
Day = Annotated[date, BeforeValidator(_read_date, json_schema_input_type=str)]
"""A day, written year-month-day."""
Names = Annotated[tuple[str, ...], BeforeValidator(_read_list, json_schema_input_type=str | list[str])]
"""Several words: a list, or one line with commas."""
Sentences = Annotated[tuple[str, ...], BeforeValidator(_read_lines, json_schema_input_type=str | list[str])]
"""Whole sentences: a list, or a single one."""
WebAddress = Annotated[str, BeforeValidator(_read_address)]
"""The address of a website, with `https://`."""
Id = Annotated[str, BeforeValidator(_read_id)]
"""A document's name: small letters, figures and hyphens; it becomes part of an address."""
Language = Annotated[str, BeforeValidator(_read_language)]
"""A language, as two letters."""
Truth = Annotated[bool, BeforeValidator(_read_truth)]
"""yes or no."""
