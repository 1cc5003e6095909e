"""`playbook check`: everything that the checklist finds."""

from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playbook_plugins.cli.arguments import PATH, Named, Refusal, folder_argument, quoting, today_option
from playbook_plugins.cli.checked import Checked, check
from playbook_plugins.cli.files import keep_out, read_ours
from playbook_plugins.cli.streams import plain_output, terminal
from playbook_plugins.model.finding import Level
from playbook_plugins.model.profile import Profile
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.report.outcome import Outcome, visible

if TYPE_CHECKING:
    from playbook_plugins.report.baseline import Compared, Entry

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
    checked = check(folder, today=today, profile=profile)
    if checked.missed:
        terminal(errors=True).print(checked.missed)
    for file in (*filter(None, (written,)), *(file for _, file in reports)):
        keep_out(file, checked)
    if written:
        entries = _write(written, checked, entries)
    compared = None if entries is None else _compared(checked, entries)
    outcome = _outcome(checked, compared, fails_from=Level(fail_on))
    if form == "text":
        _print(checked, outcome, quote=quote)
    else:
        click.echo(_told(outcome, form))
    for name, file in reports:
        _put(f"{_told(outcome, name)}\n", file)
    if form == "github":
        _summarise(outcome)
    if baseline and compared:
        _remind(baseline, compared)
    context.exit(any(outcome.fails(noted.finding) for noted in outcome.findings))


def _outcome(checked: Checked, compared: "Compared | None", *, fails_from: Level) -> Outcome:
    found = checked.found if compared is None else compared.new
    names = {noted.finding.rule for noted in found}
    return Outcome(
        found,
        checked.documents,
        known=None if compared is None else len(compared.known),
        fails_from=fails_from,
        rules={name: told for name, told in checked.rules.items() if name in names},
    )


def _print(checked: Checked, outcome: Outcome, *, quote: str) -> None:
    """Print what was found for a person."""
    from playbook_plugins.report.text import plain, write

    findings = [noted.finding for noted in outcome.findings]
    sources = checked.sources() if quoting(quote) else None
    if plain_output():
        for line in plain(findings, documents=len(outcome.documents), sources=sources, known=outcome.known or 0):
            print(line)
    else:
        write(findings, terminal(), documents=len(outcome.documents), sources=sources, known=outcome.known or 0)


def _compared(checked: Checked, entries: "tuple[Entry, ...]") -> "Compared":
    from playbook_plugins.report.baseline import compare

    return compare(checked.found, entries)


def _read(file: Path) -> "tuple[Entry, ...]":
    """What a baseline knows; ends the command with 2 where the file is none."""
    from playbook_plugins.report.baseline import loads

    return read_ours(file, loads, written_by="--write-baseline")


def _write(file: Path, checked: Checked, entries: "tuple[Entry, ...] | None") -> "tuple[Entry, ...]":
    """Note what was found, or what an older baseline knew of it; never over a file of another sort."""
    from playbook_plugins.report.baseline import compare, dumps, entry

    if file.exists():
        _read(file)
    every = tuple(entry(noted, checked.rules[noted.finding.rule].summary) for noted in checked.found)
    kept = {noted.fingerprint for noted in compare(checked.found, every if entries is None else entries).known}
    known = tuple(one for one in every if one.fingerprint in kept)
    _put(dumps(known), file)
    click.echo(f"{file}: {len(known)} finding{'' if len(known) == 1 else 's'} noted.", err=True)
    return known


def _put(text: str, file: Path) -> None:
    from playbook_plugins.edit.saving import put

    try:
        put(text.encode("utf-8", "replace"), file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.") from error


def _remind(file: Path, compared: "Compared") -> None:
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

    add(lambda room: page_of(replace(_headed(outcome), base=sources()), room=room))


def _told(outcome: Outcome, form: str) -> str:
    """What was found, in one of the forms but `text`."""
    told: str = import_module(f"playbook_plugins.report.{form}").dumps(_headed(outcome))
    return told.rstrip("\n")


def _headed(outcome: Outcome) -> Outcome:
    """The same with what levels are called, which plain text does without."""
    from playbook_plugins.words import Words

    return replace(outcome, headings={level: Words()(f"checklist.{level}") for level in Level})
