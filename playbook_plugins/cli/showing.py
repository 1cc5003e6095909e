"""How a command shows the changes that it would make, and asks whether to make them."""

from collections.abc import Iterable

import click
from rich.text import Text

from playbook_plugins.cli.sources import terminal
from playbook_plugins.cli.streams import somebody_there
from playbook_plugins.edit.fix import differences
from playbook_plugins.edit.saving import Change

_COLOURS = {"---": "bold", "+++": "bold", "@@": "cyan", "-": "red", "+": "green"}


def show(changes: Iterable[Change]) -> None:
    """Show what becomes of each line, as programs for programmers do."""
    console = terminal()
    for line in differences(changes):
        style = next((colour for start, colour in _COLOURS.items() if line.startswith(start)), "")
        console.print(Text(line, style))


def agreed(command: str) -> bool:
    """Whether somebody says yes; nobody there is a no."""
    if not somebody_there():
        click.echo(f"Nothing was written, since there is nobody to ask: `playbook {command} --yes` writes it.", err=True)
        return False
    if click.confirm("Write this?"):
        return True
    click.echo("Nothing was written.")
    return False
