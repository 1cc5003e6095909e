"""What every byte of a finished file says, unpacked and decoded."""

import html
import json
import re
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)"
    r"(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<[a-zA-Z/!?](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{4,6})\}?|x([0-9a-fA-F]{2})|[nrtbf/])")
_UNPACKED = 64 << 20

UNREADABLE = "unreadable"
"""The channel of what could not be opened; its text says why, and no such file may be published."""


def readings(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Each channel by which a file could say something, with what it says there."""
    for channel, text in _channels(content, name.lower()):
        for said in decoded(text):
            yield channel, said


def _channels(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    """What a reader, a search engine or a curious visitor can get out of one file."""
    if name.endswith(".gz"):
        yield from _channels(_unpack(content), name.removesuffix(".gz"))
        return
    text = content.decode("utf-8", "replace")
    if name.endswith((".json", ".webmanifest", ".map")) and (strings := _strings(text)) is not None:
        for part in strings:
            yield "json", _prose(part)
            yield "json", " | ".join(_MARKUP.findall(part))
    elif name.endswith((".html", ".htm", ".xml", ".svg", ".rss", ".atom")):
        yield "text", _prose(text)
        yield "markup", " | ".join(_MARKUP.findall(text))
    else:
        yield "text", text


def _prose(text: str) -> str:
    """Text as a visitor reads it: markup within a sentence joins, any other markup parts."""
    return _MARKUP.sub(" | ", _INLINE.sub("", text)) if "<" in text else text


def decoded(text: str) -> Iterator[str]:
    """A text with its entities resolved, and once more as a script or an address would read it."""
    text = html.unescape(text) if "&" in text else text
    yield text
    if (address := unquote(_ESCAPE.sub(_character, text))) != text:
        yield address


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2] or "20", 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _strings(text: str) -> list[str] | None:
    """Every string in a JSON file, keys included; `None` if it is no JSON after all."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found, left = [], [data]
    while left:
        match left.pop():
            case str(value):
                found.append(value)
            case list(values):
                left.extend(values)
            case dict(values):
                left.extend((*values, *values.values()))
    return found


def _unpack(content: bytes) -> bytes:
    """A packed file's content, as far as it can be had; a bomb is cut off."""
    try:
        return zlib.decompressobj(wbits=31).decompress(content, _UNPACKED)
    except zlib.error:
        return content
