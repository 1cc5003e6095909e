"""A lesson written down: one row more in `lessons.md`; everything else stays as it is."""

import os
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook_plugins.edit.saving import Change, begin, save
from playbook_plugins.edit.splice import spliced
from playbook_plugins.edit.starters import ENGLISH, NEUTRAL, named, starters
from playbook_plugins.model.blocks import Table
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Mend
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.kinds.notes import LESSONS
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.model.notes import day_of, lessons
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.document import read_document
from playbook_plugins.read.joined import joined
from playbook_plugins.read.lexicon import lexicon

_PIPE = re.compile(r"(?<!\\)\|")
_ENGLISH_TRUTH = lexicon(ENGLISH).truth
"""`yes` and `no`, which every language understands beside its own words."""
_NEW = f"docs/playbook/{LESSONS.place}"
"""Where a starter has the file that is taken where there is none yet."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One anonymous line, cell by cell, each as plain Markdown on one line."""

    when: date
    what: str
    why: str = ""
    change: str = ""
    who: str
    """The id of the role that makes the change."""
    done: bool = False
    """Whether the change is made."""

    def cells(self, lexicon: Lexicon) -> tuple[str, ...]:
        """The cells in the order of the columns, in the words of a language."""
        done = lexicon.done[0] if self.done else next((word for word, true in lexicon.truth.items() if not true and word not in _ENGLISH_TRUTH), "no")
        return tuple(_PIPE.sub(r"\\|", cell).strip() for cell in (str(self.when), self.what, self.why, self.change, self.who, done))


@dataclass(frozen=True, slots=True)
class Noted:
    """A lesson in its place, before anything is written."""

    path: str
    """The file, from the repository's root."""
    before: bytes | None
    """What it holds now; `None` where there is no such file yet."""
    after: bytes
    line: int
    """Where the row will stand."""
    playbook: Playbook
    """As it will be read then."""

    def write(self) -> None:
        """Write it, the whole file or nothing; raises `Moved` or `OSError`."""
        root = Path(self.playbook.root)
        if self.before is None:
            begin(self.after, root / self.path)
        else:
            save([Change(self.path, self.before, self.after)], root)


class Unfit(Exception):
    """The file is in no state to take a row; says what to do about it."""


def kept_in(playbook: Playbook) -> Document | None:
    """The document that lessons are written into, whether it can be read or not; `None` where there is none yet."""
    return playbook.single(LESSONS.name) or playbook.at(_usual(playbook))


def lessons_path(playbook: Playbook) -> str:
    """Where lessons are written, from the repository's root."""
    kept = kept_in(playbook)
    return kept.path if kept else _usual(playbook)


def noted(row: Row, playbook: Playbook, *, read: Callable[[Mapping[str, bytes]], Playbook]) -> Noted:
    """The row in its place; nothing is written yet.

    `read` gives the playbook with these drafts in place of what lies in the
    files. Raises `Unfit` or `OSError`.
    """
    kept = kept_in(playbook)
    path = lessons_path(playbook)
    if kept is None:
        if os.path.lexists(Path(playbook.root, path)):
            raise Unfit(f"{path} is there and cannot be read. `playbook check` says why.")
        before, content = None, _first(playbook.lexicon.language)
        kept = read_document(content, path, LESSONS, lexicon=playbook.lexicon).document
    else:
        _refuse_unread(kept, playbook)
        before = content = Path(playbook.root, path).read_bytes()
    table = _table(kept)
    above = _above(table)
    cells = row.cells(lexicon(kept.lang))
    line = "| " + " | ".join((*cells, *[""] * (len(table.header) - len(cells)))) + " |"
    end = len(kept.lines[above - 1]) + 1
    after, _ = spliced(content, [Mend(Place(path, above, end, above, end), f"\n{line}")])
    then = read({path: after}) if before is not None else joined(playbook, after, kept.path, kind=LESSONS)
    if not _holds(then.at(path), (*kept.lines[:above], line, *kept.lines[above:]), cells=cells, number=above + 1):
        raise Unfit(f"{path}: this row would be read as something else there. Say it in plainer words, without marks such as ` or *.")
    return Noted(path, before, after, above + 1, then)


def _usual(playbook: Playbook) -> str:
    return posixpath.normpath(posixpath.join(playbook.folder, LESSONS.place))


def _first(language: str) -> bytes:
    """The file as a playbook begins with it, without a row."""
    known = language if language in starters()[NEUTRAL.name] else ENGLISH
    return named(NEUTRAL.name, known).files[_NEW].read_bytes()


def _refuse_unread(kept: Document, playbook: Playbook) -> None:
    if not kept.readable:
        fault = next((fault for fault in playbook.faults if fault.place.path == kept.path), None)
        raise Unfit(f"{fault.place}: {fault.message}. {fault.help}".rstrip() if fault else f"{kept.path} cannot be read.")
    if kept.fields.status is Status.RETIRED:
        raise Unfit(f"{kept.path} is retired, so nobody would read it there. Take the line `status: retired` out of it first.")


def _table(kept: Document) -> Table:
    """The table that takes the row: of several the one with the newest day."""
    tables = [block for block in kept.lead if isinstance(block, Table)]
    tables += [section.table for section in kept.sections if section.table]
    columns = _columns(kept.lang)
    wanted = f"| {' | '.join(columns)} |"
    if not tables:
        dashes = "| --- " * len(columns) + "|"
        raise Unfit(f"{kept.path} has no table to write into. Put these two lines at its end:\n\n{wanted}\n{dashes}")
    wide = [table for table in tables if len(table.header) >= len(columns)]
    if not wide:
        raise Unfit(f"{kept.path}: the table has {len(tables[0].header)} columns, and a lesson takes {len(columns)}: {wanted}")
    fitting = [table for table in wide if _in_order(table)]
    if not fitting:
        raise Unfit(f"{kept.path}: the columns stand in another order. A lesson is read in this one: {wanted}")
    return max(fitting, key=lambda table: max(_days(table), default=date.min))


def _columns(language: str) -> tuple[str, ...]:
    """What the columns are called in a language, or else in English."""
    words = lexicon(language)
    first = read_document(_first(language), LESSONS.place, LESSONS, lexicon=words).document
    return next(tuple(map(str, block.header)) for block in first.lead if isinstance(block, Table))


def _in_order(table: Table) -> bool:
    """Whether no column that we know by its name stands in the place of another."""
    places = {fold(name): number for language in starters()[NEUTRAL.name] for number, name in enumerate(_columns(language))}
    return all(places.get(fold(str(name)), number) == number for number, name in enumerate(table.header))


def _days(table: Table) -> Iterator[date]:
    return (day for row in table.rows if row and (day := day_of(row[0])))


def _above(table: Table) -> int:
    """The line below which the row goes: the last one, or the dashes where the newest stands on top."""
    dashes = table.header[0].line + 1
    days = [*_days(table)]
    if days and days[0] > days[-1]:
        return dashes
    return max((cell.line for row in table.rows for cell in row), default=dashes)


def _holds(after: Document | None, lines: tuple[str, ...], *, cells: tuple[str, ...], number: int) -> bool:
    """Whether a document has these lines, and in one of them a lesson of these cells."""
    if after is None or not after.readable or after.lines != lines:
        return False
    found = [lesson for lesson in lessons(after, lexicon(after.lang)) if lesson.when.line == number]
    return [tuple(map(str, (one.when, one.what, one.why, one.change, one.who))) for one in found] == [cells[:5]]
