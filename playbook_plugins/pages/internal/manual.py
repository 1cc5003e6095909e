"""The manual, for people who write."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from playbook_plugins.checklist.page import plain
from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal.reference import reference
from playbook_plugins.pages.internal.view import View

_LINKED = re.compile(r"\]\(([\w-]+\.md)\)")


def writing(view: View) -> Iterator[Page]:
    """The pages of the manual, the first of them first and the generated reference last."""
    section = view.words("writing.title")
    for file in _manual_files():
        text = plain(file.read_text("utf-8"))
        title = re.match(r"# (.+)", text)
        yield view.english(f"writing/{file.name}", title[1] if title else file.stem, text, menu=(view.for_owner, section), in_menu=True, kind="manual")
    yield reference(view)


def _manual_files() -> list[Path]:
    """The manual: installed beside the package, or in the project's own folder."""
    beside = Path(str(files("playbook_plugins"))) / "writing"
    folder = beside if beside.is_dir() else beside.parent.parent / "docs" / "writing"
    found = sorted(folder.glob("*.md")) if folder.is_dir() else []
    # the table that ends the first page names the others in the order in which they are read
    first = next((file.read_text("utf-8") for file in found if file.name == "index.md"), "")
    order = [*dict.fromkeys(reversed(_LINKED.findall(first))), "index.md"][::-1]
    return sorted(found, key=lambda file: order.index(file.name) if file.name in order else len(order))
