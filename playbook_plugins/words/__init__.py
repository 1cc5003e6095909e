"""Fixed sentences, money, days and times, in the reader's language."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_name, get_currency_symbol
from babel.plural import PluralRule


class Words:
    """What the product says in one language; English where a language has no catalogue."""

    def __init__(self, language: str = "en", *, currency: str = "GBP") -> None:
        self.language = language
        self.currency = currency
        self._sentences = _catalogue(language)
        self._locale = _locale(language)

    def __call__(self, key: str, /, **values: Any) -> str:
        """The sentence that goes by `key` (`fit.ring`), its blanks filled with `values`; `KeyError` where there is none."""
        return self._sentences[key].format(**values)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every fixed sentence, its blanks in braces."""
        return tuple(self._sentences.values())

    @property
    def sign(self) -> str:
        """The sign of the business's money as this language writes it: `£`, `zł`."""
        return get_currency_symbol(self.currency, self._locale)

    @property
    def coins(self) -> tuple[str, ...]:
        """The words that the business's money goes by, in small letters: `gbp`, `pound`, `pounds`."""
        names = [get_currency_name(self.currency, count, locale) for locale in (self._locale, "en") for count in (None, 1, 2, 5)]
        named = {self.currency, self.sign, *(word for name in names for word in name.split())}
        return tuple(sorted({word.casefold() for word in named if word.isalpha()}))

    def money(self, amount: Decimal | float) -> str:
        """An amount in the business's currency: `£40`, `£1,152`, `£18.50`."""
        whole = amount == int(amount)
        pattern = self._locale.currency_formats["standard"].pattern.replace(".00", "") if whole else None
        return format_currency(amount, self.currency, format=pattern, locale=self._locale, currency_digits=not whole)

    def share(self, part: Decimal) -> str:
        """A part of a whole, 1 for all of it: `20%`."""
        return format_percent(part, locale=self._locale)

    def number(self, amount: float) -> str:
        """A number as this language writes it."""
        return format_decimal(amount, locale=self._locale)

    def day(self, day: date) -> str:
        """A day in full: `2 November 2026`."""
        return _told(day, _british(self._locale))

    def listed(self, words: Sequence[str]) -> str:
        """Several words as one phrase: `English and Polish`."""
        return format_list(words, locale=_british(self._locale))

    def hours(self, times: Sequence[tuple[int, str, str]], *, short: bool = False) -> str:
        """A week's opening hours, from (day from 0 for Monday, opens, closes): `Monday to Friday 8:00–18:00, Saturday 9:00–13:00`, short `Mon–Fri …`."""
        spans: dict[int, list[str]] = {}
        for day, opens, closes in times:
            spans.setdefault(day, []).append(f"{opens.removeprefix('0')}–{closes.removeprefix('0')}")
        runs: list[list[int]] = []
        for day in sorted(spans):
            if runs and runs[-1][-1] == day - 1 and spans[runs[-1][-1]] == spans[day]:
                runs[-1].append(day)
            else:
                runs.append([day])
        return ", ".join(f"{self._days(run, short=short)} {self.listed(spans[run[0]])}" for run in runs)

    def _days(self, run: Sequence[int], *, short: bool) -> str:
        names = self._locale.days["stand-alone"]["abbreviated" if short else "wide"]
        if short and len(run) > 2:
            return f"{names[run[0]]}–{names[run[-1]]}"
        if len(run) < 3:
            return self.listed([names[day] for day in run])
        return self("hours.range", first=names[run[0]], last=names[run[-1]])

    def duration(self, amount: float, unit: str) -> str:
        """A length of time: `1 working day`, `4 hours`."""
        return self._counted(f"duration.{unit.replace(' ', '-')}", amount)

    def frequency(self, times: float, per: str | None) -> str:
        """How often: `2 times a year`, `once`, `when you ask`."""
        if times == 0:
            return self("frequency.asked")
        return self._counted(f"frequency.{per or 'once'}", times)

    def _counted(self, key: str, amount: float) -> str:
        rule: PluralRule = self._locale.plural_form
        exact = int(amount) if amount == int(amount) else amount
        forms = (f"{key}.{exact}", f"{key}.{rule(exact)}", f"{key}.other")
        sentence = next(self._sentences[form] for form in forms if form in self._sentences)
        return sentence.format(n=self.number(amount))


@cache
def _catalogue(language: str) -> dict[str, str]:
    folder = files(__name__)
    file = folder / f"{language}.toml"
    if not file.is_file():
        file = folder / "en.toml"
    found: dict[str, str] = {}
    _flatten(loads(file.read_text("utf-8")), "", found)
    return found


def _flatten(tables: dict[str, Any], prefix: str, found: dict[str, str]) -> None:
    for key, value in tables.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", found)
        else:
            found[prefix + key] = value


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


@lru_cache(maxsize=1024)
def _told(day: date, locale: Locale) -> str:
    # a page of many days has few that differ
    return format_date(day, format="long", locale=locale)


def _british(locale: Locale) -> Locale:
    # plain `en` is American in the locale data; most of our words are not
    return _locale("en_GB") if str(locale) == "en" else locale
