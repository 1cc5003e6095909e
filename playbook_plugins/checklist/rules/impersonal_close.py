"""Trouble ends with a person, and never with a request for stars."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import first, to_do
from playbook_plugins.checklist.wording import has_list, says, tells
from playbook_plugins.model.document import Document, Step, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.policy import TROUBLE

PRAISE = ("review-request", "asks-review")
"""The lists of requests that have no place here."""

STARS = "Leave it out. Nobody can thank us and be asked for a favour in the same breath."


@rule(Level.WARNING, kinds=("policy", "script"), lists=("review-request", "asks-review", "personal-close", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if context.playbook.topic_of(document) not in TROUBLE:
        return
    for text in (*document.texts(Zone.SAY), *(step.whole for step in to_do(document))):
        for match in [match for name in PRAISE for match in tells(text, document, name, context)][:1]:
            yield Hit(text.place(document.path, match.start, match.end),
                      f"“{match.words}” asks somebody in trouble for praise", STARS, Level.ERROR)
    section = document.section("what-to-do")
    if document.kind.name == "policy" and section and section.steps and has_list(document, "personal-close", context):
        if not _in_person(document, context):
            level = None if document.active else Level.ADVICE
            yield Hit(section.heading.place(document.path), "nobody comes back to them in person once it is over",
                      "Add a step such as **Ring** after three days, or a card by hand. "
                      "In listening, a warm word the next time is enough.", level)


def _in_person(document: Document, context: Context) -> bool:
    if says(document, "personal-close", context):
        return True
    return any(
        step.action == "ring" or tells(step.whole, document, "personal-close", context) for step in _closing(to_do(document))
    )


def _closing(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps that come when the trouble itself is dealt with: from the mending on, else from the listening on."""
    turn = first(steps, "make-right") or first(steps, "listen")
    return steps[steps.index(turn) :] if turn else steps
