"""Somebody looks at a document again before it grows old."""

from collections.abc import Iterator

from playbook_plugins.checklist.durations import after
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS


@rule(Level.WARNING, kinds=tuple(KINDS), by_time=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    fields, history = document.fields, context.playbook.history
    changed = history.changed.get(document.path) if history.complete else None
    looked, what = (fields.reviewed, "read through") if fields.reviewed else (changed, "changed")
    if not document.active or looked is None or fields.review_every is None:
        return
    due = after(looked, fields.review_every)
    if due < context.today:
        yield Hit(document.place_of("reviewed"), f"last {what} on {looked}, and due for another look since {due}",
                  "Read it with whoever works by it. If it is still right, set `reviewed` to today.")
