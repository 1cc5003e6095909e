"""What a picture says beside what it shows: its fields, its comments, and what hangs on behind its end."""

import re
import zlib
from collections.abc import Iterator

from playbook_plugins.audit.encodings import strings, words_between
from playbook_plugins.audit.limits import Budget, Unreadable
from playbook_plugins.audit.packed import inflate

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_GIF_COMMENT = re.compile(rb"\x21\xfe((?:[\x01-\xff][^\x00]{0,254})*)\x00")


def is_picture(content: bytes) -> bool:
    """Whether this is a picture of a kind that is known."""
    return content.startswith((PNG, JPEG, b"GIF8", b"\0\0\1\0")) or (content[:4], content[8:12]) == (b"RIFF", b"WEBP") or content[4:12] == b"ftypavif"


def said(content: bytes, budget: Budget) -> Iterator[str | bytes]:
    """Every text in a picture's fields, and as bytes what hangs on behind it."""
    if content.startswith(PNG):
        yield from _png(content, budget)
    elif content.startswith(JPEG):
        yield from _jpeg(content)
    elif content.startswith(b"GIF8"):
        yield from (words_between(_unblocked(found)) for found in _GIF_COMMENT.findall(content))
        yield strings(content)
    else:
        yield from _riff(content) if content.startswith(b"RIFF") else ()
        yield strings(content)


def _png(content: bytes, budget: Budget) -> Iterator[str | bytes]:
    at = len(PNG)
    while at + 12 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        field = content[at + 8 : at + 8 + size]
        at += 12 + size
        if kind in (b"zTXt", b"iCCP", b"iTXt"):
            yield words_between(_packed_field(kind, field, budget))
        elif kind == b"IDAT":
            yield strings(field)
        elif kind != b"IHDR":
            yield words_between(field)
        if kind == b"IEND":
            break
    yield content[at:]


def _packed_field(kind: bytes, field: bytes, budget: Budget) -> bytes:
    """A field's name and its text, unpacked; one that does not unpack may say anything."""
    name, _, rest = field.partition(b"\0")
    if kind == b"iTXt":
        head, rest = rest[:2], rest[2:]
        if head[:1] != b"\1":
            return field.replace(b"\0", b"\n")
        language, _, rest = rest.partition(b"\0")
        key, _, rest = rest.partition(b"\0")
        name = b"\n".join((name, language, key))
    else:
        rest = rest[1:]
    try:
        return name + b"\n" + inflate(rest, zlib.MAX_WBITS, budget)
    except zlib.error:
        raise Unreadable("a packed field of the picture does not open") from None


def _jpeg(content: bytes) -> Iterator[str | bytes]:
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] != b"\xda":
        size = int.from_bytes(content[at + 2 : at + 4])
        yield words_between(content[at + 4 : at + 2 + size])
        at += 2 + max(size, 2)
    yield strings(content[at:])
    end = content.rfind(b"\xff\xd9")
    yield content[end + 2 :] if end >= 0 else b""


def _riff(content: bytes) -> Iterator[str | bytes]:
    at = 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        if content[at : at + 4] in (b"EXIF", b"XMP "):
            yield words_between(content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    yield content[8 + int.from_bytes(content[4:8], "little") :]


def _unblocked(blocks: bytes) -> bytes:
    """A comment of a GIF without the byte before each 255 that counts them."""
    found, at = [], 0
    while at < len(blocks):
        found.append(blocks[at + 1 : at + 1 + blocks[at]])
        at += 1 + blocks[at]
    return b"".join(found)
