"""Lists that staff tick off: which lines a page offers, and by which name a tick is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from playbook_plugins.model.blocks import Block, List
from playbook_plugins.model.document import Document, Section
from playbook_plugins.model.edition import edition
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.addresses import links_from
from playbook_plugins.pages.markdown import inline, markdown


@dataclass(frozen=True, slots=True)
class Box:
    """One line that can be ticked."""

    id: str
    """`policy:birthdays@1f2e3d/2.1`: the text it comes from, that text's edition, and its place there. A tick of another edition counts for nothing."""
    text: str
    """What it says, as Markdown on one line."""
    below: str = ""
    """What hangs below it, as Markdown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page: a list to tick, or what stands before and after one."""

    boxes: tuple[Box, ...] = ()
    ordered: bool = False
    """Whether the lines follow one another."""
    text: str = ""
    """Markdown, where it is no list."""


def called(document: Document, playbook: Playbook) -> str:
    """The name by which ticks know a text, whatever its edition: `policy:birthdays`, `policy:birthdays.pl`."""
    tongue = "" if document.lang == playbook.lexicon.language else f".{document.lang}"
    return f"{document.kind.name}:{document.id}{tongue}"


def marked(document: Document, playbook: Playbook) -> str:
    """The same with the mark of the edition: `policy:birthdays@1f2e3d`."""
    return f"{called(document, playbook)}@{edition(document, playbook).mark}"


def parts(section: Section, document: Document, playbook: Playbook, *, here: str) -> tuple[Part, ...]:
    """A section's text for the page at `here`, its lists to be ticked and all else as it stands."""
    resolve = links_from(document, playbook, Audience.INTERNAL, page=here)
    start = f"{marked(document, playbook)}/{document.sections.index(section) + 1}"
    made: list[Part] = []
    number = 0
    for block in section.blocks:
        if not isinstance(block, List):
            if text := markdown((block,), resolve):
                made.append(Part(text=text))
            continue
        boxes = []
        for item in block.items:
            number += 1
            boxes.append(Box(f"{start}.{number}", inline(item.text, resolve), markdown(item.blocks, resolve)))
        made.append(Part(tuple(boxes), block.ordered))
    return tuple(made)


def lists(blocks: Iterable[Block]) -> bool:
    """Whether there is a list among the blocks."""
    return any(isinstance(block, List) for block in blocks)


def read_through(documents: Sequence[Document], playbook: Playbook, titled: Sequence[str]) -> tuple[Part, ...]:
    """Texts to read one after the other, each line known by the edition of its own text, so that only what changes is to be read again."""
    boxes = tuple(Box(marked(document, playbook), title) for document, title in zip(documents, titled, strict=True))
    return (Part(boxes),) if boxes else ()
