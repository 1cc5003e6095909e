"""Whatever a document names is there, and is still in use."""

from collections.abc import Collection, Iterator, Mapping

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.links import Lead, inside, instead, leads
from playbook_plugins.model.mends import called
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import OWNER, Playbook
from playbook_plugins.model.references import Reference, references
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.model.tracing import promises_kept_by


@rule(Level.ERROR, always_stops=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    there = {kind: {other.id: other for other in playbook.documents if other.kind.name == kind} for kind in KINDS}
    there["role"].setdefault(OWNER, None)
    for named in references(playbook):
        # where the policy keeps a promise, unbacked-promise asks who looks after it
        if named.field != "owner" or named.source.kind.name != "policy" or not promises_kept_by(named.source, playbook):
            yield from _gone(named, there[named.kind])
    for name in context.settings.checklist.not_done:
        if fold(name) not in playbook.lexicon.topics:
            yield Hit(playbook.place_of("checklist", "not_done", name), f"there is no topic `{name}`",
                      did_you_mean(name, set(playbook.lexicon.topics.values()), otherwise="Name one of the topics that policies have."))
    told = {fault.place.path for fault in playbook.faults}
    for document in playbook.readable:
        if document.fields.status is not Status.RETIRED:
            for lead in leads(document, playbook):
                yield from _dead(lead, document, playbook, told=told)


def _gone(named: Reference, known: Mapping[str, Document | None]) -> Iterator[Hit]:
    found = known.get(named.id)
    if named.id not in known:
        mend = called(named.place, named.id, known) if named.field != "who" else None
        yield Hit(named.place, f"there is no {named.kind} called `{named.id}`",
                  did_you_mean(named.id, known, otherwise="Name one that is there, or write it first."), mend=mend)
    elif found and found.fields.status is Status.RETIRED:
        yield Hit(named.place, f"the {named.kind} `{named.id}` is retired",
                  f"Name `{after}`, which came after it." if (after := found.fields.replaced_by) else "Name one that is in use.")


def _dead(lead: Lead, document: Document, playbook: Playbook, *, told: Collection[str]) -> Iterator[Hit]:
    public, found = document.audience is Audience.PUBLIC, lead.document
    # of what is public, public-to-internal and kind-border speak about links that leave the public pages
    if found and found.fields.status is Status.RETIRED and not public:
        yield Hit(lead.link.place, f"this link leads to {found.titled}, which is retired",
                  "Link to what came after it, or take the link out.")
    ours = any(inside(lead.path, folder) for folder in (playbook.folder, playbook.public_folder))
    if not found and lead.path not in told and lead.path.endswith(".md") and (ours or not public):
        yield Hit(lead.link.place, f"this link leads to `{lead.link.target}`, and there is no such document",
                  instead(lead, document, playbook))
