"""`playbook write`: one site's pages as plain Markdown, for any engine."""

from datetime import date
from pathlib import Path

import click

from playbook_plugins.checklist.run import findings_on
from playbook_plugins.cli.building import checked, pages_of, tell
from playbook_plugins.cli.sources import DEFAULT, PATH, today_option
from playbook_plugins.cli.targets import keep_apart
from playbook_plugins.model.page import Audience


@click.command("write")
@click.argument("out", metavar="DIR", type=PATH)
@click.argument("folder", type=PATH, default=DEFAULT)
@click.option("--audience", type=click.Choice([audience.value for audience in Audience]), required=True, help="Whose pages.")
@today_option
@click.pass_context
def command(context: click.Context, out: Path, folder: Path, *, audience: str, today: date) -> None:
    """Write the pages of one site from FOLDER (docs/playbook) into DIR, as plain Markdown.

    DIR also gets an mkdocs.yml that needs none of our plugins. It has to be
    empty, or hold what this command wrote before. Public pages are looked
    through like a finished site before they are put there.
    """
    from playbook_plugins.publish.build import Leaked
    from playbook_plugins.publish.plain import write
    from playbook_plugins.publish.target import PublishError

    playbook, findings = checked(context, folder, today=today, otherwise="Nothing was written: mend the above first.")
    keep_apart(out, Audience(audience), playbook)
    released = pages_of(playbook, Audience(audience), findings=findings)
    try:
        write(released, out)
    except Leaked as error:
        tell(findings_on(error.hits), playbook)
        raise click.ClickException("The pages were not written: mend the above first.\nWhat was written before is untouched.") from error
    except PublishError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{out}: {len(released.pages)} pages")
