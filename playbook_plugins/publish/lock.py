"""One build of a site at a time."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playbook_plugins.publish.target import PublishError, staging

_LOCKLESS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP)


@contextmanager
def lock(target: Path) -> Iterator[None]:
    """Hold the right to replace `target`; whoever comes second is told so at once.

    The operating system lets go of the lock when a build is killed, so a
    left-over lock file never stands in the way. Where a disk keeps no locks (some
    network disks do not), nothing is built: two builds could not be told apart.
    """
    path = staging(target).with_name(f".{target.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = _take(path)
    except OSError as error:
        if error.errno in _LOCKLESS:
            raise PublishError(
                f"{target}: this disk cannot keep two builds apart ({error.strerror}). Build into a folder on this machine's own disk, and copy it from there."
            ) from error
        raise PublishError(f"{target}: cannot write beside it: {error.strerror}.") from error
    if handle is None:
        raise PublishError(f"{target}: another build of this site is running. Wait until it has finished.")
    try:
        yield
    finally:
        _release(handle, path)


if sys.platform == "win32":
    import msvcrt

    def _take(path: Path) -> int | None:
        handle = os.open(path, os.O_RDWR | os.O_CREAT)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.close(handle)
            return None
        return handle

    def _release(handle: int, path: Path) -> None:
        # An open file cannot be deleted here, and a closed one may be the next build's: it stays.
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
        os.close(handle)

else:
    import fcntl

    def _take(path: Path) -> int | None:
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                return None
            # The one before us may have deleted the file between our opening and our locking it.
            if _same_file(handle, path):
                return handle
            os.close(handle)

    def _same_file(handle: int, path: Path) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), os.stat(path))
        except FileNotFoundError:
            return False

    def _release(handle: int, path: Path) -> None:
        # Deleted while it is still ours, so nobody's lock is ever deleted but our own.
        path.unlink(missing_ok=True)
        os.close(handle)
