"""The page “What changed”: day by day, text by text, only the lines that differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import groupby

from markupsafe import Markup, escape

from playbook_plugins.model.changed import Change, Line, Way
from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal.findings import has_page
from playbook_plugins.pages.internal.latest import PATH, anchor, where
from playbook_plugins.pages.internal.view import View
from playbook_plugins.words import Words

_NAMED = 12
"""Texts that came or went on one day and are named."""
_SHOWN = 1_000
"""Lines on the page, about; a day is never cut in two."""
_ALIKE = 0.3
"""From how much two sentences have in common, of 1, it is worth marking where they differ."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One changed line, ready to be shown."""

    where: str
    """The heading or the line at the top that it belongs to; empty where the one before says it."""
    before: Markup
    after: Markup
    once: str
    """The heading that the same words stood under."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One text on one day."""

    anchor: str
    title: str
    link: str
    change: Change
    lines: tuple[_Told, ...]


@dataclass(frozen=True, slots=True)
class _Some:
    """Texts that came or went on one day."""

    title: str
    marks: str
    texts: tuple[tuple[str, str], ...]
    """Title and link of those that are named."""
    more: int


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    texts: tuple[_Text, ...]
    others: tuple[_Some, ...]


def page(view: View) -> Iterator[Page]:
    """The page, where somebody has asked the version history."""
    if view.changes is None:
        return
    days, cut = _days(view)
    yield view.page(
        "changed.md.j2",
        PATH,
        view.words("changed.title"),
        days=days,
        gap=view.changes.gap,
        cut=cut or view.changes.left_out,
        menu=(view.words("news.title"),),
        in_menu=True,
        kind="changed",
    )


def _days(view: View) -> tuple[list[_Day], bool]:
    """The days with what they changed, and whether some had to be left out."""
    days: list[_Day] = []
    shown, seen = 0, set()
    for day, some in groupby(view.changes.found, key=lambda change: change.day):
        if shown > _SHOWN:
            return days, True
        changes = [*some]
        texts = []
        for change in changes:
            if change.way in (Way.CHANGED, Way.MOVED):
                name = anchor(change, view.playbook.lexicon.language)
                texts.append(_Text("" if name in seen else name, *_called(change, view), change, tuple(_told(change.lines, view.words))))
                seen.add(name)
        days.append(_Day(day, tuple(texts), tuple(_arrivals(changes, view))))
        shown += sum(len(text.lines) for text in texts)
    return days, False


def _arrivals(changes: Sequence[Change], view: View) -> Iterator[_Some]:
    for way in (Way.NEW, Way.GONE):
        some = [change for change in changes if change.way is way]
        named = tuple(_called(change, view) for change in some[:_NAMED])
        if some:
            yield _Some(view.words(f"changed.texts-{way}"), " ".join(change.mark for change in some), named, len(some) - len(named))


def _called(change: Change, view: View) -> tuple[str, str]:
    """A text's title, and where its page is; empty where it has none."""
    document = view.playbook.at(change.path)
    link = view.link(document, PATH) if document and change.way is not Way.GONE and has_page(document, view) else ""
    return change.title or view.words("changed.untitled"), link


def _told(lines: Sequence[Line], words: Words) -> Iterator[_Told]:
    before = None
    for line in lines:
        heading = where(line, words)
        old, new = _marked(line) if not line.once else (Markup(""), escape(line.after))
        yield _Told("" if heading == before else heading, old, new, line.once)
        before = heading


def _marked(line: Line) -> tuple[Markup, Markup]:
    """A line before and after, with the words marked in which the two differ."""
    old, new = line.before.split(), line.after.split()
    compared = SequenceMatcher(None, old, new, autojunk=False)
    if not (old and new) or line.field or compared.ratio() < _ALIKE:
        return escape(line.before), escape(line.after)
    parts: tuple[list[Markup], list[Markup]] = ([], [])
    for tag, *ends in compared.get_opcodes():
        for side, words in enumerate((old[ends[0] : ends[1]], new[ends[2] : ends[3]])):
            if words:
                said = escape(" ".join(words))
                parts[side].append(said if tag == "equal" else Markup("<mark>{}</mark>").format(said))
    return Markup(" ").join(parts[0]), Markup(" ").join(parts[1])
