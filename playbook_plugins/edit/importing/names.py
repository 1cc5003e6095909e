"""What the new documents are called."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import unquote

from playbook_plugins.edit.importing.found import HEX
from playbook_plugins.model.filenames import better_name
from playbook_plugins.model.page import alike

_FRONT = ("index", "readme", "_index", "home")
"""What a folder's first page is called; it goes by the folder's name."""


def bare(path: str) -> tuple[str, ...]:
    """The parts of a path without its ending and without what programs put behind names."""
    parts = PurePosixPath(path).parts
    stem = re.sub(r"\.(?:md|markdown|mdown|mkd|mdx|txt|csv)$", "", parts[-1], flags=re.IGNORECASE) if parts else ""
    return tuple(HEX.sub("", part).removesuffix("_all") for part in (*parts[:-1], stem))


def titled(path: str, folder: str) -> str:
    """A title that the name of a file gives: “Handling complaints” for `handling-complaints.md`."""
    parts = bare(path)
    named = [part for part in parts if part.lower() not in _FRONT] or [folder or "Start"]
    words = " ".join(re.sub(r"[-_]+", " ", unquote(named[-1])).split())
    return words[:1].upper() + words[1:] or "Start"


def new_name(path: str, folder: str, taken: Collection[str]) -> str:
    """The name for a document, with `.md`, that none of `taken` has; with its folder's name in front where it needs that."""
    parts = [part for part in bare(path) if part.lower() not in _FRONT] or [folder or "start"]
    others = {alike(name) for name in taken} | {"index.md"}
    for depth in range(1, min(len(parts), 3) + 1):
        name = better_name("-".join(part.replace(".", "-") for part in parts[-depth:]) + ".md")
        if alike(name) not in others:
            return name
    return better_name(parts[-1].replace(".", "-") + ".md", [*taken, "index.md"])
