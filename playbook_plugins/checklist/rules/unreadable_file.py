"""What cannot be read cannot be checked, and is not published."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.playbook import Playbook


@rule(Level.ERROR, locked=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    return context.faults("unreadable-file")
