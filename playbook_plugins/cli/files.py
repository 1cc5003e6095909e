"""Files that somebody names beside the sources: what one of our commands wrote, and where one may write."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from playbook_plugins.cli.arguments import Refusal
from playbook_plugins.model.plainfile import read_plain

_MOST = 1 << 27
"""Bytes of a file of ours that are read: the fingerprints of ten thousand long texts."""
_Held = TypeVar("_Held")


class Placed(Protocol):
    """What knows where a playbook lies."""

    @property
    def root(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def public_folder(self) -> str | None: ...


def keep_out(file: Path, playbook: Placed) -> None:
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
