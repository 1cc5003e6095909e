"""A document: one file of the playbook, read into parts that know their places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from playbook_plugins.model.blocks import Block, Heading, Item, List, Paragraph, Quote, Sparing, Table, Text
from playbook_plugins.model.kinds.fields import Fields, Status
from playbook_plugins.model.kinds.kind import Kind, Visibility
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Keys, Place, nearest_place

_PAIRS = ('""', "“”", "„”", "„“", "«»", "»«")
"""Quotes as they open and close in the languages that we know."""


class Zone(StrEnum):
    """Who is spoken to on a line, which decides the rules that may read it."""

    SAY = "say"
    """Words for customers."""
    PUBLIC = "public"
    """What the public site prints."""
    DONT = "dont"
    """What staff are asked not to do; read only for prohibitions that must be there."""
    STAFF = "staff"
    """What staff read."""
    IGNORED = "ignored"
    """Code, link targets, blank lines."""


@dataclass(frozen=True, slots=True)
class Step(Sparing):
    """One entry of a list, with the label that opens it."""

    label: Text | None
    """The bold words that open it, as the owner wrote them."""
    action: str | None
    """The label's name in the lexicon: `apologise` for “Say sorry”."""
    text: Text
    """What follows the label."""
    item: Item

    @property
    def whole(self) -> Text:
        """Label and text as they stand."""
        return self.item.text

    @property
    def opening(self) -> Text:
        """The label; the whole entry where it has none."""
        return self.label or self.whole


@dataclass(frozen=True)
class Section:
    """An H2 and all that stands below it."""

    heading: Text
    name: str | None
    """Its name in the lexicon, or `None` for a heading of the owner's own."""
    blocks: tuple[Block, ...]
    steps: tuple[Step, ...] = ()

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes at the section's top level."""
        return tuple(block for block in self.blocks if isinstance(block, Quote))

    @cached_property
    def table(self) -> Table | None:
        """The first table."""
        return next((block for block in self.blocks if isinstance(block, Table)), None)


@dataclass(frozen=True)
class Document:
    """One source file of the playbook."""

    kind: Kind
    id: str
    lang: str
    """The language it is written in, such as `en`."""
    path: str
    """From the repository's root."""
    fields: Fields
    """The front matter; a required field that is missing or wrong is `None` here and a fault elsewhere."""
    title: Text | None
    lead: tuple[Block, ...]
    """What stands between the title and the first section: the why."""
    sections: tuple[Section, ...]
    lines: tuple[str, ...]
    """The source, line by line, without line ends."""
    zones: tuple[Zone, ...]
    """The zone of each source line."""
    field_places: Mapping[Keys, Place] = field(default_factory=dict)
    """Where each value of the front matter stands, by its path of keys."""
    key_places: Mapping[Keys, Place] = field(default_factory=dict)
    """Where each key of the front matter stands."""
    readable: bool = True
    """False where the file could not be read; then nothing but its path is true."""

    @property
    def top(self) -> Place:
        """The place for what concerns the whole document: its title, or its first line."""
        return self.title.place(self.path) if self.title else Place(self.path)

    @property
    def name(self) -> str:
        """The title as text, or the id where there is none."""
        return str(self.title) if self.title else self.id

    @property
    def titled(self) -> str:
        """The title in quotes, as messages say it; where it stands in quotes of its own, without them."""
        name, around = self.name.strip(), self.name.strip()[1:-1]
        quoted = f"{name[:1]}{name[-1:]}" in _PAIRS and not any(sign in around for sign in "".join(_PAIRS))
        return f"“{around.strip() if quoted else name}”"

    @property
    def audience(self) -> Audience:
        """Who sees it, by its kind and, where that may choose, by its own word."""
        if self.kind.visibility is Visibility.CHOSEN:
            return getattr(self.fields, "audience", None) or Audience.INTERNAL
        return Audience(self.kind.visibility)

    @property
    def active(self) -> bool:
        """Whether it is in use: neither a draft nor retired."""
        return self.fields.status in (Status.ACTIVE, None)

    @property
    def topic(self) -> str | None:
        """A policy's topic."""
        return getattr(self.fields, "topic", None)

    @cached_property
    def _by_name(self) -> Mapping[str, Section]:
        named: dict[str, Section] = {}
        for section in self.sections:
            if section.name:
                named.setdefault(section.name, section)
        return named

    def section(self, name: str) -> Section | None:
        """The section of that name in the lexicon."""
        return self._by_name.get(name)

    def place_of(self, *keys: str | int) -> Place:
        """Where a value of the front matter stands; the nearest one above it, or the top, where it does not."""
        return self.field_places.get(keys) or nearest_place(self.field_places, keys, otherwise=self.top)

    def key_place(self, *keys: str | int) -> Place:
        """Where a name in the front matter stands; what `place_of` says where it does not."""
        return self.key_places.get(keys) or self.place_of(*keys)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All entries of the lists in the sections, in order."""
        return tuple(step for section in self.sections for step in section.steps)

    def texts(self, *zones: Zone) -> Iterator[Text]:
        """The paragraphs, entries, cells and headings whose first line lies in one of the zones."""
        for text in self._texts:
            if self.zones[text.line - 1] in zones:
                yield text

    @cached_property
    def _texts(self) -> tuple[Text, ...]:
        found = [self.title] if self.title else []
        found += _walk(self.lead)
        for section in self.sections:
            found.append(section.heading)
            found += _walk(section.blocks)
        return tuple(found)


def _walk(blocks: tuple[Block, ...]) -> Iterator[Text]:
    for block in blocks:
        match block:
            case List(items=items):
                for item in items:
                    yield item.text
                    yield from _walk(item.blocks)
            case Quote(blocks=inner):
                yield from _walk(inner)
            case Table(header=header, rows=rows):
                yield from header
                for row in rows:
                    yield from row
            case Paragraph(text=text) | Heading(text=text):
                yield text


def paragraphs(blocks: tuple[Block, ...]) -> tuple[Text, ...]:
    """The running texts in `blocks`: paragraphs, list entries and cells, in order; headings and code left out."""
    return tuple(_walk(tuple(block for block in blocks if not isinstance(block, Heading))))
