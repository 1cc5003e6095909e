"""What `playbook serve` does each time that somebody has saved something: read, check, build, and say what has become of it."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from math import ceil
from pathlib import Path

import click

from playbook_plugins.cache import Cache
from playbook_plugins.checklist.run import findings_on, run, stops
from playbook_plugins.cli.between import apart, counted
from playbook_plugins.cli.building import begun_release
from playbook_plugins.cli.progress import waiting
from playbook_plugins.cli.sources import source_lines, terminal
from playbook_plugins.cli.targets import config_of
from playbook_plugins.engines.mkdocs.ahead import Ahead
from playbook_plugins.engines.mkdocs.build import EngineError, allowed, building as engine
from playbook_plugins.engines.mkdocs.following import Change, Follower
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.model.live import Edit, Live, Waiting
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages import showing
from playbook_plugins.pages.takeaway import live_json
from playbook_plugins.publish.build import Leaked, building, examined
from playbook_plugins.publish.target import PublishError
from playbook_plugins.read.playbook import Known, read_playbook
from playbook_plugins.read.site import public_folder
from playbook_plugins.report.text import lines, write
from playbook_plugins.words import Words

_NAMED = 3
"""Files that are named; of more, the number is told."""


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Throw away what is done with when all is shown, and not meanwhile: to look for it among all that stays takes a good part of a round."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


class Rounds:
    """Both sites as they stand in `room`, and what was found in the sources when they were last read."""

    def __init__(self, folder: Path, root: Path, room: Path, *, follower: Follower, today: date, style: str) -> None:
        self._folder, self._root, self._room = folder, root, room
        self._follower, self._today, self._style = follower, today, style
        self._words = Words()
        self._kept = Cache(root)
        self._known: Known = {}
        self._ahead = Ahead()
        self._findings: tuple[Finding, ...] | None = None
        """What the checklist found; `None` before the first round."""
        self._leaks: tuple[Finding, ...] = ()
        self._reason = ""
        """Why the newest state is not shown, where that is no finding."""
        self._stale: set[Audience] = set()
        """The sites that show an earlier state."""
        self._shown: dict[Audience, tuple[Release, Release]] = {}
        """The pages that are shown, as an engine began with them and as they are whole."""
        self._at = 0
        """When what is shown to staff was read, in seconds since 1970; 0 where nothing is."""

    def top(self, audience: Audience | None) -> str:
        """What stands on top of the pages of an audience, or of those of neither site."""
        stale = bool(self._stale) if audience is None else audience in self._stale
        return showing.top(self._words, (*self._leaks, *(self._findings or ())), stale=stale, reason=self._reason)

    def lost(self) -> str:
        """What stands at an address where there is no page."""
        return showing.lost(self._words, style=self._style)

    def begin(self) -> None:
        """Build both sites for the first time, or put something in their place."""
        self.next(lambda: None, Audience.INTERNAL)
        for audience in Audience:
            if audience not in self._shown:
                (self._room / audience).mkdir(exist_ok=True)
                (self._room / audience / "index.html").write_text(showing.not_yet(self._words, style=self._style), "utf-8", newline="\n")

    @_undisturbed()
    def next(self, show: Callable[[], None], first: Audience) -> None:
        """Read what lies there now, show it where it can be published, the site of the `first` audience before the other, and say what has changed.

        `show` is called each time that there is something new to see.
        """
        # to the second, and not before the moment at which it was saved
        began, at = time.monotonic(), ceil(time.time())
        if not (changes := self._follower.changes()):
            return
        self._ahead.begin()
        self._leaks, self._reason = (), ""
        now: dict[Audience, bool] = {}
        told = False
        try:
            with waiting(f"Reading {self._folder.name}", self._kept):
                playbook = read_playbook(self._folder, root=self._root, public=public_folder(self._folder, root=self._root), known=self._known)
            for audience, anew in self._taken(playbook, changes, first):
                now[audience] = anew
                self._stale.discard(audience)
                if audience is Audience.INTERNAL:
                    self._at = at
                    self._leave_word(at)
                if anew:
                    show()
                    told = True
        except OSError as error:  # what was there a moment ago
            self._reason = f"{error.filename or self._folder} cannot be read: {error.strerror}."
        self._stale = set(Audience) - now.keys()
        self._leave_word(at)
        if self._stale or not told:
            show()
        if self._reason:
            click.echo(self._reason)
        click.echo(f"{self._became(now)} ({time.monotonic() - began:.1f} s).")
        # for the next time
        self._ahead.begin()

    def end(self) -> None:
        """Leave nothing behind that waits."""
        self._ahead.end()

    def _taken(self, playbook: Playbook, changes: Mapping[Path, Change], first: Audience) -> Iterator[tuple[Audience, bool]]:
        """Check what was read, tell what was found, and show what can be shown: each site as soon as it is, and whether it was built anew."""
        before = self._findings
        with waiting("Checking", self._kept):
            self._findings = run(playbook, today=self._today, kept=self._kept)
        self._words = Words(playbook.lexicon.language)
        name = playbook.settings.business.name if playbook.settings else ""
        (self._room / "index.html").write_text(showing.first_page(self._words, name or "", style=self._style), "utf-8", newline="\n")
        sources = source_lines(playbook, "auto")
        if before is None:
            write(self._findings, terminal(), documents=len(playbook.documents), sources=sources)
        else:
            mended, new = apart(before, self._findings), apart(self._findings, before)
            click.echo(f"{datetime.now():%H:%M:%S} {self._named(changes)}: {counted(len(mended), len(new), left=len(self._findings))}")
            _print(new, sources)
        if stops(self._findings):
            return
        texts = (self._folder, *([self._root / playbook.public_folder] if playbook.public_folder else []))
        settings = any(not any(file.is_relative_to(folder) for folder in texts) for file in changes)
        try:
            yield from self._built(playbook, first, anew=settings)
        except Leaked as error:
            self._leaks = findings_on(error.hits)
            _print(self._leaks, sources)
        except (PublishError, EngineError, click.ClickException) as error:
            self._reason = str(error)

    def _built(self, playbook: Playbook, first: Audience, *, anew: bool) -> Iterator[tuple[Audience, bool]]:
        """Build both sites at the same time, as `playbook build` does; each as soon as it is shown, and whether it was built anew."""
        with waiting("Building anew what has changed" if self._shown else "Building both sites", self._kept), ExitStack() as stack:
            # the pages for staff are the most, and while they are made there is time for the others
            begun = {audience: stack.enter_context(self._building(audience, playbook, anew=anew)) for audience in (Audience.INTERNAL, Audience.PUBLIC)}
            for audience in sorted(Audience, key=lambda audience: audience is not first):
                yield audience, begun[audience]()

    @contextmanager
    def _building(self, audience: Audience, playbook: Playbook, *, anew: bool) -> Iterator[Callable[[], bool]]:
        """Begin to build a site, unless its pages are as they were; what is handed out shows it, and says whether it was built."""
        # what was made since is at hand
        kept = None if audience in self._shown else self._kept
        begun, whole = begun_release(playbook, audience, findings=self._findings or (), kept=kept)
        target, config = self._room / audience, config_of(audience, self._root)
        same = not anew and audience in self._shown and begun == self._shown[audience][0]
        # the whole is asked for only where it decides, since it can be made while an engine works: beside files that are only named, it has what is looked for
        same = same and (all(asset.content for asset in begun.assets) or _open(whole()) == self._shown[audience][1])
        if same:
            # what nobody but staff may read can have changed
            work = examined(allowed(whole, config), target, shelf=self._kept)
        else:
            using = partial(engine, config_file=config, root=self._root, before=target, maker=self._ahead.taken, whole=whole)
            work = building(begun, target, using, whole=whole, lasting=False, shelf=self._kept)
        with work as finish:

            def shown() -> bool:
                finish()
                self._shown[audience] = begun, _open(whole())
                return not same

            yield shown

    def _leave_word(self, at: int) -> None:
        """Let the form for changing texts know what is shown, and what waits."""
        errors = tuple(finding for finding in (*self._leaks, *(self._findings or ())) if finding.level is Level.ERROR)
        live = Live(Edit("", self._at) if self._at else None, Waiting(Edit("", at), errors) if Audience.INTERNAL in self._stale else None)
        (self._room / Audience.INTERNAL).mkdir(exist_ok=True)
        (self._room / Audience.INTERNAL / live_json.PATH).write_text(live_json.text(live, at), "utf-8", newline="\n")

    def _became(self, now: Mapping[Audience, bool]) -> str:
        """What has become of the sites, of those that are shown now with whether they were built anew."""
        if not now:
            return "Not shown: mend this first. You still see the last state that can be published" if self._shown else "Nothing can be shown before this is mended"
        ((shown, anew), *other) = now.items()
        if not other:
            return f"The {shown} site {'is built anew' if anew else 'stays as it is'}. The other is not shown: mend this first"
        if anew is other[0][1]:
            return "Both sites are built" if anew else "All pages stay as they are"
        return f"The {shown if anew else other[0][0]} site is built anew, the other stays as it is"

    def _named(self, changes: Mapping[Path, Change]) -> str:
        told = [f"{self._name(file)} {'changed' if change is Change.CHANGED else f'is {change}'}" for file, change in sorted(changes.items())]
        more = len(told) - _NAMED
        return ", ".join([*told[:_NAMED], *([f"and {more} more file{'s' * (more > 1)}"] if more > 0 else [])])

    def _name(self, file: Path) -> str:
        """A file as its owner calls it: from the folder of the texts, else from the project's."""
        return next((file.relative_to(folder).as_posix() for folder in (self._folder, self._root) if file.is_relative_to(folder)), str(file))


def _open(released: Release) -> Release:
    """A release without what is looked for in it, which nobody is shown."""
    return replace(released, fingerprints=Fingerprints())


def _print(findings: Iterable[Finding], sources: Mapping[str, Sequence[str]] | None) -> None:
    for finding in findings:
        for line in lines(finding, sources):
            terminal().print(line)
