"""A file of the site that stands there, used again in the next one: linked to, and not written anew.

It is one that a build of ours published, and still has the very bytes. Nobody
writes to such a file afterwards: the next site has it, or another of its name.
"""

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b

from playbook_plugins.publish.target import PublishError


@dataclass(frozen=True, slots=True)
class Standing:
    """A file as it stood when somebody read it."""

    path: str
    state: tuple[int, ...]
    """Size, times, number and mode."""
    seal: bytes


def seal(content: bytes) -> bytes:
    """What stands for the bytes of a file."""
    return blake2b(content, digest_size=32).digest()


def standing(path: str, sealed: bytes) -> Standing | None:
    """The file at `path`, where it is one of our own and holds what `sealed` stands for."""
    with suppress(OSError):
        if (state := _state(path)) and _sealed(path) == sealed:
            return Standing(path, state, sealed)
    return None


def use(file: Standing, place: str) -> None:
    """Let the same file stand at `place` too; raises `PublishError` where somebody has changed it meanwhile, and `OSError` where something stands at `place`."""
    if _state(file.path) != file.state:
        raise PublishError(f"{file.path}: somebody changed this file of the site while the next one was built, so that was not published. Build once more.")
    try:
        os.link(file.path, place, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a disk that knows no second names for a file
        with open(file.path, "rb") as stream, open(place, "xb") as written:
            written.write(stream.read())


def _state(path: str) -> tuple[int, ...] | None:
    """What the system notes of a file that is there, plain and ours."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode) or (hasattr(os, "geteuid") and found.st_uid != os.geteuid()):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_mode


def _sealed(path: str) -> bytes:
    with open(path, "rb") as stream:
        return seal(stream.read())
