"""Nobody is cared for less because they spend less."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import may_hold, tells
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level


@rule(Level.ERROR, kinds=("policy", "role"), lists=("small-customer", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    for text in may_hold(document, "small-customer", context=context, zones=(Zone.STAFF, Zone.SAY)):
        for match in tells(text, document, "small-customer", context)[:1]:
            yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” lets what people spend decide how they are treated",
                      "Give everybody the same care. What one of you may decide alone goes by the case: “Refunds above £200 go to Maria.”")
