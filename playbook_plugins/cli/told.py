"""`playbook told`: note that people have been told what the fit page says."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from playbook_plugins.cli.sources import Refusal, change, folder_argument, open_playbook, today_option
from playbook_plugins.edit.review import TOLD, Unusual, stamped


@click.command("told")
@folder_argument
@today_option
def command(folder: Path, *, today: date) -> None:
    """Say that people have been told what the fit page in FOLDER (docs/playbook) says: sets its `told` to today.

    From then on the page “Tell people” of the internal site shows what has
    changed since that day.
    """
    playbook = open_playbook(folder)
    fit = next((document for document in playbook.documents if document.kind.name == "fit" and document.lang == playbook.lexicon.language), None)
    if fit is None:
        raise Refusal(f"There is no fit page in {folder}, so there is nothing yet to tell people of.")
    if not fit.readable and (TOLD,) not in fit.key_places:
        raise click.ClickException(f"{fit.path}: the lines at the top cannot be read, so nothing was written. `playbook check` says what to mend.")
    try:
        (set_now,) = stamped([fit], today, root=Path(playbook.root), read=partial(open_playbook, folder), line=TOLD)
    except Unusual as error:
        raise click.ClickException(f"{error}.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be read, so nothing was written: {error.strerror}.") from error
    same = set_now.before == set_now.after
    change([] if same else [set_now], Path(playbook.root))
    click.echo(f"{set_now.path}: told {today}" + (", as it was already" if same else ""))
