"""Somebody looks at a document again before it grows old."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS


@rule(Level.WARNING, kinds=tuple(KINDS), by_time=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    due = context.playbook.due(document)
    if document.active and due is not None and due < context.today:
        looked = context.playbook.reviewed(document)
        what = "read through" if document.fields.reviewed else "changed"
        yield Hit(document.place_of("reviewed"), f"last {what} on {looked}, and due for another look since {due}",
                  "Read it with whoever works by it. If it is still right, set `reviewed` to today.")
