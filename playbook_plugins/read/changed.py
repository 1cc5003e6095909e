"""What has changed in the texts from day to day: from the version history, and only where somebody asks.

What nobody has committed yet is not told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from playbook_plugins.model.changed import Change, Changes, Forgotten, Line, Way
from playbook_plugins.model.document import Document
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.shelf import Shelf
from playbook_plugins.read.history import Changed, old_texts, read_branch
from playbook_plugins.read.rewritten import title
from playbook_plugins.read.versions import Version, Versions

_COMMITS = 400
"""Commits that are looked at, the newest."""
_DAYS = 365
"""Days that are told of, up to the last commit."""
_TEXTS = 400
"""Changes of texts that are looked at."""
_LINES = 30
"""Lines of one change that are shown."""
_TWINS = 400
"""Pairs of a text that came and one that went, in one commit, which are compared to find out whether it was renamed."""
_ALIKE = 0.5
"""The share of lines that a renamed text keeps."""
_MARK = 8
"""Signs that tell one change from another."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What one day did to one file."""

    day: date
    commit: str
    """The last commit of that day that touched it."""
    name: str
    """The path by which the file goes today, or went last."""
    was: str
    """Its path before; empty where it is new."""
    path: str
    """Its path after."""
    before: str
    """The name of its text before; empty where there was none."""
    after: str


def changed(playbook: Playbook, *, forgotten: Forgotten, kept: Shelf | None = None) -> Changes:
    """What a reader of the texts in use would have seen change, the newest first.

    `forgotten` tells what must not be shown any more although the history has it.
    In `kept` is found again what was read of the history before. Where the
    history is not whole nothing is told but why.
    """
    if playbook.history.gap:
        return Changes(gap=playbook.history.gap)
    root = Path(playbook.root)
    folders = [folder for folder in (playbook.folder, playbook.public_folder) if folder is not None]
    commits = read_branch(root, [folder or "." for folder in folders], most=_COMMITS)
    since = commits[0][1] - timedelta(days=_DAYS) if commits else date.min
    versions = Versions(playbook, kept)
    recent = [(commit, day, [file for file in files if versions.kind(file[0])]) for commit, day, files in commits if day >= since]
    steps = _by_day(_steps(recent, root))
    looked_at = steps[:_TEXTS]
    versions.fetch(one for step in looked_at if _asks(step, playbook) for one in ((step.before, step.was), (step.after, step.path)))
    found = [*_changes(looked_at, playbook, versions=versions, forgotten=forgotten)]
    versions.keep()
    left_out = len(steps) > len(looked_at) or len(commits) == _COMMITS or len(recent) < len(commits)
    return Changes(tuple(sorted(found, key=lambda change: change.day, reverse=True)), left_out=left_out)


def _steps(commits: Iterable[tuple[str, date, Sequence[Changed]]], root: Path) -> Iterator[_Step]:
    """Each file of each commit, the newest first, under the name by which it goes today."""
    commits = list(commits)
    latest = commits[0][1] if commits else date.min
    mixed = [files for _, _, files in commits if any(not after for _, _, after in files) and any(not before for _, before, _ in files)]
    texts = old_texts(root, [name for files in mixed for _, before, after in files if not (before and after) for name in (before, after)])
    names: dict[str, str] = {}
    for commit, day, files in commits:
        # a clock that went wrong is not believed beyond the last commit
        day = min(day, latest)
        renamed = _renamed(files, texts)
        older = dict(names)
        # of what is told twice, what comes first
        texts_before = {path: before for path, before, _ in reversed(files)}
        for path, before, after in files:
            if not after and path in renamed.values():
                continue
            name = names.get(path, path)
            was = renamed.get(path, path if before else "")
            before = before or texts_before.get(was, "")
            if was != path:
                # before this commit its former name meant this file, and its own name meant another or none
                older.pop(path, None)
                older[was] = name
            elif not before:
                older.pop(path, None)
            yield _Step(day, commit, name, was, path, before, after)
        names = older


