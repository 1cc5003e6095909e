"""After a goodbye, or a no from us, nothing is sold."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import shown, to_do
from playbook_plugins.checklist.wording import Match, beside, found_within, may_hold, tells
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Step, Zone
from playbook_plugins.model.finding import Level

OURS = ("after-goodbye", "instead")
"""What can only be ours, and is said to nobody who has left or was declined."""
ANYBODYS = ("upgrade", "offer")
"""What may be somebody else's, which is help, or the answer to their own question."""
HELPS = {"elsewhere": False, "their-question": True}
"""What shows that it is, and whether it may stand in the sentence beside."""
DONE = ("after-goodbye", "instead", "sells")
"""What no step does to them."""
WOOED = ("win-back", "offer", "upgrade", "pitch", "review-request")
"""What `lost-woo` finds in the words to somebody who left: then it alone speaks."""


@rule(Level.ERROR, kinds=("policy", "script"), topics=("lost-customer", "referral"), lists=("after-goodbye", "instead", "upgrade", "offer", "elsewhere", "their-question", "sells", "win-back", "pitch", "review-request", "alternative", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    left = context.playbook.topic_of(document) == "lost-customer"
    who = "somebody who has left" if left else "somebody whom we have just declined"
    if getattr(document.fields, "sells", False):
        yield Hit(document.place_of("sells"), f"this script sells, and it goes to {who}", "Take out what it sells, and write `sells: no`.")
    for text in may_hold(document, *OURS, *ANYBODYS, context=context, zones=(Zone.SAY,)):
        if not (left and any(found_within(text, document, name, context) for name in WOOED)):
            for match in _said(text, document, context):
                yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” sells to {who}",
                          "End with thanks. They have said goodbye, or heard our no, and owe us nothing.")
    for step in _staffs(document):
        wooed = left and step in to_do(document) and (step.action == "offer" or tells(step.whole, document, "sells", context))
        for match in () if wooed else _done(step, document, context):
            yield Hit(step.whole.place(document.path, match.start, match.end), f"“{shown(step)}” goes on selling to {who}: “{match.words}”",
                      "Leave it out. Nothing from us follows but what they ask for.")


def _said(text: Text, document: Document, context: Context) -> tuple[Match, ...]:
    """What sells in words to say."""
    ours = [match for name in OURS for match in found_within(text, document, name, context)]
    anybodys = [match for name in ANYBODYS for match in found_within(text, document, name, context) if not match.entry.gentle]
    return tuple(ours + [match for match in anybodys if not any(beside(match, text, document, name, context, near=near) for name, near in HELPS.items())])[:1]


def _done(step: Step, document: Document, context: Context) -> tuple[Match, ...]:
    """What sells in a step; what gets them in somewhere else is help."""
    found = (match for name in DONE for match in tells(step.whole, document, name, context))
    helps = step.action == "refer"
    return tuple(match for match in found if not (helps or beside(match, step.whole, document, "alternative", context)))[:1]


def _staffs(document: Document) -> Iterator[Step]:
    for section in document.sections:
        if section.name != "you-notice":
            yield from (step for step in section.steps if document.zones[step.whole.line - 1] is Zone.STAFF)
