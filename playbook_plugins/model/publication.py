"""What a public site says, sentence by sentence, and what two states of it differ in."""

from dataclasses import dataclass
from enum import StrEnum

from playbook_plugins.model.place import Place


class Sort(StrEnum):
    """What it is that the public sees."""

    SENTENCE = "sentence"
    """Words of the owner's, as they wrote them."""
    PICTURE = "picture"
    """A picture, by its name on the site."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that stands on the public site."""

    text: str
    """The sentence as Markdown on one line, or the picture's path."""
    page: str
    """The address of the page, such as `/promises/`."""
    place: Place
    """Where its author wrote it."""
    mark: str
    """What it is known by in another state of the site, wherever it stands there."""
    sort: Sort = Sort.SENTENCE


@dataclass(frozen=True, slots=True)
class Difference:
    """What somebody has to approve, and what goes."""

    added: tuple[Said, ...]
    """Public now and not before."""
    removed: tuple[Said, ...]
    """Public before and no more."""
