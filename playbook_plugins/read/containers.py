"""Quotes and lists while their lines come in, and what they are once all have."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook_plugins.model.blocks import Block, Item, List, Paragraph, Quote, Span, Text


@dataclass(slots=True)
class Container:
    """The page itself, a quote or a list item, while its lines come in."""

    indent: int = -1
    """How far the lines of a list item stand in; -1 for a quote and the page."""
    start: Span | None = None
    """Where an item's words begin, should it have none."""
    blocks: "list[Block | Container | Items]" = field(default_factory=list)
    """What it holds so far."""

    def add(self, item: "Container", kind: str, *, ordered: bool) -> None:
        """Hold one more list item, in the list just above it where that has the same marker."""
        above = self.blocks[-1] if self.blocks else None
        if isinstance(above, Items) and above.kind == kind:
            above.items.append(item)
        else:
            self.blocks.append(Items(kind, ordered, [item]))


@dataclass(slots=True)
class Items:
    """A list while its items come in."""

    kind: str
    """Its marker: `-`, `+`, `*`, `.` or `)`."""
    ordered: bool
    """Whether its items are numbered."""
    items: list[Container]
    """The items so far; the last one may be open."""


def frozen(blocks: Sequence[Block | Container | Items]) -> tuple[Block, ...]:
    """The finished blocks; as deep as containers may be, and no deeper."""
    return tuple(
        Quote(frozen(block.blocks))
        if isinstance(block, Container)
        else List(block.ordered, tuple(_item(item) for item in block.items))
        if isinstance(block, Items)
        else block
        for block in blocks
    )


def _item(item: Container) -> Item:
    blocks = frozen(item.blocks)
    if blocks and isinstance(blocks[0], Paragraph):
        return Item(blocks[0].text, blocks[1:])
    assert item.start is not None
    return Item(Text((item.start,)), blocks)
