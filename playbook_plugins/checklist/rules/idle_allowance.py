"""An exception that nothing needs any more."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.mends import without


@rule(Level.ADVICE, kinds=tuple(KINDS), last=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    allow = document.fields.allow or {}
    idle = [name for name, reason in allow.items() if _idle(name, reason, document, context=context)]
    for name in idle:
        place, keys = document.key_place("allow", name), ("allow", name) if len(idle) < len(allow) else ("allow",)
        # a draft may need it once it is written
        mend = without(document, *keys) if document.fields.status is not Status.DRAFT else None
        if context.rules[name].fixed(document):
            yield Hit(place, f"`{name}` cannot be allowed, whatever the reason", "Take this line out, and mend what the rule finds.", mend=mend)
        else:
            yield Hit(place, f"`{name}` finds nothing here, so it need not be allowed", "Take this line out.", mend=mend)


def _idle(name: str, reason: str | None, document: Document, *, context: Context) -> bool:
    known = context.rules.get(name)
    # without a reason it is bare-allowance that speaks; what time brings about may need it again tomorrow
    if known is None or known.by_time or known.partly_by_time or not (reason or "").strip():
        return False
    return (document.path, name) not in context.silenced
