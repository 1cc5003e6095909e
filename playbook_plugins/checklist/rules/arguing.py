"""Nobody argues with somebody who is upset, and Don't says so."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import to_do
from playbook_plugins.checklist.wording import Match, beside, found_within, has_list, may_hold, stands_in, tells
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone, paragraphs
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.policy import TROUBLE

RULES_IT_OUT = ("arguing", "no-arguing")
"""The lists of which one wording under Don't is enough."""

TOLD_ELSEWHERE = ("blame", "blame-others", "shield")
"""The lists of rules that say more about such a sentence."""


@rule(Level.ERROR, kinds=("policy", "script"), lists=("arguing", "no-arguing", "contradiction", "blame", "blame-others", "shield", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if context.playbook.topic_of(document) not in TROUBLE:
        return
    for text in may_hold(document, "contradiction", context=context, zones=(Zone.SAY,)):
        for match in _contradictions(text, document, context)[:1]:
            yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” argues with them",
                      "Say back what you heard instead, and what you will do about it.")
    for step in to_do(document):
        for match in tells(step.whole, document, "arguing", context)[:1]:
            yield Hit(step.whole.place(document.path, match.start, match.end), f"“{match.words}” has staff argue with them",
                      "Leave it out, even where you are right. Nobody has ever been argued into feeling better.")
    section = document.section("dont")
    if section and has_list(document, "no-arguing", context) and not _ruled_out(document, context):
        lines = paragraphs(section.blocks)
        if any(lines):
            yield Hit(section.heading.place(document.path), "nothing here rules arguing out",
                      "Add a line such as “Never argue, even when you are right.”",
                      Level.WARNING if document.active else Level.ADVICE)


def _contradictions(text: Text, document: Document, context: Context) -> tuple[Match, ...]:
    found = found_within(text, document, "contradiction", context)
    return tuple(match for match in found if not any(beside(match, text, document, name, context) for name in TOLD_ELSEWHERE))


def _ruled_out(document: Document, context: Context) -> bool:
    section = document.section("dont")
    lines = paragraphs(section.blocks) if section else ()
    return any(stands_in(lines, document, name, context) for name in RULES_IT_OUT)
