"""Bytes of a source file → lines, or a fault that says what stands in the way."""

import re

from playbook_plugins.model.finding import Fault
from playbook_plugins.model.place import Place
from playbook_plugins.read.limits import LINE_LIMIT, SIZE_LIMIT

_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""Signs that nobody sees, that steer a terminal, or that other programs take for the end of a line."""


def read_lines(content: bytes, path: str) -> tuple[tuple[str, ...], Fault | None]:
    """The lines of a file without line ends; with a fault, and no lines, where it cannot be read."""
    if len(content) > SIZE_LIMIT:
        return (), _unreadable(
            Place(path), f"this file is longer than {SIZE_LIMIT // 1024} KB", "Split it into several documents."
        )
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return (), _unreadable(
            Place(path, line, column),
            "a letter here was saved in a way that we cannot read",
            "Save the file again, and choose “UTF-8” as its encoding.",
        )
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        return (), _unreadable(
            _at(text, text.index("\r"), path), "this line ends in an old way that other programs run together", "Save the file again, and choose line ends for Unix or Windows."
        )
    lines = tuple(text.split("\n"))
    # every sign that nobody sees is one that cannot be printed, and few others are
    if not all(map(str.isprintable, lines)) and (found := UNSEEN.search(text)):
        code = f"U+{ord(found[0]):04X}"
        return (), _unreadable(
            _at(text, found.start(), path), f"there is an invisible character here ({code})", "Delete it and type the word anew."
        )
    if all(f"\n{mark}" in f"\n{text}" for mark in ("<<<<<<< ", ">>>>>>> ")) and (found := _CONFLICT.search(text)):
        return (), _unreadable(
            _at(text, found.start(), path),
            "two versions of this file were joined and not yet sorted out",
            "Keep the lines that are right, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`.",
        )
    if long := next((number for number, line in enumerate(lines, start=1) if len(line) > LINE_LIMIT), 0):
        return (), _unreadable(
            Place(path, long, LINE_LIMIT), f"this line is longer than {LINE_LIMIT:,} characters", "Break it into several lines."
        )
    return lines, None


def _at(text: str, offset: int, path: str) -> Place:
    return Place(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _unreadable(place: Place, message: str, mend: str) -> Fault:
    return Fault("unreadable-file", place, message, mend)
