"""Bytes that are written as letters and digits: base64, base32, hex, character codes."""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

from playbook_plugins.audit.limits import UNPACKED

SHORTEST = 18
"""Bytes below which six words hardly fit."""
_SIXTYFOUR = re.compile(r"[A-Za-z0-9+/_-]{24,}+=*+(?:\s{1,8}[A-Za-z0-9+/_-]{4,}+=*+)*+")
_THIRTYTWO = re.compile(r"[A-Z2-7]{32,}+=*+")
_HEX = re.compile(r"(?:(?:0x|\\x|%|#)?[0-9a-fA-F]{2}[\s,:;-]{0,2}){18,}+")
_CODES = re.compile(r"\d{2,5}(?:\s{0,2}[,;\s]\s{0,2}\d{2,5}){17,}+")
_STANDARD = str.maketrans("-_", "+/")
_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 13))


def blobs(text: str) -> Iterator[bytes]:
    """Everything in a text that may be bytes in disguise, decoded; it is for the reader to see whether it says anything."""
    for found in _SIXTYFOUR.finditer(text):
        yield from _sixtyfour(found[0])
    for found in _THIRTYTWO.finditer(text):
        letters = found[0].rstrip("=")
        yield base64.b32decode(letters[: len(letters) // 8 * 8])
    for found in _HEX.finditer(text):
        digits = re.sub(r"0x|[^0-9a-fA-F]", "", found[0])
        yield binascii.unhexlify(digits[: len(digits) // 2 * 2])
    for found in _CODES.finditer(text):
        yield "".join(_letters(found[0])).encode()


def _letters(codes: str) -> Iterator[str]:
    for code in map(int, re.findall(r"\d+", codes)):
        yield chr(code) if not 0xD800 <= code < 0xE000 else " "


def _sixtyfour(found: str) -> Iterator[bytes]:
    """Base64 from each of its four possible beginnings, since a letter or a slash before it is no part of it."""
    lines = found.split()
    if len(lines) > 1:
        full = next((index for index, line in enumerate(lines) if len(line) != len(lines[0])), len(lines))
        yield from _sixtyfour("".join(lines[: full + 1]))
        for line in lines[full + 1 :]:
            yield from _sixtyfour(line)
        return
    for part in re.findall(r"[^=]{24,}", found):
        letters = part.translate(_STANDARD)
        for start in range(4):
            whole = letters[start:]
            whole = whole[:-1] if len(whole) % 4 == 1 else whole
            yield binascii.a2b_base64(whole + "=" * (-len(whole) % 4))


def legible(content: bytes) -> bool:
    """Whether bytes could be a text in some encoding, and not the noise that any long word decodes to."""
    if len(content) < SHORTEST:
        return False
    if content.count(0) > len(content) // 3:
        return True
    few = len(content) // 40
    try:
        content[: len(content) - 4].decode("utf-8")
        return len(content) - len(content.translate(None, _CONTROL)) <= few
    except UnicodeDecodeError:
        return False


def inflated(content: bytes) -> bytes:
    """What bytes hold that are packed without a name; empty if they are not."""
    if content[:1] != b"\x78":
        return b""
    try:
        found = zlib.decompressobj().decompress(content, UNPACKED)
    except zlib.error:
        return b""
    return found if legible(found) else b""
