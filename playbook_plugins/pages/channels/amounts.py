"""The amounts in the line of what most people pay, where they can be read without a guess."""

import re
from decimal import Decimal

from babel.numbers import get_currency_symbol

from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.templates import plain
from playbook_plugins.words import Words

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d{1,2}(?!\d))?"
_THOUSANDS = re.compile(r"[ \u00a0\u202f.,](?=\d{3}(?!\d))")
_UP_TO = r"\s*(?:-|–|—|to\b|do\b)\s*"
_OR_SO = r"\s*(?:-|–|—|to\b|do\b|and\b|or\b|a\b|i\b)\s*"


def amounts(site: PublicSite, words: Words) -> tuple[Decimal, Decimal] | None:
    """The least and the most that most people pay, as the owner wrote it.

    `None` where the line holds no amount or more than two, where a single one
    has words before it (“from”, “up to”), or where a smaller follows a larger.
    """
    found = site.fit.cost("most-people-pay") if site.fit else None
    text = plain(found.text) if found else ""
    spans = _spans(text, site.business.currency, words)
    values = [_value(text[start:end]) for start, end in spans]
    if len(values) == 1 and not text[: spans[0][0]].strip(" \u00a0" + "".join(_signs(site.business.currency, words))):
        return values[0], values[0]
    if len(values) == 2 and values[0] <= values[1]:
        return values[0], values[1]
    return None


def _spans(text: str, currency: str, words: Words) -> list[tuple[int, int]]:
    """Where the amounts of the business's money stand: a figure beside its sign, and one that such a figure is joined to."""
    signs = "|".join(re.escape(sign) for sign in sorted({*_signs(currency, words), *words.coins}, key=len, reverse=True))
    money = rf"(?:(?<!\w)(?:{signs})\s?(?P<a>{_NUMBER})(?![\d%])|(?<![\w.,])(?P<b>{_NUMBER})\s?(?:{signs})(?!\w))"
    pair = rf"(?<![\w.,€$£¥])(?P<c>{_NUMBER})(?={_OR_SO}(?:(?:{_NUMBER})\s?(?:{signs})(?!\w)|(?:{signs})\s?\d))|(?<=\d){_UP_TO}(?P<d>{_NUMBER})(?!\s?[\w%])"
    found = {found.span(name) for found in re.finditer(money, text, re.IGNORECASE) for name in ("a", "b") if found[name]}
    ends = {end for _, end in found}
    for match in re.finditer(pair, text, re.IGNORECASE):
        if match["c"]:
            found.add(match.span("c"))
        elif match.start() in ends:
            found.add(match.span("d"))
    if not found and (bare := re.fullmatch(rf"(?P<a>{_NUMBER})(?:{_UP_TO}(?P<b>{_NUMBER}))?[.,]?", text)):
        found = {bare.span(name) for name in ("a", "b") if bare[name]}
    return sorted(found)


def _signs(currency: str, words: Words) -> set[str]:
    """What may stand for the currency beside a figure, its words left out: `GBP`, `£`."""
    return {currency, get_currency_symbol(currency, "en"), words.sign}


def _value(written: str) -> Decimal:
    return Decimal(_THOUSANDS.sub("", written).replace(",", "."))
