"""Whoever is wronged or upset is taken through all the steps that people need."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import asked, first, near, to_do
from playbook_plugins.checklist.wording import known_language
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level

NEEDED = {
    "recovery": ("listen", "admit", "apologise", "make-right", "write-down"),
    "listening": ("listen", "say-back", "thank"),
}
"""The steps that a policy on each topic holds, by their names in the lexicon."""

GIVES = {
    "listen": "that is where they are let finish first",
    "say-back": "that is how people can tell that they were understood",
    "admit": "that is where somebody says that it was us",
    "apologise": "that is where somebody says sorry",
    "make-right": "that is where it is put right for them",
    "thank": "that is where they are thanked for telling us",
    "write-down": "that is what keeps the next customer from the same trouble",
}
"""What the customer gets from each step."""


@rule(Level.ERROR, kinds=("policy",), topics=tuple(NEEDED), reminds_drafts=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    section, steps = document.section("what-to-do"), to_do(document)
    if section is None or not steps or not known_language(document):
        return
    for action in NEEDED[document.topic or ""]:
        if first(steps, action):
            continue
        level = Level.WARNING if action == "write-down" else None
        name = action.replace("-", " ")
        mend = (f"Open the step that does it with the bold label **{name.capitalize()}**, "
                "or teach the checklist your own label under `checklist: labels:` in `playbook.yml`.")
        if candidate := near(steps, action, context.playbook.lexicon.labels):
            place = candidate.opening.place(document.path)
            told = asked(candidate, steps, action)
            level = Level.WARNING  # a question, and the answer may well be yes
        else:
            place = section.heading.place(document.path)
            told = f"no step is labelled *{name}*: {GIVES[action]}"
        yield Hit(place, told, mend, level)
