"""A line that the document cannot do without is there, and says something."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.playbook import Playbook


@rule(Level.ERROR)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    return context.faults("missing-field")
