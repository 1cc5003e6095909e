"""Texts that stand for other texts: entities, percents, escapes, quoted printables."""

import html
import quopri
import re
from collections.abc import Iterator
from urllib.parse import unquote

_SCRIPT = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u\+?([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-3]?[0-7]{2})|([nrtbfv0])|(\r?\n)|([^\w\s]))"
)
_STYLE = re.compile(r"\\([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?")
_PRINTABLE = re.compile(r"=(?:[0-9A-Fa-f]{2}|[ \t]*\r?\n)")
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_FOREIGN = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)
_SEVEN = re.compile(r"\+[A-Za-z0-9+/]{3,}-")


def layers(text: str) -> Iterator[str]:
    """What a text stands for, one layer taken off at a time."""
    if "&" in text:
        yield html.unescape(text)
    if "%" in text:
        yield unquote(text)
    if "\\" in text:
        yield script(text)
        yield style(text)
    if _PRINTABLE.search(text):
        yield printable(text)
    if "xn--" in text.lower():
        yield _FOREIGN.sub(_foreign, text)
    if _SEVEN.search(text):
        yield _SEVEN.sub(_seven, text)


def script(text: str) -> str:
    """A text with the escapes of JavaScript, JSON, Python and shells undone."""
    text = _SCRIPT.sub(_character, text)
    return _PAIRS.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _character(escape: re.Match[str]) -> str:
    braces, four, eight, two, octal, white, newline, mark = escape.groups()
    if code := braces or four or eight or two:
        return _letter(int(code, 16))
    if octal:
        return chr(int(octal, 8))
    return " " if white else mark or ""


def style(text: str) -> str:
    """A text with the escapes of style sheets undone."""
    return _STYLE.sub(lambda escape: _letter(int(escape[1], 16)), text)


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 else " "


def printable(text: str) -> str:
    """A text as a mail programme reads it."""
    return quopri.decodestring(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")


def _foreign(name: re.Match[str]) -> str:
    try:
        return name[0][4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return name[0]


def _seven(letters: re.Match[str]) -> str:
    try:
        return letters[0].encode("ascii").decode("utf-7")
    except UnicodeError:
        return letters[0]
