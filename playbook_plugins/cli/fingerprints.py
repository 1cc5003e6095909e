"""`playbook fingerprints`: what an audit without the sources goes by."""

from datetime import date
from pathlib import Path

import click

from playbook_plugins.audit.stored import dumps, loads
from playbook_plugins.cli.building import checked, pages_of
from playbook_plugins.cli.sources import DEFAULT, PATH, Refusal, keep_out, read_ours, today_option
from playbook_plugins.edit.saving import put
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.page import Audience


@click.command("fingerprints")
@click.argument("file", type=PATH)
@click.argument("folder", type=PATH, default=DEFAULT)
@click.option("--or-none", is_flag=True, help="Write FILE even where there is nothing that only staff may read.")
@today_option
@click.pass_context
def command(context: click.Context, file: Path, folder: Path, *, or_none: bool, today: date) -> None:
    """Write to FILE the fingerprints of all that only staff may read in FOLDER (docs/playbook).

    `playbook audit` finds with them what came out in a finished site, and needs
    no source. FILE holds no wording, but keep it among staff all the same: it
    names your files, and a short thing such as an amount, a name or a number
    to ring can be guessed and tried against it.
    """
    playbook, findings = checked(context, folder, today=today, otherwise="Nothing was written: mend the above first.")
    keep_out(file, playbook)
    if file.exists():
        read(file)
    fingerprints = pages_of(playbook, Audience.PUBLIC, findings=findings).fingerprints
    if not fingerprints and not or_none:
        raise click.ClickException("Nothing was written: there is nothing here that only staff may read.")
    try:
        put(dumps(fingerprints, or_none=or_none).encode(), file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.") from error
    click.echo(f"{file}: {sum(map(len, fingerprints.marks.values()))} fingerprints")


def read(file: Path) -> Fingerprints:
    """The fingerprints in a file; ends the command with 2 where it holds none."""
    return read_ours(file, loads, written_by="playbook fingerprints")
