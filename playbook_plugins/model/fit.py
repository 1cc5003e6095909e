"""The fit page, read line by line."""

from dataclasses import dataclass

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, Step


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One line of “Someone else will serve you better if”."""

    id: str
    """Its bold words as a slug."""
    need: Text
    """The bold words: `You need a carbon frame repaired`."""
    because: str
    """Why others do it better, as Markdown; empty where the line does not say."""
    who: str
    """The sentence that names somebody, as Markdown with its link."""
    url: str
    """Where the first link in that sentence leads."""
    phone: str
    unless: str
    """The exception, as Markdown."""
    asks: bool
    """Whether the line offers to ask around."""
    whole: Text


@dataclass(frozen=True)
class Fit:
    """What `fit.md` says, in parts."""

    document: Document
    elsewhere: tuple[Elsewhere, ...]
    costs: tuple[Step, ...]
    """The labelled lines of “What it costs”: most-people-pay, included, not-included, to-cancel."""
