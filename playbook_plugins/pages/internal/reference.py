"""The page that lists every line, heading and label: made from the models and their docstrings.

Like the manual it belongs to, and like the docstrings, it is in English.
"""

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import ModuleType
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from playbook_plugins.model import kinds
from playbook_plugins.model.choices import blocks, choices, inside, members, validator
from playbook_plugins.model.described import docstrings, says
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind, SectionKind, Shape, Visibility
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.page import Page
from playbook_plugins.model.settings import Settings
from playbook_plugins.model.values import Limit, Sentences, Written
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.memory import remembered

TITLE = "Every line that there is"
_SETTINGS = "playbook.yml"
_LEAD = """\
What each kind of text may hold, line by line.
It is written from the program itself, so it is never out of date.
Nothing here has to be learned: start from an example in [The eleven topics](topics.md) or [Every kind of text](kinds.md), and look here for more.

A line stands between the two `---` on top of a text, as `name: value`.
Values may be written freely: `twice a year` and `2 a year` are the same, and so are `£40` and `40`."""
_SEEN = {
    Visibility.PUBLIC: "for everybody",
    Visibility.INTERNAL: "for staff",
    Visibility.CHOSEN: "for staff, or for everybody if it says `audience: public`",
}
_SHAPES = {Shape.ITEMS: "bullets or numbers", Shape.WORDS: "words to say, on lines with `>`", Shape.TABLE: "a table"}
_PLAIN = {
    str: "a few words",
    int: "a number",
    float: "a number",
    bool: "`yes` or `no`",
    Decimal: "an amount, such as `40`",
    date: "a day, such as `2026-11-02`",
}


def reference(view: View) -> Page:
    """Every kind with its place, its lines and its headings; all of `playbook.yml`; labels and rules."""
    lexicon = view.playbook.lexicon
    parts = [f"# {TITLE}", _LEAD, "## Lines that any text may have", *_told("")]
    for kind in KINDS.values():
        parts += _kind(kind, lexicon)
    parts += [
        "## playbook.yml",
        "One file for the whole playbook. What stands below `business:` is for everybody, the rest for staff.",
        *_told(_SETTINGS),
        "## Labels of steps",
        "The bold words that open a step, or a line of “What it costs”, and what else is understood.",
        _listed(f"`{name}`: {_aliases(name, lexicon.labels)}" for name in dict.fromkeys(lexicon.labels.values())),
        "## Rules",
        "All that the checklist looks for, by how much it matters where nobody has set another level.",
        _listed(f"{view.words(f'checklist.{level}')}: {named}." for level in Level if (named := _rules(level, view))),
    ]
    section = view.words("writing.title")
    return view.english("writing/reference.md", TITLE, "\n\n".join(parts) + "\n", menu=(view.for_owner, section), in_menu=True, kind="manual")


def _kind(kind: Kind, lexicon: Lexicon) -> Iterator[str]:
    name = kind.name.capitalize()
    yield f"## {name}"
    about, *lines = _told(kind.name)
    yield f"`{kind.place}`, {_SEEN[kind.visibility]}. {about}"
    yield from lines
    if kind.sections:
        headings = lexicon.sections.get(kind.name, {})
        yield "Headings:"
        yield _listed(f"`{section.name}`{_wanted(section)}: {_aliases(section.name, headings)}" for section in kind.sections)
    if kind.closed:
        yield "No other headings may stand here." if kind.sections else "No headings may stand here."


@remembered
def _told(name: str) -> tuple[str, ...]:
    """What our own source says of a kind and of its lines, or of the lines of `playbook.yml`; without a name, of those that any text may have."""
    if name == _SETTINGS:
        return tuple(_nested(Settings))
    if not name:
        return tuple(_fields(Fields.model_fields))
    kind = KINDS[name]
    own = {
        field: about
        for field, about in kind.fields.model_fields.items()
        if field not in Fields.model_fields or about.default != Fields.model_fields[field].default
    }
    return (_about(kind), *(_fields(own) if own else ()))


