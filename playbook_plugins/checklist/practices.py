"""What the project set out to carry, which rules watch over it, and whether a playbook carries it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.lexicon import fold, plain_letters
from playbook_plugins.model.playbook import Playbook

_CELL = re.compile(r"(?P<kind>[^:]*):(?P<name>[^#@]*)(?:#(?P<part>.+)|@(?P<line>.+))?")
_KINDS = {"money": "budget", "roles": "role"}
"""By the word of a cell: the kind of document, where it is not called after it."""
STARTER = "starter"
"""The word of a cell that is found in what one begins with, and in no playbook of one's own."""
_SETTINGS = "playbook.yml"
_CALLED = "called"
"""What a file of translations says beside the practices: how texts and headings are called."""


@dataclass(frozen=True, slots=True)
class Practice:
    """One row of the table of practices."""

    id: str
    """`P01` to `P63`."""
    told: str
    """What it asks of a business, in one sentence."""
    articles: tuple[str, ...]
    """The articles in which it was found, by what they are about."""
    rules: tuple[str, ...]
    """The rules that watch over it, by name."""
    texts: tuple["Cell", ...]
    """Where it stands in a playbook: all of them together carry it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place in a playbook: `policy:recovery#what-to-do`, `money:@years`."""

    kind: str
    """policy, principle, scenario, script, page, roles, money, lessons, gestures, partners, fit, business or starter."""
    name: str = ""
    """A policy's topic, else a document's id; empty where the kind is enough."""
    part: str = ""
    """A section, by its name or its heading."""
    line: str = ""
    """A line of the front matter, or of `playbook.yml`."""

    @property
    def place(self) -> str:
        """The file or folder in which it would stand, from the folder of the sources."""
        kind = KINDS.get(_KINDS.get(self.kind, self.kind))
        folder = kind.place if kind else _SETTINGS
        return f"{folder}{self.name}.md" if self.name else folder


@cache
def table() -> tuple[Practice, ...]:
    """Every practice, in its order."""
    found = _read((files("playbook_plugins") / "practices.yml").read_text("utf-8"))
    return tuple(
        Practice(row["id"], row["practice"], tuple(found["articles"][article] for article in row["articles"]), tuple(row["rules"]), tuple(map(cell, row["starter"])))
        for row in found["practices"]
    )


@cache
def told_in(language: str) -> Mapping[str, str]:
    """What each practice asks, by its id; nothing in a language in which nobody has written it."""
    return {id: told for id, told in _translated(language).items() if id != _CALLED}


def spoken(wanted: Cell, language: str) -> Cell:
    """A place, called as texts in a language call it."""
    called = _translated(language).get(_CALLED, {})
    return replace(wanted, name=called.get(wanted.name, wanted.name), part=called.get(wanted.part, wanted.part))


@cache
def practices() -> dict[str, tuple[Practice, ...]]:
    """The practices that each rule watches over, by the rule's name."""
    found: dict[str, tuple[Practice, ...]] = {}
    for practice in table():
        for rule in practice.rules:
            found[rule] = (*found.get(rule, ()), practice)
    return found


@cache
def _translated(language: str) -> Mapping[str, Any]:
    file = files("playbook_plugins") / f"practices.{language}.yml"
    return _read(file.read_text("utf-8")) if file.is_file() else {}


def _read(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def cell(written: str) -> Cell:
    """A cell of the table, as it is written there."""
    match = _CELL.fullmatch(written)
    return Cell(**{name: text or "" for name, text in match.groupdict().items()}) if match else Cell("")


def carried(wanted: Cell, playbook: Playbook) -> bool:
    """Whether a playbook has something in this place, in use and in whatever language."""
    if wanted.kind == "business":
        return playbook.settings is not None and _says(getattr(playbook.settings.business, wanted.line, None))
    if wanted.kind == STARTER:
        return wanted.line in _people(wanted.name)
    places = {wanted, spoken(wanted, playbook.lexicon.language)}
    return any(_holds(document, place, playbook) for place in places for document in _documents(place, playbook) if document.active)


def _documents(wanted: Cell, playbook: Playbook) -> tuple[Document, ...]:
    if wanted.kind == "policy":
        return playbook.policies_on(wanted.name)
    found = playbook.of_kind(_KINDS.get(wanted.kind, wanted.kind))
    return tuple(document for document in found if wanted.name in ("", document.id))


def _holds(document: Document, wanted: Cell, playbook: Playbook) -> bool:
    if wanted.line:
        return _says(getattr(document.fields, wanted.line, None))
    if not wanted.part:
        return True
    # a heading of the table means the same section as whatever an owner calls it
    name = playbook.lexicon.sections.get(document.kind.name, {}).get(fold(wanted.part), _slug(wanted.part))
    return any(name in (section.name, _slug(str(section.heading))) and section.blocks for section in document.sections)


def _says(value: Any) -> bool:
    return value not in (None, (), "")


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain_letters(heading).casefold()).strip("-")


@cache
def _people(starter: str) -> frozenset[str]:
    """What people may be called in a starter; nothing where there is none of that name."""
    from tomllib import loads  # only somebody with a starter's people needs it

    file = files("playbook_plugins") / "starter" / f"{starter}.toml"
    return frozenset(loads(file.read_text("utf-8")).get("people", {})) if file.is_file() else frozenset()
