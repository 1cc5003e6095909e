"""Places as an editor counts them: lines and columns from 0, and columns in the units that it asked for."""

from collections.abc import Callable, Sequence

from lsprotocol import types

from playbook_plugins.model.place import Place

Units = Callable[[str], int]
"""How many units of the editor's a text is long: most count a face such as 🙂 as two."""


def range_of(place: Place, lines: Sequence[str], units: Units) -> types.Range:
    """A place as a range; where its end is not known it reaches to the end of its line."""
    start = _position(place.line, place.column, lines, units)
    if place.end_line is not None and place.end_column is not None:
        end = _position(place.end_line, place.end_column, lines, units)
    else:
        end = types.Position(start.line, units(lines[start.line].rstrip()) if start.line < len(lines) else 0)
    return types.Range(start, max(start, end, key=lambda position: (position.line, position.character)))


def _position(line: int, column: int, lines: Sequence[str], units: Units) -> types.Position:
    if line > len(lines):
        last = max(len(lines) - 1, 0)
        return types.Position(last, units(lines[last]) if lines else 0)
    return types.Position(line - 1, units(lines[line - 1][: column - 1]))


def column_of(position: types.Position, line: str, units: Units) -> int:
    """How many letters of a line stand before a position."""
    found = 0
    while found < len(line) and units(line[: found + 1]) <= position.character:
        found += 1
    return found


def changed(before: str, after: str, units: Units) -> types.TextEdit | None:
    """The one stretch in which two texts differ, and what stands there afterwards; `None` where they do not.

    Both have plain line ends.
    """
    if before == after:
        return None
    shorter = min(len(before), len(after))
    start = next((index for index in range(shorter) if before[index] != after[index]), shorter)
    same = next((index for index in range(shorter - start) if before[-1 - index] != after[-1 - index]), shorter - start)
    lines = before.split("\n")
    place = Place("", *_spot(before, start), *_spot(before, len(before) - same))
    return types.TextEdit(range_of(place, lines, units), after[start : len(after) - same])


def _spot(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
