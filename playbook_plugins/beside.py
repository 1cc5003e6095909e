"""Files that lie where Python keeps what it made of our modules, and are written and left out as its own are."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

_FORSAKEN = 3600
"""Seconds after which nobody writes to a file any more who began it."""


def place(source: str, suffix: str) -> Path | None:
    """Where something that was made of a source is kept; `None` where Python keeps nothing."""
    # what says so is how Python tells that it has no such folder
    with suppress(NotImplementedError):
        return Path(cache_from_source(source)).with_suffix(suffix)
    return None


def keep(place: Path | None, made: Callable[[], bytes]) -> None:
    """Make it and write it in one go, where Python would write its own and the folder lets us."""
    if place is None or sys.dont_write_bytecode:
        return
    content, new = made(), place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        _clear(place)
        try:
            new.write_bytes(content)
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)


def _clear(place: Path) -> None:
    """Remove what writers left behind that were killed."""
    for left in place.parent.glob(f"{place.stem}.*"):
        if left.suffix[1:].isdecimal() and left.stem == place.stem:
            with suppress(OSError):  # another has removed it
                if time.time() - left.stat().st_mtime > _FORSAKEN:
                    left.unlink()