def _renamed(files: Sequence[Changed], texts: Mapping[str, bytes]) -> Mapping[str, str]:
    """For each file that came under a new name in a commit, the one under which it went."""
    gone = [(path, before) for path, before, after in files if before and not after]
    come = [(path, after) for path, before, after in files if after and not before]
    found: dict[str, str] = {}
    for path, after in come:
        if same := next((old for old, before in gone if before == after and old not in found.values()), None):
            found[path] = same
    if len(gone) * len(come) <= _TWINS:
        rated = sorted(((_alike(texts.get(before), texts.get(after)), path, old) for path, after in come for old, before in gone), reverse=True)
        for like, path, old in rated:
            if like >= _ALIKE and path not in found and old not in found.values():
                found[path] = old
    return found


def _alike(before: bytes | None, after: bytes | None) -> float:
    """The share of lines that two texts have in common."""
    old, new = ({line.strip() for line in (text or b"").splitlines() if line.strip(b" \t-")} for text in (before, after))
    return len(old & new) / max(len(old), len(new), 1)


def _by_day(steps: Iterable[_Step]) -> list[_Step]:
    """The same with what one day did to one file in one step."""
    found: list[_Step] = []
    last: dict[str, int] = {}
    for step in steps:
        at = last.get(step.name)
        if at is not None and found[at].day == step.day and found[at].was:
            found[at] = replace(found[at], was=step.was, before=step.before)
        else:
            last[step.name] = len(found)
            found.append(step)
    return found


def _asks(step: _Step, playbook: Playbook) -> bool:
    """Whether the texts of a step have to be read: of what is new and still here, today's title is enough."""
    return bool(step.before) or playbook.at(step.name) is None


def _changes(steps: Sequence[_Step], playbook: Playbook, *, versions: Versions, forgotten: Forgotten) -> Iterator[Change]:
    held: dict[str, Version | None] = {}
    found = []
    # from the oldest on, so that a version which nobody can read is passed over
    for step in reversed(steps):
        before = versions.at(step.before, step.was) or held.get(step.name)
        after = versions.at(step.after, step.path) if _asks(step, playbook) else _today(step, playbook)
        unreadable = (step.after and after is None) or (step.before and before is None)
        if not unreadable and (change := _change(step, _in_use(before) if step.before else None, _in_use(after), playbook=playbook, versions=versions, forgotten=forgotten)):
            found.append(change)
        held[step.name] = after or before
    return reversed(found)


def _today(step: _Step, playbook: Playbook) -> Version | None:
    now = playbook.at(step.name)
    return now and Version((step.after, step.path), now)


def _in_use(version: Version | None) -> Version | None:
    return version if version and version.outside.readable and version.outside.active else None


def _change(step: _Step, before: Version | None, after: Version | None, *, playbook: Playbook, versions: Versions, forgotten: Forgotten) -> Change | None:
    if (one := after or before) is None:
        return None
    about, now = one.outside, playbook.at(step.name)
    called = title(now if now and now.readable else about)
    mark = sha256(f"{step.commit} {step.path}".encode("utf-8", "surrogateescape")).hexdigest()[:_MARK]
    id = _named(about, now.id if now else about.id, forgotten=forgotten)
    made = Change(step.day, Way.CHANGED, about.kind.name, id, about.lang, step.name, mark, title="" if forgotten(about, called) else called)
    if before is None or after is None:
        return replace(made, way=Way.NEW if before is None else Way.GONE)
    old, new = before.outside, after.outside
    lines = tuple(kept for line in versions.compared(before, after) if (kept := _kept(line, old, new, forgotten=forgotten)))
    former = _named(old, old.id, forgotten=forgotten) if old.id != new.id else ""
    if not lines:
        return replace(made, way=Way.MOVED, formerly=former) if former else None
    return replace(made, formerly=former, lines=lines[:_LINES], more=max(len(lines) - _LINES, 0))


def _named(document: Document, id: str, *, forgotten: Forgotten) -> str:
    """A document's id; empty where that must not be said again."""
    return "" if forgotten(document, id.replace("-", " ").title()) else id


def _kept(line: Line, before: Document, after: Document, *, forgotten: Forgotten) -> Line | None:
    """A line without what must not be shown any more; `None` where nothing is left of it."""
    if any(said and forgotten(one, said) for one, said in ((after, line.heading), (before, line.heading), (before, line.once), (after, line.after))):
        return None
    if line.before and forgotten(before, line.before):
        line = replace(line, before="")
    return line if line.before or line.after else None
