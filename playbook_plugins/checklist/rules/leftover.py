"""A public page holds plain text, lists, quotes, tables and links, and nothing that hides or runs."""

from collections.abc import Iterator

from playbook_plugins.checklist.grammar import leftovers
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.page import Audience


@rule(Level.ERROR, kinds=tuple(KINDS), locked=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    if document.audience is Audience.PUBLIC:
        for place, what in leftovers(document, context.playbook):
            yield Hit(place, f"{what} has no place on a page that everybody sees",
                      "Write it in plain words, or leave it out. Notes for staff belong into a policy or a page of their own.")
