"""A promise that lets us off is none."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_in
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level


@rule(Level.WARNING, kinds=("promise",), lists=("vague",))
def check(document: Document, context: Context) -> Iterator[Hit]:
    for place, match in found_in(document, "vague", context, zones=(Zone.PUBLIC,)):
        yield Hit(place, f"“{match.words}” lets us off, so nobody can count on this",
                  match.entry.instead or "Promise what you do every time, or say plainly when it does not hold.")
