"""Nobody is hurried, and nothing is claimed that nobody could hold us to."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import beside, found_within, may_hold
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS

NO_OFFERS = ("greeting", "follow-up", "lost-customer", "referral")
"""Topics whose own rules speak about a sentence that makes an offer."""

OFFERS = ("offer", "win-back")
"""What those rules look for."""


@rule(Level.WARNING, kinds=tuple(KINDS), lists=("urgency", "boast", "offer", "win-back"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    told = OFFERS if context.playbook.topic_of(document) in NO_OFFERS else ()
    for text in may_hold(document, "urgency", "boast", context=context, zones=(Zone.SAY, Zone.PUBLIC)):
        for match in found_within(text, document, "urgency", context):
            if not any(beside(match, text, document, name, context) for name in told):
                yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” hurries people",
                          "Say the plain date, if there is one, and let them take their time.")
        for match in found_within(text, document, "boast", context):
            if not any(beside(match, text, document, name, context) for name in told):
                yield Hit(text.place(document.path, match.start, match.end), f"nobody can hold you to “{match.words}”",
                          "Say what you do, in words or figures that they can check: “mended within the week, and two years' guarantee”.")
