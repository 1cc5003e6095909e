"""Where somebody types: which line of a text's top, or of `playbook.yml`, and on which side of the colon.

What is half typed cannot be read, so this looks at indents and colons alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from playbook_plugins.model.choices import blocks, inside
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.settings import Settings
from playbook_plugins.read.front_matter import split

_LINE = re.compile(r"(?P<indent> *)(?P<dash>(?:- +)*)(?P<quote>[\"']?)(?P<name>[\w.-]+)(?P=quote) *:(?= |$)")
_ENTRY = re.compile(r"(?P<indent> *)-(?: +|$)")
_WORD = re.compile(r"[^\s,\[\]{}:\"'#][^,\[\]{}:\"'#]*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place at the top of a text, or in `playbook.yml`."""

    model: type[BaseModel] | None
    """What the lines around it belong to; `None` where their names are the owner's own."""
    above: tuple[str, ...]
    """The lines that it stands below, from the outermost."""
    name: str
    """The line that it stands on or behind; what is typed of it where `naming`."""
    field: FieldInfo | None
    """What that line is, or the line above where the names are the owner's own; `None` where there is no such line."""
    naming: bool
    """Whether it is the name that is typed, and not what stands behind the colon."""
    colon: bool
    """Whether the line has its colon already."""
    word: str
    """What is written there, up to the next comma or bracket."""
    start: int
    """The column, from 0, at which that begins."""
    end: int
    """The column behind it."""
    key: str = ""
    """Between braces: the name before the colon, as in `{something-went-wrong: answer}`."""
    beside: tuple[str, ...] = ()
    """The names that stand beside it already."""


def spot(lines: Sequence[str], line: int, column: int, kind: Kind | None) -> Spot | None:
    """What stands at a line and a column, both from 0; `None` in the text itself. Without a kind it is `playbook.yml`."""
    first, last = (0, len(lines)) if kind is None else _top(lines)
    if not first <= line < last:
        return None
    model = Settings if kind is None else kind.fields
    above, named, text = _above(lines, first, line), _LINE.match(lines[line]), lines[line]
    if named and column > named.end():
        return _behind(text, named.end(), column, model=model, above=above, name=named["name"])
    if named or re.fullmatch(r" *(?:- +)*[\"']?[\w.-]*", text[:column]):
        entry = _ENTRY.match(text)
        if entry and not named and above and _of_words(_field(model, above)):
            return _behind(text, entry.end(), column, model=model, above=above[:-1], name=above[-1])
        start = named.start("name") if named else len(re.match(r" *(?:- +)*[\"']?", text[:column])[0])
        end = named.end("name") if named else len(text[:column])
        holder = _holder(model, above)
        field = holder.model_fields.get(text[start:end]) if holder else _field(model, above)
        return Spot(holder, above, text[start:end], field, True, bool(named), text[start:end], start, end, beside=_beside(lines, first, last, line))
    entry = _ENTRY.match(text)
    if entry and above:
        return _behind(text, entry.end(), column, model=model, above=above[:-1], name=above[-1])
    return None


def _top(lines: Sequence[str]) -> tuple[int, int]:
    """The lines between the dashes, from 0; all below the first where the second dashes are still to come."""
    between = split(lines)
    if between is None:
        # nothing is written there yet, or not enough to be told from a rule across the page
        closing = next((number for number, line in enumerate(lines[1:], start=1) if re.fullmatch(r"-{3,}\s*", line)), 0)
        return (1, closing) if lines and lines[0].rstrip() == "---" and closing else (0, 0)
    start, end = between
    return start, (end - 1 if end else next((number for number, line in enumerate(lines) if number and line.startswith("#")), len(lines)))


def _above(lines: Sequence[str], first: int, line: int) -> tuple[str, ...]:
    """The names of the lines below which a line stands."""
    text = lines[line]
    entry = _ENTRY.match(text)
    indent = len(text) - len(text.lstrip(" ")) + (1 if entry else 0)
    found: list[str] = []
    for number in range(line - 1, first - 1, -1):
        named = _LINE.match(lines[number])
        if not lines[number].strip() or lines[number].lstrip().startswith("#") or not named:
            continue
        outer = len(named["indent"])
        if named["dash"]:
            # the first line of an entry stands beside those below it, and the entry below what it is listed under
            inner = outer + len(named["dash"])
            if inner < indent:
                found.append(named["name"])
                indent = inner
            indent = min(indent, outer + 1) if inner <= indent else indent
        elif outer < indent:
            found.append(named["name"])
            indent = outer
    return tuple(reversed(found))


def _beside(lines: Sequence[str], first: int, last: int, line: int) -> tuple[str, ...]:
    """The names of the other lines with the same line, or the same entry of a list, above them."""
    indent = _column(lines[line])
    found: list[str] = []
    opened = bool(_ENTRY.match(lines[line]))
    for number in range(line - 1, first - 1, -1):
        if opened or (lines[number].strip() and _column(lines[number]) < indent):
            break
        found += _named_at(lines[number], indent)
        opened = bool(_ENTRY.match(lines[number])) and _column(lines[number]) == indent
    for number in range(line + 1, last):
        if lines[number].strip() and (_column(lines[number]) < indent or (_ENTRY.match(lines[number]) and _column(lines[number]) == indent)):
            break
        found += _named_at(lines[number], indent)
    return tuple(found)


def _named_at(text: str, indent: int) -> list[str]:
    named = _LINE.match(text)
    return [named["name"]] if named and _column(text) == indent else []


def _column(text: str) -> int:
    """Where what a line says begins, behind its dashes."""
    return len(re.match(r" *(?:- +|-$)*", text)[0])


def _behind(text: str, start: int, column: int, *, model: type[BaseModel], above: tuple[str, ...], name: str) -> Spot:
    begin = max(start, *(text.rfind(sign, start, column) + 1 for sign in "[]{},:"))
    word = _WORD.search(text, begin) if begin < len(text) else None
    inside_it = word is not None and not text[begin : word.start()].strip(" \"'") and word.start() <= column
    first, end = (word.start(), word.start() + len(word[0].rstrip())) if word and inside_it else (column, column)
    opened = re.search(r"[{,]\s*[\"']?([\w.-]+)[\"']?\s*:[^,}]*$", text[start:column])
    holder = _holder(model, above)
    field = holder.model_fields.get(name) if holder else _field(model, above)
    return Spot(holder, above, name, field, False, True, text[first:end], first, max(end, first), opened[1] if opened else "")


def _holder(model: type[BaseModel], above: tuple[str, ...]) -> type[BaseModel] | None:
    """The model whose lines stand below these; `None` where the names there are the owner's own, or nobody knows them."""
    current: type[BaseModel] | None = model
    own: FieldInfo | None = None
    for name in above:
        if own is not None:
            current, own = next(iter(blocks(own)), None), None
        elif current is None or (field := current.model_fields.get(name)) is None:
            return None
        elif dict in inside(field.annotation):
            own = field
        else:
            current = next(iter(blocks(field)), None)
    return None if own is not None else current


def _field(model: type[BaseModel], above: tuple[str, ...]) -> FieldInfo | None:
    """What the last of these lines is, or the one above it whose names are the owner's own."""
    for end in range(len(above) - 1, -1, -1):
        holder = _holder(model, above[:end])
        if holder is not None:
            return holder.model_fields.get(above[end])
    return None


def _of_words(field: FieldInfo | None) -> bool:
    return field is not None and tuple in inside(field.annotation) and not blocks(field)
