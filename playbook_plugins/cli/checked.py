"""What a check of a playbook came to, and the same once more where nothing has changed since."""

import gc
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playbook_plugins.cache import Cache, digest
from playbook_plugins.cli.arguments import meant
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.public_folder import SETTINGS, Said, public_at
from playbook_plugins.model.root import repository
from playbook_plugins.report.outcome import Explained, Noted
from playbook_plugins.stamps import Stamp, history, look

_SHELF = "checks"
_MOST = 8
"""Checks that are kept of one playbook: of different days, and with different options."""


@dataclass(frozen=True)
class Checked:
    """A checked playbook, as far as a report tells of it."""

    root: str
    folder: str
    public_folder: str | None
    documents: tuple[str, ...]
    """The paths of all that were read."""
    found: tuple[Noted, ...]
    """All that was found, in the order of the places."""
    lines: Mapping[str, Mapping[int, str]]
    """The source line at each finding's place, by its path and its number."""
    rules: Mapping[str, Explained] = field(default_factory=dict)
    """The rules that found something."""
    missed: str = ""
    """What goes without the past, where it should be there and is not."""

    def sources(self) -> dict[str, Sequence[str]]:
        """The lines that a report may quote, by their file; all others are empty."""
        return {path: [lines.get(number, "") for number in range(1, max(lines) + 1)] for path, lines in self.lines.items()}


def check(folder: Path, *, today: date, profile: str | None) -> Checked:
    """Check the playbook in `folder`; where all that decides is as it was the last time, without reading it."""
    place = meant(folder)
    kept = Cache(root := repository(place)) if place else None
    if not kept or not kept.keeps:
        return _anew(folder, None, today=today, profile=profile)[0]
    whose = str(getattr(os, "geteuid", int)())
    key = digest(os.getcwd(), str(place), os.path.realpath(place), str(root), whose, today.isoformat(), profile)
    if (found := _again(kept, key, place, root)) is None:
        site, said = look([root / SETTINGS]), _said(root)
        before = _look(place, said, root)
        found, lasting = _anew(folder, kept, today=today, profile=profile)
        after = _look(place, said, root)
        if lasting and site and site.still(look([root / SETTINGS])) and _still(before, after):
            kept.put(_SHELF, {key: pickle.dumps((said, before, found), pickle.HIGHEST_PROTOCOL)}, most=_MOST)
    kept.close()
    return found


_Looked = tuple[Stamp | None, Stamp | None]


def _look(folder: Path, said: Said | None, root: Path) -> _Looked:
    """What all that a check reads looks like: the sources, the public pages, the settings, the history."""
    public = public_at(folder, said, root=root)
    return look([folder, root / SETTINGS, *([public] if public else [])], hidden=False), history(root)


def _still(before: _Looked, now: _Looked) -> bool:
    return all(one is not None and one.still(other) for one, other in zip(before, now))


def _again(kept: Cache, key: bytes, folder: Path, root: Path) -> Checked | None:
    """What was found the last time, where it would be found once more."""
    value = kept.get(_SHELF, (key,)).get(key)
    with suppress(Exception):  # whatever a value of an odd kind may raise
        said, before, found = pickle.loads(value or b"")
        if _still(before, now := _look(folder, said, root)):
            if any(one.young for one in before):
                # what was new then can be told by its times from now on
                kept.put(_SHELF, {key: pickle.dumps((said, now, found), pickle.HIGHEST_PROTOCOL)}, most=_MOST)
            return found
    return None


def _said(root: Path) -> Said | None:
    from playbook_plugins.read.site import said_at

    return said_at(root)


def _anew(folder: Path, kept: Cache | None, *, today: date, profile: str | None) -> tuple[Checked, bool]:
    """What is found now, and whether nothing but files, the history, the day and this program decided it."""
    from playbook_plugins.checklist.catalogue import catalogue, installed, page, rules_of, summary, unusable
    from playbook_plugins.checklist.run import run
    from playbook_plugins.cli.progress import waiting
    from playbook_plugins.cli.sources import open_playbook, source_lines
    from playbook_plugins.model.history import Gap
    from playbook_plugins.report.fingerprint import fingerprinted

    with _hoarding():
        playbook = open_playbook(folder, kept=kept)
        gap, rules = playbook.history.gap, rules_of(playbook)
        sources = source_lines(playbook, "always") or {}
        with waiting("Checking", kept):
            found = fingerprinted(run(playbook, today=today, profile=profile, kept=kept), sources)
    names = {noted.finding.rule for noted in found}
    checked = Checked(
        root=playbook.root,
        folder=playbook.folder,
        public_folder=playbook.public_folder,
        documents=tuple(document.path for document in playbook.documents),
        found=found,
        lines=_lines((noted.finding for noted in found), sources),
        rules={name: Explained(summary(rule), page(rule), rule.level) for name, rule in rules.items() if name in names},
        missed="" if gap in (None, Gap.NONE) else playbook.history.missed,
    )
    # what another package's rule looks at, and why git is silent, nobody knows
    return checked, gap not in (Gap.SILENT, Gap.REFUSED) and not unusable() and installed().keys() == catalogue().keys()


@contextmanager
def _hoarding() -> Iterator[None]:
    """Throw nothing away meanwhile: all that is read stays, and looking through it for what is done with takes a fifth of the reading."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            # all of it counts as looked through now
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _lines(findings: Iterable[Finding], sources: Mapping[str, Sequence[str]]) -> dict[str, dict[int, str]]:
    """The source line at each finding's place."""
    lines: dict[str, dict[int, str]] = {}
    for finding in findings:
        place = finding.place
        if 0 < place.line <= len(source := sources.get(place.path, ())):
            lines.setdefault(place.path, {})[place.line] = source[place.line - 1]
    return lines