def _about(kind: Kind) -> str:
    """What a kind is: the docstring of its constant, or of the module that is all about it."""
    for module in vars(kinds).values():
        if isinstance(module, ModuleType) and (name := next((n for n, v in vars(module).items() if v is kind), None)):
            beside = docstrings(ast.parse(inspect.getsource(module)).body).get(name)
            return beside or _sentence((inspect.getdoc(module) or "").rpartition(": ")[2])
    return ""


def _wanted(section: SectionKind) -> str:
    said = ["needed"] if section.required else []
    if section.name == "what-to-say":
        said.append(f"needed for {', '.join(topic for topic, asks in TOPICS.items() if asks.needs_words)}")
    if section.shape in _SHAPES:
        said.append(_SHAPES[section.shape])
    return f" ({'; '.join(said)})" if said else ""


def _nested(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """The lines of a model of settings, and those of each block below it under a heading of its own."""
    plain = {name: field for name, field in model.model_fields.items() if not _block(field)}
    if plain:
        yield from _fields(plain)
    for name, field in model.model_fields.items():
        if inner := _block(field):
            yield f"### {above}{name}"
            yield f"Below a line `{name}`: {says(field)}"
            yield from _nested(inner, f"{above}{name}.")


def _block(field: FieldInfo) -> type[BaseModel] | None:
    here = field.annotation
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _fields(fields: Mapping[str, FieldInfo]) -> Iterator[str]:
    """A list with an entry for each line; below it stand the words to choose from, or the lines of each entry."""
    yield _listed(_line(name, field) for name, field in fields.items())


def _line(name: str, field: FieldInfo) -> str:
    need = "**needed**" if field.is_required() else _default(field.default)
    said = f"`{name}` ({', '.join(filter(None, (_type(field), need)))}): {says(field)}"
    below = [f"`{word}`: {_one_line(about)}" for enum in choices(field) for word, about in members(enum).items()]
    for inner in blocks(field):
        below += [_line(own, about) for own, about in inner.model_fields.items()]
    return said + "".join(f"\n- {line}".replace("\n", "\n    ") for line in below)


def _type(field: FieldInfo) -> str:
    if validator(Limit) in field.metadata:
        return "an amount, or `no limit`"
    if validator(Sentences) in field.metadata:
        return "a sentence, or a list of them"
    found = list(inside(field.annotation))
    if dict in found:
        return "lines below it, each a name with these below it" if blocks(field) else "lines below it, each `name: value`"
    if blocks(field):
        return "a list; each entry has these lines"
    if choices(field):
        return "several of these" if tuple in found else "one of these"
    written = next((part for part in found if issubclass(part, Written)), None)
    if written is not None:
        return "" if isinstance(field.default, Written) else f"such as `{written.examples[0]}`"
    plain = next((_PLAIN[part] for part in found if part in _PLAIN), "")
    return "several, with commas between" if tuple in found and str in found else f"several, each {plain}" if tuple in found else plain


def _default(value: Any) -> str:
    if value in (None, "", (), {}):
        return ""
    if isinstance(value, bool):
        return f"`{'yes' if value else 'no'}` if you write nothing"
    shown = ", ".join(entry for entry in value) if isinstance(value, tuple) else value.value if isinstance(value, StrEnum) else value
    return f"`{shown}` if you write nothing"


def _aliases(name: str, words: Mapping[str, str]) -> str:
    found = [written for written, known in words.items() if known == name]
    found = [written for written in found if f"{written[:-1]}'{written[-1]}" not in found]
    return ", ".join(f"“{written[:1].upper()}{written[1:]}”" for written in found)


def _rules(level: Level, view: View) -> str:
    return ", ".join(f"[`{name}`](../checklist/{name}.md)" for name, rule in view.rules.items() if rule.level is level)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _sentence(text: str) -> str:
    return text[:1].upper() + _one_line(text[1:])


def _listed(entries: Iterable[str]) -> str:
    return "\n".join(f"- {entry}" for entry in entries)
