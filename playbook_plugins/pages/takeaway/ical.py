"""Lines of a calendar as RFC 5545 wants them: values made safe, long lines folded."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

_LONGEST = 74
"""Bytes of a line before it goes on in the next."""
_MEANT = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def written(lines: Iterable[str]) -> bytes:
    """The lines as a file."""
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode("utf-8")


def said(value: str) -> str:
    """A text as a value."""
    return value.translate(_MEANT)


def day(value: date) -> str:
    """A day as a value: `20261124`."""
    return f"{value.year:04}{value.month:02}{value.day:02}"


def moment(stamp: int) -> str:
    """A moment, in seconds since 1970, as a value: `20261124T073000Z`."""
    at = datetime.fromtimestamp(stamp, UTC)
    return f"{day(at)}T{at.hour:02}{at.minute:02}{at.second:02}Z"


def _folded(line: str) -> str:
    if len(line.encode("utf-8")) <= _LONGEST:
        return line
    parts, size = [""], 0
    for sign in line:
        own = len(sign.encode("utf-8"))
        if size + own > _LONGEST:
            # a sign and the stroke before it stay together
            held = "\\" if parts[-1].endswith("\\") else ""
            parts[-1] = parts[-1].removesuffix(held)
            parts.append(held)
            size = len(held)
        parts[-1] += sign
        size += own
    return "\r\n ".join(parts)
