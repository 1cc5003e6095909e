"""The texts of the playbook as programs read them: without marks, and the words to say paragraph by paragraph."""

import re
from collections.abc import Iterable, Iterator

from playbook_plugins.model.blocks import Block, List, Quote
from playbook_plugins.model.document import Document, Section, Text, paragraphs
from playbook_plugins.pages.markdown import inline
from playbook_plugins.pages.templates import plain

_BLANK = re.compile(r"\[([^\[\]\n]+)\]")
_NOT_SAID = {"policy": ("dont", "you-notice"), "script": ("notes",)}
"""Sections of which nothing is said to anybody."""


def line(text: Text | str | None) -> str:
    """A text as people read it, on one line; empty where there is none."""
    written = str(text or "")
    return plain(inline(written) if "]" in written or "<" in written else written)


def lines(blocks: Iterable[Block]) -> tuple[str, ...]:
    """What stands in the blocks, a paragraph, an entry of a list or a cell each."""
    return tuple(filter(None, map(line, paragraphs(tuple(blocks)))))


def blanks(said: str) -> tuple[str, ...]:
    """What is to be filled in, each once: `name` for `Hello [name]`."""
    return tuple(dict.fromkeys(found.strip() for found in _BLANK.findall(said)))


def words_of(section: Section) -> tuple[Block, ...]:
    """What a section puts into the mouths of staff: its quotes; the whole of it where a section of words has none."""
    if section.quotes or section.name != "what-to-say":
        return tuple(block for quote in section.quotes for block in quote.blocks)
    return section.blocks


def spoken(document: Document) -> Iterator[tuple[Section | None, tuple[Block, ...]]]:
    """The words of a policy or a script for customers, with the section that they stand in, `None` above the first."""
    lead = tuple(block for quote in document.lead if isinstance(quote, Quote) for block in quote.blocks)
    if lead:
        yield None, lead
    for section in document.sections:
        if section.name not in _NOT_SAID[document.kind.name] and (words := words_of(section)):
            yield section, words


def whole(blocks: Iterable[Block]) -> str:
    """The words as one text: a blank line between paragraphs, a line for each entry of a list."""
    parts = (
        "\n".join(f"{number}. {line(item.text)}" if block.ordered else f"- {line(item.text)}" for number, item in enumerate(block.items, start=1))
        if isinstance(block, List)
        else "\n\n".join(lines((block,)))
        for block in blocks
    )
    return "\n\n".join(filter(None, parts))
