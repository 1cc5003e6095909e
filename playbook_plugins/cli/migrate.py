"""`playbook migrate`: bring a playbook of an older format to today's."""

from collections.abc import Sequence
from pathlib import Path

import click

from playbook_plugins.cli.showing import agreed, show
from playbook_plugins.cli.sources import Refusal, change, folder_argument, open_playbook
from playbook_plugins.edit.migrating import STEPS, Migrated, Step, Stuck, migrated


@click.command("migrate")
@folder_argument
@click.option("--yes", is_flag=True, help="Write the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Show the changes and write nothing.")
@click.pass_context
def command(context: click.Context, folder: Path, *, yes: bool, dry_run: bool) -> None:
    """Bring the playbook in FOLDER (docs/playbook) to the newest format.

    A newer version of this program may call a line or a heading otherwise;
    the line `format` in playbook.yml says which form your texts have. Shows
    every change first, then asks, and writes all of them or none. What does
    not change stays as you wrote it, comments among it.

    Where nobody can be asked, nothing is written without --yes, and the
    command ends with 1 where there is something to change.
    """
    if yes and dry_run:
        raise Refusal("Choose one of --yes and --dry-run.")
    if not migrate(folder, yes=yes, dry_run=dry_run):
        context.exit(1)


def migrate(folder: Path, *, yes: bool, dry_run: bool, steps: Sequence[Step] = STEPS) -> bool:
    """Show, ask and write; whether nothing is left to change."""
    playbook = open_playbook(folder)
    if not (Path(playbook.root) / playbook.settings_path).is_file():
        raise Refusal(f"{folder} has no playbook.yml, which says what format it has.")
    try:
        found = migrated(playbook, steps=steps)
    except Stuck as error:
        raise click.ClickException(f"{error}.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be read, so nothing was written: {error.strerror}.") from error
    if found.before == found.after:
        click.echo(f"Format {found.after}, the newest that this version knows: nothing to do.")
        return True
    show(found.changes)
    click.echo(f"\n{_counted(found)}")
    if not yes and (dry_run or not agreed("migrate")):
        return False
    change(found.changes, Path(playbook.root))
    click.echo(f"The playbook has format {found.after} now.")
    return True


def _counted(found: Migrated) -> str:
    files = len(found.changes)
    said = "".join(f"- {one}\n" for one in found.does)
    return f"From format {found.before} to format {found.after}, in {files} file{'' if files == 1 else 's'}:\n{said.rstrip()}"
