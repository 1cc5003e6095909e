"""Where something stands in the author's files."""

from collections.abc import Mapping
from typing import NamedTuple

Keys = tuple[str | int, ...]
"""The way to a value in YAML: names, and numbers in lists."""


class Place(NamedTuple):
    """A stretch of one source file.

    Lines and columns count from 1, columns in code points; the end is
    exclusive, and `None` where only the start is known.
    """

    path: str
    """From the repository's root, with `/` between folders."""
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def nearest_place(places: Mapping[Keys, Place], keys: Keys, *, otherwise: Place) -> Place:
    """Where the value at `keys` stands; the nearest one above it where it does not."""
    return next((places[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in places), otherwise)
