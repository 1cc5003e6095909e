"""What was worked out before, kept by content: always safe to lose, never trusted beyond what this user alone could write.

It lies in the user's own folder for such things and never among the sources,
so nobody can hand over a cache with a playbook. One database a playbook, so
that two commands may run at once; a value that is damaged, or was kept by
another version of this program, counts as not there.

A value is looked up by a digest of all that decides it. Whoever keeps one
lists that; the program itself, its Python and the packages that it leans on
are in every digest.
"""

import os
import pickle
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

VARIABLE = "PLAYBOOK_CACHE"
"""What names another folder in the environment; `off` keeps nothing."""
_SIZE = 16
"""Bytes of a digest."""
_PACKAGES = ("site-packages", "dist-packages")
"""Folders whose stamp changes with each package that is installed, renewed or removed."""
_WAIT = 2.0
"""Seconds for which a command waits while another one writes; then it goes without."""
_FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What is raised of a file that is damaged: what it should say of itself may be no text any more."""
_ENTRIES = "CREATE TABLE IF NOT EXISTS kept (shelf TEXT, key BLOB, used INTEGER, value BLOB, PRIMARY KEY (shelf, key))"
"""What is asked of every row stands before its value, which may be long and would be read through for whatever stands behind it.

With `WITHOUT ROWID` the keys would lie among the values, and each search read through the long ones that it meets.
"""
_LATEST = "DELETE FROM kept WHERE shelf = ? AND used <= (SELECT used FROM kept WHERE shelf = ? ORDER BY used DESC LIMIT 1 OFFSET ?)"
"""Leaves so many entries of a shelf; what was kept again under its key counts once."""
_TAKEN = 500
"""Keys that are asked for at once; the database allows some more."""


def digest(*parts: bytes | str | int | None) -> bytes:
    """A name for these parts, in their order; no two lists of parts have the same one."""
    hashed = blake2b(digest_size=_SIZE)
    for part in parts:
        content = part if isinstance(part, bytes) else repr(part).encode("utf-8", "surrogatepass")
        hashed.update(b"%s%d:" % (type(part).__name__[:1].encode(), len(content)))
        hashed.update(content)
    return hashed.digest()


@cache
def program() -> bytes:
    """What stands for this program: its files by name, size and stamp, its Python, and the folders into which packages are installed, each with its stamp."""
    found: list[str] = [sys.version, sys.platform, str(sys.flags.optimize)]
    for where, folders, names in os.walk(Path(__file__).parent):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        with suppress(OSError):
            for entry in sorted(os.scandir(where), key=lambda entry: entry.name):
                if entry.is_file():
                    status = entry.stat()
                    found.append(f"{entry.path} {status.st_size} {status.st_mtime_ns}")
    for folder in sys.path:
        if os.path.basename(folder) in _PACKAGES:
            with suppress(OSError):
                found.append(f"{folder} {os.stat(folder).st_mtime_ns}")
    return digest(*found)


class Cache:
    """What is kept for the playbook whose repository is at `root`."""

    def __init__(self, root: Path | str) -> None:
        self._database = _opened(root)

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._database is not None

    @property
    def empty(self) -> bool:
        """Whether nothing is kept yet."""
        try:
            return self._database is None or not self._database.execute("SELECT EXISTS (SELECT 1 FROM kept)").fetchone()[0]
        except _FAULTS:
            self._give_up()
            return True

    def get(self, shelf: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is kept under these keys of a shelf; nothing for a key that is not there."""
        found: dict[bytes, bytes] = {}
        asked = {_whole(key): key for key in keys}
        wanted = list(asked)
        try:
            for start in range(0, len(wanted) if self._database else 0, _TAKEN):
                some = wanted[start : start + _TAKEN]
                rows = self._database.execute(f"SELECT key, value FROM kept WHERE shelf = ? AND key IN ({','.join('?' * len(some))})", (shelf, *some))
                # in a damaged file a row may be found under another's key
                found.update((asked[key], value[_SIZE:]) for key, value in rows if key in asked and _sound(shelf, key, value))
        except _FAULTS:
            self._give_up()
        return found

    def put(self, shelf: str, values: Mapping[bytes, bytes], *, most: int = 0) -> None:
        """Keep these; `most` is how many of a shelf stay, the latest (0: all). Where it cannot be written, nothing is kept."""
        if not self._database or not values:
            return
        try:
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                (last,) = self._database.execute("SELECT coalesce(max(used), 0) FROM kept WHERE shelf = ?", (shelf,)).fetchone()
                # one after the other: together they may be as long as a whole site
                rows = ((shelf, key := _whole(name), number, _seal(shelf, key, value) + value) for number, (name, value) in enumerate(values.items(), last + 1))
                self._database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
                if most and last + len(values) > most:
                    self._database.execute(_LATEST, (shelf, shelf, most))
        except _FAULTS:
            self._give_up()

    def value(self, shelf: str, key: bytes, make: Callable[[], Any], *, most: int = 0) -> Any:
        """What `make` gives, kept from the last time that it was asked for under this key."""
        if (kept := self.get(shelf, (key,)).get(key)) is not None:
            with suppress(Exception):  # whatever a value of an odd kind may raise
                return pickle.loads(kept)
        made = make()
        if self.keeps:
            with suppress(pickle.PicklingError, TypeError, AttributeError):
                self.put(shelf, {key: pickle.dumps(made, pickle.HIGHEST_PROTOCOL)}, most=most)
        return made

    def close(self) -> None:
        """Let go of the database."""
        if self._database:
            with suppress(*_FAULTS):
                self._database.close()
            self._database = None

    def _give_up(self) -> None:
        """Go on without: the file is damaged, foreign, full, or in another's hands for too long."""
        self.close()


