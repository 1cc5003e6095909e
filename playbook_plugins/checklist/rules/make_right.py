"""Somebody in trouble is asked what would put it right for them."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_within, has_list, said
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.policy import TROUBLE


@rule(Level.ERROR, kinds=("policy",), topics=TROUBLE, reminds_drafts=True, lists=("ask-remedy", "remedy"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section, words = document.section("what-to-say"), said(document)
    if section is None or not words or not has_list(document, "ask-remedy", context):
        return
    asked = next((text for text in words if found_within(text, document, "ask-remedy", context)), None)
    if asked is None:
        yield Hit(section.heading.place(document.path), "nothing here asks what would put it right for them",
                  "Add an open question, such as “What can I do to put this right for you?”, and wait for the answer.")
        return
    question = found_within(asked, document, "ask-remedy", context)[0]
    for offer in found_within(asked, document, "remedy", context):
        # `what else` asks beyond the offer that came before it
        if offer.start > question.end:
            yield Hit(asked.place(document.path, offer.start, offer.end), f"“{offer.words}” answers your own question for them",
                      "Ask, and wait. What they would have said is often less than you offer, and matters more to them.", Level.ADVICE)
            return
