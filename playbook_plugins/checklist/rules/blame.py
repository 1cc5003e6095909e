"""What we say puts it on nobody: not on the customer, and on others only where we take it on."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import Match, beside, found_within, may_hold
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.policy import TROUBLE


@rule(Level.ERROR, kinds=("policy", "script"), lists=("blame", "say-back", "owning", "blame-others", "non-apology"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    blaming = tuple(may_hold(document, "blame", "blame-others", context=context, zones=(Zone.SAY,)))
    texts = tuple(document.texts(Zone.SAY)) if blaming else ()
    for text, after in zip(texts, (*texts[1:], None)):
        blamed = [
            match
            for match in found_within(text, document, "blame", context)
            # what they told us may be said back to them
            if not beside(match, text, document, "say-back", context, near=True)
        ]
        for match in blamed:
            yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” puts it on the customer",
                      "Leave out whose fault it was: say what you heard, and what you will do.",
                      Level.WARNING if match.entry.gentle else None)
        others = () if blamed else found_within(text, document, "blame-others", context)
        owned = others and after is not None and found_within(after, document, "owning", context)
        for match in () if owned else others:
            if not _passes(match, text, document, context):
                yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” puts it on somebody else",
                          "Go on in the same breath with what you take on: “…; that is ours to sort out.”", Level.WARNING)


def _passes(match: Match, text: Text, document: Document, context: Context) -> bool:
    if beside(match, text, document, "owning", context, near=True):
        return True
    # “sorry, but the courier …” is for non-apology
    return context.playbook.topic_of(document) in TROUBLE and beside(match, text, document, "non-apology", context)
