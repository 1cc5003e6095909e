"""We ask somebody who left why, and do not try to get them back."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import shown, to_do
from playbook_plugins.checklist.wording import found_in, tells
from playbook_plugins.model.document import Document, Step, Zone
from playbook_plugins.model.finding import Level

LISTS = ("win-back", "offer", "upgrade", "pitch", "review-request")
"""What is not said to somebody who left."""


@rule(Level.ERROR, kinds=("policy", "script"), topics=("lost-customer",), lists=("win-back", "offer", "upgrade", "pitch", "review-request", "sells", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    spoken: set[int] = set()
    for name in LISTS:
        for place, match in found_in(document, name, context, zones=(Zone.SAY,)):
            if place.line not in spoken:
                spoken.add(place.line)
                yield Hit(place, f"“{match.words}” tries to win them back",
                          "Ask why they left, thank them and end there. What they say is worth more than one more visit.",
                          Level.WARNING if match.entry.gentle else None)
    for step in to_do(document):
        yield from _selling(step, document, context)


def _selling(step: Step, document: Document, context: Context) -> Iterator[Hit]:
    mend = "Leave the step out. If they come again, let it be because the cause was mended."
    if step.action == "offer":
        yield Hit((step.label or step.whole).place(document.path), f"the step “{shown(step)}” sells to somebody who has left", mend)
        return
    for match in tells(step.whole, document, "sells", context)[:1]:
        yield Hit(step.whole.place(document.path, match.start, match.end), f"“{match.words}” sells to somebody who has left", mend)
