"""The line on a text that says when it changed last, and in what."""

from playbook_plugins.model.changed import Change, Changes, Line, Way
from playbook_plugins.model.document import Document
from playbook_plugins.pages.addresses import relative
from playbook_plugins.words import Words

PATH = "changed/index.md"
"""Where all changes are told."""
FIELDS = (
    "title they_leave_feeling also_said may_spend may_take may_give reach above owner backup review_every reply_within kept_by within topic "
    "principles scripts backed_by status partners"
).split()
"""Lines at the top that have a name in the reader's language; the others are called as they are written."""
_TOUCHED = 3
"""Headings that the line names."""


def latest(document: Document, changes: Changes, words: Words, *, first: str, here: str) -> str:
    """A sentence on the latest change of a text, for the page at `here`; empty where none is known. `first` is the playbook's first language."""
    change = changes.of(document.path)
    if change is None:
        return ""
    return words("changed.latest", day=words.day(change.day), what=_what(change, words), path=f"{relative(PATH, here)}#{anchor(change, first)}")


def anchor(change: Change, first: str) -> str:
    """What the latest change of a text goes by on the page of all changes."""
    if change.way in (Way.NEW, Way.GONE):
        return f"day-{change.day}"
    return f"{change.kind}-{change.id or change.mark}" + ("" if change.lang == first else f"-{change.lang}")


def where(line: Line, words: Words) -> str:
    """The heading of a changed line, or what the line at the top is called."""
    if not line.field:
        return line.heading
    return words(f"changed.field-{line.field.replace('_', '-')}") if line.field in FIELDS else line.field.replace("_", " ").capitalize()


def _what(change: Change, words: Words) -> str:
    """What has changed, by the headings."""
    if change.way is not Way.CHANGED:
        return words(f"changed.way-{change.way}")
    named = dict.fromkeys(where(line, words) or words("changed.lead-in") for line in change.lines)
    few = [*named][:_TOUCHED]
    return words.listed([*few, *([words("changed.more")] if len(named) > len(few) else [])])
