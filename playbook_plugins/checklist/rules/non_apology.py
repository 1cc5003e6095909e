"""An apology owns what happened; it does not doubt, blame or hide behind the passive voice."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import Match, beside, found_within, may_hold
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TROUBLE

OTHERS = ("blame", "shield")
"""What may stand behind a “but” and has a rule of its own."""


@rule(Level.ERROR, kinds=tuple(KINDS), lists=("non-apology", "blame", "shield"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    zones = (Zone.SAY, Zone.PUBLIC) if context.playbook.topic_of(document) in TROUBLE else (Zone.PUBLIC,)
    for text in may_hold(document, "non-apology", context=context, zones=zones):
        for match in found_within(text, document, "non-apology", context):
            place = text.place(document.path, match.start, match.end)
            if not match.entry.gentle:
                yield Hit(place, f"“{match.words}” sounds like an apology and owns nothing", match.entry.instead)
            elif not _told_elsewhere(match, text, document, context):
                yield Hit(place, "what follows this “but” takes the apology back", match.entry.instead, Level.WARNING)


def _told_elsewhere(match: Match, text: Text, document: Document, context: Context) -> bool:
    spoken = document.zones[text.line - 1] is Zone.SAY
    return spoken and any(beside(match, text, document, name, context) for name in OTHERS)
