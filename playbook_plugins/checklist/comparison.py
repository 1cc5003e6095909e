"""What rules compare: the words of two lines, the amounts in them, and where two addresses lead."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from urllib.parse import urlsplit

from playbook_plugins.checklist.rule import Context
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.wording import Match, entries, matches
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document
from playbook_plugins.model.values import read_money

_ENDING = 3
"""Letters in which two forms of one word may differ at the end."""


def amounts(match: Match, document: Document, context: Context) -> Iterator[Decimal]:
    """The amounts of money that a wording names."""
    for found in matches(match.words, entries(document, "amount", context)):
        try:
            yield read_money(found.words)
        except ValueError:
            continue


def own_words(text: Text | str, lists: Sequence[str], document: Document, context: Context) -> tuple[str, ...]:
    """The words of a text, in lower case, that no wording of these lists covers."""
    read = seen(text)
    covered = [(match.start, match.end) for name in lists for match in matches(read, entries(document, name, context))]
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
