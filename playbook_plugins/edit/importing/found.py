"""What lies in a handbook: texts, and what stays where it is."""

import csv
import hashlib
import io
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from playbook_plugins.edit.importing.draft import Left, Note, Old
from playbook_plugins.edit.importing.letters import decoded
from playbook_plugins.edit.importing.site import menu

TEXTS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt")
TABLES = (".csv",)
_LARGEST = 16 * 1024 * 1024
"""Bytes of one file that are read; a longer one is no text that anybody wrote."""
_MOST = 10_000
"""Files that are looked at, and folders in one another."""
_DEEPEST = 32
_SITE = ("mkdocs.yml", "mkdocs.yaml")
_PASSED_OVER = ("node_modules", "__pycache__", "thumbs.db", "desktop.ini", "venv")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".ico", ".heic", ".avif", ".tif", ".tiff")
HEX = re.compile(r"[ _-]?(?<![0-9a-f])[0-9a-f]{32}(?=$|\.|_all)")
"""What Notion puts behind every name."""


class TooMuch(Exception):
    """There is far more in the folder than a handbook; says what."""


def looked_through(source: Path, *, language: str = "en") -> tuple[list[Old], list[Left]]:
    """The texts in a file or below a folder, in the menu's order where there is one, else by name; and what is left.

    Symbolic links are not followed. Raises `OSError` where the folder itself
    cannot be listed, and `TooMuch`.
    """
    if source.is_dir():
        root, files = source, list(_below(source, source, 0))
    else:
        root, files = source.parent, [source]
    old: list[Old] = []
    left: list[Left] = []
    for file in files:
        one = _read(file, file.relative_to(root).as_posix(), language=language)
        if isinstance(one, Old):
            old.append(one)
        elif one is not None:
            left.append(one)
    old = _once(old, left)
    return _in_order(old, source if source.is_dir() else None), left


def _below(folder: Path, root: Path, depth: int) -> Iterator[Path]:
    if depth > _DEEPEST:
        raise TooMuch(f"more than {_DEEPEST} folders lie in one another in {folder}")
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries)
    seen = 0
    for name in names:
        file = folder / name
        if name.startswith(".") or name.lower() in _PASSED_OVER:
            continue
        seen += 1
        if file.is_dir() and not file.is_symlink():
            try:
                yield from _below(file, root, depth + 1)
            except OSError:
                yield file
        else:
            yield file
        if seen > _MOST:
            raise TooMuch(f"there are more than {_MOST:,} files in {folder}")


def _read(file: Path, path: str, *, language: str) -> Old | Left | None:
    """A file as a text, or why it is none; `None` for what only says how the handbook is built."""
    ending = file.suffix.lower()
    if file.name in _SITE:
        return None
    try:
        mode = file.lstat().st_mode
        if stat.S_ISLNK(mode):
            return Left(path, "a link to somewhere else")
        if stat.S_ISDIR(mode):
            return Left(path, "a folder that cannot be opened", unread=True)
        if not stat.S_ISREG(mode):
            return Left(path, "no file")
        if ending not in (*TEXTS, *TABLES):
            return Left(path, "a picture" if ending in _PICTURES else f"a file that ends in `{ending}`" if ending else "a file without an ending")
        if file.stat().st_size > _LARGEST:
            return Left(path, f"longer than {_LARGEST >> 20} MB", unread=True)
        content = file.read_bytes()
    except OSError as error:
        return Left(path, f"a file that cannot be read: {error.strerror}", unread=True)
    text = decoded(content, language)
    if text is None:
        return Left(path, "no text, whatever its name says")
    notes = (Note(1, f"this file was saved as {text[1]}; see whether all letters are right"),) if text[1] else ()
    written = _as_table(text[0]) if ending in TABLES else text[0]
    return Old(path, written, hashlib.sha256(content).hexdigest()[:8], notes=notes)


def _as_table(text: str) -> str:
    """A table of a spreadsheet as one of Markdown; the text itself where it is none."""
    csv.field_size_limit(_LARGEST)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    except csv.Error:
        return text
    if not rows:
        return ""
    width = max(map(len, rows))
    cells = [[" ".join(cell.replace("|", "\\|").split()) for cell in [*row, *[""] * (width - len(row))]] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]) + "\n"


def _once(old: list[Old], left: list[Left]) -> list[Old]:
    """Notion writes most tables twice, once as they were shown and once whole; the whole one is enough."""
    whole = {one.path.replace("_all.csv", ".csv"): set(one.text.split("\n")) for one in old if one.path.endswith("_all.csv")}
    kept = []
    for one in old:
        if one.path in whole and whole[one.path].issuperset(one.text.split("\n")):
            left.append(Left(one.path, f"a table that `{one.path.removesuffix('.csv')}_all.csv` holds as well"))
        else:
            kept.append(one)
    return kept


def _in_order(old: list[Old], root: Path | None) -> list[Old]:
    """The texts with the titles of the site's menu and in its order; those that it does not name follow by name."""
    titles: dict[str, str] = {}
    for name in _SITE if root else ():
        file = root / name
        if not file.is_symlink() and file.is_file() and (text := decoded(file.read_bytes()[:_LARGEST])):
            folder, pages = menu(text[0])
            titles |= {f"{folder.strip('./')}/{page}".lstrip("/"): title for page, title in pages.items()}
    place = {path: number for number, path in enumerate(titles)}
    named = [replace(one, title=titles.get(one.path, "")) for one in old]
    return sorted(named, key=lambda one: (place.get(one.path, len(place)), one.path))
