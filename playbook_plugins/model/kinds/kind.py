"""A kind of document: where it lives, which fields and sections it has, who sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from playbook_plugins.model.kinds.fields import Fields


class Shape(StrEnum):
    """What a section must hold to be of use."""

    ANY = "any"
    """Some text."""
    ITEMS = "items"
    """Bullets or numbers."""
    WORDS = "words"
    """Words to say: a quote."""
    TABLE = "table"
    """A table."""


class Visibility(StrEnum):
    """Who sees a kind."""

    PUBLIC = "public"
    """Everybody."""
    INTERNAL = "internal"
    """Staff."""
    CHOSEN = "chosen"
    """Staff, unless the document says `audience: public`."""


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section that a kind knows by name; its headings stand in the lexicon."""

    name: str
    required: bool = False
    shape: Shape = Shape.ANY


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table of kinds."""

    name: str
    place: str
    """`policies/` for a folder of documents, `fit.md` for a single one."""
    fields: type[Fields]
    visibility: Visibility = Visibility.INTERNAL
    sections: tuple[SectionKind, ...] = ()
    closed: bool = False
    """Whether a heading that is not among `sections` is an error."""

    def __reduce__(self) -> tuple[Callable[[str], "Kind"], tuple[str]]:
        """There is one of each name, also where a document comes back that was kept."""
        return kind_named, (self.name,)

    @property
    def single(self) -> bool:
        """Whether there is one document of this kind, not a folder of them."""
        return self.place.endswith(".md")

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines at the top of such a document, as owners usually write them: its own before those of all kinds."""
        return tuple(sorted(self.fields.model_fields, key=lambda name: name in Fields.model_fields))


def kind_named(name: str) -> Kind:
    """The kind of this name in the table of kinds."""
    from playbook_plugins.model.kinds import KINDS

    return KINDS[name]
