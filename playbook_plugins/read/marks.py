"""Everything that is marked in one running text, found in one pass from left to right, without a tree.

Each character is looked at a bounded number of times, whatever the input: an
end that was looked for in vain is not looked for again, and brackets that can
no longer open a link are passed over together.
"""

import html
import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from playbook_plugins.read.emphasis import Run, pairs
from playbook_plugins.read.openings import TAG
from playbook_plugins.read.targets import target_at

# One set of characters and nothing more: the search for it is by far the most of the work.
MARKS = re.compile(r"[\\`*_~!\[\]<:&\n]")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNMARKED = re.compile(r"(?:[^\\`*_~!\[\]<:&\n]++|:(?!//))*+")
_RUN = re.compile(r"\*++|_++|~~")
_TICKS = re.compile("`++")
_TAG = re.compile(TAG, re.ASCII)
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+)>")
_MAIL = re.compile(r"<([\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9](?:[A-Za-z0-9.-]*+))>", re.ASCII)
_BARE = re.compile(r"[^\s<>`\[\]\"]*+")
_SPACE = re.compile(r"\s*+")
_RAW_ENDS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_MOST_PICTURES = 32
"""How many pictures may stand in one another, for the outer ones to have a label."""


@dataclass(frozen=True, slots=True)
class Found:
    """A link: the offsets of its label and of the whole, and where it leads."""

    label: tuple[int, int]
    whole: tuple[int, int]
    target: str
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
            at = _TAKES[found[0]](self, found.start())

    def _escape(self, start: int) -> int:
        following = self.written[start + 1 : start + 2]
        if following == "\n":
            return self._line_end(start)
        if not following or following not in string.punctuation:
            return start + 1
        self.changes.append((start, start + 1, ""))
        return start + 2

    def _line_end(self, start: int) -> int:
        end = _SPACE.match(self.written, start + 1).end()  # it matches the empty text too
        self.changes.append((start, end, " "))
        return end

    def _entity(self, start: int) -> int:
        found = _ENTITY.match(self.written, start)
        if found is None:
            return start + 1
        self.changes.append((*found.span(), html.unescape(found[0])))
        return found.end()

    def _run(self, start: int) -> int:
        found = _RUN.match(self.written, start)
        if found is None:
            return start + 1
        self.runs.append(Run(found[0][0], start, found.end()))
        return found.end()

    def _code(self, start: int) -> int:
        """Code goes on to the next run of as many backticks, and is none without one."""
        end = _TICKS.match(self.written, start).end()  # it begins with one
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

    def _angle(self, start: int) -> int:
        """An address in angle brackets, or raw HTML."""
        written = self.written
        if found := _ADDRESS.match(written, start) or _MAIL.match(written, start):
            target = found[1] if ":" in found[1] else f"mailto:{found[1]}"
            self.links.append(Found(found.span(1), found.span(), target))
            self.changes += (start, start + 1, ""), (found.end() - 1, found.end(), "")
            return found.end()
        stop = found.end() if (found := _TAG.match(written, start)) else self._raw_end(start)
        if stop:
            self.changes.append((start, stop, ""))
        return stop or start + 1

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

    def _bare(self, colon: int) -> int:
        """An address, found by what stands behind its scheme."""
        written, end = self.written, colon + 3
        if not written.startswith("://", colon):
            return colon + 1
        scheme = written[max(colon - 5, 0) : colon].lower()
        start = colon - 5 if scheme == "https" else colon - 4
        if not scheme.endswith(("http", "https")):
            return end
        stop = _BARE.match(written, end).end()  # it matches the empty text too
        address = written[start:stop]
        spare = address.count(")") - address.count("(")
        while stop > end and (written[stop - 1] in "?!.,:;*_~'" or (written[stop - 1] == ")" and spare > 0)):
            spare -= written[stop - 1] == ")"
            stop -= 1
        if stop <= end or (start and written[start - 1].isalnum()):
            return end
        self.bare.append(Found((start, stop), (start, stop), written[start:stop], bare=True))
        return stop

    def _open(self, start: int) -> int:
        end = start + 1 if self.written[start] == "[" else start + 2
        if self.written[end - 1 : end] != "[":
            return start + 1
        self._brackets.append((start, end, len(self.bare), len(self.runs)))
        self._levels.append(0)
        return end

    def _close(self, start: int) -> int:
        end = start + 1
        if not self._brackets:
            return end
        opened, label_start, bare, runs = self._brackets.pop()
        level = self._levels.pop()
        self._levels[-1] = max(self._levels[-1], level)
        image = label_start - opened == 2
        usable = image or len(self._brackets) >= self._spent
        self._spent = min(self._spent, len(self._brackets))
        target = target_at(self.written, end) if usable else None
        if target is None:
            return end
        goal, stop = target
        # An address within the label is no link of its own.
        del self.bare[bare:]
        # Emphasis does not reach over the edge of a label.
        self.changes += ((*cut, "") for cut in pairs(self.written, self.runs[runs:]))
        del self.runs[runs:]
        self._levels[-1] = max(self._levels[-1], level + 1)
        # A label holds those of the pictures within it: without an end to that they would outgrow the text.
        label = (label_start, start if level < _MOST_PICTURES else label_start)
        self.links.append(Found(label, (opened, stop), goal, image))
        self.changes += (opened, label_start, ""), (start, stop, "")
        if not image:
            self._spent = len(self._brackets)
        return stop


def following_run(written: str, at: int) -> Run | None:
    """The asterisks, underlines or tildes behind `at`, where nothing else is marked before them."""
    found = _RUN.match(written, _UNMARKED.match(written, at).end())  # it matches the empty text too
    return found and Run(found[0][0], *found.span())


@lru_cache(maxsize=256)
def reading(written: str) -> Reading:
    """What is marked in `written`; kept for a moment, since label, links and words are asked of the texts of one document in a row."""
    return Reading(written)


_TAKES: dict[str, Callable[[Reading, int], int]] = {
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
    ":": Reading._bare,
}
