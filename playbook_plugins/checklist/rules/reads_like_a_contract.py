"""What customers hear and read is written as one would say it across the counter."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.sentences import longest
from playbook_plugins.checklist.wording import found_within, has_list
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS

LONGEST = 25
"""Words in a sentence that can still be said in one breath."""


@rule(Level.ADVICE, kinds=tuple(KINDS), lists=("contract",))
def check(document: Document, context: Context) -> Iterator[Hit]:
    if not has_list(document, "contract", context):
        return
    for text in document.texts(Zone.SAY, Zone.PUBLIC):
        # one finding a paragraph: whoever rewrites a sentence reads the others as well
        if found := found_within(text, document, "contract", context):
            plainer = f"Plainer: {found[0].entry.instead}." if found[0].entry.instead else "Say it as you would across the counter."
            yield Hit(text.place(document.path, found[0].start, found[0].end), f"“{found[0].words}” sounds like a contract", plainer)
        elif len(str(text).split()) > LONGEST:
            start, end, words = longest(text)
            if words > LONGEST:
                yield Hit(text.place(document.path, start, end), f"a sentence of {words} words is hard to follow",
                          f"Make two of it: up to {LONGEST} words can be said in one breath.")
