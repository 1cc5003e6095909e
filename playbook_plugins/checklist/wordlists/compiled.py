"""Patterns of our lists as Python compiles them, kept where Python keeps what it made of our modules.

To compile them takes a quarter of the time in which a small playbook is
checked. Python keeps no pattern and has no public way to, so its own parts are
asked; where they are not as we know them, each is compiled anew. What an owner
wrote is never kept here, since others may use the same program.
"""

import marshal
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from playbook_plugins import __version__, beside

_SIZE = 16
"""Bytes of a digest."""
_FEW = 16
"""One pattern in so many may be new before all are written down anew."""
_ANY = r"(?<!a)b{2,3}(?:é|[c-e]\w+?)(?=\s|$)"
"""A pattern that shows whether Python's own parts are as we know them."""
_Code = tuple[int, bytes]
"""The flags of a pattern with those that it says itself, and what it is compiled to."""


class Patterns:
    """What is known of the patterns by what is written, with their flags."""

    def __init__(self) -> None:
        self._known = _read()
        self._fresh: dict[tuple[str, int], _Code] = {}

    def pattern(self, written: str, flags: int) -> re.Pattern[str]:
        """A pattern, compiled only where it was not before."""
        name = written, int(flags)
        code = self._known.get(name) or self._fresh.get(name)
        if code is None and (code := _code(written, flags)):
            self._fresh[name] = code
        return _pattern(written, code) if code else re.compile(written, flags)

    def keep(self) -> None:
        """Keep what was compiled, beside what was known."""
        if len(self._fresh) * _FEW > len(self._known):
            self._known |= self._fresh
            self._fresh.clear()
            beside.keep(_place(), self._dump)

    def _dump(self) -> bytes:
        content = marshal.dumps((_of(), self._known))
        return blake2b(content, digest_size=_SIZE).digest() + content


@cache
def patterns() -> Patterns | None:
    """All that are known; `None` where Python's own parts are not as we know them."""
    with suppress(Exception):  # whatever another Python may raise
        code = _code(_ANY, re.IGNORECASE)
        return Patterns() if code and _pattern(_ANY, code) == re.compile(_ANY, re.IGNORECASE) else None
    return None


def pattern_of(written: str, flags: int = 0, *, ours: bool) -> re.Pattern[str]:
    """A pattern, found again where it is one of `ours`."""
    known = patterns() if ours else None
    return known.pattern(written, flags) if known else re.compile(written, flags)


def keep() -> None:
    """Keep what was compiled since."""
    if known := patterns():
        known.keep()


def _code(written: str, flags: int) -> _Code | None:
    """What a pattern is compiled to; `None` for one with groups that have numbers, of which we have next to none."""
    from re import _compiler, _parser

    read = _parser.parse(written, int(flags))
    if read.state.groups > 1:
        return None
    return int(flags) | read.state.flags, array("I", _compiler._code(read, int(flags))).tobytes()


def _pattern(written: str, code: _Code) -> re.Pattern[str]:
    import _sre

    flags, units = code
    return _sre.compile(written, flags, array("I", units).tolist(), 0, {}, (None,))


def _of() -> str:
    """What decides, beside a pattern itself, what it is compiled to."""
    import _sre

    return repr((__version__, sys.version, _sre.MAGIC, _sre.CODESIZE))


def _read() -> dict[tuple[str, int], _Code]:
    with suppress(OSError, ValueError, TypeError, EOFError):
        content = place.read_bytes() if (place := _place()) else b""
        if content[:_SIZE] == blake2b(content[_SIZE:], digest_size=_SIZE).digest():
            of, known = marshal.loads(content[_SIZE:])
            return known if of == _of() else {}
    return {}


def _place() -> Path | None:
    """Where they are kept; `None` where Python keeps nothing."""
    return beside.place(__file__, ".patterns")
