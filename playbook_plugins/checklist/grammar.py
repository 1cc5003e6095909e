"""The plain grammar of public pages: what their sources may not hold, with its place."""

import re
from collections.abc import Iterator

from playbook_plugins.model.blocks import Block, Html, List, Quote
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook

SCHEMES = ("http", "https", "mailto", "tel", "sms")
"""Where links of a public page may lead, beside the site's own pages."""

_CODE = re.compile(r"`[^`\n]*`")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_MARKS = {
    "a hidden note": re.compile(r"<!--|-->"),
    "a tag of HTML": re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]{0,500}>"),
    "a sign for a template": re.compile(r"\{\{|\{%|\}\}|%\}"),
    "an include": re.compile(r"-{1,2}8<-{1,2}"),
    "a sign for the look of a line": re.compile(r"\{:? ?[#.:][^{}\n]{0,200}\}"),
    "a footnote": re.compile(r"\[\^[^\]\n]{1,100}\]"),
    "a link in two parts": re.compile(r"(?m)^ {0,3}\[[^\]\n]{1,200}\]:[ \t]|\](?: ?)\[[^\]\n]{0,200}\]"),
}


def leftovers(document: Document, playbook: Playbook) -> Iterator[tuple[Place, str]]:
    """What stands in a public document and is none of its grammar: the place, and what it is in a few words."""
    for block in _html(document.lead + tuple(block for section in document.sections for block in section.blocks)):
        yield block.text.place(document.path), "HTML or a hidden note"
    for text in document.texts(Zone.PUBLIC):
        plain = _CODE.sub(lambda code: " " * len(code[0]), str(text))
        for what, mark in _MARKS.items():
            if found := mark.search(plain):
                yield text.place(document.path, found.start(), found.end()), what
    for link in playbook.links.get(document.path, ()):
        scheme = _SCHEME.match(link.target)
        if link.image and (scheme or link.target.startswith("//")):
            yield link.place, "a picture from another site"
        elif scheme and scheme[1].lower() not in SCHEMES:
            yield link.place, f"a link of the kind `{scheme[1]}:`"


def _html(blocks: tuple[Block, ...]) -> Iterator[Html]:
    for block in blocks:
        match block:
            case Html():
                yield block
            case Quote(blocks=inner):
                yield from _html(inner)
            case List(items=items):
                for item in items:
                    yield from _html(item.blocks)
