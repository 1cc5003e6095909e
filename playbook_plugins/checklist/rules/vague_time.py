"""What we do for somebody has a time that they can hold us to."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import beside, found_within, may_hold
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS


@rule(Level.WARNING, kinds=tuple(KINDS), lists=("vague-time", "vague", "timed"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    for text in may_hold(document, "vague-time", context=context, zones=(Zone.SAY, Zone.PUBLIC)):
        for match in found_within(text, document, "vague-time", context):
            # in a promise, what lets us off is told by vague-promise
            let_off = document.kind.name == "promise" and beside(match, text, document, "vague", context)
            if let_off or beside(match, text, document, "timed", context):
                continue
            yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” gives no time, so they wait without knowing how long",
                      "Name the latest moment that you can keep every time: “by Friday at noon”, “within one working day”.")
