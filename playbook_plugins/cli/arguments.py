"""What somebody types behind a command: a folder, a file, a day; and whether lines may be quoted. Nothing heavy is loaded for it."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import IO, Any

import click

DEFAULT = Path("docs/playbook")
"""Where the sources lie when nobody says otherwise."""


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


def meant(folder: Path) -> Path | None:
    """The playbook that somebody means who names `folder`: in it, in the project's own place in it, or in the working folder; `None` where there is none."""
    places = (folder, folder / DEFAULT, *([Path()] if folder == DEFAULT else []))
    return next((place for place in places if (place / "playbook.yml").is_file()), None)


def quoting(choice: str) -> bool:
    """Whether source lines are shown: by themselves on a terminal alone, and never in the log of a build machine."""
    return choice == "always" or (choice == "auto" and sys.stdout.isatty() and not os.environ.get("CI"))
