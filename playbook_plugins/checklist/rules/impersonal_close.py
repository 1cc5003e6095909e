"""Trouble ends with a person, and never with a request for stars."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import first, to_do
from playbook_plugins.checklist.wording import bids, found_in, has_list, says, topic_of
from playbook_plugins.model.document import Document, Step, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.policy import TROUBLE

STARS = "Leave it out. Nobody can thank us and be asked for a favour in the same breath."


@rule(Level.WARNING, kinds=("policy", "script"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if topic_of(document, context) not in TROUBLE:
        return
    spoken: set[int] = set()
    for place, match in found_in(document, "review-request", context, zones=(Zone.SAY,)):
        if place.line not in spoken:
            spoken.add(place.line)
            yield Hit(place, f"“{match.words}” asks somebody in trouble for praise", STARS, Level.ERROR)
    for step in to_do(document):
        for name in ("review-request", "asks-review"):
            for match in bids(step, document, name, context)[:1]:
                yield Hit(step.whole.place(document.path, match.start, match.end),
                          f"“{match.words}” asks somebody in trouble for praise", STARS, Level.ERROR)
    section = document.section("what-to-do")
    if document.kind.name == "policy" and section and section.steps and has_list(document, "personal-close", context):
        if not _in_person(document, context):
            level = None if document.active else Level.ADVICE
            yield Hit(section.heading.place(document.path), "nobody comes back to them in person once it is over",
                      "Add a step such as **Ring** after three days, or a card by hand. In listening, a warm word the next time is enough.", level)


def _in_person(document: Document, context: Context) -> bool:
    if says(document, "personal-close", context):
        return True
    return any(
        step.action == "ring" or bids(step, document, "personal-close", context) for step in _closing(to_do(document))
    )


def _closing(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps that come when the trouble itself is dealt with: from the mending on, else from the listening on."""
    turn = first(steps, "make-right") or first(steps, "listen")
    return steps[steps.index(turn) :] if turn else steps
