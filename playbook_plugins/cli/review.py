"""`playbook review`: set the day on which somebody read a document and found it right."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

from playbook_plugins.checklist.run import run
from playbook_plugins.cli.sources import DEFAULT, PATH, Refusal, as_typed, change, open_playbook, today_option
from playbook_plugins.edit.review import Unusual, stamped
from playbook_plugins.edit.saving import Change
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.naming import Unclear, named, shortest
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import Profile
from playbook_plugins.model.tracing import keeping, outdated


@click.command("review")
@click.argument("names", metavar="ID…", nargs=-1, required=True)
@click.option("--folder", type=PATH, default=DEFAULT, show_default=True, help="The folder of the sources.")
@today_option
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], *, folder: Path, today: date) -> None:
    """Say that you have read each ID and found it right: sets its `reviewed` to today.

    An ID is a document's name, such as `birthdays`; `policy:birthdays` where
    several kinds have one of that name; `birthdays.pl` in a second language; or
    the path of its file. Either all of them get the day or none.
    """
    playbook = open_playbook(folder)
    try:
        chosen = _once(named(name, playbook, here=Path.cwd()) for name in names)
    except Unclear as error:
        raise Refusal(str(error)) from error
    if amiss := _amiss(chosen, run(playbook, today=today, profile=Profile.STANDARD), playbook):
        for finding in amiss:
            click.echo(f"{finding}" + (f"\n  help: {finding.help}" if finding.help else ""))
        click.echo("Nothing was written: mend the above first.", err=True)
        context.exit(1)
    try:
        changes = stamped(chosen, today, root=Path(playbook.root), read=partial(open_playbook, folder))
    except Unusual as error:
        raise click.ClickException(f"{error}.") from error
    except OSError as error:
        raise click.ClickException(f"{error.filename} cannot be read, so nothing was written: {error.strerror}.") from error
    change([one for one in changes if one.before != one.after], Path(playbook.root))
    _tell(changes, chosen, playbook, folder=folder, today=today)


def _once(documents: Iterable[Document | None]) -> tuple[Document, ...]:
    return tuple({document.path: document for document in documents if document}.values())


def _amiss(chosen: Sequence[Document], findings: Iterable[Finding], playbook: Playbook) -> list[Finding]:
    """What is wrong at the top of the chosen documents, but for the day of review itself."""
    faults = {(fault.rule, fault.place) for fault in playbook.faults}
    days = {place for document in chosen for place in _of_the_day(document)}
    paths = {document.path for document in chosen}
    return [
        finding
        for finding in findings
        if finding.place.path in paths
        and finding.level is Level.ERROR
        and (finding.rule, finding.place) in faults
        and finding.place not in days
    ]


def _of_the_day(document: Document) -> Iterator[Place]:
    for places in (document.key_places, document.field_places):
        if ("reviewed",) in places:
            yield places[("reviewed",)]


def _tell(changes: Sequence[Change], chosen: Sequence[Document], playbook: Playbook, *, folder: Path, today: date) -> None:
    for one in changes:
        click.echo(f"{one.path}: reviewed {today}" + (", as it was already" if one.before == one.after else ""))
    stamped_now = {document.path for document in chosen}
    option = "" if folder == DEFAULT else f" --folder {as_typed(folder)}"
    for promise in chosen:
        waiting = [policy for policy in _unread(promise, playbook) if policy.path not in stamped_now]
        if waiting:
            click.echo(f"\nThe promise {promise.titled} changed after these were last read. Read them with the promise beside them, then:")
        for policy in waiting:
            click.echo(f"  playbook review {shortest(policy, playbook)}{option}")


def _unread(promise: Document, playbook: Playbook) -> Iterator[Document]:
    """The policies that keep a promise and were last read before it changed."""
    changed = playbook.history.changed if playbook.history.complete else {}
    for policy in _once(keeper.policy for keeper in keeping(promise, playbook).keepers):
        read = playbook.reviewed(policy)
        undated = not policy.fields.reviewed and promise.path in changed and (read is None or read < changed[promise.path])
        if policy.fields.status is not Status.RETIRED and (undated or outdated(policy, promise, playbook)):
            yield policy
