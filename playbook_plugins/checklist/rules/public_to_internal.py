"""Nothing that everybody reads leads to what only staff may see."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.links import Lead, inside, leads, on_disk
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook

HELP = "Take the link out, or write the words that everybody may read here."


@rule(Level.ERROR, locked=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    for document in playbook.readable:
        if document.audience is Audience.PUBLIC and document.active:
            yield from _ways_in(document, playbook)


def _ways_in(document: Document, playbook: Playbook) -> Iterator[Hit]:
    for link in playbook.links.get(document.path, ()):
        if on_disk(link.target):
            yield Hit(link.place, f"`{link.target}` names a place on a computer, not a public page",
                      "Write the way from this file to the other, such as `../partners.md`.")
    for lead in leads(document, playbook):
        message = _where(lead, playbook)
        if message:
            yield Hit(lead.link.place, message, HELP)


def _where(lead: Lead, playbook: Playbook) -> str:
    """Why a public page may not lead there; empty where it may."""
    found, target = lead.document, lead.link.target
    if found:
        return "" if found.audience is Audience.PUBLIC else f"this leads everybody to {found.titled}, which only staff see"
    if inside(lead.path, playbook.public_folder):
        return ""
    if not inside(lead.path, playbook.folder):
        return f"`{target}` lies outside the public pages"
    # a document that is not there is dangling-reference's to report
    return "" if lead.path.endswith(".md") else f"`{target}` lies among the sources, which are never published"
