"""What is packed in a file, member by member, whatever the file is called."""

import bz2
import io
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

from playbook_plugins.audit.limits import Budget, Spent, Unreadable

_SEALED = {
    b"\x28\xb5\x2f\xfd": "zstd",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
    b"\x04\x22\x4d\x18": "LZ4",
    b"\x1f\x9d": "compress",
    b"MSCF": "cabinet",
    b"wOF2": "WOFF2",
    b"-----BEGIN PGP MESSAGE": "encrypted",
    b"age-encryption.org/": "encrypted",
    b"Salted__": "encrypted",
}
"""How files begin that cannot be opened here, and what they are."""
_SUFFIXES = (".br", ".zst", ".7z", ".rar", ".lz4", ".lzo", ".lzh", ".cab", ".gpg", ".pgp", ".age", ".enc", ".kdbx")
_STARTS = re.compile(rb"\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\x00|PK\x03\x04|\x78[\x01\x5e\x9c\xda]|%PDF-")
_STEP = 1 << 20


def sealed(content: bytes, name: str) -> str:
    """What kind of locked box a file is; empty if it is none."""
    found = next((kind for start, kind in _SEALED.items() if content.startswith(start)), "")
    if content.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in content:
        return "encrypted"
    return found or (name.rpartition(".")[2] if name.endswith(_SUFFIXES) else "")


def members(content: bytes, budget: Budget) -> Iterator[tuple[str, bytes]] | None:
    """Everything packed in a file with its name; `None` if it is nothing packed."""
    if content.startswith(b"\x1f\x8b"):
        return _streams(content, lambda: zlib.decompressobj(zlib.MAX_WBITS | 16), budget)
    if content.startswith(b"BZh"):
        return _streams(content, bz2.BZ2Decompressor, budget)
    if content.startswith((b"\xfd7zXZ\0", b"\x5d\0\0")):
        return _streams(content, lambda: lzma.LZMADecompressor(memlimit=256 << 20), budget)
    if content[257:262] == b"ustar" or _old_tar(content):
        return _tar(content, budget)
    if b"PK\x05\x06" in content[-66000:] or content.startswith(b"PK\x03\x04"):
        return _zip(content, budget)
    if content[:1] == b"\x78" and int.from_bytes(content[:2]) % 31 == 0 and _inflates(content):
        return _streams(content, zlib.decompressobj, budget)
    return None


def _old_tar(content: bytes) -> bool:
    """Whether the first block adds up as that of an archive without a magic word does."""
    head = content[:512]
    try:
        return len(head) == 512 and int(head[148:156].strip(b" \0"), 8) == sum(head[:148]) + 256 + sum(head[156:])
    except ValueError:
        return False


def _inflates(content: bytes) -> bool:
    try:
        return bool(zlib.decompressobj().decompress(content, 64))
    except zlib.error:
        return False


def inflate(content: bytes, bits: int, budget: Budget) -> bytes:
    """A zlib stream's content, within the budget."""
    found = zlib.decompressobj(bits).decompress(content, budget.left() + 1)
    budget.unpack(len(found))
    return found


def _streams(content: bytes, opener: Callable[[], object], budget: Budget) -> Iterator[tuple[str, bytes]]:
    """All streams of a file, one behind the other, as one member; what hangs on behind them is another."""
    parts: list[bytes] = []
    left = content
    while left:
        stream = opener()
        try:
            parts.append(_stream(stream, left, budget))
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError):
            if not parts:
                raise Unreadable("it is packed, and does not open") from None
            break
        left = stream.unused_data
    yield "", b"".join(parts)
    yield "", left


def _stream(stream, content: bytes, budget: Budget) -> bytes:
    parts: list[bytes] = []
    while not stream.eof:
        part = stream.decompress(content, min(_STEP, budget.left() + 1))
        content = getattr(stream, "unconsumed_tail", b"")
        budget.unpack(len(part))
        if not part and not content:
            break
        parts.append(part)
    if not stream.eof:
        raise Unreadable("it is packed, and ends too early")
    return b"".join(parts)


def _zip(content: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield "", archive.comment
            for member in archive.infolist():
                yield member.filename, member.comment
                with archive.open(member) as opened:
                    found = opened.read(budget.left() + 1)
                budget.unpack(len(found))
                yield member.filename, found
            start = min((member.header_offset for member in archive.infolist()), default=0)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, struct.error):
        raise Unreadable("it is an archive that does not open without a password, or at all") from None
    yield "", content[:start]


def _tar(content: bytes, budget: Budget) -> Iterator[tuple[str, bytes]]:
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
            for member in archive:
                told = "\n".join((member.linkname, member.uname, member.gname, *member.pax_headers.values()))
                yield member.name, told.encode("utf-8", "surrogateescape")
                if opened := archive.extractfile(member) if member.isfile() else None:
                    found = opened.read(budget.left() + 1)
                    budget.unpack(len(found))
                    yield member.name, found
    except (tarfile.TarError, OSError, EOFError, ValueError, RecursionError):
        raise Unreadable("it is an archive that does not open") from None


def within(content: bytes) -> Iterator[bytes]:
    """What is packed somewhere in the middle of a file: every place where something packed begins."""
    looked = opened = 64
    for found in _STARTS.finditer(content, 1):
        looked -= 1
        start = found.start()
        if content[start] != 0x78 or _inflates(content[start : start + 512]):
            opened -= 1
            yield content[start:]
        if looked < -len(content) // 512 or opened < -len(content) // 16384:
            raise Spent("too much seems to be packed in it")
