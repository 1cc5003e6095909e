"""Somebody else's text in a form that our reader takes: cut where it is too long, and as code where nothing else helps."""

import re
from collections.abc import Callable

from playbook_plugins.edit.importing.elements import fenced
from playbook_plugins.edit.importing.shield import code_lines, fences
from playbook_plugins.model.blocks import Heading, Paragraph
from playbook_plugins.model.finding import Fault
from playbook_plugins.read.limits import LINE_LIMIT, PARAGRAPH_LIMIT, SIZE_LIMIT
from playbook_plugins.read.markdown import scan, spans

_ROOM = SIZE_LIMIT - 16 * 1024
"""Bytes of a text without its top."""
_LINE = PARAGRAPH_LIMIT - 500
_CODE = LINE_LIMIT - 500
_TRIES = 60
"""How many places of one text are put down as code before all of it is."""
_TOO_MANY = "in this document"
"""How our reader ends what it says of a text that has too much of anything, so that two of half its length are better."""

Refused = Callable[[str], Fault | None]
"""What our reader refuses of a body, with its place counted from the body's first line."""


def readable(body: str, refused: Refused) -> tuple[list[str], int]:
    """The body in as many parts as it takes, and how many places of it had to become code."""
    return _fitted(_broken(body), refused, _TRIES)


def _fitted(body: str, refused: Refused, tries: int) -> tuple[list[str], int]:
    coded = 0
    while True:
        if len(body.encode()) > _ROOM:
            return _halved(body, refused, tries, coded)
        fault = refused(body)
        if fault is None:
            return [body], coded
        if fault.message.endswith(_TOO_MANY) and body.count("\n") > 1:
            return _halved(body, refused, tries, coded)
        body = as_code(body) if coded >= tries else _coded_at(body, fault.place.line - 1)
        if coded > tries:
            return [body], coded
        coded += 1


def _halved(body: str, refused: Refused, tries: int, coded: int) -> tuple[list[str], int]:
    made: list[str] = []
    for half in _cut(body):
        parts, more = _fitted(half, refused, tries)
        made += parts
        coded += more
    return made, coded


def _cut(body: str) -> tuple[str, str]:
    """The body in two, at the heading nearest to its middle, else at an empty line, else anywhere."""
    lines = body.split("\n")
    middle = len(body) // 2
    begins, at = [], 0
    for line in lines:
        begins.append(at)
        at += len(line) + 1
    code, between = code_lines(lines), fences(lines)
    heads = {block.text.line - 1 for block in scan(spans(lines)) if isinstance(block, Heading) and block.level <= 2}
    free = [number for number in range(1, len(lines)) if number not in code]
    gaps = [number for number in free if not lines[number - 1].strip() and re.match(r"[^\s\d>+*-]", lines[number])]
    some = [number for number in heads if number and len(body) // 5 < begins[number] < len(body) * 4 // 5]
    at = min(some or gaps or free or range(1, len(lines)), key=lambda number: abs(begins[number] - middle))
    head, tail = lines[:at], lines[at:]
    if at in between and at - 1 in between:
        opening = next((number for number in range(at, 0, -1) if number - 1 not in between), 0)
        if fence := re.search("`{3,}|~{3,}", lines[opening]):
            head, tail = [*head, fence[0]], [fence[0], *tail]
    return "\n".join(head), "\n".join(tail)


def _broken(body: str) -> str:
    """The body with lines and paragraphs of a length that is read."""
    lines = body.split("\n")
    code = code_lines(lines)
    made: list[str] = []
    for number, line in enumerate(lines):
        long = number in code or "|" in line
        made += _pieces(line, _CODE) if long else _apart(line)
    text = "\n".join(made)
    if len(made) > 1 and any(isinstance(block, Paragraph) and len(str(block.text)) > _LINE for block in scan(spans(made))):
        text = "\n".join(_parted(made))
    return text


def _parted(lines: list[str]) -> list[str]:
    ends: set[int] = set()
    for block in scan(spans(lines)):
        if isinstance(block, Paragraph) and len(str(block.text)) > _LINE:
            length = 0
            for span, after in zip(block.text.spans, block.text.spans[1:]):
                length += len(span.text) + 1
                if length + len(after.text) > _LINE:
                    ends.add(span.line - 1)
                    length = 0
    return [part for number, line in enumerate(lines) for part in ([line, ""] if number in ends else [line])]


def _apart(line: str) -> list[str]:
    """A line as several paragraphs, where it is longer than one may be."""
    pieces = _pieces(line, _LINE)
    return [part for piece in pieces[:-1] for part in (piece, "")] + pieces[-1:]


def _pieces(line: str, most: int) -> list[str]:
    pieces = []
    while len(line) > most:
        at = line.rfind(". ", most // 2, most) + 1 or line.rfind(" ", most // 2, most) or most
        at = most if at < 1 else at
        pieces.append(line[:at])
        line = line[at:].lstrip(" ")
    return [*pieces, line]


def _coded_at(body: str, number: int) -> str:
    """The body with what stands around a line, from one empty line to the next, as code."""
    lines = body.split("\n")
    number = min(max(number, 0), len(lines) - 1)
    start, end = number, number + 1
    # the title stays what it is
    while start and lines[start - 1].strip() and not lines[start - 1].startswith("# "):
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return "\n".join([*lines[:start], "", as_code("\n".join(lines[start:end])), "", *lines[end:]])


def as_code(text: str) -> str:
    """The text as it stands, between two fences."""
    return fenced("\n".join(piece for line in text.split("\n") for piece in _pieces(line, _CODE)), "text")
