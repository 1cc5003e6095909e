"""Where the making of pages stands, told to whoever waits for it."""

from contextlib import suppress
from pathlib import Path

from playbook_plugins.model.filenames import visible
from playbook_plugins.model.plainfile import read_plain

_FILES = ("page", "page-2")
"""The files in which the two processes that may make pages say at which one they are."""
_MOST = 1000
"""Bytes of a page's name that are read."""


class Where:
    """The page that this process is making."""

    def __init__(self, room: Path) -> None:
        self._room = room
        self._file = (room / _FILES[0]).open("wb", buffering=0)

    def at(self, path: str = "") -> None:
        """Say which page it is; none, where another process is waited for."""
        self._file.seek(0)
        self._file.write(path.encode("utf-8"))
        self._file.truncate()

    def begin_second(self) -> None:
        """Say it apart from the process of which this one is a copy."""
        self._file.close()
        self._file = (self._room / _FILES[1]).open("wb", buffering=0)

    def close(self) -> None:
        """Say no more."""
        self._file.close()


def pages(room: Path) -> tuple[str, ...]:
    """The pages that are being made, as far as anybody said so."""
    found = []
    for name in _FILES:
        with suppress(OSError):
            found.append(visible(read_plain(room / name, most=_MOST).decode("utf-8", "replace")))
    return tuple(filter(None, found))
