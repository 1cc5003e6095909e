"""The table of kinds: one row for each sort of document."""

from playbook_plugins.model.kinds import budget, fit, notes, partners, policy, promise, role, scenario, script, texts
from playbook_plugins.model.kinds.kind import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        fit.KIND,
        partners.KIND,
        promise.KIND,
        policy.KIND,
        script.KIND,
        scenario.KIND,
        role.KIND,
        budget.KIND,
        notes.LESSONS,
        notes.GESTURES,
        texts.PRINCIPLE,
        texts.PAGE,
    )
}
