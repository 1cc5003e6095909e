"""What a text holds that can be recognised again: words in a row, names, addresses, numbers to ring, amounts."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from itertools import accumulate

from playbook_plugins.model.runs import LENGTH, in_a_row, words

NAME, MAIL, PHONE, AMOUNT, ID = "name", "mail", "phone", "amount", "id"
"""A word with a capital, an address to write to, a number to ring, an amount of money, a file's name such as `late-part`."""

SIZE = 8
"""Bytes of a fingerprint."""
_FIGURE = re.compile(r"\d")
_NAME = re.compile(r"[^\W\d_]+")
_SUM = re.compile(r"sha(?:256-[\w+/]{43}|384-[\w+/]{64}|512-[\w+/]{86})(?![\w+/])")
# Both begin where a word does, and nowhere within it: a long word is looked at once.
_MAIL = re.compile(r"(?<![\w.+-])[_.+-]*+([^\W_][\w.+-]*+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,})")
_PHONE = re.compile(r"(?<!\w)\+?\(?\d(?:[ .()/\n\u00a0\u202f\u2010-\u2013-]{0,3}\d){6,19}(?!\w)")
_FIGURES = re.compile(r"(?<!\w)\+?\(?\d(?:[ .,()/\n\u00a0\u202f\u2010-\u2015\u2212-]{0,4}\d){6,99}(?!\w)")
_MANY = re.compile(r"\d(?:[ .,()/\n\u00a0\u202f\u2010-\u2015\u2212-]{0,4}\d){6}")
"""As many figures as a number to ring has, written in whatever way."""
_DAY = re.compile(r"\d{4}[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ]\d{4}")
_LEAST = 7
"""Figures of a number to ring, at least."""
_TELLING = 9
"""The last figures of a number to ring, which are the same at home and from abroad."""
_ID = re.compile(r"(?<![^\W_])[^\W_]++(?:[-_][^\W_]++)+")
_SIGNS = "$\u00a2-\u00a5\u058f\u060b\u07fe\u07ff\u09f2\u09f3\u09fb\u0af1\u0bf9\u0e3f\u17db\u20a0-\u20cf\ua838\ufdfc\ufe69\uff04\uffe0\uffe1\uffe5\uffe6\U00011fdd-\U00011fe0\U0001e2ff\U0001ecb0"
"""Signs of money, all that Unicode has, and the places that it keeps for more."""
_NUMBER = r"(?:\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d{1,2})?(?!\d)"


def fingerprint(form: str, said: str) -> bytes:
    """Eight bytes that stand for one thing of a form, the same in every process."""
    (mark,) = hashed(form, (said,))
    return mark


def hashed(form: str, several: Iterable[str]) -> dict[bytes, str]:
    """Things of one form, each by its fingerprint."""
    # `person` keys the hash as `key` would, at half the price; a copy of one that is begun takes half of that.
    begun = blake2b(digest_size=SIZE, person=form.encode()).copy
    found = {}
    for said in several:
        one = begun()
        one.update(said.encode())
        found[one.digest()] = said
    return found


def row(length: int) -> str:
    """The form of so many words in a row."""
    return f"words-{length}"


RUN = row(LENGTH)
"""As many words in a row as tell copying from coincidence."""


def read(text: str, forms: Iterable[str], coins: tuple[str, ...] = ()) -> Iterator[tuple[str, set[str]]]:
    """Everything of these forms that a text holds, form by form."""
    said: list[str] | None = None
    for form in forms:
        if form in ROWS:
            said = words(text) if said is None else said
            yield form, set(in_a_row(said, ROWS[form]))
        elif form == AMOUNT:
            yield form, set(amounts(text, coins))
        else:
            yield form, set(_READERS[form](text))


def may_hold(form: str, text: str) -> bool:
    """Whether a text may hold anything of a form at all, told by the signs that stand in every such thing."""
    match form:
        case _ if form in ROWS or form == NAME:
            return True
        case _ if form == MAIL:
            return "@" in text
        case _ if form == ID:
            return "-" in text or "_" in text
        case _ if form == PHONE:
            return _MANY.search(text) is not None
    return _FIGURE.search(text) is not None


def may_reach(text: str) -> bool:
    """Whether a text may hold an address to write to, or a number to ring."""
    return "@" in text or _MANY.search(text) is not None


def names(text: str) -> Iterator[str]:
    """The words that begin with a capital, in small letters."""
    text = _SUM.sub("", text) if "sha" in text else text
    return (found.casefold() for found in _NAME.findall(text) if found[0].isupper())


def mails(text: str) -> Iterator[str]:
    """The addresses to write to, in small letters."""
    return (found.casefold() for found in (_MAIL.findall(text) if "@" in text else ()))


def phones(text: str) -> Iterator[str]:
    """The numbers to ring, alike whether they are written for people at home or abroad."""
    for found in _PHONE.findall(text) if _MANY.search(text) else ():
        if not _DAY.fullmatch(found):
            yield re.sub(r"\D", "", found)[-_TELLING:]


def _beginnings(text: str) -> Iterator[str]:
    """The numbers to ring, and each beginning of one: what follows a number may be the next one."""
    for found in _FIGURES.findall(text) if _MANY.search(text) else ():
        for figures in accumulate(re.findall(r"\d+", found)):
            if len(figures) >= _LEAST:
                yield figures[-_TELLING:]


def amounts(text: str, coins: tuple[str, ...]) -> Iterator[str]:
    """The amounts of money, each with a sign or a word of money beside it, in one form."""
    if _FIGURE.search(text) and _money(text, coins):
        for first, second in _beside(coins).findall(text):
            yield plain(first or second)


def _money(text: str, coins: tuple[str, ...]) -> bool:
    """Whether a text may hold a sign or a word of money at all; of the signs, one alone is in ASCII."""
    return "$" in text or not text.isascii() or any(coin.casefold() in text.lower() for coin in coins)


@cache
def _beside(coins: Collection[str]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(coins, key=lambda coin: (-len(coin), coin))))
    before, after = (rf"|(?<!\w)(?:{words})", rf"|(?:{words})(?!\w)") if words else ("", "")
    return re.compile(
        rf"(?:[{_SIGNS}]{before})\s{{0,2}}({_NUMBER})|(?<![\w.,])({_NUMBER})\s{{0,2}}(?:[{_SIGNS}]{after})", re.IGNORECASE
    )


def plain(number: str) -> str:
    """A number without anybody's habits of writing: `1152`, `18.5`."""
    figure = re.sub(r"[,.'’ \u00a0\u202f](?=\d{3}(?!\d))", "", number).replace(",", ".")
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def ids(text: str) -> Iterator[str]:
    """The names of several words, as files and addresses carry them."""
    return (found.replace("_", "-") for found in (_ID.findall(text.casefold()) if "-" in text or "_" in text else ()))


ROWS: Mapping[str, int] = {row(length): length for length in range(1, LENGTH + 1)}
"""Every form of words in a row, and how many they are."""
_READERS: Mapping[str, Callable[[str], Iterator[str]]] = {NAME: names, MAIL: mails, PHONE: _beginnings, ID: ids}
FORMS = frozenset((*ROWS, *_READERS, AMOUNT))
"""All that can be looked for."""
