"""What rules compare: the words of two lines, the amounts in them, and where two addresses lead."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import unquote, urlsplit

from playbook_plugins.checklist.rule import Context
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.wording import Match, found_among
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document
from playbook_plugins.model.values import read_money

_ENDING = 3
"""Letters in which two forms of one word may differ at the end."""
_LAYERS = 4
"""How often an address may be written in signs that stand for others."""
_SCHEME = re.compile(r"//|[a-z][a-z0-9+.-]*(?=:)")
_UNSEEN = re.compile("[\\s\x00-\x20\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_SITE = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#:]\S*)?")
_FILE = re.compile(r"\.(?:pdf|html?|docx?|odt|rtf|txt|md|jpe?g|png|webp|zip|xlsx?|csv|ics)$")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
_FIGURES = 6
"""Figures at the end of a number by which two are the same."""


def amounts(match: Match, document: Document, context: Context) -> Iterator[Decimal]:
    """The amounts of money that a wording names."""
    for found in found_among(match.words, document, "amount", context):
        try:
            yield read_money(found.words)
        except ValueError:
            continue


def own_words(text: Text | str, lists: Sequence[str], document: Document, context: Context) -> tuple[str, ...]:
    """The words of a text, in lower case, that no wording of these lists covers."""
    read = seen(text)
    covered = [(match.start, match.end) for name in lists for match in found_among(read, document, name, context)]
    found, start = [], 0
    for end, sign in enumerate(f"{read} "):
        if sign.isalnum() or sign in "'’":
            continue
        if read[start:end].strip("'’") and not any(begin <= start < stop for begin, stop in covered):
            found.append(read[start:end].strip("'’").casefold())
        start = end + 1
    return tuple(found)


def alike(first: str, second: str) -> bool:
    """Whether two words are likely forms of one: `repair` and `repaired`, `child` and `children`."""
    shared = 0
    for one, other in zip(first, second):
        if one != other:
            break
        shared += 1
    rests = sorted((len(first) - shared, len(second) - shared))
    if shared <= _ENDING:
        return first == second or shared == _ENDING and rests == [0, 1]
    # `bread` is no form of `break`
    return rests[1] <= _ENDING + (not rests[0]) and rests != [1, 1]


def host(address: str) -> str:
    """The website that an address leads to, without `www.`; empty where it leads to none."""
    try:
        read = urlsplit(address.strip())
    except ValueError:
        return ""
    return (read.hostname or "").removeprefix("www.") if read.scheme.casefold() in ("http", "https") else ""


def within_site(address: str, site: str | None) -> bool:
    """Whether an address is a website or lies within it; on a host that many share, the path counts too."""
    if not site or host(address) != host(site):
        return False
    try:
        path, own = urlsplit(address).path.strip("/"), urlsplit(site).path.strip("/")
    except ValueError:
        return False
    return f"{path}/".startswith(f"{own}/") if own else True


def undisguised(address: str) -> str:
    """An address as a browser may take it: no entities, percent signs, white space, wide letters or signs that nobody sees."""
    for _ in range(_LAYERS):
        read = html.unescape(unquote(address))
        if read == address:
            break
        address = read
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", address)).replace("\\", "/").casefold()


def scheme(address: str) -> str:
    """What kind of address it is (`https`, `mailto`), whatever its disguise; `//` for one that leaves it out, empty for a page's."""
    found = _SCHEME.match(undisguised(address))
    return found[0] if found else ""


def misleading(label: str, target: str) -> str:
    """Why a link does not lead where it seems to; empty where it does."""
    try:
        read = urlsplit(target.strip())
        leads, name = (read.hostname or "").removeprefix("www."), read.username
    except ValueError:
        return "this address is no address"
    label, kind = label.strip().casefold(), scheme(target)
    if kind in ("http", "https"):
        if name is not None:
            return f"what stands before the `@` is no part of where this leads, which is {leads}"
        if _foreign(leads):
            return "letters of another alphabet stand in this address, and look like ours"
        said = _said_host(label)
        if said and not f".{said}".endswith(f".{leads}") and not f".{leads}".endswith(f".{said}"):
            return f"this says that it leads to {said}, and leads to {leads}"
    to = unquote(target.partition(":")[2].partition("?")[0]).casefold()
    if kind == "mailto" and _MAIL.fullmatch(label) and label != to:
        return "this says one mail address and writes to another"
    if kind in ("tel", "sms") and len(_figures(label)) >= _FIGURES and _figures(label)[-_FIGURES:] != _figures(to)[-_FIGURES:]:
        return "this says one number and rings another"
    return ""


def _said_host(label: str) -> str:
    if not _SITE.fullmatch(label) or _FILE.search(label):
        return ""
    return host(label if "://" in label else f"https://{label}")


def _figures(written: str) -> str:
    return "".join(sign for sign in written if sign.isdecimal())


def _foreign(name: str) -> bool:
    """Whether a host has letters that are not Latin."""
    try:
        name = name.encode("ascii").decode("idna") if "xn--" in name else name
    except UnicodeError:
        return True
    return any(sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN") for sign in name)
