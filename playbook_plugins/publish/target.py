"""The folder that a site is published in: what may be replaced, and what a killed build left beside it."""

import os
import shutil
from pathlib import Path

from playbook_plugins.model.page import alike

SITES = ("index.html", "404.html", "sitemap.xml")
"""One of these tells a folder with a built site from any other folder."""
SOURCES = (".git", "mkdocs.yml", "playbook.yml", "pyproject.toml")
"""None of these lies in a folder that only holds a built site."""


class PublishError(Exception):
    """The site was not published, and the old one is untouched; says why in words for the person who builds."""


class Leftover(PublishError):
    """The new site is published, but some of the old one still lies beside it."""


def named(target: Path) -> Path:
    """The folder that somebody names, from the root; links on the way to it are followed, it itself is not."""
    target = target.absolute()
    return target.resolve() if target.name in ("", "..") else target.parent.resolve() / target.name


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
    here, there = (Path(alike(str(folder.resolve()))) for folder in (Path.cwd(), target))
    if os.path.ismount(target) or here.is_relative_to(there):
        raise PublishError(f"{target}: this folder cannot be replaced. Name a new folder inside it.")
    if inside := _mounted(target):
        raise PublishError(f"{inside}: another disk hangs in this folder, and publishing would empty it. Name another folder for the site.")
    names = {entry.name for entry in target.iterdir()}
    if names and not ours and (names.isdisjoint(SITES) or not names.isdisjoint(SOURCES)):
        raise PublishError(
            f"{target}: this folder holds something other than a built site, and publishing would remove it. "
            "Name another folder, or empty this one yourself."
        )


def prepare(target: Path, *, ours: bool = False) -> Path:
    """An empty folder beside `target` to build in, which nobody else can look into; call it while you hold the lock."""
    refuse(target, ours=ours)
    old, new = former(target), staging(target)
    try:
        if old.exists() and not target.exists():
            os.replace(old, target)
        for leftover in (old, new):
            remove(leftover)
        new.mkdir(mode=0o700)
    except OSError as error:
        raise PublishError(
            f"{target}: there is no room beside it to build in, since {error.filename or new} is in the way: {error.strerror}. "
            "Delete it if an earlier build left it there."
        ) from error
    return new


def remove(path: Path) -> None:
    """Remove a folder, a file or a link (never what a link points to); `OSError` where something stays."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(path)
    except PermissionError:
        _loosen(path)
        shutil.rmtree(path)


def clear(path: Path) -> None:
    """Remove what can be removed; the next build removes the rest, or says so."""
    try:
        remove(path)
    except OSError:
        shutil.rmtree(path, ignore_errors=True)


def _loosen(folder: Path) -> None:
    """Let folders that nobody may write to be emptied, where they are ours."""
    folder.chmod(0o700)
    for place, names, _ in os.walk(folder):
        for name in names:
            if not os.path.islink(inside := os.path.join(place, name)):
                os.chmod(inside, 0o700)


def _mounted(target: Path) -> Path | None:
    """A folder in `target` that lies on another disk."""
    disk = target.stat().st_dev
    for place, names, _ in os.walk(target):
        for name in names:
            if os.lstat(inside := os.path.join(place, name)).st_dev != disk:
                return Path(inside)
    return None
