"""What a plain file holds, so far as it is read: a pipe is never waited for, and a device never emptied."""

import errno
import os
import stat
from pathlib import Path

_OPENED = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def read_plain(file: Path, *, most: int) -> bytes:
    """The first bytes of a file, or of the file that a link leads to; raises `OSError` for whatever else it is."""
    if not stat.S_ISREG(os.stat(file).st_mode):
        raise _odd(file)
    handle = os.open(file, _OPENED)
    with os.fdopen(handle, "rb") as stream:
        # it may have been exchanged since it was looked at
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise _odd(file)
        return stream.read(most)


def _odd(file: Path) -> OSError:
    return OSError(errno.EINVAL, "it is no plain file", str(file))
