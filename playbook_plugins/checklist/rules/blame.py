"""What we say puts it on nobody: not on the customer, and on others only where we take it on."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import beside, found_within
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level


@rule(Level.ERROR, kinds=("policy", "script"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    for text in document.texts(Zone.SAY):
        blamed = found_within(text, document, "blame", context)
        for match in blamed:
            yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” puts it on the customer",
                      "Leave out whose fault it was: say what you heard, and what you will do.",
                      Level.WARNING if match.entry.gentle else None)
        for match in found_within(text, document, "blame-others", context):
            if not blamed and not beside(match, text, document, "owning", context, near=True):
                yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” puts it on somebody else",
                          "Go on in the same breath with what you take on: “…; that is ours to sort out.”", Level.WARNING)
