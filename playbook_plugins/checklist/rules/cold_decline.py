"""Whoever is declined leaves with a better address, with thanks, and without a reproach."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import beside, found_within, has_list, may_hold, said, stands_in
from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.script import Channel
from playbook_plugins.model.place import Place

NEEDED = {
    "alternative": ("these words send people away with nowhere to go",
                    "Name who does it well, or say that you will ask around: “Shall I ring them and say you are coming?”"),
    "thanks": ("these words do not thank them for asking", "End with it: “Thank you for asking us first.”"),
}
"""By its list: what to say where it is missing, and what to write."""


@rule(Level.ERROR, kinds=("policy", "script"), topics=("referral",), reminds_drafts=True, lists=("alternative", "thanks", "reproach", "blame"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    place, words = _spoken(document)
    for name, (told, mend) in NEEDED.items():
        if words and has_list(document, name, context) and not stands_in(words, document, name, context):
            yield Hit(place, told, mend)
    for text in may_hold(document, "reproach", context=context, zones=(Zone.SAY,)):
        for match in found_within(text, document, "reproach", context):
            if not beside(match, text, document, "blame", context):
                yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” makes them sorry that they asked",
                          "Leave it out. They could not know, and a kind no is remembered as long as a yes.")


def _spoken(document: Document) -> tuple[Place, tuple[Text, ...]]:
    """Where the words that decline stand, and the words; a post speaks to nobody who asked."""
    if document.kind.name == "policy":
        section = document.section("what-to-say")
        return (section.heading.place(document.path) if section else document.top), said(document)
    words = tuple(text for text in document.texts(Zone.SAY) if text)
    return document.top, () if document.fields.channel in (Channel.SOCIAL, None) else words
