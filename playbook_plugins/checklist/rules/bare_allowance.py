"""An exception has a reason, or it is only a rule that was switched off."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS


@rule(Level.ERROR, kinds=tuple(KINDS))
def check(document: Document, context: Context) -> Iterator[Hit]:
    for name, reason in (document.fields.allow or {}).items():
        if name in context.rules and not (reason or "").strip():
            place = document.key_place("allow", name)
            yield Hit(place, f"nobody says why `{name}` may be passed over here",
                      f"Write `{name}: because …` and the reason that you would give a colleague, or take it out.")