def folder() -> Path | None:
    """Where caches lie; `None` where none shall be kept, or where others could write to it."""
    named = os.environ.get(VARIABLE, "")
    if named == "off":
        return None
    if named:
        place = Path(named)
    elif sys.platform == "win32":
        place = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "playbook" / "cache"
    elif sys.platform == "darwin":
        place = Path.home() / "Library" / "Caches" / "playbook"
    else:
        place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "playbook"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        return place if _ours(place, stat.S_ISDIR) else None
    except OSError:
        return None


def file(root: Path | str) -> Path | None:
    """The database of the playbook whose repository is at `root`; `None` where none is kept."""
    place = folder()
    return place and place / f"{blake2b(os.fsencode(os.path.realpath(root)), digest_size=_SIZE).hexdigest()}.db"


def _opened(root: Path | str) -> sqlite3.Connection | None:
    try:
        if (place := file(root)) is None or (os.path.lexists(place) and not _ours(place, stat.S_ISREG)):
            return None
        return _connected(place)
    except (OSError, RuntimeError, *_FAULTS):
        return None


def _connected(place: Path) -> sqlite3.Connection:
    """The database in a file; one that is no database any more is begun anew."""
    for attempt in (True, False):
        database = sqlite3.connect(place, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        try:
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_ENTRIES)
            return database
        except sqlite3.OperationalError:
            database.close()
            raise
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            database.close()
            if not attempt:
                raise
            place.unlink(missing_ok=True)
    raise AssertionError


def _ours(place: Path, kind: Callable[[int], bool]) -> bool:
    """Whether a file or folder is what it should be, and nobody else can write to it."""
    status = os.lstat(place)
    if not kind(status.st_mode):
        return False
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _whole(key: bytes) -> bytes:
    return blake2b(program() + key, digest_size=_SIZE).digest()


def _seal(shelf: str, key: bytes, value: bytes) -> bytes:
    """What stands before a value, and tells where it belongs."""
    return blake2b(key + value, digest_size=_SIZE, person=blake2b(shelf.encode(), digest_size=blake2b.PERSON_SIZE).digest()).digest()


def _sound(shelf: str, key: bytes, value: object) -> bool:
    return isinstance(value, bytes) and value[:_SIZE] == _seal(shelf, key, value[_SIZE:])
