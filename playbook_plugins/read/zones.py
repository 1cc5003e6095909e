"""Which zone each line of a document lies in, and so which rules may read it."""

from collections.abc import Sequence

from playbook_plugins.model.blocks import Block, Break, Code, Heading, Html, List, Quote, Table, Text
from playbook_plugins.model.document import Section, Zone
from playbook_plugins.model.kinds.kind import Kind

_SPEAKING = ("policy", "script")
"""The kinds whose quotes are words to say."""


def zones(
    kind: Kind, count: int, *, public: bool, title: Text | None, lead: Sequence[Block], sections: Sequence[Section]
) -> tuple[Zone, ...]:
    """The zone of each of `count` lines; what no block claims is ignored."""
    found = [Zone.IGNORED] * count
    reading = Zone.PUBLIC if public else Zone.STAFF
    if title:
        _mark(found, title, reading)
    _paint(found, lead, reading, _quotes(kind, reading))
    for section in sections:
        _mark(found, section.heading, reading)
        zone = _of_section(kind, section, reading)
        _paint(found, section.blocks, zone, zone if zone is Zone.DONT else _quotes(kind, reading))
    return tuple(found)


def _quotes(kind: Kind, reading: Zone) -> Zone:
    return Zone.SAY if kind.name in _SPEAKING and reading is Zone.STAFF else reading


def _of_section(kind: Kind, section: Section, reading: Zone) -> Zone:
    if kind.name == "policy" and section.name == "dont":
        return Zone.DONT
    # without a quote, the whole section is taken to be the words themselves
    if kind.name == "policy" and section.name == "what-to-say" and not section.quotes:
        return Zone.SAY
    return reading


def _mark(found: list[Zone], text: Text, zone: Zone) -> None:
    for span in text.spans:
        if span.line <= len(found):
            found[span.line - 1] = zone


def _paint(found: list[Zone], blocks: Sequence[Block], zone: Zone, quoted: Zone) -> None:
    for block in blocks:
        match block:
            case Quote(blocks=inner):
                _paint(found, inner, quoted, quoted)
            case List(items=items):
                for item in items:
                    _mark(found, item.text, zone)
                    _paint(found, item.blocks, zone, quoted)
            case Table(header=header, rows=rows):
                for cell in (*header, *(cell for row in rows for cell in row)):
                    _mark(found, cell, zone)
            case Code() | Break():
                pass
            case Heading(text=text) | Html(text=text):
                _mark(found, text, zone)
            case _:
                _mark(found, block.text, zone)
