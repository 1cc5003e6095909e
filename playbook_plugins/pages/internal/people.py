"""Who may do what."""

from collections.abc import Iterator, Sequence

from playbook_plugins.model.document import Document
from playbook_plugins.model.limits import limit
from playbook_plugins.model.limits import from_first_to_last
from playbook_plugins.model.page import Page
from playbook_plugins.pages.addresses import relative
from playbook_plugins.pages.internal.apart import listed
from playbook_plugins.pages.internal.deciding import above
from playbook_plugins.pages.internal.findings import has_page
from playbook_plugins.pages.internal.learning import TICKS, way_in
from playbook_plugins.pages.internal.shelves import FITS, FOLDER, by_day, due_first, leading_on
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.templates import escaped

_NEXT = 12
"""Texts on the page of a role that want to be read next, where it looks after too many to name."""


def roles(view: View) -> Iterator[Page]:
    """The list of roles, and a page for each."""
    section = view.words("roles.title")
    found = [role for role in view.playbook.of_kind("role") if role.active]
    if not found:
        return
    found.sort(key=from_first_to_last)
    yield view.page("roles.md.j2", "roles/index.md", section, roles=[(role, limit(role, view.playbook)) for role in found], menu=(section,), in_menu=True, kind="list")
    by_owner: dict[str, list[Document]] = {}
    for document in view.playbook.readable:
        if has_page(document, view):
            by_owner.setdefault(document.fields.owner, []).append(document)
    for role in found:
        here, looks_after = view.address(role), due_first(by_owner.get(role.id, ()), view)
        everything = f"{FOLDER}{here}"
        yield view.of(
            role,
            "role.md.j2",
            above=above(role, view),
            limit=limit(role, view.playbook),
            stretches=way_in(role, view),
            name=TICKS,
            looks_after=looks_after if len(looks_after) <= FITS else looks_after[:_NEXT],
            more=len(looks_after) - _NEXT if len(looks_after) > FITS else 0,
            all_of_them=relative(everything, here),
            menu=(section,),
        )
        if len(looks_after) > FITS:
            yield from waiting(view, looks_after, everything, f"{view.title(role)}: {view.words('roles.looks-after')}", menu=(section,))


def waiting(view: View, documents: Sequence[Document], path: str, title: str, *, menu: tuple[str, ...]) -> Iterator[Page]:
    """What wants to be read again, stretch by stretch, where it is too much for the page that leads there."""
    parts = by_day(documents, view, base=path.removesuffix(".md"))
    yield view.page("parts.md.j2", path, title, lead="", parts=leading_on(parts, view, path), kind="list", menu=menu)
    for part in parts:
        yield listed(part.documents, view, "due-list.md.j2", part.path, f"{title}, {escaped(part.label)}", kind="list", menu=menu)
