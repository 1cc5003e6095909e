"""Somebody who left is asked why, and not asked to choose among our guesses."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.wording import has_list, said, stands_in
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level


@rule(Level.ERROR, kinds=("policy",), topics=("lost-customer",), reminds_drafts=True, lists=("open-question",))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section, words = document.section("what-to-say"), said(document)
    if section is None or not words or not has_list(document, "open-question", context):
        return
    if stands_in(words, document, "open-question", context):
        return
    guesses = next((text for text in words if "?" in seen(text)), None)
    if guesses:
        at = seen(guesses).index("?")
        yield Hit(guesses.place(document.path, max(at - 1, 0), at + 1),
                  "these words ask only what can be answered with yes, no or one of our own guesses",
                  "Ask openly, such as “What made you decide not to come back?”, and wait for the answer.")
    else:
        yield Hit(section.heading.place(document.path), "nothing here asks why they left",
                  "Add an open question, such as “What could we have done better?”.")
