"""From a playbook to its sites: checked, released, and both at the same time where that can be done."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path

import click

from playbook_plugins.cache import Cache
from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.checklist.plugins import plugins
from playbook_plugins.checklist.run import findings_on, run, stops
from playbook_plugins.cli.arguments import meant
from playbook_plugins.cli.built import Built, Ground, Records, Said, ground, name, name_of_assets, untouched
from playbook_plugins.cli.foreseeing import foresee
from playbook_plugins.cli.heavy import heavy
from playbook_plugins.cli.meanwhile import meanwhile, processors
from playbook_plugins.cli.progress import waiting
from playbook_plugins.cli.sources import open_playbook, source_lines, terminal
from playbook_plugins.cli.targets import config_of, keep_apart
from playbook_plugins.engines.mkdocs.ahead import PROCESSES, Ahead, Maker, started
from playbook_plugins.engines.mkdocs.borders import settings
from playbook_plugins.engines.mkdocs.foreseen import files
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.live import Live
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.root import repository
from playbook_plugins.read.site import public_folder
from playbook_plugins.stamps import look

Begun = Callable[[], AbstractContextManager[Maker]]
"""Hands out a process that makes pages."""
_ENOUGH = 200
"""Texts from which on a second process pays."""


def checked(context: click.Context, folder: Path, *, today: date, otherwise: str, staffs: bool = False) -> tuple[Playbook, tuple[Finding, ...]]:
    """Read and check a playbook and tell what was found; ends the command with 1 where that forbids the work. `staffs` says that pages for staff will be made."""
    kept = Cache(root := repository(meant(folder) or folder))
    new = kept.empty
    playbook = open_playbook(folder, kept=kept if kept.keeps else None)
    with waiting("Checking", kept):
        findings = _foreseeing(playbook, root, kept, today=today) if staffs and _pays(playbook, new=new) else run(playbook, today=today, kept=kept)
    kept.close()
    tell(findings, playbook)
    if stops(findings):
        terminal(errors=True).print(otherwise)
        context.exit(1)
    return playbook, findings


def _pays(playbook: Playbook, *, new: bool) -> bool:
    """Whether to make the pages for staff while they are checked; a playbook of which something is kept is checked in no time, and other packages' rules may do as they like."""
    asked = os.environ.get(PROCESSES)
    much = new and len(playbook.documents) >= _ENOUGH and processors() > 1
    return (much or asked == "2") and asked != "1" and not plugins(frozenset(catalogue())).rules


def _foreseeing(playbook: Playbook, root: Path, kept: Cache, *, today: date) -> tuple[Finding, ...]:
    """Check a playbook, and make its pages for staff meanwhile as if nothing were found; all that holds of them is at hand when they are made."""
    # a copy may hold no database that was opened before
    kept.close()
    with meanwhile(lambda: run(playbook, today=today, kept=Cache(root))) as found:
        foresee(playbook, root)
        return found()


def keeping(texts: Path, records: Records, *, day: date) -> "Keeping | None":
    """Where to note what becomes of a build that is about to begin; `None` where nobody can tell all that decides it."""
    if not records.keeps:
        return None
    root = repository(texts)
    looks = [files(config_of(audience, root)) for audience in Audience]
    if None in looks or plugins(frozenset(catalogue())).rules:
        return None
    docs = settings(config).get("docs_dir") if (config := config_of(Audience.PUBLIC, root)) else None
    read = (texts.absolute(), texts.absolute().with_name("public"), public_folder(texts, root=root), root / docs if isinstance(docs, str) else None)
    now = ground(root, dict.fromkeys(filter(None, read)), dict.fromkeys(file for found in looks for file in found or ()), day=day)
    return now and Keeping(now, records)


class Keeping:
    """What a build stands on, and where it is noted what became of it."""

    def __init__(self, ground: Ground, records: Records) -> None:
        self.ground, self._records = ground, records

    def was(self, audience: Audience, target: Path, begun: bytes, released: Callable[[], bytes]) -> bool:
        """Whether a site that would hold the same pages, in the same looks, lies at `target` already; the whole is asked for where what an engine begins with is the same."""
        known = self._records.find(audience)
        same = known and known.target == target and known.ground.same_looks(self.ground) and known.released.startswith(begun)
        return bool(same and known.released == released() and untouched(known))

    def note(self, audience: Audience, target: Path, released: bytes, said: Said) -> None:
        """Note that a site lies at `target`; nothing, where sources have changed while it was built. Call it while nobody else may put another there."""
        now = ground(self.ground.root, self.ground.texts, self.ground.looks, day=self.ground.day)
        site = look([target.absolute()])
        if site and now and self.ground.same(now):
            self._records.keep(audience, Built(self.ground, target, released, site, said))


@contextmanager
def begun_ahead() -> Iterator[Begun]:
    """What makes the pages, begun while the playbook is read where there is a processor for it; it ends where nobody wants it."""
    ahead = Ahead()
    if processors() > 1:
        ahead.begin()
    try:
        yield ahead.taken
    finally:
        ahead.end()


def build_sites(
    targets: Mapping[Audience, Path], playbook: Playbook, *, findings: Sequence[Finding], live: Live | None = None, keeping: Keeping | None = None, maker: Begun = started
) -> None:
    """Build each site, and say where it is; a site that fails leaves those before it published, and itself as it was.

    Two are built at the same time where there are two processors; what is said
    of one is never mixed with what is said of the other.
    """
    with ExitStack() as stack:
        begun: list[Callable[[], None]] = []
        refused = None
        for audience, target in targets.items():
            try:
                begun.append(stack.enter_context(_building(audience, target, playbook, findings=findings, live=live, keeping=keeping, maker=maker)))
            except click.ClickException as error:
                refused = error
                break
            if processors() < 2:
                begun.pop()()
        for finish in begun:
            finish()
        if refused:
            raise refused


