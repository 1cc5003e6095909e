"""A day of review says that somebody has read the document."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.playbook import Playbook

NAMED = 3
"""How many documents a message names."""


@rule(Level.ADVICE, by_time=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    for redated in playbook.history.redated:
        names = [document.titled for path in redated.paths[:NAMED] if (document := playbook.at(path))]
        yield Hit(playbook.top, f"{len(redated.paths)} documents got a new day of review at once on {redated.day}, and nothing else in them changed",
                  f"Were they all read? Take the old day back where one was not, beginning with {', '.join(names)}.")
