"""`playbook changed`: what has changed in the texts, line by line, from the version history."""

from datetime import date
from itertools import groupby
from pathlib import Path

import click

from playbook_plugins.checklist.forgotten import forgotten
from playbook_plugins.cli.sources import DEFAULT, PATH, Day, Refusal, open_playbook
from playbook_plugins.model.changed import Change, Line, Way
from playbook_plugins.model.naming import meant, nobody_called
from playbook_plugins.read.changed import changed

_WAYS = {Way.NEW: "New: ", Way.GONE: "No longer in use: ", Way.MOVED: "Under another name: ", Way.CHANGED: ""}
"""What became of a text, before its title."""


@click.command("changed")
@click.argument("names", metavar="[ID]…", nargs=-1)
@click.option("--since", type=Day(), metavar="DAY", help="The first day to tell of, such as 2026-11-01.")
@click.option("--folder", type=PATH, default=DEFAULT, show_default=True, help="The folder of the sources.")
def command(names: tuple[str, ...], *, since: date | None, folder: Path) -> None:
    """Show what has changed in the texts of FOLDER, the newest first: only the lines that differ, as a reader sees them.

    ID is a document's name, such as `birthdays`, or the path of its file;
    without one, all are told. What nobody has committed is not, nor is what
    was private. Ends with 2 where the version history cannot be read.
    """
    playbook = open_playbook(folder)
    if playbook.settings is None:
        raise Refusal(f"{playbook.settings_path} cannot be used, so nobody can tell what is private. `playbook check` says what to mend.")
    paths = set()
    for name in names:
        if not (found := meant(name, playbook, here=Path.cwd())):
            raise Refusal(nobody_called(name, playbook))
        paths.update(document.path for document in found)
    told = changed(playbook, forgotten=forgotten(playbook))
    if told.gap:
        raise Refusal(f"{told.gap.told}, so nobody can say what has changed. {told.gap.mend}.")
    wanted = [change for change in told.found if (since is None or change.day >= since) and (not paths or change.path in paths)]
    for day, changes in groupby(wanted, key=lambda change: change.day):
        click.echo(f"{day}\n")
        for change in changes:
            click.echo(_text(change) + "\n")
    if not wanted:
        click.echo("Nothing has changed" + (f" since {since}." if since else "."))
    elif told.left_out and since is None:
        click.echo("There were more changes before: `git log` knows them.")


def _text(change: Change) -> str:
    formerly = f", formerly {change.formerly}" if change.formerly else ""
    called = f"{change.title or 'A text'} ({f'{change.kind} {change.id}'.strip()}{formerly})"
    lines = [f"  {_WAYS[change.way]}{called}"]
    heading = None
    for line in change.lines:
        where = line.heading or line.field.replace("_", " ").capitalize()
        if where and where != heading:
            lines.append(f"    {where}")
        heading = where
        lines += [f"      {part}" for part in _parts(line)]
    if change.more:
        lines.append(f"    And {change.more} more lines.")
    return "\n".join(lines)


def _parts(line: Line) -> list[str]:
    if line.once:
        return [f"Was under “{line.once}”: {line.after}"]
    if line.before and line.after:
        return [f"Before: {line.before}", f"Now:    {line.after}"]
    return [f"New: {line.after}" if line.after else f"No longer: {line.before}"]
