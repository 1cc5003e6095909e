"""`playbook diff --public`: the sentences that would become public, for a person to approve."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from playbook_plugins.checklist.run import run, stops
from playbook_plugins.cli.building import checked
from playbook_plugins.cli.falling_back import MOST
from playbook_plugins.cli.sources import Named, Refusal, folder_argument, open_playbook, terminal, today_option
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.publication import Said
from playbook_plugins.model.tracing import judged
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.read.revision import NoRevision, commit_of, edits, lay_down, why_none
from playbook_plugins.read.site import SETTINGS, public_folder, settings_files

_Files = dict[str, bytes | None]
_FORMS = ("text", "markdown", "json", "github")
_NOTHING = re.compile(r"0{40}(?:0{24})?")
"""What build machines name where there was nothing before."""
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@click.command("diff")
@folder_argument
@click.option("--public", "base", type=Named(), metavar="BASE", required=True, help="What to compare with: a branch, a tag, a commit, or a folder of sources.")
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", show_default=True, help="How to show it; `github` adds it to the page of the run as well.")
@click.option("--removed", is_flag=True, help="Show too what would no longer be public.")
@click.option("--exit-code", is_flag=True, help="End with 1 where there is something to approve.")
@click.option("--or-all", is_flag=True, help="Where there is no such BASE, count everything as new instead of ending with 2.")
@today_option
@click.pass_context
def command(context: click.Context, folder: Path, *, base: str, form: str, removed: bool, exit_code: bool, or_all: bool, today: date) -> None:
    """Show what the sources in FOLDER (docs/playbook) would make public that was not public at BASE.

    Every sentence is quoted with its page and its file, for a person to read
    and approve. Ends with 1 where something has to be mended first, with 2
    where there is no such BASE.
    """
    from playbook_plugins.cli.summary import add, cut
    from playbook_plugins.pages.publication import difference
    from playbook_plugins.report import publication as report

    playbook, findings = checked(context, folder, today=today, otherwise="Nothing was compared: mend the above first.")
    before, settings = _before(base, playbook, today, or_all=or_all)
    found = difference(before, _said(playbook, findings))
    unshown = _unshown(settings_files(Path(playbook.root)), settings)
    named = base if form == "json" else _named(base)
    click.echo(getattr(report, "text" if form == "github" else form)(found, named, removed=removed))
    if unshown:
        click.echo(unshown if form == "json" else f"\n{unshown}", err=form == "json")
    if form == "github":
        page = report.markdown(found, named, removed=removed)
        add(lambda room: cut(f"{page}\n\n{unshown}\n\n" if unshown else f"{page}\n\n", room))
    context.exit(int(exit_code and bool(found.added)))


def _named(base: str) -> str:
    """What people call it: nobody reads the forty signs of a commit."""
    if _NOTHING.fullmatch(base):
        return "an earlier time"
    return f"version {base[:10]}" if _COMMIT.fullmatch(base) else base


def _unshown(settings: _Files, before: _Files) -> str:
    """What to read besides, where the public site's settings have changed; empty where they have not."""
    if settings == before:
        return ""
    changed = SETTINGS if settings[SETTINGS] != before[SETTINGS] else f"A file that {SETTINGS} inherits"
    return f"{changed} has changed as well. What it adds to the pages, such as `copyright`, is not shown here: read it yourself."


def _before(base: str, playbook: Playbook, today: date, *, or_all: bool) -> tuple[Sequence[Said], _Files]:
    """What was public at BASE, and the public site's settings there."""
    root = Path(playbook.root)
    settings = settings_files(root)
    if (commit := commit_of(root, base)) is None:
        if not Path(base).is_dir():
            if not or_all:
                raise Refusal(f"{why_none(root, base)}.")
            _note("There is nothing earlier to compare with, so everything counts as new." if _NOTHING.fullmatch(base) else f"{why_none(root, base)}. Until then everything counts as new.")
            return (), settings
        there = open_playbook(Path(base))
        beside = settings_files(Path(there.root))
        # sources that lie alone say nothing of settings
        return _published(there, base, today), beside if beside[SETTINGS] is not None else settings
    published = _newest_published(playbook, base, commit, today)
    if published is None:
        _note(f"Neither {base} nor one of the {MOST - 1} edits before passed the checklist, so nothing was published and everything counts as new.")
        return (), _settings_at(playbook, base, commit)
    return published


def _newest_published(playbook: Playbook, base: str, commit: str, today: date) -> tuple[Sequence[Said], _Files] | None:
    """What was public at BASE: where the checklist did not let it pass, what the newest edit before it made public. `None` where none passed."""
    for edit in edits(Path(playbook.root), most=MOST, until=commit):
        with _at(playbook, base, edit.commit) as (there, settings):
            if there is None:
                if edit.commit != commit:
                    return None
                _note(f"At {base} there was no playbook in {playbook.folder}, so everything counts as new.")
                return (), settings
            findings = run(there, today=today)
            if not stops(findings):
                if edit.commit != commit:
                    _note(f"At {base} the checklist found something to mend, so what was public then is what {edit.commit[:10]} made public{f', “{edit.said}”' if edit.said else ''}.")
                return _said(there, findings), settings
    return None


def _settings_at(playbook: Playbook, base: str, commit: str) -> _Files:
    with _at(playbook, base, commit) as (_, settings):
        return settings


@contextmanager
def _at(playbook: Playbook, base: str, commit: str) -> Iterator[tuple[Playbook | None, _Files]]:
    """The sources as they stood at a commit, `None` where there were none, and the public site's settings."""
    root = Path(playbook.root)
    folders = (playbook.folder, playbook.public_folder, *(name for name in settings_files(root) if "/" in name))
    with TemporaryDirectory(prefix="playbook-") as place:
        # as the system itself calls it: a link on the way would look like a folder of somebody else's
        room = Path(place).resolve()
        try:
            lay_down(root, commit, room, folders=tuple(filter(None, folders)))
        except (NoRevision, OSError) as error:
            raise Refusal(f"{base} cannot be read: {error}.") from error
        folder = room / playbook.folder
        yield (read_playbook(folder, root=room, public=public_folder(folder, root=room)) if folder.is_dir() else None), settings_files(room)


def _published(playbook: Playbook, base: str, today: date) -> Sequence[Said]:
    """What of these sources is public: nothing, where the checklist lets none of it pass."""
    findings = run(playbook, today=today)
    if stops(findings):
        _note(f"In {base} the checklist finds something to mend, so nothing of it is public and everything counts as new.")
        return ()
    return _said(playbook, findings)


def _said(playbook: Playbook, findings: Sequence[Finding]) -> Sequence[Said]:
    from playbook_plugins.pages.publication import publication

    return publication(judged(playbook, findings))


def _note(sentence: str) -> None:
    terminal(errors=True).print(sentence)
