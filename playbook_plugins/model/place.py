"""Where something stands in the author's files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
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
