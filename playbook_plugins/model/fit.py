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
    name: str
    """The name that is linked, or that stands beside a number."""
    url: str
    phone: str
    unless: str
    """The exception, as Markdown."""
    asks: bool
    """Whether the line offers to ask around."""
    whole: Text

    @property
    def leads_somewhere(self) -> bool:
        """Whether the reader has somebody to turn to."""
        return bool(self.url or self.phone or self.asks)


@dataclass(frozen=True)
class Fit:
    """What `fit.md` says, in parts."""

    document: Document
    good: tuple[Text, ...]
    """The lines of “You will be happy here if”."""
    elsewhere: tuple[Elsewhere, ...]
    costs: tuple[Step, ...]
    """The labelled lines of “What it costs”: most-people-pay, included, not-included, to-cancel."""
    start: tuple[Text, ...]
    """The steps of “How to start”."""

    def cost(self, action: str) -> Step | None:
        """The labelled line of “What it costs” that goes by a name in the lexicon."""
        return next((step for step in self.costs if step.action == action), None)
