"""`playbook edit-form`: the form with which texts are changed in a browser."""

from pathlib import Path

import click

from playbook_plugins.cli.sources import Refusal, folder_argument, open_playbook
from playbook_plugins.edit.edit_form import Unusual, adding, amiss
from playbook_plugins.edit.saving import Moved
from playbook_plugins.model.form_files import form_folder


@click.group("edit-form")
def command() -> None:
    """Change texts in a browser: the form at `/edit/` of the internal site."""


@command.command("add")
@folder_argument
@click.option("--check", is_flag=True, help="Write nothing; say whether the newest form stands there, and end with 1 where it does not.")
@click.pass_context
def add(context: click.Context, folder: Path, *, check: bool) -> None:
    """Add the form to the playbook in FOLDER (docs/playbook), or renew it.

    Writes its script and its style into `docs/edit-form`, and their hash into
    `playbook.yml`. From the next build on it stands at `/edit/` of the internal
    site. Keep both files as they are: with any other the internal site is not
    built. Nothing of the form comes from elsewhere, so it changes only when you
    run this again.
    """
    playbook = open_playbook(folder)
    if playbook.settings is None:
        raise Refusal(f"{playbook.settings_path} cannot be read, so nobody can write into it. `playbook check` says what to mend.")
    try:
        if check:
            _tell(context, amiss(playbook))
            return
        made = adding(playbook)
        made.write(Path(playbook.root))
    except (Unusual, Moved) as error:
        raise click.ClickException(f"{error}.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be read or written: {error.strerror}.") from error
    for path, content in made.files.items():
        click.echo(f"{path}: {-(-len(content) // 1000)} kB")
    if made.settings:
        click.echo(f"{made.settings.path}: names this form")
    if not made.files and not made.settings:
        click.echo(f"The form in {form_folder(playbook.folder)} is the newest already.")
    else:
        click.echo("Commit these, and build the internal site: the form stands there at /edit/.")


def _tell(context: click.Context, wrong: str) -> None:
    if wrong:
        click.echo(f"{wrong} Run `playbook edit-form add`.")
        context.exit(1)
    click.echo("The form is the newest.")
