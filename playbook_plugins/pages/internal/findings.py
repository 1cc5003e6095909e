"""What the checklist says, for the owner's eyes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook_plugins.model.coverage import missing
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.tracing import keeping
from playbook_plugins.pages.addresses import stands
from playbook_plugins.pages.internal.view import OWNER_PAGE, View


_MOST = 60
"""Findings at one level that one page tells of: who has mended these sees the next."""


@dataclass(frozen=True, slots=True)
class Told:
    """The findings on one document, ready to be shown."""

    title: str
    """What the document is called, as Markdown."""
    link: str
    """Where its page is; empty where it has none."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class AtLevel:
    """All that matters alike."""

    level: Level
    told: tuple[Told, ...]
    topics: tuple[Finding, ...] = ()
    """Topics without a policy, where there are several: a playbook that begins lacks most of them, and one line is enough."""
    next: TopicName | None = None
    """The one of them to begin with."""

    @property
    def shown(self) -> list[tuple[Told, Finding]]:
        """The findings that one page tells of, each with its document."""
        return [(one, finding) for one in self.told for finding in one.findings][:_MOST]

    @property
    def more(self) -> int:
        """How many there are besides."""
        return sum(len(one.findings) for one in self.told) - len(self.shown)


def by_level(view: View) -> list[AtLevel]:
    """What to mend first, then what is worth a look, then thoughts; levels without any are left out."""
    without = missing(view.playbook)
    levels = []
    for level in Level:
        found = [finding for finding in view.findings if finding.level is level]
        topics = [finding for finding in found if finding.rule == "missing-topic" and finding.place == view.playbook.top]
        if len(topics) < 2 or not without:
            topics = []
        if found:
            others = [finding for finding in found if not (topics and finding.rule == "missing-topic" and finding.place == view.playbook.top)]
            levels.append(AtLevel(level, tuple(_told(view, others)), tuple(topics), without[0] if topics else None))
    return levels


def _told(view: View, findings: Iterable[Finding]) -> Iterator[Told]:
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
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
