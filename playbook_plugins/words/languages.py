"""Languages: what they are called, and which way they are written."""

from functools import cache

from babel import Locale, UnknownLocaleError

LEFT, RIGHT = "ltr", "rtl"
"""From the left, and from the right."""


def own_name(language: str) -> str:
    """What a language is called by those who speak it: `pl` → `Polski`; its letters where nobody knows."""
    locale = _locale(language)
    name = locale.get_language_name(locale.language) if locale else None
    return name[:1].upper() + name[1:] if name else language


def direction(language: str) -> str:
    """Which way a language is written: `ltr` or `rtl`."""
    locale = _locale(language)
    return RIGHT if locale and locale.character_order == "right-to-left" else LEFT


def called(name: str, language: str, *, said_in: str) -> str:
    """What a language that is named in one language is called in another: `Polish` → `polski`; as it stands where nobody knows."""
    locale = _locale(language)
    code = next((codes[name.casefold()] for codes in map(_codes, (said_in, language, "en")) if name.casefold() in codes), None)
    return (locale.languages.get(code) if locale and code else None) or name


@cache
def _codes(language: str) -> dict[str, str]:
    locale = _locale(language)
    return {name.casefold(): code for code, name in locale.languages.items()} if locale else {}


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
