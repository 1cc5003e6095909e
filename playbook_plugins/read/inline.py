"""What stands within running text: links, code, a bold label, and the words that a reader sees.

Offsets are those of `str(text)`, so `Text.place` and `Text.part` take them.
"""

from dataclasses import dataclass

from playbook_plugins.model.blocks import Span, Text
from playbook_plugins.read.emphasis import may_close, pairs
from playbook_plugins.read.marks import MARKS, following_run, reading

_AFTER_LABEL = " \t\n:.,–—-"


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in running text."""

    label: Text
    """What stands between the brackets; for an address without brackets, the address."""
    target: str
    """Where it leads, escapes and entities resolved; `mailto:` is added to a mail address."""
    image: bool
    """Whether it shows a picture."""
    bare: bool
    """Whether it is an address with no mark around it, which not every engine makes a link."""
    start: int
    """Where it begins in `str(text)`."""
    end: int
    """Where it ends."""


def links(text: Text) -> tuple[Link, ...]:
    """The links and images of `text`, in the order in which they begin."""
    written = str(text)
    if "](" not in written and "<" not in written and "://" not in written:
        return ()
    read = reading(written)
    return tuple(
        Link(_part(text, *found.label), found.target, found.image, found.bare, *found.whole)
        for found in sorted(read.links + read.bare, key=lambda found: found.whole)
    )


def code_ranges(text: Text | str) -> tuple[tuple[int, int], ...]:
    """Where code stands in `str(text)`, its backticks included."""
    written = str(text)
    return tuple(reading(written).code) if "`" in written else ()


def label(text: Text) -> tuple[Text | None, Text]:
    """The bold words that `text` opens with, if it does, and the rest without what parts the two."""
    written = str(text)
    start = len(written) - len(written.lstrip())
    mark = written[start : start + 2]
    if mark not in ("**", "__"):
        return None, text
    following = following_run(written, start + 2)
    sure = following and following.start > start + 2 and following.mark == mark[0] and following.end - following.start > 1 and may_close(written, following)
    for run in [following] if following and sure else reading(written).runs:
        if run.mark != mark[0] or run.end - run.start < 2 or run.start <= start + 1 or not may_close(written, run):
            continue
        words = written[start + 2 : run.end - 2].rstrip(" \t\n:.")
        if not words or words[0].isspace():
            break
        rest = len(written) - len(written[run.end :].lstrip(_AFTER_LABEL))
        return _part(text, start + 2, start + 2 + len(words)), _part(text, rest, len(written))
    return None, text


def plain(text: Text | str) -> str:
    """The words a reader sees, on one line: no marks, no targets, no raw HTML."""
    written = str(text)
    if not MARKS.search(written):
        return written.strip()
    read = reading(written)
    seen, at = [], 0
    for start, end, instead in sorted(read.changes + [(*cut, "") for cut in pairs(written, read.runs)]):
        if start >= at:
            seen += written[at:start], instead
            at = end
    seen.append(written[at:])
    return "".join(seen).strip()


def _part(text: Text, start: int, end: int) -> Text:
    if start < end:
        return text.part(start, end)
    place = text.place("", start)
    return Text((Span(place.line, place.column, ""),))