@contextmanager
def _building(audience: Audience, target: Path, playbook: Playbook, *, findings: Sequence[Finding], live: Live | None, keeping: Keeping | None, maker: Begun) -> Iterator[Callable[[], None]]:
    """Begin to build a site; what is handed out waits for it, publishes it and says so."""
    from playbook_plugins.engines.mkdocs.build import allowed, building as engine
    from playbook_plugins.publish.build import building, examined

    config = config_of(audience, root := Path(playbook.root))
    keep_apart(target, audience, playbook, config=config)
    # an earlier edit is laid down for a while, in a folder of which nothing stays
    kept = Cache(Path.cwd() if live else root)
    shelf = kept if kept.keeps else None
    with _plainly(playbook), ExitStack() as stack:
        with waiting(f"Making the pages of the {audience} site", kept):
            begun, whole = begun_release(playbook, audience, findings=findings, live=live, kept=kept)
            early = name(begun) if keeping else b""
            standing = cache(lambda: early + name_of_assets(whole()))
            if same := keeping and keeping.was(audience, target, early, standing):
                finish = stack.enter_context(examined(allowed(whole, config), target, shelf=shelf))
            else:
                using = partial(engine, config_file=config, root=None if live else root, before=target, maker=maker, whole=whole)
                finish = stack.enter_context(building(begun, target, using, whole=whole, shelf=shelf))
        released = whole()

        def finished() -> None:
            with _plainly(playbook), waiting(f"Building the {audience} site", kept):
                warned = finish()
            said = Said(tuple(findings), len(playbook.documents), playbook.history.missed, heavy(released), told(audience, target, len(released.pages), same=True))
            if keeping and not warned:
                keeping.note(audience, target, standing(), said)
            if said.heavy:
                click.echo(said.heavy, err=True)
            click.echo(said.same if same else told(audience, target, len(released.pages)))

        yield finished


@contextmanager
def _plainly(playbook: Playbook) -> Iterator[None]:
    """Let whatever keeps a site from being published end the command with a sentence."""
    from playbook_plugins.engines.mkdocs.build import EngineError
    from playbook_plugins.publish.build import Leaked
    from playbook_plugins.publish.target import Leftover, PublishError

    try:
        yield
    except Leaked as error:
        tell(findings_on(error.hits), playbook)
        raise click.ClickException("The built site was not published: mend the above first.\nWhat was published before is untouched.") from error
    except Leftover as error:
        raise click.ClickException(str(error)) from error
    except (PublishError, EngineError) as error:
        raise click.ClickException(f"{error}\nWhat was published before is untouched.") from error


def told(audience: Audience, target: Path, count: int, *, same: bool = False) -> str:
    """What is said of a site that stands: `site/public: 12 pages for everybody`."""
    return f"{target}: {'as it was, ' if same else ''}{count} page{'' if count == 1 else 's'} for {'everybody' if audience is Audience.PUBLIC else 'staff'}"


def release_of(playbook: Playbook, audience: Audience, *, findings: Sequence[Finding], live: Live | None = None, kept: Cache | None = None) -> Release:
    """The pages for one audience; ends the command where there is nobody in whose name they could speak.

    `live` and `kept` are those of `begun_release`.
    """
    _, whole = begun_release(playbook, audience, findings=findings, live=live, kept=kept)
    return whole()


def begun_release(
    playbook: Playbook, audience: Audience, *, findings: Sequence[Finding], live: Live | None = None, kept: Cache | None = None
) -> tuple[Release, Callable[[], Release]]:
    """What an engine needs to begin with the pages for one audience, and what makes them whole; ends the command as `release_of` does.

    `live` says where the last edit stands; where it is not given, the history is asked.
    `kept` holds what was made for the pages before.
    """
    from playbook_plugins.checklist.forgotten import forgotten
    from playbook_plugins.engines.mkdocs.sentences import fixed, theirs
    from playbook_plugins.pages.release import begun
    from playbook_plugins.read.changed import changed
    from playbook_plugins.read.standing import live as live_now
    from playbook_plugins.read.told import earlier

    # nobody but staff is told what was said before, so a public build does not look
    told, changes = (earlier(playbook, kept=kept), changed(playbook, forgotten=forgotten(playbook, shelf=kept), kept=kept)) if audience is Audience.INTERNAL else (None, None)
    live = live or (live_now(playbook) if audience is Audience.INTERNAL else Live())
    try:
        return begun(playbook, audience, findings, around=fixed(*playbook.tongues), theirs=theirs(), earlier=told, changes=changes, live=live, shelf=kept)
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error


def pages_of(playbook: Playbook, audience: Audience, *, findings: Sequence[Finding]) -> Release:
    """`release_of` for a command that takes something out of the pages; whoever waits is told for how long."""
    kept = Cache(playbook.root)
    with waiting(f"Making the pages of the {audience} site", kept):
        return release_of(playbook, audience, findings=findings, kept=kept)


def tell(findings: Sequence[Finding], playbook: Playbook) -> None:
    """Print findings beside the work, so that a command's own output stays its own."""
    from playbook_plugins.report.text import write

    sources = source_lines(playbook, "auto")
    write(findings, terminal(errors=True), documents=len(playbook.documents), sources=sources)
