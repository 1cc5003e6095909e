"""What a reader sees of a document, line by line, and in which lines two versions of it differ."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playbook_plugins.model.blocks import Block, Code, Heading, Html, List, Paragraph, Quote, Table
from playbook_plugins.model.changed import Line
from playbook_plugins.model.document import Document
from playbook_plugins.model.lexicon import fold
from playbook_plugins.read.front_matter import read_yaml, split
from playbook_plugins.read.inline import plain

TITLE = "title"
"""What the title counts as among the lines at the top."""
_UNSEEN = ("reviewed", "told", "allow", "id", "lang", "formerly", "tags", "margin")
"""Lines at the top that say nothing to whoever reads the text, or that staff never see."""
_ALIKE = 0.45
"""From how much two lines have in common, of 1, they count as one that was changed."""
_COMPARED = 400
"""Signs of a line that are compared with others."""
_PAIRS = 2_500
"""Pairs of lines that are compared in one text; what is longer was written anew."""


@dataclass(frozen=True, slots=True)
class _Seen:
    part: str
    """The section's name, or its heading in small letters; the name of a line at the top."""
    heading: str
    field: str
    text: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.part, self.field, self.text


def rewritten(before: Document, after: Document) -> tuple[Line, ...]:
    """The lines in which two versions differ, in the order of the second.

    Marks, line ends, the order of lines and the day of review do not count.
    """
    old, new = list(_seen(before)), list(_seen(after))
    there = {one.part for one in new}
    # a section that goes by another heading now says the same as before
    moved = {one.text for one in old if one.part not in there and not one.field} & {one.text for one in new if one.part not in {two.part for two in old}}
    gone = _without([one for one in old if one.text not in moved or one.part in there], new)
    come = _without([one for one in new if one.text not in moved or one.field], old)
    lines = []
    for one in [*come]:
        # the same words under another heading
        if other := next((two for two in gone if not one.field and not two.field and two.text == one.text and two.heading), None):
            lines.append((_order(one, new), Line(one.heading, "", other.text, one.text, other.heading)))
            come.remove(one)
            gone.remove(other)
    pairs = _paired(gone, come)
    matched = set(pairs.values())
    lines += [(_order(one, new), Line(one.heading, one.field, gone[pairs[at]].text if at in pairs else "", one.text)) for at, one in enumerate(come)]
    lines += [(_order(one, new), Line(one.heading, one.field, one.text)) for at, one in enumerate(gone) if at not in matched]
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def title(document: Document) -> str:
    """What a document is called, as a reader sees it."""
    return " ".join(plain(document.title).split()) if document.title else document.id.replace("-", " ").capitalize()


def _order(one: _Seen, among: Sequence[_Seen]) -> int:
    """Where a line's part begins; what has no part any more comes last."""
    return next((at for at, other in enumerate(among) if (other.part, other.field) == (one.part, one.field)), len(among))


def _without(these: Iterable[_Seen], others: Iterable[_Seen]) -> list[_Seen]:
    """Those that do not stand among the others, as often as they stand there."""
    left = Counter(one.key for one in others)
    kept = []
    for one in these:
        if left[one.key]:
            left[one.key] -= 1
        else:
            kept.append(one)
    return kept


def _paired(gone: Sequence[_Seen], come: Sequence[_Seen]) -> Mapping[int, int]:
    """For each line that has come, by its number, the one that it took the place of: the likest first."""
    if len(gone) * len(come) > _PAIRS:
        return {}
    old, new = ([Counter(re.findall(r"\w+", one.text[:_COMPARED].casefold())) for one in some] for some in (gone, come))
    rated = sorted(
        (
            (1.0 if _single(one, other) else _like(old[at_old], new[at_new]), -at_new, -at_old)
            for at_new, one in enumerate(come)
            for at_old, other in enumerate(gone)
            if (one.part, one.field) == (other.part, other.field)
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for like, at_new, at_old in rated:
        if like >= _ALIKE and -at_new not in pairs and -at_old not in taken:
            pairs[-at_new] = -at_old
            taken.add(-at_old)
    return pairs


def _single(one: _Seen, other: _Seen) -> bool:
    """Whether two lines at the top have one value, which has changed whatever it is."""
    return bool(one.field) and ";" not in one.text + other.text


def _like(old: Counter[str], new: Counter[str]) -> float:
    """How many of their words two lines have in common, of 1."""
    return 2 * (old & new).total() / max(old.total() + new.total(), 1)


def _seen(document: Document) -> Iterator[_Seen]:
    if document.title:
        yield _Seen(TITLE, "", TITLE, title(document))
    for name, text in _fields(document):
        yield _Seen(f"{name}:", "", name, text)
    yield from (_Seen("", "", "", text) for text in _texts(document.lead))
    for section in document.sections:
        heading = " ".join(plain(section.heading).split())
        part = section.name or fold(heading)
        yield from (_Seen(part, heading, "", text) for text in _texts(section.blocks))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Paragraphs, entries, rows and lines of code, each as a reader sees it, on one line."""
    return filter(None, (" ".join(written.split()) for written in _written(blocks)))


def _written(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case List(items=items):
                for item in items:
                    yield plain(item.text)
                    yield from _written(item.blocks)
            case Quote(blocks=inner):
                yield from _written(inner)
            case Table(rows=rows):
                yield from (" · ".join(filter(None, map(plain, row))) for row in rows)
            case Paragraph(text=text) | Heading(text=text):
                yield plain(text)
            case Code(text=text):
                yield from str(text).split("\n")
            case Html(text=text):
                yield "" if str(text).lstrip().startswith("<!--") else plain(text)


def _fields(document: Document) -> Iterator[tuple[str, str]]:
    """The lines at the top as they were written, each entry of a long list by itself."""
    between = split(document.lines)
    found = read_yaml("\n".join(document.lines[between[0] : between[1] - 1]) + "\n", document.path).data if between else {}
    for name, value in found.items():
        if name not in _UNSEEN:
            entries = value if isinstance(value, list) and any(isinstance(one, (dict, list)) for one in value) else [value]
            yield from ((name, text) for one in entries if (text := " ".join(_value(one).split())))


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_value(one)}" for name, one in value.items())
    return ", ".join(map(_value, value)) if isinstance(value, list) else "" if value is None else str(value)
