"""Putting a finished site where the old one was, in one step.

One step it is on Linux, on the usual disks (ext4, XFS, Btrfs, tmpfs). On macOS
and Windows, and on network disks that cannot exchange two folders, it is two
renames: a visitor in the instant between them meets no site, and a crash there
is mended by the next build. A link that is swapped would be one step on macOS
too, but a site that is a link could not be told from somebody's link to a
folder of theirs, which is never replaced.

Before that, the system has written all of it to the disk, as far as it lets us
ask for that, so that a power cut finds no half-written page: on Linux the whole
disk at once, elsewhere file by file, which takes longer.
"""

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from playbook_plugins.publish.target import Leftover, PublishError, clear, former, refuse, remove

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EPERM)


def publish(new: Path, target: Path, *, ours: bool = False, lasting: bool = True) -> None:
    """Put the finished folder `new` in the place of `target`, and remove the old site.

    On Linux both change places in one step, so a visitor or a crash meets the
    old site or the new one. Elsewhere it takes two renames: for a moment
    between them there is no site, and a crash there leaves the old one under
    the name `former(target)`, whence the next build fetches it back.
    `ours` says that what `target` holds may be replaced, site or not. For what
    is not `lasting`, nobody waits: it may be lost in a power cut, and the old
    site stays beside it until the next one is built.
    """
    refuse(target, ours=ours)
    try:
        _settle(new, lasting=lasting)
        old = _put(new, target)
        if lasting:
            _keep(target.parent)
    except OSError as error:
        raise PublishError(f"{target}: the new site could not be put in its place: {error.strerror}.") from error
    if not lasting:
        return
    try:
        remove(old)
    except OSError as error:
        clear(old)
        raise Leftover(f"{target} holds the new site, but the old one could not be removed from {old}: {error.strerror}. Delete that folder.") from error


def _put(new: Path, target: Path) -> Path:
    """Bring the new site to its place, and say where the old one is."""
    if not target.exists():
        os.replace(new, target)
    elif not exchange(new, target):
        return _replace_in_two_steps(new, target)
    return new


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; `False` where the system cannot."""
    return _linux("renameat2", _HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)


def _linux(call: str, *given: int | bytes) -> bool:
    """Have Linux do what Python has no word for; `False` where the system cannot."""
    if sys.platform != "linux":
        return False
    asked = getattr(ctypes.CDLL(None, use_errno=True), call, None)
    if asked is None:
        return False
    if asked(*given) == 0:
        return True
    if (number := ctypes.get_errno()) in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number))


def _replace_in_two_steps(new: Path, target: Path) -> Path:
    old = former(target)
    remove(old)
    os.replace(target, old)
    try:
        os.replace(new, target)
    except OSError:
        os.replace(old, target)
        raise
    return old


def _settle(folder: Path, *, lasting: bool) -> None:
    """Let a web server read a site, whatever the builder's own habit is, and let a lasting one survive a power cut."""
    paths = []
    for path, mode in _plain(folder):
        wanted = 0o755 if stat.S_ISDIR(mode) else 0o644
        if stat.S_IMODE(mode) != wanted:
            os.chmod(path, wanted)
        paths.append(path)
    if lasting and not _kept_at_once(folder):
        for path in paths:
            _keep(path)


def _plain(folder: Path | str) -> Iterator[tuple[Path | str, int]]:
    """Every file and folder of a site with its mode, a folder behind what lies in it; raises where there is anything else."""
    with os.scandir(folder) as scanned:
        entries = list(scanned)
    for entry in entries:
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            yield from _plain(entry.path)
        elif stat.S_ISREG(mode):
            yield entry.path, mode
        else:
            raise PublishError(f"{entry.path}: this is no plain file, so the new site was not published. Find the plugin that puts it there.")
    yield folder, os.lstat(folder).st_mode


def _kept_at_once(folder: Path) -> bool:
    """Have the whole disk that a folder lies on written, which takes a fraction of what its files take one by one; `False` where the system cannot."""
    if sys.platform != "linux":
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        return _linux("syncfs", handle)
    finally:
        os.close(handle)


def _keep(path: Path | str) -> None:
    """Have it written to the disk by now, where the system lets us say so."""
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
