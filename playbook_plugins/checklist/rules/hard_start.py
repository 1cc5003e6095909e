"""To start takes three steps at most, a person before a form, and nothing that is asked first."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_within, has_list
from playbook_plugins.model.document import Document, paragraphs
from playbook_plugins.model.finding import Level

STEPS = 3
"""Steps that anybody takes gladly."""
IN_THE_WAY = {
    "form": ("comes before a person", "Let them ring, write or come in first, and fill in together what has to be filled in."),
    "asked-first": ("is asked before anybody has met you", "Ask for it later, once they have seen somebody and know what they get, or not at all."),
}
"""Lists of what stands in the way, with what to say of it."""


@rule(Level.WARNING, kinds=("fit",), lists=("form", "asked-first", "person", "or-a-person"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section = document.section("how-to-start")
    if section is None:
        return
    if len(section.steps) > STEPS:
        yield Hit(section.steps[STEPS].whole.place(document.path), f"“{section.heading}” takes {len(section.steps)} steps, and three are enough",
                  "Keep what they must do before they meet you. What comes later belongs under “What to expect”.")
    if not has_list(document, "person", context):
        return
    for text in paragraphs(section.blocks):
        people = found_within(text, document, "person", context)
        either = found_within(text, document, "or-a-person", context)
        for name, (wrong, mend) in IN_THE_WAY.items():
            for match in found_within(text, document, name, context)[:1]:
                if not either and not any(person.start < match.start for person in people):
                    yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” {wrong}", mend)
        if people or either:
            return
