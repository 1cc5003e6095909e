"""`playbook audit`: whether anything for staff alone stands in a finished folder."""

from collections.abc import Sequence
from pathlib import Path

import click

from playbook_plugins.audit import audit
from playbook_plugins.audit.site import files, odd
from playbook_plugins.checklist.run import findings_on
from playbook_plugins.cli.fingerprints import read
from playbook_plugins.cli.sources import PATH, Refusal, terminal
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.report.text import lines
from playbook_plugins.words import Words


@click.command("audit")
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--fingerprints", "file", type=PATH, required=True, metavar="FILE", help="What `playbook fingerprints` wrote.")
@click.option("--format", "form", type=click.Choice(("text", "github")), default="text", show_default=True, help="How to tell it; `github` also notes it beside the lines that it comes from.")
@click.pass_context
def command(context: click.Context, folder: Path, *, file: Path, form: str) -> None:
    """Look through every file in DIR for what only staff may read.

    Needs the fingerprints in FILE and no source, so that whoever publishes a
    site can look through the very files that go up. Ends with 0 where nothing
    came out, with 1 where something did, and with 2 where that cannot be said.
    """
    fingerprints = read(file)
    try:
        looked_at = _files(folder)
        if any(file.resolve() == one.resolve() for one in looked_at):
            raise Refusal(f"{file} lies in {folder}, where everybody could read it. Keep it elsewhere.")
        leaks = audit(folder, fingerprints)
    except OSError as error:
        raise Refusal(f"{error.filename or folder} cannot be read: {error.strerror}.") from error
    found = findings_on(leaks)
    if form == "github":
        _note(found)
    for finding in found:
        for line in lines(finding, None):
            terminal().print(line)
    told = f"{len(found)} thing{' comes' if len(found) == 1 else 's come'} out that only staff may read" if found else "nothing comes out that only staff may read"
    click.echo(f"{folder}: {len(looked_at)} file{'' if len(looked_at) == 1 else 's'}, {told}")
    context.exit(bool(found))


def _note(found: Sequence[Finding]) -> None:
    """Put notes beside the lines of the sources that something comes from."""
    from playbook_plugins.report.fingerprint import fingerprinted
    from playbook_plugins.report.github import notes
    from playbook_plugins.report.outcome import Outcome

    for line in notes(Outcome(fingerprinted(found, {}), headings={level: Words()(f"checklist.{level}") for level in Level})):
        click.echo(line)


def _files(folder: Path) -> list[Path]:
    """Every file of a folder; ends the command with 2 where there is none, or something else among them."""
    if not folder.is_dir():
        raise Refusal(f"{folder} {'is not a folder' if folder.exists() else 'does not exist'}. Name the folder that holds the finished site.")
    found = sorted(files(folder))
    for path in filter(odd, found):
        raise Refusal(f"{path} is a link or a device, so nobody can say what a visitor would get. Put a file in its place.")
    if not found:
        raise Refusal(f"{folder} holds no file. Name the folder that holds the finished site.")
    return found
