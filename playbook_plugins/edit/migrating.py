"""Bringing a playbook of an older format to today's: a step says which places change, and all else stays, byte for byte."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook_plugins.edit.saving import Change
from playbook_plugins.edit.splice import spliced
from playbook_plugins.model.finding import Fault, Mend
from playbook_plugins.model.place import Keys, Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.folder import Found, look
from playbook_plugins.read.front_matter import Values, read_yaml, split
from playbook_plugins.read.limits import SETTINGS_LIMIT
from playbook_plugins.read.playbook import kind_at
from playbook_plugins.read.text import read_lines

SETTINGS = "settings"
"""What a step is told in place of a kind where it is given `playbook.yml`."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a playbook, as a step looks at it."""

    path: str
    """From the repository's root."""
    kind: str
    """The kind of document that its place makes it, or `settings`."""
    lines: tuple[str, ...]
    front: Values
    """What its first lines say, or all of `playbook.yml`, with a place for every name and every value."""


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one format to the next."""

    does: str
    """What it changes, as a clause in the owner's words: `the line tone is called feeling now`."""
    mends: Callable[[Source], Iterable[Mend]]
    """The places of one file that change. The line `format` is seen to by itself."""


_LONGEST = 9
"""Figures of a format's number; more than that, and nobody has counted."""

STEPS: tuple[Step, ...] = ()
"""All steps so far: the first leads from format 1 to format 2. There is only format 1 yet."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration comes to, before anything is written."""

    before: int
    """The format that the playbook has."""
    after: int
    """The newest format."""
    does: tuple[str, ...]
    """What the steps between them change."""
    changes: tuple[Change, ...]
    """The files that change, by their paths."""


class Stuck(Exception):
    """The playbook cannot be brought to another format as it stands; nothing was written."""


def migrated(playbook: Playbook, *, steps: Sequence[Step] = STEPS) -> Migrated:
    """Take every step that the playbook has not taken yet; nothing is written. Raises `Stuck`, or `OSError`."""
    kinds = dict(_files(playbook))
    before = {path: Path(playbook.root, path).read_bytes() for path in kinds}
    drafts = dict(before)
    number = _format(_source(playbook.settings_path, SETTINGS, drafts))
    newest = 1 + len(steps)
    if number > newest:
        raise Stuck(f"{playbook.settings_path}: this playbook was made with a newer version: its format is {number}, and this version knows {newest} at most")
    taken = steps[number - 1 :]
    for to, step in enumerate(taken, start=number + 1):
        for path, kind in kinds.items():
            source = _source(path, kind, drafts)
            mends = {*step.mends(source), *(_numbered(source, to) if kind == SETTINGS else ())}
            drafts[path], made = spliced(drafts[path], mends)
            if len(made) != len(mends):
                raise Stuck(f"{path}: two changes of format {to} meet at one place. Nothing was written; please report this")
    changes = tuple(Change(path, before[path], draft) for path, draft in drafts.items() if draft != before[path])
    for change in changes:
        _source(change.path, kinds[change.path], drafts)
    return Migrated(number, newest, tuple(step.does for step in taken), changes)


def renamed(source: Source, keys: Keys, to: str) -> Iterator[Mend]:
    """The change of a line's name, where the line is there: `renamed(source, ("site", "lang"), "language")`."""
    if place := source.front.keys.get(keys):
        yield Mend(place, to, was=str(keys[-1]))


def rewritten(source: Source, keys: Keys, words: Mapping[str, str]) -> Iterator[Mend]:
    """The change of a line's value into another, where it is one of those that have another name now."""
    value = _at(source.front.data, keys)
    if isinstance(value, str) and value in words:
        yield Mend(source.front.values[keys], words[value], was=value)


def headed(source: Source, heading: str, to: str) -> Iterator[Mend]:
    """The change of a heading's words, whatever its depth; what stands in a code block is none."""
    fence = ""
    for number, line in enumerate(source.lines, start=1):
        mark = line.lstrip()[:3]
        if mark in ("```", "~~~") and fence in ("", mark):
            fence = "" if fence else mark
        hashes, _, words = line.partition(" ")
        if not fence and hashes and not hashes.strip("#") and len(hashes) <= 6 and words.strip() == heading:
            column = line.index(heading, len(hashes)) + 1
            yield Mend(Place(source.path, number, column, number, column + len(heading)), to, was=heading)


def _at(value: object, keys: Keys) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _files(playbook: Playbook) -> Iterator[tuple[str, str]]:
    """Every file that a step may change, with the kind that its place makes it; the settings come first."""
    yield playbook.settings_path, SETTINGS
    root = Path(playbook.root)
    folder = root / playbook.folder
    for one in _texts(folder, root):
        if kind := kind_at(one.file.relative_to(folder).parts):
            yield one.path, kind.name
    if playbook.public_folder is not None and (root / playbook.public_folder).is_dir():
        public = root / playbook.public_folder
        yield from ((one.path, "page") for one in _texts(public, root) if one.file.parent == public)


def _texts(folder: Path, root: Path) -> list[Found]:
    found, _ = look(folder, root)
    return [one for one in found if not one.folder and one.file.suffix == ".md"]


def _source(path: str, kind: str, drafts: Mapping[str, bytes]) -> Source:
    """One file as it stands by now; raises `Stuck` where it cannot be read, since a step would pass over what it says."""
    lines, fault = read_lines(drafts[path], path)
    front = Values()
    if not fault and kind == SETTINGS:
        front = read_yaml("\n".join(lines), path, limit=SETTINGS_LIMIT)
    elif not fault and (ends := split(lines)):
        first, last = ends
        front = read_yaml("\n".join(lines[first : last - 1] if last else lines[first:]), path, first_line=first + 1)
    wrong = [fault] if fault else front.faults
    if wrong:
        raise Stuck(_told(wrong[0]))
    return Source(path, kind, lines, front)


def _told(fault: Fault) -> str:
    return f"{fault.place}: {fault.message}. {fault.help} Then try again; nothing was written"


def _format(settings: Source) -> int:
    """The format that the settings say; 1 where they say none."""
    said = settings.front.data.get("format") or "1"
    if not isinstance(said, str) or not said.isascii() or not said.isdecimal() or len(said) > _LONGEST or int(said) < 1:
        raise Stuck(f"{settings.front.values['format',]}: `format` is a number, such as 1. Mend it, then try again; nothing was written")
    return int(said)


def _numbered(settings: Source, number: int) -> Iterator[Mend]:
    """The line `format` with its new number: changed where it is, else written before the first line."""
    front = settings.front
    if said := front.data.get("format"):
        yield Mend(front.values["format",], str(number), was=str(said))
        return
    if at := front.values.get(("format",)):
        yield Mend(Place(at.path, at.line, at.column, at.line, at.column), f" {number}")
        return
    if not front.keys:
        yield Mend(Place(settings.path, 1, 1, 1, 1), f"format: {number}\n")
        return
    first = min(front.keys.values(), key=lambda place: (place.line, place.column))
    opening = front.values[()]
    in_braces = settings.lines[opening.line - 1][opening.column - 1 : opening.column] == "{"
    after = ", " if in_braces else "\n" + " " * (first.column - 1)
    yield Mend(Place(first.path, first.line, first.column, first.line, first.column), f"format: {number}{after}")
