"""Putting a finished site where the old one was, in one step."""

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

from playbook_plugins.publish.target import PublishError, former, refuse, remove

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EPERM)


def publish(new: Path, target: Path, *, ours: bool = False) -> None:
    """Put the finished folder `new` in the place of `target`, and remove the old site.

    On Linux both change places in one step, so a visitor or a crash meets the
    old site or the new one. Elsewhere it takes two renames: for a moment
    between them there is no site, and a crash there leaves the old one under
    the name `former(target)`, whence the next build fetches it back.
    `ours` says that what `target` holds may be replaced, site or not.
    """
    refuse(target, ours=ours)
    try:
        if not target.exists():
            os.replace(new, target)
        elif not exchange(new, target):
            _replace_in_two_steps(new, target)
        _settle(target.parent)
    except OSError as error:
        raise PublishError(f"{target}: the new site could not be put in its place: {error.strerror}.") from error
    # What stands here now is the old site; should some of it stay, the next build removes it or says so.
    shutil.rmtree(new, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; `False` where the system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    if (number := ctypes.get_errno()) in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number))


def _replace_in_two_steps(new: Path, target: Path) -> None:
    old = former(target)
    remove(old)
    os.replace(target, old)
    try:
        os.replace(new, target)
    except OSError:
        os.replace(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Make the new names survive a power cut, where the system lets us say so."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
