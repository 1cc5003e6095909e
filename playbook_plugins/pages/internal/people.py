"""Who may do what."""

from collections.abc import Iterator
from datetime import date

from playbook_plugins.model.limits import limit
from playbook_plugins.model.limits import from_first_to_last
from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal.deciding import above
from playbook_plugins.pages.internal.findings import has_page
from playbook_plugins.pages.internal.learning import TICKS, way_in
from playbook_plugins.pages.internal.view import View


def roles(view: View) -> Iterator[Page]:
    """The list of roles, and a page for each."""
    section = view.words("roles.title")
    found = [role for role in view.playbook.of_kind("role") if role.active]
    if not found:
        return
    found.sort(key=from_first_to_last)
    yield view.page("roles.md.j2", "roles/index.md", section, roles=[(role, limit(role, view.playbook)) for role in found], menu=(section,), in_menu=True, kind="list")
    for role in found:
        looks_after = [(view.playbook.due(document), document) for document in view.playbook.readable if document.fields.owner == role.id and has_page(document, view)]
        looks_after.sort(key=lambda pair: (pair[0] or date.min, pair[1].path))
        yield view.of(
            role,
            "role.md.j2",
            above=above(role, view),
            limit=limit(role, view.playbook),
            stretches=way_in(role, view, here=view.address(role)),
            name=TICKS,
            looks_after=[(document, due) for due, document in looks_after],
            menu=(section,),
        )
