"""A rule that an owner or a package adds does what it says."""

from collections.abc import Iterator
from dataclasses import replace

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.playbook import Playbook


@rule(Level.ERROR)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    return (replace(hit, firm=True) for hit in context.faults("own-rule"))
