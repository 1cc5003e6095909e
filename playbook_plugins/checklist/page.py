"""How the page of a rule is written: examples in fences that name a file, and at its end what the rule watches over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from playbook_plugins.checklist.catalogue import origins, page
from playbook_plugins.checklist.rule import Rule

_MARK = re.compile(r"`{3,}")
_TITLED = re.compile(r'```(\w*) title="([^"]+)"(?: hl_lines="([\d ]*)")?')


@dataclass(frozen=True, slots=True)
class Fence:
    """The line that opens an example."""

    mark: str
    """What closes it again."""
    info: str = ""
    """The language of what stands in it."""
    title: str = ""
    """The file that it shows; empty where it names none."""
    lines: tuple[int, ...] = ()
    """The lines of that file on which the rule finds something."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page."""

    text: str
    fence: Fence | None = None
    """The example that it opens or stands in; `None` for all else, and for the line that closes one."""
    number: int = 0
    """Which line of the example's file it is; 0 for the line that opens it."""


def read(told: str) -> Iterator[Line]:
    """The lines of a page, each with the example in which it stands; a fence within a longer one is part of it."""
    fence, number = None, 0
    for text in told.split("\n"):
        if fence is None:
            fence, number = _opened(text), 0
            yield Line(text, fence)
        elif text == fence.mark:
            fence = None
            yield Line(text)
        else:
            number += 1
            yield Line(text, fence, number)


def _opened(text: str) -> Fence | None:
    if titled := _TITLED.fullmatch(text):
        info, title, lines = titled.groups()
        return Fence("```", info, title, tuple(map(int, (lines or "").split())))
    mark = _MARK.match(text)
    return Fence(mark[0]) if mark else None


@lru_cache(maxsize=512)
def plain(told: str) -> str:
    """A page for any engine: each file's name above its example, since not every engine knows titles of code."""
    return "\n".join(_named(line) or line.text for line in read(told))


def marked(told: str) -> str:
    """A page as plain text: each file's name above its example, and `>>` before the lines that the rule finds."""
    return "\n".join(_named(line, lit=False) or _mark(line) + line.text for line in read(told))


def _named(line: Line, *, lit: bool = True) -> str:
    """The file's name and the line below it, where an example with a name opens."""
    if not line.fence or not line.fence.title or line.number:
        return ""
    lines = f' hl_lines="{" ".join(map(str, line.fence.lines))}"' if lit and line.fence.lines else ""
    return f"`{line.fence.title}`\n\n```{line.fence.info}{lines}"


def _mark(line: Line) -> str:
    if not line.fence or not line.fence.lines:
        return ""
    return ">> " if line.number in line.fence.lines else "   " if line.text else ""


def whole(rule: Rule, heading: str) -> str:
    """The page of a rule, which ends with what it watches over, below `heading`, where it is one of ours."""
    lines = "".join(f"- {line}\n" for line in origins(rule))
    return f"{page(rule).rstrip()}\n" + (f"\n## {heading}\n\n{lines}" if lines else "")
