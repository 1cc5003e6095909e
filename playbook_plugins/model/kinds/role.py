"""A role: what this person may decide, spend and take."""

from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.values import Duration, Limit


class RoleFields(Fields):
    """What stands above a role."""

    may_spend: Limit
    """What this role may spend on one case without asking, or `no limit`."""
    may_take: Duration | None = None
    """How much time it may take for one case."""
    may_give: str = "anything within the limit"
    """What it may give away, such as `a tube, a wash`."""
    reach: str | None = None
    """How colleagues reach it, such as `ring 12`."""
    above: str = "owner"
    """The role to ask when the limit is not enough."""
    may_spend_a_month: Limit = None
    """What it may spend in a month, where there is such a limit."""


KIND = Kind("role", "roles/", RoleFields)
