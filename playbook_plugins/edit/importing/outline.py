"""The headings of a text as our reader takes them: one title, sections below it, and no two of one name."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from playbook_plugins.model.blocks import Heading, List, Paragraph
from playbook_plugins.model.lexicon import fold
from playbook_plugins.read.inline import plain
from playbook_plugins.read.markdown import scan, spans

_BOLD = re.compile(r"\s*(\*\*|__)(?=\S)((?:(?!\1).)+?)(?<=\S)\1:?\s*")
_LONGEST = 80
"""Characters of a bold line that may be meant as a heading."""


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    """The line (from 0) on which it begins, and the one behind its last."""
    end: int
    level: int
    text: str


def outlined(body: str, *, title: str, other: str) -> str:
    """The body with its headings in order, and `title` on top where it needs one; `other` where there is no `title`."""
    lines = _with_bold_headings(body.split("\n"))
    heads = _heads(lines)
    first = heads[0] if heads and heads[0].level == 1 else None
    ones = sum(head.level == 1 for head in heads)
    before = first is not None and any(line.strip() for line in lines[: first.start])
    alike = first is not None and fold(plain(first.text)) == fold(title)
    own = first if first and re.search(r"\w", first.text) and (alike or not title or (ones == 1 and not before)) and not (before and ones > 1) else None
    rest = [head for head in heads if head is not own]
    raised = min((head.level for head in rest), default=2) - 2
    seen: set[str] = set()
    for head in reversed(_renamed(rest, max(raised, 0), seen)):
        lines[head.start : head.end] = [f"{'#' * head.level} {head.text}".rstrip()]
    if own is None:
        return "\n".join([f"# {_escaped(title or other)}", "", *lines])
    lines[own.start : own.end] = [f"# {own.text}"]
    return "\n".join(lines)


def _renamed(heads: Sequence[_Head], raised: int, seen: set[str]) -> list[_Head]:
    """The headings at their new levels; one whose name a section has already becomes part of the section above it."""
    made = []
    for head in heads:
        # further titles are sections, as a reader sees them
        level = max(head.level - raised, 2)
        name = fold(head.text)
        if level <= 2 and name in seen:
            level = 3
        elif level <= 2:
            seen.add(name)
        made.append(_Head(head.start, head.end, level, head.text))
    return made


def headings(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Line (from 0), level and words of the headings that stand in no list and no quote."""
    return [(head.start, head.level, head.text) for head in _heads(lines)]


def leading_list(lines: Sequence[str]) -> int | None:
    """The line (from 0) of a list of several things that stands before any section; `None` where there is none."""
    for block in scan(spans(lines)):
        if isinstance(block, Heading) and block.level > 1:
            return None
        if isinstance(block, List) and len(block.items) > 1:
            return block.items[0].text.line - 1
    return None


def _heads(lines: Sequence[str]) -> list[_Head]:
    found = []
    for block in scan(spans(lines)):
        if isinstance(block, Heading):
            start, last = block.text.spans[0].line - 1, block.text.spans[-1].line - 1
            text = " ".join(str(block.text).split("\n")).strip()
            bold = _BOLD.fullmatch(text)
            under = not re.match(r" {0,3}#", lines[start])
            found.append(_Head(start, last + 2 if under else last + 1, block.level, bold[2] if bold else text))
    return found


def _with_bold_headings(lines: list[str]) -> list[str]:
    """Where a text has no sections, its bold lines are its headings, as people write them who have no better button."""
    blocks = scan(spans(lines))
    if any(isinstance(block, Heading) and block.level > 1 for block in blocks):
        return lines
    bold = {}
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text.spans) == 1 and (found := _BOLD.fullmatch(str(block.text))) and len(found[2]) <= _LONGEST:
            bold[block.text.line - 1] = found[2]
    counted = Counter(fold(text) for text in bold.values())
    if len(bold) < 2 or max(counted.values()) > 1:
        return lines
    return [f"## {bold[number].rstrip(':')}" if number in bold else line for number, line in enumerate(lines)]


def _escaped(title: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#&~!|])", r"\\\1", title)
