"""The plain grammar of public pages: what their sources may not hold, with its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from playbook_plugins.checklist.comparison import scheme
from playbook_plugins.model.blocks import Block, Code, Html, List, Quote, Text
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Link, Playbook

SCHEMES = ("http", "https", "mailto", "tel", "sms")
"""Where links of a public page may lead, beside the site's own pages."""

_TICKS = re.compile("`+")
_FENCE = re.compile(r"[\w+#.-]{0,30}(?:\s|$)")
_TARGET = re.compile(r"(?<=\]\()[^()\s]*|\b[A-Za-z]+://[^\s<>]*|<[^<>\s]*>")
_ADDRESS = r"https?://[^\s<>\"'`]+>|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>"
_NOTE = "a hidden note"
_MARKS = {
    _NOTE: re.compile(r"<\s?!|--(?:\s!?|!)>|\{ *#|#\}|\{/\*|\*/\}|%%|\[(?://|comment)\]:", re.IGNORECASE),
    "a tag of HTML": re.compile(rf"<(?!{_ADDRESS})/?[A-Za-z]|<[?%]", re.IGNORECASE),
    "a sign for a template": re.compile(r"\{\{|\{%|\}\}|%\}|%>|\[\["),
    "an include": re.compile(r"-8<-|\{!|^(?::::|///|\.\. [\w-]+::)", re.MULTILINE),
    "a mark of somebody's corrections": re.compile(r"\{(?:\+\+|--|~~|==|>>)|(?:\+\+|--|~~|==|<<)\}"),
    "a sign for the look of a line": re.compile(r"\{:|\{ *\.\S|\{[^{}=\n]*=|\{ *(?:data-|hidden *\})"),
    "a box of another program": re.compile(r"^(?:!!!|\?\?\?|===)", re.MULTILINE),
    "a formula": re.compile(r"\$\$|\$(?=[A-Za-z\\])[^$\n]{0,200}[^\s$]\$(?!\d)"),
    "a footnote": re.compile(r"\[\^|\^\["),
    "an explanation of a word": re.compile(r"^\*\[[^\[\]]*+\] ?:", re.MULTILINE),
    "a sign for a picture": re.compile(r"(?<![\w:]):[A-Za-z][\w+-]{0,60}:(?![\w:/])"),
    "a link in two parts": re.compile(r"^\[[^\[\]]*+\]:|\]\s?\[", re.MULTILINE),
}
_WORDS = ("a sign for a picture", "a formula")
"""What an address may hold."""
_PLAIN = {**_MARKS, "a mark of Markdown": re.compile(r"\]\(|\*\*|__|`")}
_NESTED = 40
"""Links that are looked back over for one that holds another."""


def leftovers(document: Document, playbook: Playbook) -> Iterator[tuple[Place, str]]:
    """What stands in a public document and is none of its grammar: the place, and what it is in a few words."""
    links = playbook.links.get(document.path, ())
    for block in _blocks((*document.lead, *(block for section in document.sections for block in section.blocks))):
        if isinstance(block, Html):
            yield block.text.place(document.path), "HTML or a hidden note"
        elif found := _MARKS[_NOTE].search(str(block.text)):
            yield block.text.place(document.path, *found.span()), _NOTE
        elif not _FENCE.match(block.info):
            yield block.text.place(document.path), "code with a sign for its look"
    begins = [(link.place.line, link.place.column) for link in links]
    for text in document.texts(Zone.PUBLIC):
        for start, end, what in (*_marked(text), *_broken(text, links, begins)):
            yield text.place(document.path, start, end), what
    for link in links:
        if what := _led(link):
            yield link.place, what


def plain_leftovers(value: str) -> Iterator[str]:
    """What a line of plain text (a name, an address) may not hold, in a few words."""
    return (what for what, mark in _PLAIN.items() if mark.search(value))


def without_code(written: str) -> str:
    """A text as long as it was, without what stands in code."""
    # a backtick that is escaped may begin code for one program and none for another: then nothing counts as code
    if "\\`" in written:
        return written
    runs = [found.span() for found in _TICKS.finditer(written)]
    later: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[number][1] - runs[number][0], []).append(number)
    parts, at, number = [], 0, 0
    while number < len(runs):
        start, end = runs[number]
        same = later[end - start]
        while same and same[-1] <= number:
            same.pop()
        if same:
            closing = same.pop()
            stop = runs[closing][1]
            parts += [written[at:start], " " * (stop - start)]
            at, number = stop, closing
        number += 1
    return "".join((*parts, written[at:]))


def _marked(text: Text) -> Iterator[tuple[int, int, str]]:
    """What stands in one running text: where it begins and ends, and what it is; the first of each kind."""
    plain = without_code(str(text))
    words = _TARGET.sub(lambda found: " " * len(found[0]), plain)
    told: set[int] = set()
    for what, mark in _MARKS.items():
        found = mark.search(words if what in _WORDS else plain)
        if found and found.start() not in told:
            told.add(found.start())
            yield *found.span(), what


def _broken(text: Text, links: tuple[Link, ...], begins: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The first sign of a link that we do not read as one, and another program may."""
    for found in re.finditer(r"\]\(", without_code(str(text))):
        place = text.place("", *found.span())
        at = place.line, place.column
        before = bisect_right(begins, at)
        if not any((link.place.end_line, link.place.end_column) > at for link in links[max(before - _NESTED, 0) : before]):
            yield *found.span(), "a link that is not whole"
            return


def _led(link: Link) -> str:
    """What is wrong with where a link leads; empty where nothing is."""
    kind = scheme(link.target)
    if link.image and kind:
        return "a picture from another site"
    if kind == "//":
        return "a link without its `https:`"
    return "" if not kind or kind in SCHEMES else f"a link of the kind `{kind}:`"


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Html | Code]:
    for block in blocks:
        match block:
            case Html() | Code():
                yield block
            case Quote(blocks=inner):
                yield from _blocks(inner)
            case List(items=items):
                for item in items:
                    yield from _blocks(item.blocks)
