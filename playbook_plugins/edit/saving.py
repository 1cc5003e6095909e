"""Changed files are written whole or not at all, and all of them or none."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp


@dataclass(frozen=True, slots=True)
class Change:
    """What a file held, and what it shall hold."""

    path: str
    """From the repository's root."""
    before: bytes
    after: bytes


class Moved(Exception):
    """Somebody else has changed a file since it was read; nothing was written."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} has changed in the meantime, so nothing was written. Try again")


def save(changes: Iterable[Change], root: Path) -> None:
    """Write every change, each file in one go; raises `Moved` or `OSError`, and then all files are as they were."""
    ready: list[tuple[Change, Path, Path]] = []
    done: list[tuple[Change, Path]] = []
    try:
        for change in changes:
            target = root / change.path
            ready.append((change, target, _beside(target, change.after)))
        for change, target, _ in ready:
            if target.read_bytes() != change.before:
                raise Moved(change.path)
        for change, target, written in ready:
            os.replace(written, target)
            done.append((change, target))
    except BaseException:
        for change, target in done:
            os.replace(_beside(target, change.before), target)
        raise
    finally:
        for _, _, written in ready:
            with suppress(OSError):
                written.unlink()


def put(content: bytes, target: Path) -> None:
    """Write one file in one go, whether it was there before or not; raises `OSError`."""
    target = target.resolve()
    written = _beside(target, content)
    try:
        os.replace(written, target)
    except OSError:
        written.unlink(missing_ok=True)
        raise


def begin(content: bytes, target: Path) -> None:
    """Write a file that is not there yet, in one go; raises `FileExistsError` where somebody else was quicker, or `OSError`."""
    written = _beside(target, content)
    try:
        # unlike a replacement, a second name is refused where there is a file
        os.link(written, target)
    except FileExistsError:
        raise
    except OSError:
        # not every disk knows second names
        if os.path.lexists(target):
            raise
        os.replace(written, target)
    finally:
        written.unlink(missing_ok=True)


def _beside(target: Path, content: bytes) -> Path:
    """A file beside the target with its mode; the reader passes over it, since its name begins with a dot."""
    there = target.exists()
    if there and not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(13, "you may not write it", str(target))
    handle, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if there:
            shutil.copymode(target, written)
        else:
            written.chmod(0o644)
    except BaseException:
        with suppress(OSError):
            written.unlink()
        raise
    return written
