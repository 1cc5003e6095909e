"""`playbook export` for those who work by the playbook: in a pocket, for programs, as canned replies and as a calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from playbook_plugins.cli.building import checked, pages_of
from playbook_plugins.cli.heavy import heavy, size
from playbook_plugins.cli.sources import DEFAULT, PATH, Refusal, keep_out, today_option
from playbook_plugins.cli.streams import on_a_terminal
from playbook_plugins.model.page import Audience
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.pages.takeaway import pocket

_STANDARD = "-"


@dataclass(frozen=True, slots=True)
class Export:
    """One thing that staff may take along."""

    about: str
    """What it is, in a few words."""
    forms: Mapping[str, str]
    """The file that the site for staff holds of it, by the name of the form; the first where nobody names one."""


EXPORTS = {
    "staff": Export("The whole playbook for staff as one file for a phone.", {"html": "pocket.html"}),
    "playbook": Export("The playbook for programs of the house, in a form that has a schema.", {"json": "playbook.json"}),
    "replies": Export("The words to say as canned replies for a help desk.", {"csv": "replies.csv", "json": "replies.json"}),
    "reviews": Export("What is to be read again, and when, for a calendar.", {"ics": "reviews.ics"}),
}
"""What can be exported for staff, by its name."""


def exporting(name: str) -> click.Command:
    """The command that exports one of them."""
    export = EXPORTS[name]
    forms = list(export.forms)

    form_option = click.option("--format", "form", metavar="NAME", default=forms[0], show_default=True, help=f"In which form: {' or '.join(forms)}.", hidden=len(forms) == 1)

    @click.command(name, short_help=export.about)
    @click.argument("folder", type=PATH, default=DEFAULT)
    @form_option
    @click.option("--output", type=PATH, metavar="FILE", help="Where it goes; `-`, or nothing, for the standard output.")
    @today_option
    @click.pass_context
    def command(context: click.Context, folder: Path, *, form: str, output: Path | None, today: date) -> None:
        if form not in forms:
            hint = did_you_mean(form, forms, otherwise=f"There is {' and '.join(f'`{one}`' for one in forms)}.")
            raise Refusal(f"There is no format `{form}`. {hint}")
        _export(context, folder, export.forms[form], output=output, today=today)

    command.help = f"{export.about}\n\nIt is for staff alone, so it is written neither among the texts nor into a site. Ends with 1 where something has to be mended first."
    return command


def _export(context: click.Context, folder: Path, file: str, *, output: Path | None, today: date) -> None:
    to_file = output is not None and str(output) != _STANDARD
    if not to_file and on_a_terminal() and not file.endswith((".csv", ".json", ".ics")):
        raise Refusal(f"This is a whole site in one file, which nobody reads on a terminal. Name a file: --output {file}")
    playbook, findings = checked(context, folder, today=today, otherwise="Nothing was written: mend the above first.")
    if to_file:
        keep_out(output, playbook)
    released = pages_of(playbook, Audience.INTERNAL, findings=findings)
    content = next(asset.content for asset in released.assets if asset.path == file)
    if file == pocket.PATH and (said := heavy(released)):
        click.echo(said, err=True)
    if not to_file:
        click.echo(content, nl=False)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(f"{output}: for staff alone, {size(len(content))}")
