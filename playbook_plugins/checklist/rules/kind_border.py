"""Who sees a document follows from its kind, and what is not in use is shown to nobody."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.links import inside, leads
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook


@rule(Level.ERROR, locked=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    yield from context.faults("kind-border")
    for document in playbook.readable:
        if document.audience is Audience.PUBLIC and document.active:
            yield from _written_inside(document, playbook)
            yield from _links(document, playbook)


def _written_inside(document: Document, playbook: Playbook) -> Iterator[Hit]:
    place = document.key_places.get(("audience",))
    if place and inside(document.path, playbook.public_folder):
        if Audience.PUBLIC not in document.lines[place.line - 1].partition(":")[2]:
            yield Hit(place, "whatever lies in this folder is published, and no line can keep it back",
                      "Leave the line out, or move the file among the sources.")


def _links(document: Document, playbook: Playbook) -> Iterator[Hit]:
    for lead in leads(document, playbook):
        found = lead.document
        if found and found.readable and found.audience is Audience.PUBLIC and not found.active:
            retired = found.fields.status is Status.RETIRED
            yield Hit(lead.link.place, f"this link leads to {found.titled}, which is {'retired' if retired else 'still a draft'} and not published",
                      "Link to what came after it, or take the link out." if retired else "Put that document to use first, or take the link out.")
