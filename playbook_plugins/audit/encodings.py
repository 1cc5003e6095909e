"""Bytes as text, whatever encoding they are in."""

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_NAMED = re.compile(rb"(?:charset|encoding|coding)\s{0,9}[:=]\s{0,9}[\"']?((?:iso|windows|cp|koi|utf|latin|mac|gb|big5|shift|euc|ibm)[\w.-]{1,20})", re.IGNORECASE)
_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 12, 13, 27))
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]+")
_WIDE_RUNS = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x01-\x05\x20](?=[\x00-\xff][\x00-\x05\x20])){6,}+")
_WIDE_RUNS_BACK = re.compile(rb"(?:\x00[\x20-\x7e\xa0-\xff]|[\x01-\x05\x20][\x00-\xff](?=[\x00-\x05\x20])){6,}+")
_RUNS = re.compile(r"[^\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]{12,}+")


def is_text(content: bytes) -> bool:
    """Whether bytes are a text in some encoding."""
    if content.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(content):
        return True
    try:
        content.decode("utf-8")
        few = len(content) // 10
    except UnicodeDecodeError:
        few = len(content) // 1000
    return len(content) - len(content.translate(None, _CONTROL)) <= few


def texts(content: bytes) -> Iterator[str]:
    """A text in every encoding that it may be in."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            yield content[len(mark) :].decode(encoding, "replace")
    if _wide(content):
        yield from (content.decode(encoding, "replace") for encoding in _WIDE)
    for name in {name.lower() for name in _NAMED.findall(content[:2048])} - {b"utf-8"}:
        yield _named(content, name.decode("ascii"))
    try:
        yield content.decode("utf-8")
    except UnicodeDecodeError:
        yield content.decode("utf-8", "replace")
        yield content.decode("cp1252", "replace")
        yield content.decode("cp1250", "replace")


def _wide(content: bytes) -> bool:
    """Whether every other byte, or three of four, is nothing."""
    return content.count(0) > len(content) // 4


def _named(content: bytes, name: str) -> str:
    """A text in the encoding that it names itself; empty if there is none of that name."""
    try:
        return content.decode(name, "replace")
    except LookupError:
        return ""


def strings(content: bytes) -> str:
    """Whatever can be read in bytes that are no text."""
    return "\n".join((*_RUNS.findall(content.decode("utf-8", "replace")), *_wide_strings(content)))


def words_between(content: bytes) -> str:
    """The same for a few bytes in which any word may stand alone, as in the fields of a picture."""
    return "\n".join((_UNSEEN.sub("\n", content.decode("utf-8", "replace")), _UNSEEN.sub("\n", content.decode("latin-1")), *_wide_strings(content)))


def _wide_strings(content: bytes) -> Iterator[str]:
    if b"\0" in content:
        yield from (found.decode("utf-16-le", "replace") for found in _WIDE_RUNS.findall(content))
        yield from (found.decode("utf-16-be", "replace") for found in _WIDE_RUNS_BACK.findall(content))
