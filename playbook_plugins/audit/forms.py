"""What a text holds that can be recognised again: words in a row, addresses, numbers, amounts, names with a hyphen."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from hashlib import blake2b

from playbook_plugins.model.runs import LENGTH, in_a_row, words

MAIL, PHONE, AMOUNT, ID = "mail", "phone", "amount", "id"
"""An address to write to, a number to ring, an amount of money, a name such as `late-part`."""
RUN = f"words-{LENGTH}"
"""Words in a row that tell copying from coincidence."""

_MAIL = re.compile(r"[^\W_][\w.+-]*@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d(?:[ .()/\u00a0\u202f\u2010-\u2013-]{0,2}\d){6,19}(?![\w])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}")
_ID = re.compile(r"[^\W_]+(?:[-_][^\W_]+)+")
_SIGNS = "".join(sign for sign in map(chr, range(0x110000)) if unicodedata.category(sign) == "Sc")
_NUMBER = r"\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_AMOUNT = re.compile(
    rf"(?:(?P<sign>[{re.escape(_SIGNS)}])|(?<![^\W\d_])(?P<before>[^\W\d_]+))\s{{0,2}}(?P<first>{_NUMBER})"
    rf"|(?<![\w.,])(?P<second>{_NUMBER})\s{{0,2}}(?:(?P<mark>[{re.escape(_SIGNS)}])|(?P<after>[^\W\d_]+))"
)


def fingerprint(form: str, said: str) -> int:
    """64 bits that stand for one thing of a form, the same in every process."""
    # `person` keys the hash as `key` would, at half the price.
    return int.from_bytes(blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8, person=form.encode()).digest(), "big")


def row(length: int) -> str:
    """The form of so many words in a row."""
    return f"words-{length}"


def read(text: str, forms: Collection[str], coins: Collection[str] = ()) -> Iterator[tuple[str, set[str]]]:
    """Everything of these forms that a text holds, form by form."""
    said = words(text)
    for form in forms:
        if form in ROWS:
            yield form, set(in_a_row(said, ROWS[form]))
        else:
            yield form, set(_READERS[form](text, coins))


def mails(text: str, coins: Collection[str] = ()) -> Iterator[str]:
    """The addresses to write to."""
    return (found.casefold() for found in _MAIL.findall(text)) if "@" in text else iter(())


def phones(text: str, coins: Collection[str] = ()) -> Iterator[str]:
    """The numbers to ring, whether with the country's figures or without them."""
    for found in _PHONE.findall(text):
        if not _DAY.match(found):
            yield re.sub(r"\D", "", found.replace("(0)", ""))[-_TELLING:]


_TELLING = 9
"""The last figures of a number, which are the same at home and from abroad."""


def amounts(text: str, coins: Collection[str] = ()) -> Iterator[str]:
    """The amounts of money, each with a sign or a word of money beside it, in one form."""
    for found in _AMOUNT.finditer(text):
        word = found["before"] or found["after"]
        if not word or word.casefold() in coins:
            yield plain(found["first"] or found["second"])


def plain(number: str) -> str:
    """A number as it would be written without any habit: `1152`, `18.5`."""
    figure = re.sub(r"[,.'’ \u00a0\u202f](?=\d{3}(?!\d))", "", number).replace(",", ".")
    return figure.rstrip("0").rstrip(".") if "." in figure else figure


def ids(text: str, coins: Collection[str] = ()) -> Iterator[str]:
    """The names of several words, as addresses and files carry them."""
    return (found.replace("_", "-") for found in _ID.findall(text.casefold()))


ROWS: Mapping[str, int] = {row(length): length for length in range(1, LENGTH + 1)}
"""Every form of words in a row, and how many they are."""
_READERS: Mapping[str, Callable[[str, Collection[str]], Iterator[str]]] = {MAIL: mails, PHONE: phones, AMOUNT: amounts, ID: ids}
FORMS = (*ROWS, *_READERS)
"""All that can be looked for."""
