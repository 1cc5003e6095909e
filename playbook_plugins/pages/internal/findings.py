"""What the checklist says, for the owner's eyes."""

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.tracing import keeping
from playbook_plugins.pages.addresses import stands
from playbook_plugins.pages.internal.view import OWNER_PAGE, View


@dataclass(frozen=True, slots=True)
class Told:
    """The findings on one document, ready to be shown."""

    title: str
    """What the document is called, as Markdown."""
    link: str
    """Where its page is; empty where it has none."""
    findings: tuple[Finding, ...]


def by_level(view: View) -> list[tuple[Level, list[Told]]]:
    """What to mend first, then what is worth a look, then thoughts; levels without any are left out."""
    return [(level, found) for level in Level if (found := list(_told(view, level)))]


def _told(view: View, level: Level) -> Iterator[Told]:
    by_path: dict[str, list[Finding]] = {}
    for finding in view.findings:
        if finding.level is level:
            by_path.setdefault(finding.place.path, []).append(finding)
    for path, found in by_path.items():
        document = view.playbook.at(path)
        shown = document is not None and has_page(document, view)
        yield Told(
            view.title(document) if document and document.readable else path.rpartition("/")[2],
            view.link(document, OWNER_PAGE) if shown else "",
            tuple(found),
        )


def has_page(document: Document, view: View) -> bool:
    """Whether a document is shown on a page of its own, or a promise among the others."""
    if not (document.readable and document.active):
        return False
    if document.kind.name == "promise" and not keeping(document, view.playbook).kept:
        return False
    return stands(document, view.playbook)
