"""A price that begins with “from” stands beside what most people pay."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_within, stands_in
from playbook_plugins.model.document import Document, Section, paragraphs
from playbook_plugins.model.finding import Level

USUAL = "most-people-pay"
"""The line of “What it costs” that says what it mostly comes to."""


@rule(Level.WARNING, kinds=("fit",), lists=("bait", "most-pay", "amount"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section = document.section("what-it-costs")
    if section is None or _told(section, document, context):
        return
    for text in paragraphs(section.blocks):
        for match in found_within(text, document, "bait", context)[:1]:
            yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” is the least that anybody pays, and nothing says what most people do",
                      "Write a line `- **Most people pay** …` with the two amounts between which it mostly lies.")


def _told(section: Section, document: Document, context: Context) -> bool:
    """Whether the section says what most people pay, and not only what the least is."""
    for line in section.steps:
        least = found_within(line.text, document, "bait", context)
        named = found_within(line.text, document, "amount", context)
        if line.action == USUAL and line.text and (not least or any(all(not one.start <= amount.start < one.end for one in least) for amount in named)):
            return True
    return stands_in(paragraphs(section.blocks), document, "most-pay", context)
