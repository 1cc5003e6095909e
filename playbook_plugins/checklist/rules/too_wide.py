"""A line about whom we serve well is true of some people and not of everybody."""

from collections.abc import Iterator

from playbook_plugins.checklist.comparison import own_words
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_within
from playbook_plugins.model.document import Document, Step
from playbook_plugins.model.finding import Level

EMPTY = ("wide-line", "wide", "common-word")
"""Lists of what says nothing about anybody in particular."""


@rule(Level.WARNING, kinds=("fit",), lists=("wide", "wide-line", "common-word"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    section = document.section("good-fit")
    for line in section.steps if section else ():
        if line.whole and _anybody(line, document, context):
            yield Hit(line.whole.place(document.path), f"“{str(line.whole).rstrip('.!')}” is true of anybody, so nobody can tell from it whether to come",
                      "What do the people have or need whom you serve better than others do? Name a thing, a place, a number or a time.")


def _anybody(line: Step, document: Document, context: Context) -> bool:
    """Whether nothing in a line is somebody's own: no thing, no place, no number."""
    own = own_words(line.whole, EMPTY, document, context)
    if any(sign.isdigit() for sign in str(line.whole)):
        return False
    if found_within(line.whole, document, "wide-line", context):
        return len(own) <= 1
    return not own and bool(found_within(line.whole, document, "wide", context))
