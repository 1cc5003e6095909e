"""An exception that nothing needs any more."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS


@rule(Level.ADVICE, kinds=tuple(KINDS), last=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    for name, reason in (document.fields.allow or {}).items():
        known = context.rules.get(name)
        # without a reason it is bare-allowance that speaks; what time brings about may need it again tomorrow
        if known is None or known.by_time or not (reason or "").strip() or (document.path, name) in context.silenced:
            continue
        place = document.key_place("allow", name)
        if known.locked:
            yield Hit(place, f"`{name}` cannot be allowed, whatever the reason", "Take this line out, and mend what the rule finds.")
        else:
            yield Hit(place, f"`{name}` finds nothing here, so it need not be allowed", "Take this line out.")
