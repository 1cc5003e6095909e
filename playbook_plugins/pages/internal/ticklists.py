"""Lists that staff tick off: which lines a page offers, and by which name a tick is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from playbook_plugins.model.blocks import List
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


def parts(section: Section, document: Document, playbook: Playbook, *, here: str) -> tuple[Part, ...]:
    """A section's text for the page at `here`, its lists to be ticked and all else as it stands."""
    resolve = links_from(document, playbook, Audience.INTERNAL, page=here)
    start = f"{together((document,), playbook)}/{document.sections.index(section) + 1}"
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


def together(documents: Sequence[Document], playbook: Playbook) -> str:
    """The name of a line that stands for several texts, after the first of them: a change of any one makes it another line."""
    marks = [edition(document, playbook).mark for document in documents]
    mark = marks[0] if len(marks) == 1 else sha256(" ".join(marks).encode()).hexdigest()[: len(marks[0])]
    return f"{called(documents[0], playbook)}@{mark}"
