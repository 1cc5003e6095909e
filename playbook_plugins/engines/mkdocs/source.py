"""The one place where the engine asks the core: read, check, release."""

import logging
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook_plugins.cache import Cache
from playbook_plugins.checklist.forgotten import forgotten
from playbook_plugins.checklist.run import locked, run, stops
from playbook_plugins.engines.mkdocs.sentences import fixed, theirs
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.live import Live
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.model.root import repository
from playbook_plugins.pages import memory
from playbook_plugins.pages.release import release
from playbook_plugins.publish.target import named
from playbook_plugins.read.changed import changed
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.read.standing import live
from playbook_plugins.read.told import earlier

# MkDocs prints what is logged below its own name
log = logging.getLogger("mkdocs.plugins.playbook")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is left of a playbook once it was read and checked."""

    findings: tuple[Finding, ...]
    """Everything the checklist found."""
    release: Release | None
    """The pages for one audience; `None` where a finding forbids them."""
    stops: bool = False
    """Whether the checklist, where it is switched on, lets nothing be published."""


def load(source: Path, public: Path | None, audience: Audience, today: date) -> Loaded:
    """Read and check the playbook in `source`, and make the pages for one audience.

    `public` is the folder of hand-written public pages. The playbook itself is
    let go of here, with all that was remembered of it: only findings and the
    release leave.
    """
    try:
        return _loaded(source, public, audience, today)
    finally:
        memory.forget()


def _loaded(source: Path, public: Path | None, audience: Audience, today: date) -> Loaded:
    source, public = named(source), public and named(public)
    root = repository(source if public is None else Path(os.path.commonpath((source, public))))
    playbook = read_playbook(source, root=root, public=public)
    if missed := playbook.history.missed:
        log.info(missed)
    findings = run(playbook, today=today, kept=(kept := Cache(root)))
    if any(finding.level is Level.ERROR and locked(finding) for finding in findings):
        return Loaded(findings, None, stops=True)
    stopped = stops(findings)
    try:
        # nobody but staff is told what was said before, so a public build does not look
        staffs = audience is Audience.INTERNAL
        told, changes = (earlier(playbook, kept=kept), changed(playbook, forgotten=forgotten(playbook, shelf=kept), kept=kept)) if staffs else (None, None)
        now = live(playbook) if staffs else Live()
        made = release(playbook, audience, findings, around=fixed(*playbook.tongues), theirs=theirs(), earlier=told, changes=changes, live=now, shelf=kept)
    except Exception:
        # What the checklist objects to is what pages may stumble over: then its words are the ones to hear.
        if not stopped:
            raise
        made = None
    return Loaded(findings, made, stops=stopped)


def today() -> date:
    """The day that decides findings: `PLAYBOOK_TODAY`, else the clock."""
    given = os.environ.get("PLAYBOOK_TODAY")
    try:
        return date.fromisoformat(given) if given else date.today()
    except ValueError:
        raise ValueError(f"PLAYBOOK_TODAY is {given!r}, which is not a day like 2026-11-30.") from None
