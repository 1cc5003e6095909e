"""What files may be called, so that every computer and every address takes the name alike."""

import re
from collections.abc import Collection
from pathlib import Path

from playbook_plugins.model.lexicon import plain_letters
from playbook_plugins.model.page import alike

LONGEST = 100
"""Characters of a name, its ending included."""

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\..*)?", re.IGNORECASE | re.DOTALL)


def well_named(path: str) -> bool:
    """Whether every part of a path is a name that no computer, address or log takes for something else."""
    return all(_NAME.fullmatch(part) and len(part) <= LONGEST and not is_device(part) for part in path.split("/"))


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for a device, whatever its ending: `con.md`, `aux.pl.md`."""
    return _DEVICE.fullmatch(name) is not None


def better_name(name: str, taken: Collection[str] = ()) -> str:
    """A good name near to `name`, with the same ending, that nothing else goes by."""
    stem, _, ending = name.rpartition(".") if "." in name.lstrip(".") else (name, "", "")
    plain = _plain(stem)[: LONGEST // 2].strip("-") or "a-name"
    ending = f".{_plain(ending)[:10]}".rstrip(".-")
    others, number = {alike(other) for other in taken}, 1
    better = plain + ending
    while is_device(better) or better in others:
        number += 1
        better = f"{plain}-{number}{ending}"
    return better


def meet(one: Path, other: Path) -> bool:
    """Whether two folders are the same or one lies in the other, on a disk to which large and small letters are the same."""
    one, other = Path(alike(str(one))), Path(alike(str(other)))
    return one == other or one in other.parents or other in one.parents


def visible(name: str) -> str:
    """A name with a sign of its own in place of each that nobody sees, or that no text can hold."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain_letters(text).lower()).strip("-")
