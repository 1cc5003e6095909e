"""What lies in a folder: plain files and folders, and nothing that leads somewhere else."""

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playbook_plugins.model.filenames import better_name, visible, well_named
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.page import alike
from playbook_plugins.model.place import Place

DEEPEST = 8
"""How many folders may lie in one another below the one that is looked through."""
MOST_FILES = 20_000
"""Files and folders that are looked at."""

_PASSED_OVER = ("thumbs.db", "desktop.ini", "__pycache__")
"""What computers leave in folders by themselves, beside whatever begins with a dot."""
_ODD = {
    stat.S_IFIFO: "this is a pipe between two programs, not a file of the playbook",
    stat.S_IFSOCK: "this is a socket, through which programs talk, not a file of the playbook",
    stat.S_IFCHR: "this is a device of the computer, not a file of the playbook",
    stat.S_IFBLK: "this is a disk of the computer, not a file of the playbook",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A file or a folder."""

    file: Path
    path: str
    """From the repository's root."""
    known_by: tuple[int, int]
    """What the computer knows it by, whatever it is called; two names of one file have this in common."""
    names: int = 1
    """How many names a file has on this computer."""
    folder: bool = False


def look(folder: Path, root: Path) -> tuple[list[Found], list[Fault]]:
    """The folder itself and all that lies below, in the order of the names; and what is refused, by name."""
    if folder.is_symlink():
        return [], [_refused(named(folder, root), _link(folder), "Put the folder itself here.")]
    status = os.lstat(folder)
    found = [Found(folder, named(folder, root), (status.st_dev, status.st_ino), folder=True)]
    faults: list[Fault] = []
    for one in _below(folder, found[0].path, 1):
        if len(found) + len(faults) > MOST_FILES:
            faults.append(_refused(named(folder, root), f"there are more than {MOST_FILES:,} files in here", "Keep what is not for the playbook somewhere else."))
            break
        if isinstance(one, Fault):
            faults.append(one)
        else:
            found.append(one)
    return found, faults


def _below(folder: Path, path: str, depth: int) -> Iterator[Found | Fault]:
    """What lies in a folder, which is called `path` from the root."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries)
    for name in names:
        if name.startswith(".") or name.lower() in _PASSED_OVER:
            continue
        one = _seen(folder / name, path)
        if isinstance(one, Found) and one.folder and depth > DEEPEST:
            yield _refused(one.path, f"more than {DEEPEST} folders lie in one another here", "Move what you need further up.")
            continue
        yield one
        if isinstance(one, Found) and one.folder:
            yield from _below(one.file, one.path, depth + 1)


def _seen(file: Path, above: str) -> Found | Fault:
    if not file.name.isprintable():
        message = f"`{visible(file.name)}` in this folder has a sign in its name that nobody sees"
        return _refused(above, message, f"Call it `{better_name(file.name)}`.")
    path, status = file.name if above == "." else f"{above.rstrip('/')}/{file.name}", os.lstat(file)
    if stat.S_ISLNK(status.st_mode):
        return _refused(path, _link(file), "Put here what it leads to, or delete it.")
    folder = stat.S_ISDIR(status.st_mode)
    if not folder and not stat.S_ISREG(status.st_mode):
        return _refused(path, _ODD.get(stat.S_IFMT(status.st_mode), "this is no file of the playbook"), "Delete it, or move it out of this folder.")
    return Found(file, path, (status.st_dev, status.st_ino), status.st_nlink, folder)


def _link(file: Path) -> str:
    """What a symbolic link is, in a few words: what lies behind it may be for staff alone."""
    try:
        behind = os.stat(file).st_mode
    except FileNotFoundError:
        return "this is a link that leads nowhere"
    except OSError:
        return "this is a link that leads round in a circle, or to what cannot be opened"
    if not stat.S_ISDIR(behind):
        return "this is a link to another file, not a file of the playbook"
    if file.resolve() in (file.absolute(), *file.absolute().parents):
        return "this is a link to a folder that it lies in, and there is no end to that"
    return "this is a link to another folder, not a folder of the playbook"


def twice(found: Iterable[Found]) -> Iterator[Fault]:
    """The second names of files and folders; a computer that gives none of them a number of its own is believed."""
    first: dict[tuple[int, int], Found] = {}
    for one in found:
        other = first.setdefault(one.known_by, one)
        if other is not one and one.known_by[1]:
            what = "folder" if one.folder else "file"
            yield _refused(one.path, f"this is the {what} `{other.path}` under a second name, so one changes with the other", "Delete it here. If you need it twice, make a copy.")


def elsewhere(found: Collection[Found]) -> Iterator[Fault]:
    """The files that have another name outside as well: of public ones, whoever writes there would publish it.

    Files for staff may have one: backups and stores that save space keep them so.
    """
    inside = Counter(one.known_by for one in found)
    for one in found:
        if not one.folder and one.names > inside[one.known_by]:
            yield _refused(one.path, "this file has a second name elsewhere on the computer, and what is written there would be published",
                           "Make a copy, delete this one, and give the copy its name.")


def confusable(found: Iterable[Found]) -> Iterator[Fault]:
    """Names that some computers take for one; the well-made one stays."""
    first: dict[tuple[Path, str], str] = {}
    for one in sorted(found, key=lambda one: not well_named(one.file.name)):
        key = one.file.parent, alike(one.file.name)
        other = first.setdefault(key, one.file.name)
        if other != one.file.name:
            beside = [name for parent, name in first if parent == one.file.parent]
            yield _refused(one.path, f"many computers cannot tell this name from `{other}`", f"Call it `{better_name(one.file.name, beside)}`.")


def named(path: Path, root: Path) -> str:
    """The path from the root, with `/`; as it stands where the root does not hold it."""
    try:
        return path.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        return path.as_posix()


def _refused(path: str, message: str, mend: str) -> Fault:
    return Fault("unreadable-file", Place(path), message, mend)
