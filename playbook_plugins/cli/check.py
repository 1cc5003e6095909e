"""`playbook check`: everything that the checklist finds."""

from datetime import date
from pathlib import Path

import click

from playbook_plugins.checklist.run import run
from playbook_plugins.cli.sources import folder_argument, open_playbook, source_lines, terminal, today_option
from playbook_plugins.model.finding import Level
from playbook_plugins.model.settings import Profile


@click.command("check")
@folder_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How findings are written.")
@today_option
@click.option("--profile", type=click.Choice([profile.value for profile in Profile]), help="How strict to be, whatever playbook.yml says.")
@click.option(
    "--fail-on",
    type=click.Choice([level.value for level in Level]),
    default=Level.ERROR.value,
    show_default=True,
    help="The least finding that makes the command fail.",
)
@click.option("--quote", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether source lines are shown.")
@click.pass_context
def command(
    context: click.Context, folder: Path, *, form: str, today: date, profile: str | None, fail_on: str, quote: str
) -> None:
    """Check the playbook in FOLDER (docs/playbook) and say what to mend.

    Ends with 0 where nothing was found at or above the level of --fail-on, with
    1 where something was, with 2 where there is no such folder or option.
    """
    playbook = open_playbook(folder)
    findings = run(playbook, today=today, profile=profile)
    if form == "json":
        from playbook_plugins.report.json import dumps

        click.echo(dumps(findings))
    else:
        from playbook_plugins.report.text import write

        write(findings, terminal(), documents=len(playbook.documents), sources=source_lines(playbook, quote))
    context.exit(any(finding.level.rank <= Level(fail_on).rank for finding in findings))
