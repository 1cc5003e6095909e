"""The manual, and the page of each rule, for people who write."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from playbook_plugins.checklist.catalogue import catalogue, page, summary
from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal.view import View

_TITLED_FENCE = re.compile(r'^```(?P<info>\w+) title="(?P<title>[^"]+)"(?: hl_lines="(?P<lines>[^"]*)")?$', re.M)


def writing(view: View) -> Iterator[Page]:
    """The pages of the manual."""
    section = view.words("writing.title")
    for file in _manual_files():
        text = file.read_text("utf-8")
        title = re.match(r"# (.+)", text)
        yield Page(
            f"writing/{file.name}", title[1] if title else file.stem, text, menu=(section,), in_menu=True, kind="manual"
        )


def checklist(view: View) -> Iterator[Page]:
    """The list of rules, and a page for each."""
    words, section = view.words, view.words("writing.title")
    rules = [(rule, summary(name)) for name, rule in catalogue().items()]
    yield view.page(
        "checklist.md.j2", "checklist/index.md", words("checklist.title"), rules=rules, menu=(section,), in_menu=True, kind="list"
    )
    for name, rule in catalogue().items():
        title, _, rest = page(name).partition("\n")
        told = f"*{words('checklist.level')}: {words(f'checklist.{rule.level}')}.*"
        if rule.locked:
            told += " " + words("checklist.locked")
        body = f"{title}\n\n{told}\n{_TITLED_FENCE.sub(_plain_fence, rest)}"
        yield Page(f"checklist/{name}.md", name, body, menu=(section,), kind="rule")


def _plain_fence(fence: re.Match[str]) -> str:
    # the file's name goes above the example: not every engine knows titles of code
    lines = f' hl_lines="{fence["lines"]}"' if fence["lines"] else ""
    return f"`{fence['title']}`\n\n```{fence['info']}{lines}"


def _manual_files() -> list[Path]:
    """The manual: installed beside the package, or in the project's own folder."""
    beside = Path(str(files("playbook_plugins"))) / "writing"
    folder = beside if beside.is_dir() else beside.parent.parent / "docs" / "writing"
    return sorted(folder.glob("*.md")) if folder.is_dir() else []
