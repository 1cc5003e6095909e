"""Whether all that an old text said stands in what was made of it, in the same order."""

import html
import re
from collections.abc import Iterator, Sequence

from playbook_plugins.model.blocks import Block, Break, Code, Html, List, Quote, Table
from playbook_plugins.read.inline import plain
from playbook_plugins.read.markdown import scan, spans
from playbook_plugins.read.openings import TAG

_TAG = re.compile(TAG, re.ASCII)
_WORD = re.compile(r"[^\W_]+")


def lost(old: str, new: str) -> str:
    """The first words of `old` that `new` does not say; empty where it says all."""
    there, at = "".join(map(_letters, _said(scan(spans(new.split("\n")))))), 0
    for text in _said(scan(spans(old.split("\n")))):
        if (found := there.find(_letters(text), at)) >= 0:
            at = found + len(_letters(text))
            continue
        for word in _WORD.findall(text.casefold()):
            if (found := there.find(word, at)) < 0:
                return " ".join(text.split())[:60] or word
            at = found + len(word)
    return ""


def _letters(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def _said(blocks: Sequence[Block]) -> Iterator[str]:
    """Every running text, cell and line of code, in order, as it is read."""
    for block in blocks:
        match block:
            case Quote(blocks=inner):
                yield from _said(inner)
            case List(items=items):
                for item in items:
                    yield plain(item.text)
                    yield from _said(item.blocks)
            case Table(header=header, rows=rows):
                for row in (header, *rows):
                    yield from map(plain, row)
            case Code(info=info, text=text):
                yield info
                yield from _TAG.sub(" ", str(text)).split("\n")
            case Html(text=text):
                yield from (plain(html.unescape(line)) for line in _TAG.sub(" ", str(text)).split("\n"))
            case Break():
                pass
            case _:
                yield plain(block.text)
