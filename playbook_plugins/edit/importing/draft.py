"""What an import is about: the texts that were found, the drafts made of them, and what there is to say about each."""

from dataclasses import dataclass

_LONGEST = 60
"""Characters of a piece that a note names."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something of an old text that could not be put where it belongs; its words are kept all the same."""

    line: int
    """In the old file, from 1."""
    what: str
    """What it is and what became of it, without a full stop."""


def named(said: str) -> str:
    """A piece of an old text as a note names it: as code, and no longer than a line takes."""
    said = said.replace("`", "")
    return f"`{said if len(said) <= _LONGEST else said[: _LONGEST - 3] + '…'}`"


@dataclass(frozen=True, slots=True)
class Old:
    """One text of the handbook, as it was found."""

    path: str
    """From the handbook's folder, with `/`."""
    text: str
    """All of it, with `\\n` at the ends of lines and without signs that nobody sees."""
    mark: str
    """A few letters and figures that stand for its bytes."""
    title: str = ""
    """What the handbook's menu calls it; empty where there is no menu."""
    notes: tuple[Note, ...] = ()
    """What had to be done to read it at all."""


@dataclass(frozen=True, slots=True)
class Left:
    """A file that stays where it is."""

    path: str
    what: str
    """What it is: “a picture”, “no text”."""
    unread: bool = False
    """Whether it should have been read and could not be."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a text seems to be."""

    kind: str = "page"
    """The kind's name in the table of kinds."""
    why: str = "nothing in it says what else it could be"
    """What spoke for it, in a few words."""
    topic: str | None = None
    """A policy's topic."""
    fields: tuple[tuple[str, str], ...] = ()
    """Further lines for its top, as names and YAML."""
    next: tuple[str, ...] = ()
    """What the owner has to do about it, a sentence each."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to be written."""

    path: str
    """From the playbook's folder."""
    content: bytes
    old: str
    """The file it was made of, from the handbook's folder."""
    guess: Guess
    notes: tuple[Note, ...] = ()
    part: int = 0
    """Which part of a long text this is; 0 where it is the whole."""


@dataclass(frozen=True)
class Imported:
    """What a handbook becomes, before anything is written."""

    drafts: tuple[Draft, ...]
    left: tuple[Left, ...] = ()
    again: tuple[str, ...] = ()
    """Texts that an earlier import has brought already, as they stand now."""
