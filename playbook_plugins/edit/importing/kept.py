"""Whether all that an old text said stands in what was made of it, in the same order."""

import re
from collections.abc import Iterator, Sequence

from playbook_plugins.edit.importing.elements import KNOWN, RUNNING
from playbook_plugins.model.blocks import Block, Break, Code, Html, List, Quote, Table
from playbook_plugins.read.inline import plain
from playbook_plugins.read.markdown import scan, spans
from playbook_plugins.read.openings import TAG

_TAG = re.compile(TAG, re.ASCII)
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_WORD = re.compile(r"[^\W_]+")


def lost(old: str, new: str) -> str:
    """The first words of `old` that `new` does not say in their place; empty where it says all."""
    there = (word for text in _said(scan(spans(new.split("\n")))) for word in _words(text))
    for text in _said(scan(spans(old.split("\n")))):
        for word in _words(text):
            # what is looked through is gone: each word is found behind the one before it
            if word not in there:
                return " ".join(text.split())[:60] or word
    return ""


def _untagged(text: str) -> str:
    return _TAG.sub(_instead, text)


def _instead(tag: re.Match[str]) -> str:
    name = _NAME.match(tag[0])[1].lower()  # a tag has a name
    return "" if name in RUNNING else " " if name in KNOWN else tag[0].strip("<>/")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


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
                yield from _untagged(str(text)).split("\n")
            case Html(text=text):
                yield from (plain(line) for line in _untagged(str(text)).split("\n"))
            case Break():
                pass
            case _:
                yield plain(block.text)
