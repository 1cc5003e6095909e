"""Code is not to be touched: it is put aside while the rest of a text is rewritten."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from playbook_plugins.model.blocks import Block, Code, Html, List, Quote, Table
from playbook_plugins.read.inline import code_ranges
from playbook_plugins.read.markdown import scan, spans

_ASIDE = re.compile("\ufdd0(\\d+)\ufdd1")
_FENCE = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*(`{3,}|~{3,})")
_APART = re.compile(r"(\n(?:[ \t>]*\n)+)")


class Shield:
    """What was put aside; its place in the text is held by a sign that no text has."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def aside(self, text: str) -> str:
        """Put this aside; what holds its place."""
        self._kept.append(text)
        return f"\ufdd0{len(self._kept) - 1}\ufdd1"

    def back(self, text: str) -> str:
        """The text with all that was put aside in its place again."""
        while _ASIDE.search(text):
            text = _ASIDE.sub(lambda found: self._kept[int(found[1])], text)
        return text


def outside_code(text: str, change: Callable[[str], str], *, html: bool = False) -> str:
    """The text with `change` made to all that is no code; with `html`, lines of it that merely stand in are none."""
    shield, lines = Shield(), text.split("\n")
    code = code_lines(lines)
    if html:
        code -= _html_standing_in(lines)
    held = [shield.aside(line) if number in code else line for number, line in enumerate(lines)]
    if html:
        # code that stands in is code behind an empty line alone, whatever becomes of what stands above it
        standing_in = code - fences(lines)
        held = [f"\n{line}" if number in standing_in and number - 1 not in code else line for number, line in enumerate(held)]
    whole = "".join(_inline_aside(part, shield) for part in _APART.split("\n".join(held)))
    return shield.back(change(whole))


def _inline_aside(paragraph: str, shield: Shield) -> str:
    """A paragraph with the code that stands within its lines put aside."""
    kept, at = [], 0
    for start, end in code_ranges(paragraph):
        kept += paragraph[at:start], shield.aside(paragraph[start:end])
        at = end
    return "".join(kept) + paragraph[at:]


def code_lines(lines: Sequence[str]) -> set[int]:
    """The lines (from 0) that are code, by the reader's own grammar; fences themselves among them."""
    code, fenced = _code("\n".join(lines))
    return set(code | fenced)


def _html_standing_in(lines: Sequence[str]) -> set[int]:
    """The lines (from 0) of HTML that an empty line parts from its beginning, so that they are taken for code."""
    found: set[int] = set()
    before: Block | None = None
    for block in scan(spans(lines)):
        of_html = isinstance(before, Html) or (before is not None and before.text.line - 1 in found) if not isinstance(before, List | Quote | Table) else False
        if isinstance(block, Code) and of_html and str(block.text).lstrip().startswith("<"):
            found |= {span.line - 1 for span in block.text.spans}
        before = block
    return found - fences(lines)


def fences(lines: Sequence[str]) -> set[int]:
    """The lines (from 0) between two fences, and the fences."""
    return set(_code("\n".join(lines))[1])


@lru_cache(maxsize=8)
def _code(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The lines of code, and those of them between fences with the fences; kept for a moment, since each pass asks."""
    lines = text.split("\n")
    code = frozenset(span.line - 1 for code in _codes(scan(spans(lines))) for span in code.text.spans)
    found: set[int] = set()
    opened = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if opened:
            found.add(number)
            if fence and fence[1].startswith(opened) and number not in code:
                opened = ""
            elif number not in code and line.strip():
                # the list or quote around it has ended, and the code with it
                found.discard(number)
                opened = ""
        if not opened and number not in found and fence and number not in code and (number + 1 in code or number + 1 == len(lines) or _FENCE.match(lines[number + 1])):
            opened = fence[1]
            found.add(number)
    return code, frozenset(found)


def _codes(blocks: Sequence[Block]) -> Iterator[Code]:
    for block in blocks:
        match block:
            case Code():
                yield block
            case Quote(blocks=inner):
                yield from _codes(inner)
            case List(items=items):
                for item in items:
                    yield from _codes(item.blocks)
