"""An apology owns what happened; it does not doubt, blame or hide behind the passive voice."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_in, topic_of
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TROUBLE


@rule(Level.ERROR, kinds=tuple(KINDS))
def check(document: Document, context: Context) -> Iterator[Hit]:
    zones = (Zone.SAY, Zone.PUBLIC) if topic_of(document, context) in TROUBLE else (Zone.PUBLIC,)
    for place, match in found_in(document, "non-apology", context, zones=zones):
        if match.entry.gentle:
            yield Hit(place, "what follows this “but” takes the apology back", match.entry.instead, Level.WARNING)
        else:
            yield Hit(place, f"“{match.words}” sounds like an apology and owns nothing", match.entry.instead)
