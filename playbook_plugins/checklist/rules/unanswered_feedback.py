"""Whoever is asked for an opinion is told what becomes of it."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import first, to_do
from playbook_plugins.checklist.wording import has_list, says
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level

DOES = ("answer", "fix", "learn")
"""Steps that do something with what was said, by their names in the lexicon."""


@rule(Level.WARNING, kinds=("policy",), topics=("feedback",), reminds_drafts=True, lists=("what-happens",))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section, steps = document.section("what-to-do"), to_do(document)
    if section is None or not steps or first(steps, *DOES) or not has_list(document, "what-happens", context):
        return
    if not any(says(one, "what-happens", context, zones=(Zone.STAFF, Zone.SAY)) for one in (document, *context.playbook.scripts_of(document))):
        yield Hit(section.heading.place(document.path), "people are asked, and nobody says what happens with their answer",
                  "Say who reads it and what they hear back: “Maria reads every card, and on Friday we pin up what we changed.”")
