"""`playbook build --fall-back`: the newest edit that passes, where the newest of all does not."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from playbook_plugins.checklist.run import run, stops
from playbook_plugins.cli.sources import Refusal, terminal
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.history import Gap
from playbook_plugins.model.live import Edit, Live, Waiting
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.read.revision import NoRevision, edits, lay_down
from playbook_plugins.read.site import public_folder
from playbook_plugins.read.standing import as_kept

MOST = 50
"""How many edits are tried, the newest first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A playbook as an edit left it, laid down for a while outside the project."""

    playbook: Playbook
    findings: tuple[Finding, ...]
    live: Live


@contextmanager
def newest_that_passes(playbook: Playbook, *, today: date) -> Iterator[Kept]:
    """The newest edit of a playbook that may be published, taken from the version history; it is told what was found in the newest of all.

    Ends the command with 2 where there is no history to go by, and with 1 where
    no edit passes. What is not committed is left out.
    """
    # here and not above: the command itself asks for this module
    from playbook_plugins.cli.building import tell

    root = Path(playbook.root)
    tried = edits(root, most=MOST)
    if not tried:
        raise Refusal(f"--fall-back goes by the version history. {(playbook.history.gap or Gap.NONE).told}. {(playbook.history.gap or Gap.NONE).mend}.")
    newest = tried[0]
    if not as_kept(playbook, newest):
        terminal(errors=True).print("What is not committed is left out: --fall-back builds what the version history keeps.")
    waiting: Waiting | None = None
    for edit in tried:
        with _as_left_by(edit, playbook) as kept:
            findings = run(kept, today=today) if kept else ()
            if edit is newest and kept:
                tell(findings, kept)
            if kept and not stops(findings):
                if waiting:
                    _say(newest, edit)
                yield Kept(kept, findings, Live(edit, waiting))
                return
        waiting = waiting or Waiting(newest, tuple(finding for finding in findings if finding.level is Level.ERROR))
    raise click.ClickException(_none(tried, playbook))


@contextmanager
def _as_left_by(edit: Edit, playbook: Playbook) -> Iterator[Playbook | None]:
    """The playbook as an edit left it; `None` where there was none."""
    with TemporaryDirectory(prefix="playbook-") as place:
        # as the system itself calls it: a link on the way would look like a folder of somebody else's
        room = Path(place).resolve()
        try:
            lay_down(Path(playbook.root), edit.commit, room)
            folder = room / playbook.folder
            kept = read_playbook(folder, root=room, public=public_folder(folder, root=room)) if (folder / "playbook.yml").is_file() else None
        except (NoRevision, OSError) as error:
            raise Refusal(f"The edit {_named(edit)} cannot be read: {error}.") from error
        yield kept


def _say(newest: Edit, built: Edit) -> None:
    terminal(errors=True).print(f"Not live yet: the edit {_named(newest)}. Mend the above first.\nBuilt is the newest edit that passes: {_named(built)}.", markup=False)


def _none(tried: Sequence[Edit], playbook: Playbook) -> str:
    many = f"None of the {len(tried)} newest edits passes" if len(tried) > 1 else "The only edit there is does not pass"
    more = f" {Gap.SHALLOW.told}. {Gap.SHALLOW.mend}." if playbook.history.gap is Gap.SHALLOW else ""
    return f"{many}, so nothing was built.{more}\nMend the above first. What was published before is untouched."


def _named(edit: Edit) -> str:
    when = datetime.fromtimestamp(edit.at, UTC)
    return f"{edit.commit[:8]} of {when:%Y-%m-%d %H:%M} (Greenwich)" + (f", “{edit.said}”" if edit.said else "")
