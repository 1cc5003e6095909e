"""The folder that a site is published in: what may be replaced, and what a killed build left beside it."""

import os
import shutil
from pathlib import Path

SITES = ("index.html", "404.html", "sitemap.xml")
"""One of these tells a folder with a built site from any other folder."""
SOURCES = (".git", "mkdocs.yml", "playbook.yml", "pyproject.toml")
"""None of these lies in a folder that only holds a built site."""


class PublishError(Exception):
    """The site was not published, and the old one is untouched; says why in words for the person who builds."""


def staging(target: Path) -> Path:
    """The folder beside `target` where the next site is built.

    There is one name, since `lock` lets one build run at a time: so what a
    killed build left there is known, and the next build removes it.
    """
    if not target.name:
        raise PublishError(f"{target}: this folder cannot be replaced. Name a new folder inside it.")
    return target.with_name(f".{target.name}.next")


def former(target: Path) -> Path:
    """Where the old site stands for a moment on systems that cannot exchange two folders."""
    return target.with_name(f".{target.name}.old")


def refuse(target: Path, *, ours: bool = False) -> None:
    """Raise unless `target` is missing, empty, or a folder with a built site; `ours`: somebody has seen that it is."""
    if target.is_symlink():
        raise PublishError(f"{target}: this is a link to another folder. Name the folder itself.")
    if not target.exists():
        return
    if not target.is_dir():
        raise PublishError(f"{target}: this is a file. Name a folder for the site.")
    if os.path.ismount(target) or target.resolve() in (here := Path.cwd().resolve(), *here.parents):
        raise PublishError(f"{target}: this folder cannot be replaced. Name a new folder inside it.")
    names = {entry.name for entry in target.iterdir()}
    if names and not ours and (names.isdisjoint(SITES) or not names.isdisjoint(SOURCES)):
        raise PublishError(
            f"{target}: this folder holds something other than a built site, and publishing would remove it. "
            "Name another folder, or empty this one yourself."
        )


def prepare(target: Path) -> Path:
    """An empty folder beside `target` to build in; call it while you hold the lock."""
    refuse(target)
    old, new = former(target), staging(target)
    try:
        if old.exists() and not target.exists():
            os.replace(old, target)
        for leftover in (old, new):
            remove(leftover)
        new.mkdir(parents=True)
    except OSError as error:
        raise PublishError(f"{new}: cannot make a folder to build in: {error.strerror}.") from error
    return new


def remove(path: Path) -> None:
    """Remove a folder, a file or a link (never what a link points to)."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
