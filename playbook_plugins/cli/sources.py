"""What the commands have in common: finding and changing the sources, the day, and the terminal."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import IO, Any, TypeVar

import click
from rich.console import Console

from playbook_plugins.edit.saving import Change, Moved, save
from playbook_plugins.model.plainfile import read_plain
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.root import repository
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.read.site import public_folder
from playbook_plugins.read.text import read_lines

DEFAULT = Path("docs/playbook")
"""Where the sources lie when nobody says otherwise."""
_MOST = 1 << 27
"""Bytes of a file of ours that are read: the fingerprints of ten thousand long texts."""
_Held = TypeVar("_Held")


class Refusal(click.UsageError):
    """That nothing can be done with what somebody asked for, said without click's own lines on usage."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.ClickException.show(self, file)


class Named(click.ParamType):
    """What somebody names; nothing at all is refused, since a variable that nobody has set would mean the working folder."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            option = isinstance(param, click.Option)
            what = "This" if param is None else f"`{param.opts[0]}`" if option else (param.metavar or str(param.name)).upper()
            raise Refusal(f"{what} is given without a name. Write one, or see whether a variable in its place is set.")
        return value


class _Place(Named):
    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        # an empty path is written as a dot, and only what was typed tells them apart
        return value if isinstance(value, Path) else Path(super().convert(value, param, ctx))


PATH = _Place()
"""A file or a folder that somebody names."""

folder_argument = click.argument("folder", type=PATH, default=DEFAULT)
"""The folder of the sources."""


class Day(click.ParamType):
    """A day, as `2026-11-21`."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a day. Write it as 2026-11-21.", param, ctx)


today_option = click.option(
    "--today",
    type=Day(),
    envvar="PLAYBOOK_TODAY",
    default=date.today,
    show_default="the clock",
    help="The day that decides what is overdue.",
)
"""The day that decides findings."""


def open_playbook(folder: Path, drafts: Mapping[str, bytes] | None = None) -> Playbook:
    """Read the sources in `folder`, with the hand-written public pages beside it; exits with 2 where there is none.

    `drafts` are read in place of what lies in the files of these paths.
    """
    folder = next((place for place in _places(folder) if (place / "playbook.yml").is_file()), folder)
    if not folder.is_dir():
        there = "is not a folder" if folder.exists() else "does not exist"
        raise Refusal(f"{folder} {there}. Name the folder with your playbook.yml, or begin with `playbook new`.")
    if not (folder / "playbook.yml").is_file() and len(below := _below(folder)) == 1:
        raise Refusal(f"{folder} has no playbook.yml. Did you mean `{below[0]}`?")
    with terminal(errors=True).status(f"Reading {folder} …"):
        try:
            return read_playbook(folder, root=(root := repository(folder)), public=public_folder(folder, root=root), drafts=drafts or {})
        except OSError as error:
            raise Refusal(f"{error.filename or folder} cannot be read: {error.strerror}.") from error


def keep_out(file: Path, playbook: Playbook) -> None:
    """End the command with 2 where a file that is to be written would lie among the texts, or in a site."""
    from playbook_plugins.engines.mkdocs.borders import configured, published
    from playbook_plugins.publish.plain import written

    for folder in (playbook.folder, playbook.public_folder):
        if folder is not None and not file.is_dir() and file.resolve().is_relative_to(Path(playbook.root, folder).resolve()):
            raise Refusal(f"{file} would lie among the texts. Keep it outside their folder, such as beside `mkdocs.yml`.")
    above = file.resolve().parents
    sites = [folder for folder in above if published(folder) or written(folder)]
    settings = {Path(playbook.root), *Path(playbook.root, playbook.folder).resolve().parents, *above}
    sites += [folder for place in sorted(settings) for _, folder in configured(place / "mkdocs.yml") if folder and folder.resolve() in above]
    if sites:
        raise Refusal(f"{file} would lie in a site ({sites[0]}), where everybody could read it. Keep it elsewhere, such as beside `mkdocs.yml`.")


def read_ours(file: Path, loads: Callable[[str], _Held], *, written_by: str) -> _Held:
    """What one of our commands wrote into a file; ends the command with 2 where it holds nothing of the sort.

    `loads` raises `ValueError` with what is wrong, to follow the file's name.
    """
    anew = f"`{written_by} {file}`"
    try:
        content = read_plain(file, most=_MOST + 1)
        if len(content) > _MOST:
            raise Refusal(f"{file} is too long to be what `{written_by}` wrote. Name another file.")
        return loads(content.decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise Refusal(f"{file} does not exist. Write it with {anew}.") from error
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{file} cannot be read. Delete it, and write it anew with {anew}.") from error
    except ValueError as error:
        raise Refusal(f"{file} {error}. Name another file, or delete it and write it with {anew}.") from error


def playbook_at(folder: Path) -> Playbook | None:
    """The playbook in `folder`; `None` where nobody named a folder and there is none in the usual place."""
    if folder == DEFAULT and not any((place / "playbook.yml").is_file() for place in _places(folder)):
        return None
    return open_playbook(folder)


def change(changes: Iterable[Change], root: Path) -> None:
    """Write changed sources; ends the command where they cannot all be written."""
    try:
        save(changes, root)
    except Moved as error:
        raise click.ClickException(f"{error}.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or root} cannot be written, so nothing was: {error.strerror}.") from error


def _places(folder: Path) -> Iterator[Path]:
    """Where somebody who names `folder` may mean: the folder, the project's own place in it, and the working folder."""
    yield folder
    yield folder / DEFAULT
    if folder == DEFAULT:
        yield Path()


def _below(folder: Path) -> list[Path]:
    """The playbooks in the folders below, at most two deep."""
    return [file.parent for depth in ("*", "*/*") for file in folder.glob(f"{depth}/playbook.yml") if file.is_file()]


def as_typed(path: PurePath) -> str:
    """A path as it is typed in a terminal, with quotes of that system's sort where it needs some."""
    return subprocess.list2cmdline([str(path)]) if sys.platform == "win32" else shlex.quote(str(path))


def terminal(*, errors: bool = False) -> Console:
    """The terminal: standard output, or where messages about the work itself go."""
    return Console(stderr=errors, soft_wrap=True, highlight=False)


def quoting(choice: str) -> bool:
    """Whether source lines are shown: by themselves on a terminal alone, and never in the log of a build machine."""
    return choice == "always" or (choice == "auto" and sys.stdout.isatty() and not os.environ.get("CI"))


def source_lines(playbook: Playbook, choice: str) -> Mapping[str, Sequence[str]] | None:
    """The lines that a report may quote, by file; `None` where nothing is quoted."""
    if not quoting(choice):
        return None
    found = {document.path: document.lines for document in playbook.documents}
    settings = Path(playbook.root, playbook.settings_path)
    if settings.is_file():
        found[playbook.settings_path] = read_lines(settings.read_bytes(), playbook.settings_path)[0]
    return found
