"""`playbook add`: a new text, from answers to a few questions."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from playbook_plugins.checklist.run import run
from playbook_plugins.cli.answers import Asking
from playbook_plugins.cli.sources import DEFAULT, PATH, Refusal, open_playbook, today_option
from playbook_plugins.cli.streams import somebody_there
from playbook_plugins.edit.add import Added, Taken, added
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.kinds.notes import LESSONS
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.words import Words


@click.command("add")
@click.argument("kind", metavar="KIND", required=False)
@click.argument("title", nargs=-1)
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="A line at the top, such as `topic=recovery`; again for each further line, or entry of one.")
@click.option("--section", "sections", multiple=True, metavar="NAME=TEXT", help="What stands below a heading, such as `what-to-do=Listen: to the end`; again for each further entry.")
@click.option("--lead", multiple=True, metavar="TEXT", help="What stands below the title; again for each further paragraph.")
@click.option("--from", "begin", metavar="ready|ID", help="What is taken where nobody says anything: our own steps and sentences for the topic, or those of another text of yours.")
@click.option("--dry-run", is_flag=True, help="Print the text and write nothing.")
@click.option("--folder", type=PATH, default=DEFAULT, show_default=True, help="The folder of the sources.")
@today_option
@click.pass_context
def command(
    context: click.Context,
    kind: str | None,
    title: tuple[str, ...],
    *,
    fields: tuple[str, ...],
    sections: tuple[str, ...],
    lead: tuple[str, ...],
    begin: str | None,
    dry_run: bool,
    folder: Path,
    today: date,
) -> None:
    """Begin a new text of a KIND, such as policy, promise, script or role.

    At a terminal it asks for what is needed, one question at a time, and
    checks each answer; for a policy there are steps and sentences to begin
    with. Where nobody can be asked, the answers come from the options. The file
    is named after the TITLE, and nothing that is there is touched. Ends with 1
    where something in the new text is still to be mended.
    """
    playbook = open_playbook(folder)
    asking = Asking(playbook, _kind(kind))
    if asking.kind is LESSONS or (asking.kind.single and _there(asking.kind, playbook)):
        path = f"{playbook.folder}/{asking.kind.place}".removeprefix("./")
        raise Refusal(asking.words("add.taken-lessons" if asking.kind is LESSONS else "add.taken", path=path))
    told = asking.told(" ".join(title), fields, sections, lead)
    told = asking.begun(told, begin)
    answers = asking.asked(told, today=today) if somebody_there() else asking.given(told)
    try:
        made = added(asking.kind, answers, asking.questions(answers), headings=asking.headings, playbook=playbook)
    except Taken as error:
        raise Refusal(asking.words("add.taken", path=str(error))) from error
    left = _left(made, playbook, today=today)
    if dry_run:
        click.echo(made.content.decode("utf-8"), nl=False)
    else:
        _write(made)
        click.echo(("\n" if somebody_there() else "") + asking.words("add.written", path=made.path))
        if ours := asking.ours(answers, told):
            click.echo(asking.words("add.ours", what=" ".join(ours)))
    _tell(left, asking.words, quiet=dry_run)
    context.exit(any(finding.level is Level.ERROR for finding in left))


def _kind(written: str | None) -> Kind:
    """The kind that somebody means: by its name, its folder or its file."""
    if written is None:
        raise Refusal(f"Say what to begin, such as `playbook add policy`. There are: {', '.join(KINDS)}.")
    names = {spelling: kind for kind in KINDS.values() for spelling in (kind.place.rstrip("/"), kind.place.removesuffix(".md"), kind.name)}
    if written.casefold() not in names:
        raise Refusal(f"There is no kind `{written}`. {did_you_mean(written, names, otherwise='There are: ' + ', '.join(KINDS) + '.')}")
    return names[written.casefold()]


def _there(kind: Kind, playbook: Playbook) -> bool:
    return Path(playbook.root, playbook.folder, kind.place).exists()


def _left(made: Added, before: Playbook, *, today: date) -> list[Finding]:
    """What is found in the new text, and elsewhere because of it."""
    found = run(made.playbook, today=today)
    elsewhere = [one for one in found if one.place.path != made.path]
    known = {(one.rule, one.place, one.message) for one in run(before, today=today)} if elsewhere else set()
    return [one for one in found if (one.rule, one.place, one.message) not in known]


def _tell(left: Sequence[Finding], words: Words, *, quiet: bool) -> None:
    if not left:
        click.echo(words("add.passes"), err=quiet)
        return
    click.echo(words("add.left"), err=quiet)
    for finding in left:
        click.echo(f"{finding}" + (f"\n  help: {finding.help}" if finding.help else ""), err=quiet)


def _write(made: Added) -> None:
    try:
        made.write()
    except FileExistsError as error:
        raise click.ClickException(f"{made.path} has come into being in the meantime, so nothing was written. Try again.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or made.path} cannot be written, so nothing was: {error.strerror}.") from error
