"""`playbook check`: everything that the checklist finds."""

import os
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import click

from playbook_plugins.checklist.catalogue import page, rules_of, summary
from playbook_plugins.checklist.run import run
from playbook_plugins.cli.sources import folder_argument, open_playbook, source_lines, terminal, today_option
from playbook_plugins.model.finding import Level
from playbook_plugins.model.settings import Profile
from playbook_plugins.report.fingerprint import fingerprinted
from playbook_plugins.report.outcome import Explained, Outcome
from playbook_plugins.words import Words

FORMATS = (
    "text",
    "json",
    "sarif",
    "github",
    "junit",
    "markdown",
)
"""How findings can be written; each has its module in `report`."""


@click.command("check")
@folder_argument
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How findings are written.")
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
    context: click.Context,
    folder: Path,
    *,
    form: str,
    today: date,
    profile: str | None,
    fail_on: str,
    quote: str,
) -> None:
    """Check the playbook in FOLDER (docs/playbook) and say what to mend.

    Ends with 0 where nothing was found at or above the level of --fail-on, with
    1 where something was, with 2 where there is no such folder or option.
    """
    playbook = open_playbook(folder)
    rules = rules_of(playbook).rules
    found = fingerprinted(run(playbook, today=today, profile=profile), source_lines(playbook, "always") or {})
    names = {noted.finding.rule for noted in found}
    outcome = Outcome(
        found,
        tuple(document.path for document in playbook.documents),
        fails_from=Level(fail_on),
        rules={name: Explained(summary(rule), page(rule), rule.level) for name, rule in rules.items() if name in names},
        headings={level: Words()(f"checklist.{level}") for level in Level},
    )
    if form == "text":
        from playbook_plugins.report.text import write

        findings = [noted.finding for noted in outcome.findings]
        write(findings, terminal(), documents=len(outcome.documents), sources=source_lines(playbook, quote))
    else:
        click.echo(import_module(f"playbook_plugins.report.{form}").dumps(outcome).rstrip("\n"))
    if form == "github":
        _summarise(outcome)
    context.exit(any(outcome.fails(noted.finding) for noted in outcome.findings))


def _summarise(outcome: Outcome) -> None:
    """Add the findings to the page that GitHub shows for the whole run, where it has named one."""
    from playbook_plugins.report.github import SUMMARY_LIMIT
    from playbook_plugins.report.markdown import dumps as page_of

    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    server, repository, commit = (os.environ.get(f"GITHUB_{part}", "") for part in ("SERVER_URL", "REPOSITORY", "SHA"))
    base = f"{server}/{repository}/blob/{commit}/" if server and repository and commit else ""
    try:
        with open(name, "a", encoding="utf-8", newline="\n") as file:
            file.write(page_of(replace(outcome, base=base), room=SUMMARY_LIMIT - file.tell()))
    except OSError as error:
        click.echo(f"The summary of the run could not be written: {error.strerror}.", err=True)
