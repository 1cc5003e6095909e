"""What leans on what: who names a document, whom it names, and what would be missing without it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.links import leads
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.references import references
from playbook_plugins.model.tracing import Keeping, keeping


@dataclass(frozen=True, slots=True)
class Lean:
    """One document that leans on another."""

    by: Document | None
    """Who names it; `None` for `playbook.yml`."""
    kind: str
    """The kind of document that is named."""
    id: str
    how: str
    """The line it stands in: `owner`, `kept_by`, `of`; `link` for a Markdown link, `line` for one of the fit page."""
    place: Place


def leaning(playbook: Playbook) -> Iterator[Lean]:
    """Every name of one document in another, in the order of the documents."""
    for named in references(playbook):
        # every policy has somebody behind it; only a line that says so names them
        if named.field != "backed_by" or named.source is None or ("backed_by",) in named.source.field_places:
            yield Lean(named.source, named.kind, named.id, named.field, named.place)
    for promise in playbook.of_kind("promise"):
        for id in getattr(promise.fields, "kept_by", None) or ():
            yield Lean(promise, "policy", id, "kept_by", promise.key_place("kept_by", id))
    for document in playbook.readable:
        for lead in leads(document, playbook):
            found = lead.document
            if found is not None and found is not document:
                yield Lean(document, found.kind.name, found.id, "link", lead.link.place)
    yield from _fit_lines(playbook)


def _fit_lines(playbook: Playbook) -> Iterator[Lean]:
    """The lines of the fit page, in whatever language, that send people to a partner."""
    partners = playbook.single("partners")
    known = (getattr(partners.fields, "partners", None) or ()) if partners else ()
    for fit, line in ((fit, line) for fit in playbook.fits for line in fit.elsewhere):
        for partner in known:
            if (partner.url and partner.url == line.url) or (partner.phone and partner.phone == line.phone):
                yield Lean(fit.document, "partners", partners.id, "line", line.whole.place(fit.document.path))


def without(kind: str, id: str, playbook: Playbook) -> Playbook:
    """The playbook as it would be if nobody had written that document, in whatever language."""
    return replace(playbook, documents=tuple(other for other in playbook.documents if (other.kind.name, other.id) != (kind, id)))


def unkept(now: Playbook, then: Playbook) -> tuple[Keeping, ...]:
    """The promises that are kept now and would not be kept then, as long as they are still made."""
    kept = [promise for promise in now.spoken("promise") if promise.active and keeping(promise, now).kept]
    return tuple(traced for promise in kept if promise in then.documents for traced in (keeping(promise, then),) if not traced.kept)


def unanswered(now: Playbook, then: Playbook) -> tuple[str, ...]:
    """The topics that are asked of every business and that no policy would be about any more."""
    return tuple(topic.value for topic, asks in TOPICS.items() if asks.asked_of_all and now.policies_on(topic) and not then.policies_on(topic))
