"""What every byte of a finished file says, unpacked and decoded."""

from collections.abc import Iterator

from playbook_plugins.audit import pdf, pictures
from playbook_plugins.audit.blobs import blobs, inflated, legible
from playbook_plugins.audit.disguises import disguises, turned
from playbook_plugins.audit.encodings import is_text, strings, texts
from playbook_plugins.audit.escapes import layers
from playbook_plugins.audit.heard import Heard
from playbook_plugins.audit.limits import DEEPEST, Budget, Spent, Unreadable
from playbook_plugins.audit.markup import MARKUP, views
from playbook_plugins.audit.packed import members, sealed, within
from playbook_plugins.audit.texts import opened

UNREADABLE = "unreadable"
"""The channel of what could not be opened; its text says why, and no such file may be published."""

_DEEPEST_TEXT = 6
"""How many disguises a text may wear over one another."""
_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF")
_SURE = (b"\x1f\x8b\x08", b"BZh", b"PK\x03\x04", b"\xfd7zXZ\0", b"%PDF-", pictures.PNG, pictures.JPEG, b"GIF8", b"RIFF")
"""How bytes begin that are no noise, even where they are no text."""


def readings(content: bytes, name: str, *, heard: Heard | None = None) -> Iterator[tuple[str, str]]:
    """Each channel by which a file could say something, with what it says there and was not heard in this audit before."""
    reader = _Reader(Heard() if heard is None else heard)
    yield from reader.file(content, name.lower(), 0)


def decoded(text: str) -> Iterator[str]:
    """A text such as a path, and what it is without each of its disguises."""
    reader = _Reader(Heard())
    reader.unpacked(len(text))
    return (said for channel, said in reader.text("path", text, 0) if channel != UNREADABLE)


class _Reader:
    """Reads one finished file."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._budget = Budget()

    def unpacked(self, size: int) -> None:
        """Count what is there to read."""
        self._budget.unpack(size)

    def file(self, content: bytes, name: str, depth: int) -> Iterator[tuple[str, str]]:
        """What bytes say, each member and each text by itself; what cannot be opened is told."""
        try:
            if not depth:
                self.unpacked(len(content))
            if depth > DEEPEST:
                raise Spent("too many things are packed in one another")
            if kind := sealed(content, name):
                yield UNREADABLE, f"it is {kind}, and does not open"
            yield from self._file(content, name, depth)
        except Spent:
            if depth:
                raise
            yield UNREADABLE, "there is more in it than can be read"
        except Unreadable as why:
            yield UNREADABLE, str(why)

    def _file(self, content: bytes, name: str, depth: int) -> Iterator[tuple[str, str]]:
        packed = members(content, self._budget)
        if packed is not None:
            for member, part in packed:
                yield from self.text("path", member, depth)
                yield from self.file(part, member.lower() or _unpacked(name), depth + 1)
        elif b"%PDF-" in content[:1024]:
            for said in pdf.said(content, self._budget):
                yield from self.text("text", said, depth) if isinstance(said, str) else self._inner(said, depth + 1)
        elif pictures.is_picture(content):
            for said in pictures.said(content, self._budget):
                yield from self.text("picture", said, depth) if isinstance(said, str) else self.file(said, "", depth + 1)
            yield from () if content.startswith(pictures.PNG) else self._hidden(content, depth)
        elif is_text(content):
            for text in texts(content):
                for channel, said in opened(text, name):
                    yield from self.text(channel, said, depth)
        else:
            if not content.startswith(_FONTS):
                yield UNREADABLE, "nobody knows what kind of file it is"
            yield from self.text("text", strings(content), depth)
            yield from self._hidden(content, depth)

    def _hidden(self, content: bytes, depth: int) -> Iterator[tuple[str, str]]:
        """What is packed in the middle of a file, if it is anything at all."""
        for start in within(content):
            try:
                for _, part in (*(members(start, self._budget) or (("", start),)),)[:1]:
                    yield from self._inner(part, depth + 1)
            except Spent:
                raise
            except Unreadable:
                pass

    def _inner(self, content: bytes, depth: int) -> Iterator[tuple[str, str]]:
        """A part of which nobody says what it is: read for what it seems to be, passed over if it is noise."""
        if legible(content) or content.startswith(_SURE):
            yield from self.file(content, "", depth)
        else:
            yield from self.text("text", strings(content), depth)

    def text(self, channel: str, text: str, depth: int, layer: int = 0) -> Iterator[tuple[str, str]]:
        """A text, and what it is without each of its disguises."""
        text = self._heard.fresh(channel, text, raw=not layer)
        if not text:
            return
        self._budget.say(len(text))
        yield channel, text
        if layer == _DEEPEST_TEXT:
            return
        for plain in (*layers(text), *disguises(text)):
            yield from self.text(channel, plain, depth, layer + 1)
        if MARKUP.search(text):
            for part, plain in views(text):
                yield from self.text(part if channel == "text" else channel, plain, depth, layer + 1)
        for blob in blobs(text):
            if legible(blob) or blob.startswith(_SURE):
                self._budget.unpack(len(blob))
                yield from self.file(blob, "", depth + 1)
            elif unwrapped := inflated(blob):
                yield from self.file(unwrapped, "", depth + 1)
        for plain in turned(text) if layer < 2 else ():
            if said := self._heard.fresh(channel, plain):
                yield channel, said


def _unpacked(name: str) -> str:
    """What a packed file is called once it is unpacked."""
    return name.rpartition(".")[0]
