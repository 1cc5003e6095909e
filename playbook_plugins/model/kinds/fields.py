"""What the front matter of every kind may hold."""

from enum import StrEnum

from pydantic import ConfigDict

from playbook_plugins.model.described import Described
from playbook_plugins.model.page import Audience
from playbook_plugins.model.values import Day, Duration, Id, Language, Names


class Status(StrEnum):
    """How far a document has come."""

    DRAFT = "draft"
    """Still being written; nothing may lean on it."""
    ACTIVE = "active"
    """In use."""
    RETIRED = "retired"
    """No longer in use; `replaced_by` names what came after."""


class Fields(Described):
    """The lines that any document may carry between its two `---`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: str = "owner"
    """The role that looks after this document. Without a line: the owner."""
    backup: str | None = None
    """The role that looks after it when the first is away."""
    reviewed: Day | None = None
    """The day on which somebody last read it and found it right. Without a line: the day of its last change."""
    review_every: Duration = Duration(6, "month")
    """How long a review holds, such as `6 months`."""
    status: Status = Status.ACTIVE
    """draft, active or retired."""
    replaced_by: str | None = None
    """For a retired document: the id of the one that came after."""
    id: Id | None = None
    """Its name among the others. Without a line: the file's name."""
    lang: Language | None = None
    """Its language, such as `pl`. Without a line: the playbook's."""
    tags: Names = ()
    """Words of your own to sort documents by."""
    allow: dict[str, str | None] = {}
    """Rules that this document may break, each with the reason: `rule-name: because …`."""
    formerly: Names = ()
    """Names it had before; no other document may take them."""


class ChosenAudience(Fields):
    """The lines of a kind that is for staff unless it says otherwise."""

    audience: Audience = Audience.INTERNAL
    """public or internal. Only principles and pages may choose."""
