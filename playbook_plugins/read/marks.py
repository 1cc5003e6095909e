"""Everything that is marked in one running text, found in one pass from left to right, without a tree.

Each character is looked at a bounded number of times, whatever the input: an
end that was looked for in vain is not looked for again, and brackets that can
no longer open a link are passed over together.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from playbook_plugins.read.emphasis import Run, pairs
from playbook_plugins.read.openings import TAG

MARKS = re.compile(
    r"""\\[!-/:-@\[-`{-~] | `++ | \*++ | _++ | ~~ | !?\[ | \] | < | (?i:https?://)
      | &(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}); | \\?\n\s*+ """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TICKS = re.compile("`++")
_TAG = re.compile(TAG, re.ASCII)
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+)>")
_MAIL = re.compile(r"<([\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9](?:[A-Za-z0-9.-]*+))>", re.ASCII)
_BARE = re.compile(r"[^\s<>`\[\]\"]*+")
_ANGLED = re.compile(r"<((?:[^<>\n\\]|\\.)*+)>")
_UNANGLED = re.compile(r"(?:[^\s()\\\x00-\x1f\x7f]|\\[!-/:-@\[-`{-~]|\\(?=[^!-/:-@\[-`{-~()]))*+")
_TITLE = re.compile(
    r"""(?:\s++("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?+\s*+\)""",
    re.DOTALL,
)
_SPACE = re.compile(r"\s*+")
_RAW_ENDS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_MOST_BRACKETS = 32
"""How many round brackets, and how many pictures, may stand in one another."""


@dataclass(frozen=True, slots=True)
class Found:
    """A link by its offsets: label, whole and target."""

    label: tuple[int, int]
    whole: tuple[int, int]
    goal: tuple[int, int]
    target: str
    title: str = ""
    image: bool = False
    bare: bool = False


class Reading:
    """Everything that is marked in one running text."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.code: list[tuple[int, int]] = []
        self.links: list[Found] = []
        self.bare: list[Found] = []
        self.runs: list[Run] = []
        """Asterisks, underlines and tildes, which may be emphasis."""
        self.changes: list[tuple[int, int, str]] = []
        """What a reader sees otherwise than it is written."""
        self._brackets: list[tuple[int, int, int, int]] = []
        """Open ones: where, where the label begins, how many bare addresses and runs came before."""
        self._levels = [0]
        """How deep the links are nested that were found within each open bracket, and outside of all."""
        self._spent = 0
        """How many of them can no longer open a link, since there is a link within them."""
        self._ticks: dict[int, list[int]] = {}
        self._missing: set[str] = set()
        for found in reversed(list(_TICKS.finditer(written)) if "`" in written else []):
            self._ticks.setdefault(found.end() - found.start(), []).append(found.start())
        at = 0
        while found := MARKS.search(written, at):
            at = _TAKES.get(found[0][0], Reading._bare)(self, found.start(), found.end())

    def _escape(self, start: int, end: int) -> int:
        if self.written[end - 1].isspace():
            return self._line_end(start, end)
        self.changes.append((start, start + 1, ""))
        return end

    def _line_end(self, start: int, end: int) -> int:
        self.changes.append((start, end, " "))
        return end

    def _entity(self, start: int, end: int) -> int:
        self.changes.append((start, end, html.unescape(self.written[start:end])))
        return end

    def _run(self, start: int, end: int) -> int:
        self.runs.append(Run(self.written[start], start, end))
        return end

    def _code(self, start: int, end: int) -> int:
        """Code goes on to the next run of as many backticks, and is none without one."""
        closing = self._ticks.get(end - start, [])
        while closing and closing[-1] < end:
            closing.pop()
        if not closing:
            return end
        stop = closing.pop() + end - start
        self.code.append((start, stop))
        inner = self.written[end : stop - (end - start)].replace("\n", " ")
        if inner.startswith(" ") and inner.endswith(" ") and inner.strip():
            inner = inner[1:-1]
        self.changes.append((start, stop, inner))
        return stop

    def _angle(self, start: int, end: int) -> int:
        """An address in angle brackets, or raw HTML."""
        written = self.written
        if found := _ADDRESS.match(written, start) or _MAIL.match(written, start):
            goal = found.span(1)
            target = found[1] if ":" in found[1] else f"mailto:{found[1]}"
            self.links.append(Found(goal, found.span(), goal, target))
            self.changes += (start, end, ""), (found.end() - 1, found.end(), "")
            return found.end()
        stop = found.end() if (found := _TAG.match(written, start)) else self._raw_end(start)
        if stop:
            self.changes.append((start, stop, ""))
        return stop or end

    def _raw_end(self, start: int) -> int:
        """Where a comment or the like ends; 0 if it does not."""
        for opens, ends in _RAW_ENDS:
            if self.written.startswith(opens, start) and ends not in self._missing:
                # `<!-->` is a whole comment, so the end may share the dashes of the beginning.
                stop = self.written.find(ends, start + 2)
                if stop >= 0:
                    return stop + len(ends)
                self._missing.add(ends)
        return 0

    def _bare(self, start: int, end: int) -> int:
        written = self.written
        stop = _BARE.match(written, end).end()  # type: ignore[union-attr]  # it matches the empty text too
        address = written[start:stop]
        spare = address.count(")") - address.count("(")
        while stop > end and (written[stop - 1] in "?!.,:;*_~'" or (written[stop - 1] == ")" and spare > 0)):
            spare -= written[stop - 1] == ")"
            stop -= 1
        if stop <= end or (start and written[start - 1].isalnum()):
            return end
        self.bare.append(Found((start, stop), (start, stop), (start, stop), written[start:stop], bare=True))
        return stop

    def _open(self, start: int, end: int) -> int:
        self._brackets.append((start, end, len(self.bare), len(self.runs)))
        self._levels.append(0)
        return end

    def _close(self, start: int, end: int) -> int:
        if not self._brackets:
            return end
        opened, label_start, bare, runs = self._brackets.pop()
        level = self._levels.pop()
        self._levels[-1] = max(self._levels[-1], level)
        image = label_start - opened == 2
        usable = image or len(self._brackets) >= self._spent
        self._spent = min(self._spent, len(self._brackets))
        target = _target(self.written, end) if usable else None
        if target is None:
            return end
        goal, title, stop = target
        # An address within the label is no link of its own.
        del self.bare[bare:]
        # Emphasis does not reach over the edge of a label.
        self.changes += ((*cut, "") for cut in pairs(self.written, self.runs[runs:]))
        del self.runs[runs:]
        self._levels[-1] = max(self._levels[-1], level + 1)
        # A label holds those of the pictures within it: without an end to that they would outgrow the text.
        label = (label_start, start if level < _MOST_BRACKETS else label_start)
        self.links.append(Found(label, (opened, stop), goal, _resolved(self.written[slice(*goal)]), title, image))
        self.changes += (opened, label_start, ""), (start, stop, "")
        if not image:
            self._spent = len(self._brackets)
        return stop


@lru_cache(maxsize=8)
def reading(written: str) -> Reading:
    """What is marked in `written`; kept for a moment, since label, links and words are asked of one text in a row."""
    return Reading(written)


_TAKES: dict[str, Callable[[Reading, int, int], int]] = {
    "\\": Reading._escape,
    "\n": Reading._line_end,
    "&": Reading._entity,
    "`": Reading._code,
    "*": Reading._run,
    "_": Reading._run,
    "~": Reading._run,
    "<": Reading._angle,
    "[": Reading._open,
    "!": Reading._open,
    "]": Reading._close,
}


def _target(written: str, at: int) -> tuple[tuple[int, int], str, int] | None:
    """Target, title and end of the `(…)` that begins at `at`."""
    if not written.startswith("(", at):
        return None
    begin = _SPACE.match(written, at + 1).end()  # type: ignore[union-attr]  # it matches the empty text too
    if found := _ANGLED.match(written, begin):
        goal, stop = found.span(1), found.end()
    elif written.startswith("<", begin):
        return None
    else:
        stop = _unangled_end(written, begin)
        if stop is None:
            return None
        goal = begin, stop
    closing = _TITLE.match(written, stop)
    return closing and (goal, (closing[1] or "")[1:-1], closing.end())


def _unangled_end(written: str, at: int) -> int | None:
    """Where a target ends that may hold pairs of round brackets."""
    depth = 0
    while True:
        at = _UNANGLED.match(written, at).end()  # type: ignore[union-attr]  # it matches the empty text too
        character = written[at : at + 1]
        if character == "(" and depth < _MOST_BRACKETS:
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        else:
            return None if depth else at
        at += 1


def _resolved(target: str) -> str:
    return html.unescape(_ESCAPED.sub(r"\1", target)) if "&" in target or "\\" in target else target
