"""A follow-up is about them: nothing is sold to somebody who has only just bought."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import to_do
from playbook_plugins.checklist.wording import beside, found_within, may_hold, tells
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.waiting import Wait

FEWEST_DAYS = 30
"""Days after a first purchase on which an offer still reads as the reason for the call."""
FIRST_VISIT = 2
"""The order before which nothing is offered: whoever came twice came by themselves."""


@rule(Level.ERROR, kinds=("policy", "script"), topics=("follow-up",), lists=("offer", "upgrade", "pitch", "sells", "their-question", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    yield from _wait(document, getattr(document.fields, "no_offer_before", None))
    for text in may_hold(document, "upgrade", "pitch", "offer", context=context, zones=(Zone.SAY,)):
        found = (match for name in ("upgrade", "pitch", "offer") for match in found_within(text, document, name, context) if not match.entry.gentle)
        for match in found:
            if not beside(match, text, document, "their-question", context, near=True):
                yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” sells to somebody who has only just been here",
                          "Ask how they are and how it serves them, and stop there. What they ask about themselves you may answer.")
                break
    for step in to_do(document):
        for match in tells(step.whole, document, "sells", context)[:1]:
            yield Hit(step.whole.place(document.path, match.start, match.end), f"this step makes the follow-up a sale: “{match.words}”",
                      "Take it out. If they want more, they will ask somebody who only wanted to know how they are.")


def _wait(document: Document, wait: Wait | None) -> Iterator[Hit]:
    place = document.place_of("no_offer_before")
    if wait and wait.days is not None and wait.days < FEWEST_DAYS:
        yield Hit(place, f"“{wait}”: an offer as soon as that turns the follow-up into its advertisement",
                  f"Wait {FEWEST_DAYS} days at least; 60 days and the second order is usual.")
    elif wait and wait.visit is not None and wait.visit < FIRST_VISIT:
        yield Hit(place, f"“{wait}”: an offer as soon as that is made to somebody who has bought only once",
                  "Wait for the second order: write `60 days and the second order`.")
