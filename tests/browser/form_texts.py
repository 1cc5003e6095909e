"""The texts that the form's script is tried on, and what our own reader sees in each."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from playbook_plugins.model.blocks import Block, Code, Heading, Html, List, Quote, Table, Text
from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.document import Reading, read_document
from playbook_plugins.read.lexicon import in_language
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT

EXAMPLE = "docs/playbook"


@cache
def example() -> Playbook:
    """The worked example."""
    return read_playbook(ROOT / EXAMPLE, root=ROOT)


def files(folder: Path) -> Iterator[tuple[str, str]]:
    """Each document below a playbook's folder: its path as if it lay in the worked example, and its text."""
    for file in sorted(folder.rglob("*.md")):
        yield f"{EXAMPLE}/{file.relative_to(folder).as_posix()}", file.read_bytes().decode()


def kind_at(path: str):
    """The kind of the text at a path."""
    below = path.removeprefix(f"{EXAMPLE}/")
    return next(kind for kind in KINDS.values() if below.startswith(kind.place.removesuffix(".md")))


def read(path: str, text: str) -> Reading:
    """The text as our own reader reads it."""
    kind, words = kind_at(path), example().lexicon
    found = read_document(text.encode(), path, kind, lexicon=words)
    if found.document.lang != words.language:
        found = read_document(text.encode(), path, kind, lexicon=in_language(words, found.document.lang, example().settings.checklist))
    return found


def seen(document: Document) -> dict[str, Any]:
    """What a document consists of, as plain data: each running text with its line and what it is."""
    return {
        "id": document.id,
        "lang": document.lang,
        "title": _text(document.title) if document.title is not None else None,
        "lead": _blocks(document.lead),
        "sections": [
            [_text(section.heading), section.name, _blocks(section.blocks), [[str(step.label) if step.label else None, step.action, str(step.text)] for step in section.steps]]
            for section in document.sections
        ],
    }


def _text(text: Text) -> list[Any]:
    return [text.line, str(text)]


def _blocks(blocks: tuple[Block, ...]) -> list[Any]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> list[Any]:
    match block:
        case List(ordered=ordered, items=items):
            return ["list", ordered, [[_text(item.text), _blocks(item.blocks)] for item in items]]
        case Quote(blocks=inner):
            return ["quote", _blocks(inner)]
        case Table(header=header, rows=rows):
            return ["table", [_text(cell) for cell in header], [[_text(cell) for cell in row] for row in rows]]
        case Heading(level=level, text=text):
            return ["heading", level, _text(text)]
        case Code(info=info, text=text):
            return ["code", info, _text(text)]
        case Html(text=text):
            return ["html", _text(text)]
        case _:
            return [type(block).__name__.lower().replace("break", "rule"), _text(block.text)]


SEEN = """
  ({ core, form }, texts) => {
    const text = (run) => [run.line, run.text];
    const block = (one) => ({
      list: () => ["list", one.ordered, one.items.map((item) => [text(item.text), item.blocks.map(block)])],
      quote: () => ["quote", one.blocks.map(block)],
      table: () => ["table", one.header.map(text), one.rows.map((row) => row.map(text))],
      heading: () => ["heading", one.level, text(one.text)],
      code: () => ["code", one.info, text(one.text)],
    }[one.is] ?? (() => [one.is, text(one.text)]))();
    return texts.map(([path, source]) => {
      const document = core.documentOf(source, path, form);
      return {
        id: document.id, lang: document.lang, title: document.title ? text(document.title.text) : null, lead: document.lead.map(block),
        sections: document.sections.map((section) => [text(section.heading.text), section.name, section.blocks.map(block),
          section.steps.map((step) => [step.label?.text ?? null, step.action, step.text.text])]),
        fields: document.unclear ? null : document.fields,
      };
    });
  }
"""
"""The same, as the form's script sees it; and the lines at the top, `null` where it leaves them alone."""
