"""What the beginning of a line opens: a heading, a fence, a rule across the page, a list item, raw HTML.

Every pattern gives nothing back once it has matched (`*+`, `++`), so that a
hostile line costs one pass and not a search.
"""

import re
from typing import NamedTuple

_TAG_NAMES = """
address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt
fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link
main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead
title tr track ul
""".split()

_ATTRIBUTE = r"""(?:\s++[A-Za-z_:][\w:.-]*+(?:\s*+=\s*+(?:[^"'=<>`\x00-\x20]++|'[^']*+'|"[^"]*+"))?)"""

# An attribute's name may be followed by the white space that belongs to the next
# one, so the group itself may not swallow it: `?` and not `?+`.
TAG = rf"(?:<[A-Za-z][A-Za-z0-9-]*+{_ATTRIBUTE}*+\s*+/?>|</[A-Za-z][A-Za-z0-9-]*+\s*+>)"

_HTML = re.compile(
    rf"""<(?:
        (?P<verbatim>(?:script|pre|style|textarea)(?=[\s>]|$))
      | (?P<comment>!--)
      | (?P<instruction>\?)
      | (?P<declaration>![A-Za-z])
      | (?P<data>!\[CDATA\[)
      | (?P<block>/?(?:{"|".join(_TAG_NAMES)})(?=\s|/?>|$))
    )
    | (?P<alone>{TAG}\s*+$)""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

_HTML_ENDS = {
    "verbatim": re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE | re.ASCII),
    "comment": re.compile("-->"),
    "instruction": re.compile(r"\?>"),
    "declaration": re.compile(">"),
    "data": re.compile(r"\]\]>"),
}

_HEADING = re.compile(r"(#{1,6}+)(?:[ \t]++|$)")
_FENCE = re.compile(r"(`{3,}+)([^`]*+)$|(~{3,}+)(.*+)$", re.DOTALL)
_BREAK = re.compile(r"(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_MARKER = re.compile(r"(?:([-+*])|([0-9]{1,9})([.)]))(?= |$)")
_PLAIN_ENTRY = re.compile(r"([-+*]|[0-9]{1,9}([.)])) (?:\*\*)?[^\W\d_][^\t]*+$", re.DOTALL)
_UNDERLINE = re.compile(r"(?:=++|-++)$")


class Marker(NamedTuple):
    """The bullet or number before a list item."""

    kind: str
    """`-`, `+`, `*`, `.` or `)`: another kind begins another list."""
    ordered: bool
    first: bool
    """Whether it may begin a list in the midst of a paragraph: a bullet, or the number 1."""
    end: int
    """Where the marker ends in its line."""


def heading(text: str, at: int) -> tuple[int, int, int] | None:
    """The level of the heading that opens at `at`, and where its words begin and end."""
    found = _HEADING.match(text, at)
    if found is None:
        return None
    words = text[found.end() :].rstrip(" \t")
    bare = words.rstrip("#")
    if not bare or (bare != words and bare[-1] in " \t"):
        words = bare.rstrip(" \t")
    return found.end(1) - at, found.end(), found.end() + len(words)


def fence(text: str, at: int) -> tuple[str, str] | None:
    """The fence of code that opens at `at`, and what stands behind it."""
    found = _FENCE.match(text, at)
    if found is None:
        return None
    return found[1] or found[3], (found[2] or found[4] or "").strip()


def closes(text: str, at: int, opened: str) -> bool:
    """Whether the line from `at` ends the code that `opened` began."""
    rest = text[at:].rstrip(" \t")
    return len(rest) >= len(opened) and rest == opened[0] * len(rest)


def is_break(text: str, at: int) -> bool:
    """Whether the line from `at` is a rule across the page."""
    return _BREAK.match(text, at) is not None


def is_underline(words: str) -> bool:
    """Whether a line that holds these words makes a heading of the paragraph above it."""
    return _UNDERLINE.match(words) is not None


def marker(text: str, at: int) -> Marker | None:
    """The list marker at `at`."""
    found = _MARKER.match(text, at)
    if found is None:
        return None
    bullet, number, delimiter = found.groups()
    return Marker(bullet or delimiter, bullet is None, bullet is not None or int(number) == 1, found.end())


def plain_entry(text: str) -> re.Match[str] | None:
    """The marker, and what ends it where it is a number, of a line that is an entry of a list and can be nothing else."""
    return _PLAIN_ENTRY.match(text)


def html(text: str, at: int) -> tuple[re.Pattern[str] | None, bool] | None:
    """What ends the raw HTML that opens at `at` (`None`: a blank line), and whether it may end a paragraph."""
    found = _HTML.match(text, at)
    if found is None:
        return None
    return _HTML_ENDS.get(found.lastgroup or ""), found.lastgroup != "alone"
