"""How often one person hears from us in a year, summed over all that we send, and what we say about it."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.kinds.script import Channel
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.values import Frequency


@dataclass(frozen=True)
class Contacts:
    """Everything that goes out to one person."""

    counted: tuple[Document, ...]
    """The scripts that reach people who did not ask for them and say how often."""
    unsaid: tuple[Document, ...]
    """Those that count, and nobody says how often."""
    beside: tuple[Document, ...]
    """Those that count for nothing: what was booked, answers, safety."""
    limit: Frequency | None
    """How often we say that we write at most; `None` where nobody says."""

    @cached_property
    def a_year(self) -> Decimal:
        """How often one person hears from us in a year without having asked."""
        return sum((script.fields.how_often.exactly for script in self.counted), Decimal(0))

    @property
    def total(self) -> Frequency:
        """The same, as a frequency."""
        return Frequency(float(self.a_year), "year")


def contacts(playbook: Playbook) -> Contacts:
    """What goes out to one person, in the playbook's first language; what is said face to face is not sent."""
    if "contacts" not in playbook.worked_out:
        playbook.worked_out["contacts"] = _contacts(playbook)
    return playbook.worked_out["contacts"]


def _contacts(playbook: Playbook) -> Contacts:
    sent = [script for script in playbook.spoken("script") if script.active and script.fields.channel is not Channel.IN_PERSON]
    count = [script for script in sent if script.fields.counts]
    own = [policy.fields.at_most for policy in playbook.policies_on(TopicName.CONTACT) if policy.fields.at_most]
    told = playbook.settings.business.writes_at_most if playbook.settings else None
    return Contacts(
        counted=tuple(script for script in count if script.fields.how_often),
        unsaid=tuple(script for script in count if not script.fields.how_often),
        beside=tuple(script for script in sent if not script.fields.counts),
        limit=min(own, key=lambda most: most.exactly, default=told),
    )
