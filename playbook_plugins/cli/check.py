"""`playbook check`: everything that the checklist finds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from playbook_plugins.checklist.catalogue import page, rules_of, summary
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.checklist.run import run
from playbook_plugins.cli.sources import PATH, Named, Refusal, folder_argument, keep_out, open_playbook, read_ours, source_lines, terminal, today_option
from playbook_plugins.edit.saving import put
from playbook_plugins.model.finding import Level
from playbook_plugins.model.history import Gap
from playbook_plugins.model.settings import Profile
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.report.baseline import Compared, Entry, compare, dumps, entry, loads
from playbook_plugins.report.fingerprint import fingerprinted
from playbook_plugins.report.outcome import Explained, Noted, Outcome, visible
from playbook_plugins.words import Words

FORMATS = (
    "text",
    "json",
    "sarif",
    "github",
    "junit",
    "codequality",
    "markdown",
)
"""How findings can be written; each has its module in `report`."""


class _Report(Named):
    """A form and the file it goes to: `sarif=findings.sarif`."""

    name = "form=file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        if isinstance(value, tuple):
            return value
        form, _, file = super().convert(value, param, ctx).partition("=")
        if form not in FORMATS[1:]:
            known = did_you_mean(form, FORMATS[1:], otherwise=f"There are: {', '.join(FORMATS[1:])}.")
            raise Refusal(f"“{form}” is no form of a report. {known}")
        return form, PATH.convert(file, param, ctx)


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
@click.option("--baseline", type=PATH, metavar="FILE", help="Leave out what FILE knows already.")
@click.option(
    "--write-baseline",
    "written",
    type=PATH,
    metavar="FILE",
    help="Note in FILE what is found; with --baseline, only what that one knows and is still there.",
)
@click.option("--report", "reports", type=_Report(), multiple=True, metavar="FORM=FILE", help="Write the findings into FILE besides, such as `sarif=findings.sarif`; may be given several times.")
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
    baseline: Path | None,
    written: Path | None,
    reports: tuple[tuple[str, Path], ...],
) -> None:
    """Check the playbook in FOLDER (docs/playbook) and say what to mend.

    Ends with 0 where nothing was found at or above the level of --fail-on, with
    1 where something was, with 2 where there is no such folder, file or option.
    """
    entries = _read(baseline) if baseline else None
    playbook = open_playbook(folder)
    if playbook.history.gap not in (None, Gap.NONE):
        terminal(errors=True).print(playbook.history.missed)
    for file in (*filter(None, (written,)), *(file for _, file in reports)):
        keep_out(file, playbook)
    rules = rules_of(playbook)
    found = fingerprinted(run(playbook, today=today, profile=profile), source_lines(playbook, "always") or {})
    if written:
        entries = _write(written, found, entries, rules=rules)
    compared = compare(found, entries or ())
    names = {noted.finding.rule for noted in compared.new}
    outcome = Outcome(
        compared.new,
        tuple(document.path for document in playbook.documents),
        known=None if entries is None else len(compared.known),
        fails_from=Level(fail_on),
        rules={name: Explained(summary(rule), page(rule), rule.level) for name, rule in rules.items() if name in names},
        headings={level: Words()(f"checklist.{level}") for level in Level},
    )
    if form == "text":
        from playbook_plugins.report.text import write

        findings = [noted.finding for noted in outcome.findings]
        write(findings, terminal(), documents=len(outcome.documents), sources=source_lines(playbook, quote), known=outcome.known or 0)
    else:
        click.echo(_told(outcome, form))
    for name, file in reports:
        _put(f"{_told(outcome, name)}\n", file)
    if form == "github":
        _summarise(outcome)
    if baseline:
        _remind(baseline, compared)
    context.exit(any(outcome.fails(noted.finding) for noted in outcome.findings))


def _read(file: Path) -> tuple[Entry, ...]:
    """What a baseline knows; ends the command with 2 where the file is none."""
    return read_ours(file, loads, written_by="--write-baseline")


def _write(file: Path, found: tuple[Noted, ...], entries: tuple[Entry, ...] | None, *, rules: Mapping[str, Rule]) -> tuple[Entry, ...]:
    """Note what was found, or what an older baseline knew of it; never over a file of another sort."""
    if file.exists():
        _read(file)
    every = tuple(entry(noted, summary(rules[noted.finding.rule])) for noted in found)
    kept = {noted.fingerprint for noted in compare(found, every if entries is None else entries).known}
    known = tuple(one for one in every if one.fingerprint in kept)
    _put(dumps(known), file)
    click.echo(f"{file}: {len(known)} finding{'' if len(known) == 1 else 's'} noted.", err=True)
    return known


def _put(text: str, file: Path) -> None:
    try:
        put(text.encode("utf-8", "replace"), file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.") from error


def _remind(file: Path, compared: Compared) -> None:
    """Say what a baseline holds to no purpose; this never fails the command."""
    for noted in compared.refused:
        rule, path = noted.finding.rule, visible(noted.finding.place.path)
        click.echo(f"{file}: `{rule}` allows no exception, so its finding in {path} counts.", err=True)
    for one in compared.stale:
        click.echo(f"{file}: `{visible(one.rule)}` in {visible(one.path)} is no longer found.", err=True)
    if compared.stale:
        click.echo(f"Take out what is no longer found with `--baseline {file} --write-baseline {file}`.", err=True)


def _summarise(outcome: Outcome) -> None:
    """Add the findings to the page that GitHub shows for the whole run, where it has named one."""
    from playbook_plugins.cli.summary import add, sources
    from playbook_plugins.report.markdown import dumps as page_of

    add(lambda room: page_of(replace(outcome, base=sources()), room=room))


def _told(outcome: Outcome, form: str) -> str:
    """What was found, in one of the forms but `text`."""
    told: str = import_module(f"playbook_plugins.report.{form}").dumps(outcome)
    return told.rstrip("\n")
