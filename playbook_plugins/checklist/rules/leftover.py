"""A public page holds plain text, lists, quotes, tables and links, and nothing that hides or runs."""

from collections.abc import Iterator

from playbook_plugins.checklist.comparison import misleading
from playbook_plugins.checklist.grammar import leftovers, plain_leftovers
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.inside import facts, facts_of
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook

HELP = "Write it in plain words, or leave it out. Notes for staff belong into a policy or a page of their own."


@rule(Level.ERROR, locked=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    for document in playbook.readable:
        if document.audience is Audience.PUBLIC and document.fields.status is not Status.RETIRED:
            for place, what in leftovers(document, playbook):
                yield Hit(place, f"{what} has no place on a page that everybody sees", HELP)
            for link in playbook.links.get(document.path, ()):
                yield from _address(link.label, link.target, link.place)
            yield from _partners(document)
            for key, value in facts_of(document):
                yield from _line(value, document.place_of(key))
    for key, value in facts(playbook):
        place = playbook.place_of("business", key)
        yield from _address("", value, place) if key == "url" else _line(value, place)


def _partners(document: Document) -> Iterator[Hit]:
    for number, partner in enumerate(getattr(document.fields, "partners", None) or ()):
        for key in ("name", "phone", "good_at"):
            yield from _line(getattr(partner, key), document.place_of("partners", number, key))
        yield from _address("", partner.url, document.place_of("partners", number, "url"))


def _line(value: str | None, place: Place) -> Iterator[Hit]:
    for what in plain_leftovers(value or ""):
        yield Hit(place, f"{what} has no place in a line that everybody sees", "Write it in plain words.")


def _address(label: str, target: str | None, place: Place) -> Iterator[Hit]:
    if why := misleading(label, target or ""):
        yield Hit(place, why, "Open it yourself, and write the address that people would expect.", Level.WARNING)
