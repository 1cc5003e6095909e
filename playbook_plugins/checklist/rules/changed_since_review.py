"""What people rely on is read again after it has changed."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.changes import WORKED_BY, Part, changes
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.naming import shortest
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.tracing import outdated, promises_kept_by

CALLED = {
    Part.PROMISE: "what it promises",
    Part.STEPS: "what staff do",
    Part.WORDS: "the words to say",
    Part.LIMITS: "the times, amounts or names at the top",
}
"""How a message calls each part."""


@rule(Level.ADVICE, kinds=WORKED_BY, by_time=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    if not document.active:
        return
    before = context.playbook.seen.get((document.path, document.path))
    changed = changes(before, document) if before else ()
    if changed:
        parts = " and ".join(CALLED[part] for part in changed[:2])
        yield Hit(document.place_of("reviewed"), f"{parts} changed after this was last read on {document.fields.reviewed}",
                  f"Read it once more as a whole. If it is right, run `playbook review {shortest(document, context.playbook)}`.")
    elif document.kind.name == "policy":
        yield from _promised(document, context.playbook)


def _promised(policy: Document, playbook: Playbook) -> Iterator[Hit]:
    """The promises that have changed behind a policy's back."""
    for traced in promises_kept_by(policy, playbook):
        if outdated(policy, traced.promise, playbook):
            yield Hit(policy.place_of("reviewed"),
                      f"the promise {traced.promise.titled} changed after this policy was last read on {policy.fields.reviewed}",
                      f"Read it again with the promise beside it. If it still keeps it, run `playbook review {shortest(policy, playbook)}`.")
