"""Words to say: quotes whose blanks staff fill in before they say or send them."""

import re

from playbook_plugins.model.blocks import Block, Paragraph, Quote
from playbook_plugins.model.document import Document
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.addresses import links_from
from playbook_plugins.pages.markdown import Resolve, markdown

_QUOTED = re.compile(r"^>.*(?:\n>.*)*", re.M)
_BLANK = re.compile(r"`[^`]*`|(?<![!\\\]])\[(?P<name>[^\[\]`]*\w[^\[\]`]*)\](?![\[(])")
_LINE = re.compile(r"\s*\n(?:>\s*)*")


def said(blocks: tuple[Block, ...], document: Document, playbook: Playbook) -> str:
    """Blocks of words to say as Markdown, each blank of a quote marked as one."""
    return blanks(markdown(blocks, _resolve(document, playbook)))


def first_said(document: Document, playbook: Playbook, *, here: str, most: int = 1) -> str:
    """What a policy's card says first, in so many paragraphs at most, for the page at `here`; empty where there is nothing to say."""
    section = document.section("what-to-say")
    said = ([block for block in quote.blocks if isinstance(block, Paragraph)] for quote in (section.quotes if section else ()))
    first = next(filter(None, said), [])
    return blanks(markdown((Quote(tuple(first[:most])),), _resolve(document, playbook, here))) if first else ""


def blanks(written: str) -> str:
    """Markdown whose `[name]` in quotes is marked, so that it can be filled in, or written on paper."""
    return _QUOTED.sub(lambda quote: _BLANK.sub(_marked, quote[0]), written)


def _marked(found: re.Match[str]) -> str:
    return f'<span class="pb-blank">[{_LINE.sub(" ", found["name"])}]</span>' if found["name"] else found[0]


def _resolve(document: Document, playbook: Playbook, here: str | None = None) -> Resolve:
    return links_from(document, playbook, Audience.INTERNAL, page=here)
