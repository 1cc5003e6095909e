"""Every place where one document names another by its id."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.fields import Fields, Status
from playbook_plugins.model.notes import lessons
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook

NAMES = {
    "owner": "role",
    "backup": "role",
    "above": "role",
    "backed_by": "role",
    "decides": "role",
    "principles": "principle",
    "scripts": "script",
    "of": "policy",
}
"""By field, the kind of document that it names; `kept_by` is traced elsewhere, down to the step."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One name, and where it stands."""

    kind: str
    """The kind of document that is named."""
    id: str
    find: Callable[[], Place]
    """Finds its place, for which few ask."""
    field: str
    """The line it stands in: `owner`, `decides`, …"""
    source: Document | None
    """The document that it stands in; `None` for `playbook.yml`."""

    @property
    def place(self) -> Place:
        return self.find()


def references(playbook: Playbook) -> Iterator[Reference]:
    """The names in all documents and in `playbook.yml`; a retired document names only what came after it."""
    for document in playbook.readable:
        if document.fields.status is not Status.RETIRED:
            yield from _in_fields(document)
        elif document.fields.replaced_by:
            yield Reference(document.kind.name, document.fields.replaced_by, partial(document.place_of, "replaced_by"), "replaced_by", document)
    titles = {role.name.casefold(): role.id for role in playbook.of_kind("role")}
    for document in playbook.of_kind("lessons"):
        for who in (lesson.who for lesson in lessons(document, playbook.lexicon) if lesson.who):
            role = titles.get(str(who).casefold(), str(who))
            yield Reference("role", role, partial(who.place, document.path), "who", document)
    for number, id in enumerate(playbook.settings.home.pinned if playbook.settings else ()):
        yield Reference("policy", id, partial(playbook.place_of, "home", "pinned", number), "pinned", None)


@cache
def _naming(fields: type[Fields]) -> tuple[tuple[str, str], ...]:
    """The lines of a kind that name others, each with the kind that it names."""
    return tuple((field, kind) for field, kind in NAMES.items() if field in fields.model_fields)


def _in_fields(document: Document) -> Iterator[Reference]:
    for field, kind in _naming(type(document.fields)):
        value = getattr(document.fields, field, None) or ()
        for number, id in enumerate((value,) if isinstance(value, str) else value):
            yield Reference(kind, id, partial(document.place_of, field, number), field, document)
