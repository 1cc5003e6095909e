"""Nothing that everybody reads leads to what only staff may see."""

from collections.abc import Iterator, Mapping

from playbook_plugins.checklist.comparison import host, undisguised
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.links import destination, inside, on_disk
from playbook_plugins.model.page import Audience
from playbook_plugins.model.pictures import where_to
from playbook_plugins.model.playbook import Playbook

HELP = "Take the link out, or write the words that everybody may read here."


@rule(Level.ERROR, locked=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    staffs = {document.path.casefold(): document for document in playbook.documents if document.audience is Audience.INTERNAL}
    for document in playbook.readable:
        if document.audience is Audience.PUBLIC and document.active:
            for link in playbook.links.get(document.path, ()):
                read = undisguised(link.target)
                if on_disk(link.target) or on_disk(read):
                    yield Hit(link.place, f"`{link.target}` names a place on a computer, not a public page",
                              "Write the way from this file to the other, such as `../partners.md`.")
                elif message := _where(link.target, read, document, playbook, staffs=staffs):
                    yield Hit(link.place, message, where_to(link, document.path, playbook) or HELP)


def _where(target: str, read: str, document: Document, playbook: Playbook, *, staffs: Mapping[str, Document]) -> str:
    """Why a public page may not lead there; empty where it may."""
    path = destination(document.path, target)
    if path is None:
        found = _online(read, playbook, staffs)
        return f"this leads everybody to the place of {found.titled}, which only staff see" if found else ""
    near = destination(document.path.casefold(), read) or path
    found = playbook.at(path) or playbook.at(f"{path}.md") or staffs.get(near) or staffs.get(f"{near}.md")
    if found:
        return "" if found.audience is Audience.PUBLIC else f"this leads everybody to {found.titled}, which only staff see"
    if inside(path, playbook.public_folder):
        return ""
    if not inside(path, playbook.folder):
        return f"`{target}` lies outside the public pages"
    # a document that is not there is dangling-reference's to report
    return "" if path.endswith(".md") else f"`{target}` lies among the sources, which are never published"


def _online(read: str, playbook: Playbook, staffs: Mapping[str, Document]) -> Document | None:
    """The text for staff whose source, or whose page on our own site, an address of the web names."""
    site = playbook.settings.site.url if playbook.settings else None
    own = bool(host(read)) and host(read) == host(site or "").casefold()
    way = f"{read.partition('?')[0].partition('#')[0].rstrip('/')}/"
    for path, document in staffs.items():
        page = f"/{document.kind.place.removesuffix('.md') if document.kind.single else document.kind.place + document.id}"
        if f"/{path}/" in way or own and any(f"{page}{ending}/" in way for ending in ("", ".html", "/index.html")):
            return document
    return None
