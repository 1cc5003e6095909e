"""What `playbook serve` keeps an eye on, and what has changed in it.

MkDocs comes with a watcher, which gives up a folder once that is gone; here one
may come and go, as it does where somebody changes branches.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from playbook_plugins.engines.mkdocs.borders import settings

_SETTINGS = ("mkdocs*.y*ml", "properdocs*.y*ml")
_PASSED_OVER = ("__pycache__",)
_FOR_A_WHILE = ("~", ".crswap", ".swp", ".tmp")
"""How files end that editors and browsers write before they put them in their place."""
_EVERY, _SELDOM, _QUIET = 0.1, 1.0, 0.05
"""Seconds between two looks, at least and at most, and between two after something has changed: until nothing does."""
_SHARE = 30
"""One part of a processor in so many is spent on looking."""

Seen = Mapping[str, tuple[int, int, int]]
"""Each file with what tells whether it is still the same; by its name, since so many paths take longer to make than to look at."""


class Change(StrEnum):
    """What became of a file."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the sources and the settings of both sites lie."""

    root: Path
    """The folder of the settings."""
    folders: tuple[Path, ...]
    """Folders that are followed with all that lies in them, there or not."""

    def look(self, named: Iterable[Path]) -> Seen:
        """Every file that is there now, with those in what the settings name."""
        found: dict[str, tuple[int, int, int]] = {}
        for place in (*(file for pattern in _SETTINGS for file in self.root.glob(pattern)), *self.folders, *named):
            (_note_all if place.is_dir() else _note)(str(place), found)
        return found

    def named(self) -> Iterator[Path]:
        """What the settings name besides: the theme's own folder, hooks, and settings that lie elsewhere."""
        for file in sorted(file for pattern in _SETTINGS for file in self.root.glob(pattern)):
            said = settings(file)
            theme, hooks = said.get("theme"), said.get("hooks")
            named = [said.get("INHERIT"), said.get("docs_dir"), *(hooks if isinstance(hooks, list) else [])]
            named += [theme.get("custom_dir")] if isinstance(theme, dict) else []
            yield from (file.parent / name for name in named if isinstance(name, str) and name)


@dataclass(frozen=True, slots=True)
class _Saved:
    """That something was saved, in the form in which the server of MkDocs hears of it."""

    is_directory: bool = False


class Follower:
    """Tells the server when files have changed, once nobody is writing any more; stands in for the watcher that comes with MkDocs."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self._told: Any = None
        self._lock = Lock()
        self._named: tuple[Path, ...] = ()
        self._seen: Seen = {}
        self._last: Seen = {}
        self._ended = Event()
        self._thread = Thread(target=self._follow, daemon=True)

    def changes(self) -> dict[Path, Change]:
        """What has changed since this was asked last; at first, everything is new."""
        with self._lock:
            # here and not at each look, since to read the settings takes longer than all the rest
            self._named = tuple(self.places.named())
            before, self._seen = self._seen, self.places.look(self._named)
            self._last = self._seen
            return compare(before, self._seen)

    def schedule(self, told: Any, path: str, *, recursive: bool) -> None:
        """Take down who is to be told; what is followed is known already."""
        self._told = told

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._ended.set()

    def join(self) -> None:
        """Wait until it has ended."""
        if self._thread.is_alive():
            self._thread.join()

    def _follow(self) -> None:
        wait = _EVERY
        unsettled = False
        while not self._ended.wait(wait):
            with self._lock:
                began = time.thread_time()
                before, self._last = self._last, self.places.look(self._named)
                moved, taken = self._last != before, time.thread_time() - began
            if unsettled and not moved and self._told:
                self._told.on_any_event(_Saved())
            unsettled = moved
            wait = _QUIET if moved else min(max(_EVERY, _SHARE * taken), _SELDOM)


def compare(before: Seen, now: Seen) -> dict[Path, Change]:
    """What became of each file that is not as it was."""
    found = {Path(file): Change.CHANGED if file in before else Change.NEW for file in now if now[file] != before.get(file)}
    return found | {Path(file): Change.GONE for file in before.keys() - now.keys()}


def _note_all(folder: str, found: dict[str, tuple[int, int, int]]) -> None:
    """Note every file of a folder; links to folders are not followed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _passed_over(entry.name):
                continue
            if not entry.is_dir():
                _note(entry.path, found)
            elif not entry.is_symlink():
                _note_all(entry.path, found)


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith(_FOR_A_WHILE) or name in _PASSED_OVER


def _note(file: str, found: dict[str, tuple[int, int, int]]) -> None:
    """Note a file with what tells it from what it was."""
    with suppress(OSError):  # it is gone, or was never there
        status = os.stat(file)
        found[file] = status.st_mtime_ns, status.st_size, status.st_ino
