"""Stands in for pip where nothing is fetched: every line has to be one that is installed here, to the version.

    pip.py BIN install [--require-hashes] [--no-deps] [-r FILE]… [NAME==VERSION]…

Our own package, once asked for, puts the command into BIN, as pip does.
"""

import os
import re
import shutil
import sys
from functools import cache
from pathlib import Path
from sysconfig import get_path
from typing import NoReturn

OURS = "mkdocs-playbook"
QUIET = {"--disable-pip-version-check", "--no-cache-dir", "--quiet", "-q"}
FLAGS = {"--require-hashes", "--no-deps"}


def main(bin: Path, command: str, *words: str) -> None:
    if command != "install":
        wrong(f"pip {command}")
    flags, lines, rest = set(), [], list(words)
    while rest:
        word = rest.pop(0)
        if word in ("-r", "--requirement"):
            lines += read(Path(rest.pop(0)))
        elif word in FLAGS:
            flags.add(word)
        elif word.startswith("-") and word not in QUIET:
            wrong(f"the option {word}")
        elif word not in QUIET:
            lines.append(word)
    if not lines:
        wrong("nothing to install")
    names = [name for line in lines for name in installed(line, hashed="--require-hashes" in flags)]
    if OURS in names:
        shutil.copy(os.environ["REHEARSAL_PLAYBOOK"], bin / "playbook")
    print(f"{len(names)} packages are there already")


def read(file: Path) -> list[str]:
    """The lines of a list of packages, each with its hashes behind it."""
    lines = re.sub(r"\\\n", " ", file.read_text("utf-8")).splitlines()
    return [line for line in (re.sub(r"(?:^|\s)#.*", "", line).strip() for line in lines) if line]


def installed(line: str, *, hashed: bool) -> list[str]:
    """The package that a line names, unless this machine has no need of it; ends with an error where it is another version, or has no hash."""
    told, *hashes = re.split(r"\s+--hash=", line)
    if hashed and not hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", one.strip()) for one in hashes):
        wrong(f"{told} without a hash")
    wanted = re.fullmatch(r"([\w.-]+)==([\w.+!-]+)(?:\s*;\s*(.+?))?", told.strip())
    if not wanted:
        wrong(f"{line}, which is not one version of a package")
    name, version, marker = wanted.groups()
    if marker:
        from packaging.markers import Marker  # which is slow to load, and seldom needed

        if not Marker(marker).evaluate():
            return []
    found = here().get(plain(name))
    if found != version:
        wrong(f"{told}, and here is {found or 'none'}")
    return [name]


@cache
def here() -> dict[str, str]:
    """What is installed, by the names of the folders in which Python notes it."""
    noted = (folder.name.removesuffix(".dist-info").rpartition("-") for folder in Path(get_path("purelib")).glob("*.dist-info"))
    return {plain(name): version for name, _, version in noted}


def plain(name: str) -> str:
    """A name as all its spellings have it in common."""
    return re.sub(r"[-_.]+", "-", name).lower()


def wrong(what: str) -> NoReturn:
    sys.exit(f"pip, in the rehearsal, cannot take: {what}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
