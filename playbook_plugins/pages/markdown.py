"""Blocks → Markdown that every engine reads alike."""

import re
from collections.abc import Callable, Iterable
from html import unescape

from playbook_plugins.model.blocks import Block, Break, Code, Heading, Html, List, Paragraph, Quote, Table, Text

Resolve = Callable[[str], str | None]
"""A link's target as the author wrote it → where it leads on the site; `None` leaves it as it is."""

_APART = "<!-- -->"
_TARGET = re.compile(r"(?<=\]\()\s*(?P<target><[^<>\n]*>|[^()\s<]+)(?=\s*\)|\s+[\"'(])")
_GOING = re.compile(r"(?:(?<=\]\()\s*|^(?P<name> {0,3}\[[^\[\]]+\]:[ \t]*))(?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)", re.M)
"""Wherever an engine sees a link lead, be it named further down; our grammar sees less."""
_RUNS = re.compile(r"[\s\x00-\x20<]*(?:javascript|vbscript|data(?!:image/))\s*:", re.I)
"""An address that a browser runs instead of going there."""
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!(?:https?:|mailto:|tel:)[^\s<>]*>|[^\s<>@]+@[^\s<>@]+>)")


def markdown(blocks: Iterable[Block], resolve: Resolve = lambda target: None) -> str:
    """The blocks as Markdown with blank lines between them and four spaces for what is nested."""
    parts: list[str] = []
    before: type[Block] | None = None
    for block in blocks:
        if part := _block(block, resolve):
            # an engine makes one of two lists, or of two quotes, that nothing parts
            parts += [_APART, part] if before is type(block) in (List, Quote) else [part]
            before = type(block)
    return "\n\n".join(parts)


def inline(text: Text | str, resolve: Resolve = lambda target: None) -> str:
    """Running text as Markdown on one line, its links resolved and its raw HTML made plain."""
    return _resolved(" ".join(str(text).split("\n")), resolve)


def _block(block: Block, resolve: Resolve) -> str:
    match block:
        case Paragraph(text=text):
            return _resolved(str(text), resolve)
        case Heading(level=level, text=text):
            return f"{'#' * level} {inline(text, resolve)}"
        case Quote(blocks=inner):
            return "\n".join(f"> {line}".rstrip() for line in markdown(inner, resolve).split("\n"))
        case List():
            return _list(block, resolve)
        case Table():
            return _table(block, resolve)
        case Code(info=info, text=text):
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", str(text)))])
            return f"{fence}{info.split()[0] if info.split() else ''}\n{text}\n{fence}"
        case Break():
            return "---"
        case Html(text=text):
            return "" if str(text).lstrip().startswith("<!--") else _TAG.sub("&lt;", str(text))


def _list(block: List, resolve: Resolve) -> str:
    items = []
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}. " if block.ordered else "- "
        inside = _resolved(str(item.text), resolve)
        if item.blocks:
            inside += "\n\n" + markdown(item.blocks, resolve)
        items.append(mark + inside.replace("\n", "\n    ").replace("\n    \n", "\n\n"))
    return ("\n\n" if any(item.blocks for item in block.items) else "\n").join(items)


def _table(block: Table, resolve: Resolve) -> str:
    width = len(block.header)
    rows = [[inline(cell, resolve) for cell in row[:width]] + [""] * (width - len(row)) for row in (block.header, *block.rows)]
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _resolved(written: str, resolve: Resolve) -> str:
    if "<" not in written and "](" not in written and "]:" not in written:
        return written
    safe = _GOING.sub(lambda found: f"{found['name'] or ''}#" if _runs(found["target"]) else found[0], written)
    linked = _TARGET.sub(lambda found: _led(found["target"], resolve), safe)
    return _TAG.sub("&lt;", linked)


def _led(target: str, resolve: Resolve) -> str:
    """A target as it leads on the site; what stands between `<` and `>` keeps them where it holds spaces."""
    bare = target.removeprefix("<").removesuffix(">")
    led = resolve(bare) or bare
    return f"<{led}>" if " " in led else led


def _runs(target: str) -> bool:
    return bool(_RUNS.match(re.sub(r"[\x00-\x20\\]", "", unescape(target))))
