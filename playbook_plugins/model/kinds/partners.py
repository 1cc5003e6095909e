"""The people we send others to."""

from datetime import date, timedelta

from pydantic import ConfigDict, model_validator

from playbook_plugins.model.described import Described
from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind, Visibility
from playbook_plugins.model.reach import Phone
from playbook_plugins.model.values import Day, Truth, WebAddress

HOLDS = timedelta(days=180)
"""How long what we know about a partner is believed."""


class Partner(Described):
    """One business or person who does something better than we do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    """What they are called."""
    url: WebAddress | None = None
    """Their website."""
    phone: Phone | None = None
    """Their number."""
    good_at: str
    """What they do well, in a few words."""
    checked: Day
    """The day on which we last made sure that this is true."""
    they_know: Truth = False
    """Whether they know that we send people."""

    @property
    def due(self) -> date:
        """The last day on which what we know about them is believed; then somebody rings."""
        return self.checked + HOLDS if self.checked <= date.max - HOLDS else date.max

    @model_validator(mode="after")
    def _can_be_reached(self) -> "Partner":
        if not (self.url or self.phone):
            raise ValueError(f"nobody can reach {self.name}|Add their `phone` or their `url`.")
        return self


class PartnersFields(Fields):
    """What stands above `partners.md`."""

    partners: tuple[Partner, ...]
    """Everybody to whom we send people."""


KIND = Kind("partners", "partners.md", PartnersFields, Visibility.PUBLIC, closed=True)
