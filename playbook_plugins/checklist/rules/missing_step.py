"""Whoever is wronged or upset is taken through all the steps that people need."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import first, near, shown, to_do
from playbook_plugins.checklist.wording import known_language
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level

NEEDED = {
    "recovery": ("listen", "admit", "apologise", "make-right", "write-down"),
    "listening": ("listen", "say-back", "thank"),
}
"""The steps that a policy on each topic holds, by their names in the lexicon."""

WITHOUT = {
    "listen": "nobody is told to let them finish first",
    "say-back": "nobody is told to repeat what they heard, so people cannot tell that they were understood",
    "admit": "nobody says that it was us",
    "apologise": "nobody says sorry",
    "make-right": "nothing is put right for them",
    "thank": "nobody thanks them for telling us",
    "write-down": "nothing is written down, so the next customer may meet the same trouble",
}
"""What the customer goes without where a step is missing."""


@rule(Level.ERROR, kinds=("policy",), topics=tuple(NEEDED))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section, steps = document.section("what-to-do"), to_do(document)
    if section is None or not steps or not known_language(document):
        return
    for action in NEEDED[document.topic or ""]:
        if first(steps, action):
            continue
        level = Level.WARNING if action == "write-down" else None
        name = action.replace("-", " ")
        candidate = near(steps, action, context.playbook.lexicon.labels)
        if candidate:
            number = next(number for number, step in enumerate(steps, start=1) if step is candidate)
            yield Hit((candidate.label or candidate.whole).place(document.path),
                      f"Is step {number}, *{shown(candidate)}*, your *{name}*? No step goes by that name",
                      f"Open it with the bold label **{name.capitalize()}**, or add your own words for it under `labels` in `playbook.yml`.",
                      level if document.active else Level.ADVICE)
        else:
            yield Hit(section.heading.place(document.path), f"no step is *{name}*: {WITHOUT[action]}",
                      f"Add a step that opens with the bold label **{name.capitalize()}**, or with your own words for it.",
                      level if document.active else Level.ADVICE)
