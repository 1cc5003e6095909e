"""The page of the web form: where the owner changes texts in a browser."""

from collections.abc import Iterator

from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal.suggesting import FORM, at_host
from playbook_plugins.pages.internal.view import View


def page(view: View) -> Iterator[Page]:
    """The form, where `playbook.yml` names one; without a script the page says how else to change a text."""
    if not view.playbook.settings.site.edit_form:
        return
    folder = "" if view.playbook.folder == "." else view.playbook.folder
    yield view.page(
        "edit.md.j2",
        FORM,
        view.words("edit.title"),
        source_folder=at_host(folder, view.playbook, does="tree"),
        menu=(view.for_owner,),
        in_menu=True,
        kind="edit",
    )
