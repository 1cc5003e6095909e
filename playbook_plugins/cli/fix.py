"""`playbook fix`: mend what has only one right spelling."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from playbook_plugins.checklist.run import run
from playbook_plugins.cli.showing import agreed, show
from playbook_plugins.cli.sources import Refusal, change, folder_argument, open_playbook, today_option
from playbook_plugins.edit.fix import Fixed, fixed
from playbook_plugins.model.settings import Profile

@click.command("fix")
@folder_argument
@click.option("--yes", is_flag=True, help="Write the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Show the changes and write nothing.")
@today_option
@click.pass_context
def command(context: click.Context, folder: Path, *, yes: bool, dry_run: bool, today: date) -> None:
    """Mend what is surely a slip of the pen in FOLDER (docs/playbook).

    Shows every change first, then asks. Where nobody can be asked, nothing is
    written without --yes, and the command ends with 1 where there is something
    to mend.

    \b
    It mends only:
    - a misspelt line at the top of a text or in playbook.yml, such as
      `reviewd:`, where the right one is not there yet;
    - a misspelt choice, such as `status: Activ`, a day such as 2026-1-2, a
      currency in small letters;
    - a misspelt rule below `allow`, `levels` or `words`;
    - a misspelt name of a role, policy, script or principle, where one that
      is there was surely meant;
    - a misspelt heading, where the text has no such part yet;
    - an allowance that silences nothing, once its text has no error left.

    It never touches the line `audience`, nor any text below the headings.
    """
    if yes and dry_run:
        raise Refusal("Choose one of --yes and --dry-run.")
    try:
        found = fixed(partial(open_playbook, folder), partial(run, today=today, profile=Profile.STANDARD))
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be read: {error.strerror}.") from error
    if not found.changes:
        click.echo("There is nothing that `fix` can mend; `playbook check` tells all that is found.")
        return
    show(found.changes)
    click.echo(f"\n{_counted(found)}")
    if not yes and (dry_run or not agreed("fix")):
        context.exit(1)
    _write(found)


def _counted(found: Fixed) -> str:
    things, files = found.mends, len(found.changes)
    return f"{things} thing{'' if things == 1 else 's'} to mend in {files} file{'' if files == 1 else 's'}."


def _write(found: Fixed) -> None:
    change(found.changes, found.root)
    for mended in found.changes:
        click.echo(f"{mended.path}: mended")
