"""The tags of a finished page, with their places, told apart as browsers tell them apart."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_EACH = re.compile(
    r"([^\t\n\f\r />][^\t\n\f\r />=]*)"
    r"(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f\r \"'>][^\t\n\f\r >]*)|(?=>|\Z)))?"
)
# The same without groups, and without ever going back: a page may be hostile.
_ATTRIBUTE = (
    r"[^\t\n\f\r />][^\t\n\f\r />=]*+"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r \"'>][^\t\n\f\r >]*+|(?=>|\Z)))?+"
)
# The first two are comments, proper ones and what browsers take for one. A tag that is never closed goes to the end.
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<[!?][^>]*+>?"
    r"|</?([a-zA-Z][^\t\n\f\r />]*+)"
    rf"((?:[\t\n\f\r /]*+{_ATTRIBUTE})*+)[\t\n\f\r /]*+(?:>|\Z)",
    re.DOTALL,
)
TELLING = ("article", "body", "head", "html", "link", "meta", "script", "style")
"""Tags that decide on a page's policy; others do so by a style of their own."""
# Text, and tags that say nothing of it.
_PASSED = re.compile(
    r"(?:[^<]++|<(?!/?[a-zA-Z]|[!?])"
    rf"|</?+(?!(?i:{'|'.join(TELLING)}))[a-zA-Z][^\t\n\f\r />]*+"
    rf"(?:[\t\n\f\r /]*+(?!(?i:style)){_ATTRIBUTE})*+[\t\n\f\r /]*+>)*+"
)
_ENDS = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in ("script", "style")}


class Tag(NamedTuple):
    """One tag of a page."""

    name: str
    """In small letters; with a stroke in front where it closes."""
    inside: str
    """What stands in the tag behind its name."""
    start: int
    end: int
    """Where the tag stands in the page, in characters."""
    text: str = ""
    """What stands between `<script>` and `</script>`, or `<style>` and `</style>`, as a browser hands it on."""


def tags(page: str, *, telling: bool = False) -> Iterator[Tag]:
    """Every tag of a page in order; what stands in a comment, a script or a style sheet is none.

    With `telling`, those alone that decide on a page's policy, and perhaps some
    more: scripts and styles, what frames them, and tags with a style of their own.
    """
    at = 0
    while token := _TOKEN.search(page, _PASSED.match(page, at).end() if telling else at):
        at = token.end()
        if token[1] is None:
            continue
        name, text = token[1].lower(), ""
        if page[token.start() + 1] == "/":
            name = f"/{name}"
        elif name in _ENDS:
            end = _ENDS[name].search(page, at)
            at = end.start() if end else len(page)
            text = page[token.end() : at].replace("\r\n", "\n").replace("\r", "\n")
        yield Tag(name, token[2], token.start(), token.end(), text)


def attributes(inside: str) -> tuple[tuple[str, str], ...]:
    """The names of a tag's attributes in small letters, with their values."""
    found = _EACH.finditer(inside)
    return tuple((match[1].lower(), unescape(match[2] or match[3] or match[4] or "")) for match in found)
