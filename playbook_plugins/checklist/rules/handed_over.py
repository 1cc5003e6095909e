"""Whoever put it right is also the one who rings and writes the card."""

from collections.abc import Iterator

from playbook_plugins.checklist.roles import roles_in
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import first, to_do
from playbook_plugins.checklist.wording import Match, found_within, has_list, tells
from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.finding import Level

CLOSES = ("ring", "thank", "write")
"""The steps that come back to people afterwards."""

OTHERS = ("somebody-else", "others")
"""The lists that name somebody else; the second says it only where the label says what is done."""


@rule(Level.WARNING, kinds=("policy",), topics=("recovery",), lists=("somebody-else", "others", "personal-close", "same-person", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    steps = to_do(document)
    mend = first(steps, "make-right")
    if not has_list(document, "somebody-else", context):
        return
    for step in steps[steps.index(mend) + 1 :] if mend else steps:
        if step.action in CLOSES or tells(step.whole, document, "personal-close", context):
            if other := _other(step, mend, document, context):
                yield Hit(step.opening.place(document.path),
                          f"“{other}” comes back to them, and not whoever put it right",
                          "Let whoever put it right ring and write the card. They know the story, and the sorry is theirs.")


def _other(step: Step, mend: Step | None, document: Document, context: Context) -> str:
    """The words that name somebody else; nothing where it is the same person, or the one who mended it."""
    if found_within(step.whole, document, "same-person", context):
        return ""
    named, mended = roles_in(step.whole, context), roles_in(mend.whole, context) if mend else frozenset()
    others = tuple(match for name in OTHERS[: 2 if step.action in CLOSES else 1] for match in tells(step.whole, document, name, context))
    if named and named <= mended or any(_mended(match, mend) for match in others):
        return ""
    return others[0].words if others else ""


def _mended(match: Match, mend: Step | None) -> bool:
    """Whether the one whom the words name also put it right: `Jo rings` after `Jo drives over`."""
    return mend is not None and match.entry.cased and match.words.split()[0] in str(mend.whole)
