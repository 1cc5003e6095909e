"""What the commands have in common: finding and changing the sources, and the terminal."""

import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath

import click

from playbook_plugins.cli.arguments import DEFAULT, PATH, Day, Named, Refusal, folder_argument, meant, quoting, today_option
from playbook_plugins.cli.files import keep_out, read_ours
from playbook_plugins.cli.progress import waiting
from playbook_plugins.cli.streams import terminal
from playbook_plugins.edit.saving import Change, Moved, save
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.root import repository
from playbook_plugins.model.shelf import Shelf
from playbook_plugins.read.folder import named
from playbook_plugins.read.kept import Kept
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.read.site import public_folder
from playbook_plugins.read.text import read_lines

__all__ = [
    "DEFAULT", "PATH", "Day", "Named", "Refusal", "as_typed", "change", "folder_argument", "keep_out", "open_playbook",
    "playbook_at", "quoting", "read_ours", "source_lines", "terminal", "today_option",
]


def open_playbook(folder: Path, drafts: Mapping[str, bytes] | None = None, *, kept: Shelf | None = None) -> Playbook:
    """Read the sources in `folder`, with the hand-written public pages beside it; exits with 2 where there is none.

    `drafts` are read in place of what lies in the files of these paths. In
    `kept` is found again what was read of texts that have not changed.
    """
    folder = meant(folder) or folder
    if not folder.is_dir():
        there = "is not a folder" if folder.exists() else "does not exist"
        raise Refusal(f"{folder} {there}. Name the folder with your playbook.yml, or begin with `playbook new`.")
    if not (folder / "playbook.yml").is_file() and len(below := _below(folder)) == 1:
        raise Refusal(f"{folder} has no playbook.yml. Did you mean `{below[0]}`?")
    with waiting(f"Reading {folder}", kept):
        try:
            public = public_folder(folder, root=(root := repository(folder)))
            before = Kept(kept, *(place and named(place, root) for place in (folder, public))) if kept else None
            playbook = read_playbook(folder, root=root, public=public, drafts=drafts or {}, known=before.known if before else None)
        except OSError as error:
            raise Refusal(f"{error.filename or folder} cannot be read: {error.strerror}.") from error
    if before:
        before.keep(document.path for document in playbook.documents)
    return playbook


def playbook_at(folder: Path) -> Playbook | None:
    """The playbook in `folder`; `None` where nobody named a folder and there is none in the usual place."""
    if folder == DEFAULT and meant(folder) is None:
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


def _below(folder: Path) -> list[Path]:
    """The playbooks in the folders below, at most two deep."""
    return [file.parent for depth in ("*", "*/*") for file in folder.glob(f"{depth}/playbook.yml") if file.is_file()]


def as_typed(path: PurePath) -> str:
    """A path as it is typed in a terminal, with quotes of that system's sort where it needs some."""
    if sys.platform != "win32":
        return shlex.quote(str(path))
    from subprocess import list2cmdline

    return list2cmdline([str(path)])


def source_lines(playbook: Playbook, choice: str) -> Mapping[str, Sequence[str]] | None:
    """The lines that a report may quote, by file; `None` where nothing is quoted."""
    if not quoting(choice):
        return None
    found = {document.path: document.lines for document in playbook.documents}
    settings = Path(playbook.root, playbook.settings_path)
    if settings.is_file():
        found[playbook.settings_path] = read_lines(settings.read_bytes(), playbook.settings_path)[0]
    return found
