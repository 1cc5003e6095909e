"""What a PDF says: its pages, its fields, and every stream and string in it."""

import io
from collections.abc import Iterator

from playbook_plugins.audit.limits import Budget, Unreadable

_MOST = 20_000
"""Objects in one document."""


def said(content: bytes, budget: Budget) -> Iterator[str | bytes]:
    """The text of each page, then every string and stream of the document."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Unreadable("it is encrypted")
        for page in reader.pages:
            yield page.extract_text()
        yield from _objects(reader, budget)
    except Unreadable:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError, OSError, NotImplementedError):
        raise Unreadable("it is a PDF that does not open") from None


def _objects(reader, budget: Budget) -> Iterator[str | bytes]:
    """Every object, whether a page uses it or not."""
    from pypdf.generic import IndirectObject, StreamObject

    numbers = {number for generation in reader.xref.values() for number in generation} | set(reader.xref_objStm)
    if len(numbers) > _MOST:
        raise Unreadable(f"it has more than {_MOST} parts")
    found: list[str] = []
    for number in sorted(numbers - {0}):
        thing = IndirectObject(number, 0, reader).get_object()
        found += _strings(thing)
        if isinstance(thing, StreamObject):
            content = thing.get_data()
            budget.unpack(len(content))
            yield content
    found += _strings(reader.trailer)
    yield "\n".join(found)


def _strings(thing) -> Iterator[str]:
    """The strings in an object, not those in others that it names."""
    left = [thing]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += [one.raw_get(key) for key in one]
        elif isinstance(one, list):
            left += list.__iter__(one)
        elif isinstance(one, str | bytes):
            yield one if isinstance(one, str) else one.decode("latin-1")
