"""`playbook import`: a handbook that is there already becomes drafts."""

import os
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import click

from playbook_plugins.cache import Cache
from playbook_plugins.checklist.run import run
from playbook_plugins.cli.progress import waiting
from playbook_plugins.cli.sources import DEFAULT, PATH, Refusal, keep_out, open_playbook, today_option
from playbook_plugins.edit.importing.draft import Imported
from playbook_plugins.edit.importing.found import TooMuch, looked_through
from playbook_plugins.edit.importing.handbook import imported
from playbook_plugins.edit.importing.laying import lay_down
from playbook_plugins.edit.importing.signs import languages
from playbook_plugins.edit.importing.told import by_kind, counted, summary, whole
from playbook_plugins.edit.saving import put
from playbook_plugins.model.filenames import meet
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.folder import look
from playbook_plugins.read.lexicon import lexicon

_SHOWN = 12
"""How many drafts the terminal tells of one by one; the report tells of all."""
_ABOVE = 40
"""Lines at the top of a document among which an earlier import has signed it."""


@click.command("import")
@click.argument("source", metavar="FILE|FOLDER", type=PATH)
@click.option("--into", type=PATH, default=DEFAULT, show_default=True, help="The folder of the playbook that gets the drafts.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would come of it.")
@click.option("--report", type=PATH, metavar="FILE", help="Write down what became of every text, as Markdown.")
@click.option("--lang", type=click.Choice(languages()), help="The language of the handbook. Default: the playbook's.")
@today_option
@click.pass_context
def command(context: click.Context, source: Path, *, into: Path, dry: bool, report: Path | None, lang: str | None, today: date) -> None:
    """Turn a handbook into drafts of your playbook.

    Takes Markdown as it lies in a folder, in a MkDocs site, a wiki, or in what
    Notion or Google Docs export. Each text becomes a draft (`status: draft`) of
    the kind that it looks like, and a page where nobody can tell. No word is
    lost, nothing that is there already is touched, and nothing gets onto either
    site before you say so. The old handbook stays as it is.
    """
    playbook = _playbook(into)
    if not os.path.lexists(source):
        raise Refusal(f"{source} does not exist. Name the file or the folder that your handbook lies in.")
    folder = Path(playbook.root, playbook.folder)
    for own in (folder, Path(playbook.root, playbook.public_folder) if playbook.public_folder else folder):
        if source.is_dir() and meet(source.resolve(), own.resolve()) or source.resolve().is_relative_to(own.resolve()):
            raise Refusal(f"{source} and {own} lie in one another. Name the folder with the old handbook, outside the playbook.")
    if report is not None:
        keep_out(report, playbook)
        if os.path.lexists(report):
            raise Refusal(f"{report} is there already. Name another file for the report.")
    with waiting(f"Looking through {source}", Cache(playbook.root)):
        brought = _brought(source, playbook, folder, lang=lang)
    about = summary(brought, source=str(source), into=str(into if into != DEFAULT else playbook.folder), dry=dry)
    wrong: list[str] = []
    if brought.drafts and not dry:
        try:
            lay_down(brought.drafts, folder)
        except OSError as error:
            raise click.ClickException(f"{error.filename2 or error.filename or folder} cannot be written, so nothing was: {error.strerror}.") from error
        found = _new_findings(playbook, into, today=today)
        wrong = [f"{finding}. {finding.help}" for finding in found if finding.level is Level.ERROR]
        about += _checked(found, {f"{playbook.folder}/{draft.path}" for draft in brought.drafts})
    if report is not None:
        try:
            put(whole(brought, about=about, into=playbook.folder, found=wrong).encode(), report)
        except OSError as error:
            raise click.ClickException(f"{report} cannot be written: {error.strerror}.") from error
    _tell(brought, about, wrong, into=playbook.folder, report=report)
    context.exit(int(bool(wrong) or any(one.unread for one in brought.left) or not (brought.drafts or brought.again)))


def _playbook(into: Path) -> Playbook:
    playbook = open_playbook(into)
    if playbook.settings is None:
        there = Path(playbook.root, playbook.settings_path).exists()
        raise Refusal(f"{playbook.settings_path} cannot be used. `playbook check` says what to mend." if there
                      else f"{into} holds no playbook.yml. Begin with `playbook new`, and then import into what it made.")
    return playbook


def _brought(source: Path, playbook: Playbook, folder: Path, *, lang: str | None) -> Imported:
    """What the handbook becomes."""
    language = lang or playbook.lexicon.language
    there = {one.file.relative_to(folder).as_posix() for one in look(folder, Path(playbook.root))[0] if not one.folder}
    there |= {f"{document.kind.place}{name}.md" for document in playbook.documents for name in (document.id, *(document.fields.formerly or ())) if not document.kind.single}
    try:
        old, left = looked_through(source, language=language)
    except OSError as error:
        raise Refusal(f"{error.filename or source} cannot be read: {error.strerror}.") from error
    except TooMuch as error:
        raise Refusal(f"{error}: that is more than a handbook. Name a folder with your texts alone.") from error
    name = source.resolve().name if source.is_dir() else ""
    earlier = ["\n".join(document.lines[:_ABOVE]) for document in playbook.documents]
    return imported(old, left, folder=name, taken=there, earlier=earlier,
                    lexicon=playbook.lexicon if language == playbook.lexicon.language else lexicon(language),
                    written_in=None if language == playbook.lexicon.language else language)


def _new_findings(before: Playbook, into: Path, *, today: date) -> Sequence[Finding]:
    """What the checklist finds now and did not find before."""
    kept = Cache(before.root)
    with waiting("Checking", kept):
        known = {(one.rule, one.place, one.message) for one in run(before, today=today, kept=kept)}
    now = open_playbook(into)
    with waiting("Checking", kept):
        return [one for one in run(now, today=today, kept=kept) if (one.rule, one.place, one.message) not in known]


def _checked(found: Sequence[Finding], drafts: Collection[str]) -> str:
    """What the checklist says of the drafts, in numbers; of other texts only what stops publishing."""
    of = [one for one in found if one.place.path in drafts or one.level is Level.ERROR]
    if not of:
        return "\n`playbook check` has nothing to say about them."
    errors, warnings, advice = (sum(one.level is level for one in of) for level in Level)
    stops = " An error stops publishing until it is mended:" if errors else ""
    rules = ", ".join(f"{number} × {rule}" for rule, number in Counter(one.rule for one in of).most_common(3))
    return f"\n`playbook check` says of them: {counted(errors, 'error')}, {counted(warnings, 'warning')}, {counted(advice, 'piece', 'pieces')} of advice (most of all {rules}).{stops}"


def _tell(brought: Imported, about: str, wrong: Sequence[str], *, into: str, report: Path | None) -> None:
    click.echo(about)
    for one in wrong:
        click.echo(f"  {one}")
    telling = [draft for draft in brought.drafts if draft.part < 2 and (draft.guess.kind != "page" or draft.guess.next)]
    shown = by_kind(telling or brought.drafts)
    for draft in shown[:_SHOWN]:
        click.echo(f"\n{into}/{draft.path}\n  from {draft.old}: {draft.guess.why}")
        for one in draft.guess.next:
            click.echo(f"  To do: {one}")
    if report is not None:
        click.echo(f"\nWhat became of every text stands in {report}.")
    elif len(shown) > _SHOWN or any(draft.notes for draft in brought.drafts):
        click.echo("\n`--report FILE` tells of every text, and of each thing that could not be placed, with its line.")
