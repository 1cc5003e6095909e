"""People are heard before we say sorry, and told sorry before we mend; then we do a little more."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import asked, first, near, shown, to_do
from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.policy import TROUBLE

ORDER = ("listen", "apologise", "make-right")
"""The steps whose order people feel, by their names in the lexicon."""

BEFORE = {"listen": "before anybody has listened", "apologise": "before anybody has said sorry"}
"""What a step that comes too soon comes before."""


@rule(Level.ADVICE, kinds=("policy",), topics=TROUBLE)
def check(document: Document, context: Context) -> Iterator[Hit]:
    steps = to_do(document)
    there = [action for action in ORDER if first(steps, action)]
    if document.topic == "recovery" and len(there) < len(ORDER):
        return
    for earlier, later in zip(there, there[1:]):
        opens = steps.index(_the(earlier, steps))
        if not any(step.action == later for step in steps[opens:]):
            step = _the(later, steps)
            yield Hit(step.opening.place(document.path), f"“{shown(step)}” comes {BEFORE[earlier]}",
                      f"Put it behind “{shown(steps[opens])}”. People take a remedy from those who have understood them.")
    if document.topic == "recovery" and not first(steps, "go-further"):
        yield from _further(document, context, steps)


def _further(document: Document, context: Context, steps: tuple[Step, ...]) -> Iterator[Hit]:
    help = "Add a step **Go further**: one small kindness that they did not ask for."
    if candidate := near(steps, "go-further", context.playbook.lexicon.labels):
        last, told = candidate, asked(candidate, steps, "go-further")
    else:
        last, told = _the("make-right", steps), "nothing goes further than putting it right"
    yield Hit(last.opening.place(document.path), told, help)


def _the(action: str, steps: tuple[Step, ...]) -> Step:
    return next(step for step in steps if step.action == action)
