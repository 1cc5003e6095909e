"""Who may do what."""

from collections.abc import Iterator

from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal.view import View


def roles(view: View) -> Iterator[Page]:
    """The list of roles, and a page for each."""
    section = view.words("roles.title")
    found = [role for role in view.playbook.of_kind("role") if role.active]
    if not found:
        return
    found.sort(key=lambda role: (role.fields.may_spend is None, role.fields.may_spend or 0, role.id))
    yield view.page("roles.md.j2", "roles/index.md", section, roles=found, menu=(section,), in_menu=True, kind="list")
    for role in found:
        looks_after = [document for document in view.playbook.readable if document.active and document.fields.owner == role.id]
        yield view.of(role, "role.md.j2", looks_after=looks_after, menu=(section,))
