"""Changes at their places: whatever stands outside them stays as it is, byte for byte."""

from collections.abc import Iterable
from itertools import accumulate

from playbook_plugins.model.finding import Mend
from playbook_plugins.model.place import Place

_BOM = b"\xef\xbb\xbf"
_QUOTES = ("'", '"')


def spliced(content: bytes, mends: Iterable[Mend]) -> tuple[bytes, tuple[Mend, ...]]:
    """The file with the changes made, and those that were: of two at one spot the first, and none whose text is gone."""
    text = content.removeprefix(_BOM).decode("utf-8")
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    taken: list[tuple[int, int, Mend]] = []
    for mend in sorted(set(mends), key=lambda mend: mend.place):
        start, end = _offset(mend.place, starts, ends=False), _offset(mend.place, starts, ends=True)
        if (span := _inside(text, start, end, mend=mend)) and span[0] >= max((taken_end for _, taken_end, _ in taken), default=0):
            taken.append((*span, mend))
    for start, end, mend in reversed(taken):
        text = text[:start] + mend.text.replace("\n", line_end(text)) + text[end:]
    mark = _BOM if content.startswith(_BOM) else b""
    return mark + text.encode("utf-8"), tuple(mend for *_, mend in taken)


def line_end(text: str) -> str:
    """How the lines of a text end: as its first one does."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def _offset(place: Place, starts: list[int], *, ends: bool) -> int:
    line, column = (place.end_line, place.end_column) if ends else (place.line, place.column)
    if line is None or column is None or line > len(starts):
        return -1
    return starts[line - 1] + column - 1


def _inside(text: str, start: int, end: int, *, mend: Mend) -> tuple[int, int] | None:
    """Where the change is made: inside the quotes, where there are some; `None` where something else stands there now."""
    if not 0 <= start <= end <= len(text):
        return None
    there = text[start:end].replace("\r\n", "\n")
    if mend.was is None or there == mend.was:
        return start, end
    if there[:1] in _QUOTES and there == f"{there[0]}{mend.was}{there[0]}":
        return start + 1, end - 1
    return None
