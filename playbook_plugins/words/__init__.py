"""Fixed sentences, money, days and times, in the reader's language."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
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

    def money(self, amount: Decimal | float) -> str:
        """An amount in the business's currency: `£40`, `£1,152`, `£18.50`."""
        whole = amount == int(amount)
        pattern = "¤#,##0" if whole else None
        if whole and not self._locale.currency_formats["standard"].pattern.startswith("¤"):
            pattern = "#,##0 ¤"
        return format_currency(amount, self.currency, format=pattern, locale=self._locale, currency_digits=not whole)

    def number(self, amount: float) -> str:
        """A number as this language writes it."""
        return format_decimal(amount, locale=self._locale)

    def day(self, day: date) -> str:
        """A day in full: `2 November 2026`."""
        return format_date(day, format="long", locale=_british(self._locale))

    def listed(self, words: Sequence[str]) -> str:
        """Several words as one phrase: `English and Polish`."""
        return format_list(words, locale=_british(self._locale))

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


def _british(locale: Locale) -> Locale:
    # plain `en` is American in the locale data; most of our words are not
    return Locale.parse("en_GB") if str(locale) == "en" else locale
