"""What stands behind a name is of the sort that belongs there."""

from collections.abc import Iterator
from datetime import timedelta

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import RuleLevel

AHEAD = timedelta(days=1)
"""How far a date may lie ahead: where the author lives it may be tomorrow already."""

_LOOKED = "Write the day on which somebody last looked and found it right."
_TOLD = "Write the day on which people last heard what this page says."


@rule(Level.ERROR, partly_by_time=True)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    yield from context.faults("bad-value")
    for document in playbook.readable:
        yield from _to_come(document, context)
    for name, level in context.settings.checklist.levels.items():
        known = context.rules.get(name)
        if known and known.locked and level is not RuleLevel.ERROR:
            place = playbook.place_of("checklist", "levels", name)
            yield Hit(place, f"`{name}` guards what may be published, and nothing turns it down",
                      "Leave this line out, and mend what the rule finds.")


def _to_come(document: Document, context: Context) -> Iterator[Hit]:
    days = [(("reviewed",), document.fields.reviewed), (("told",), getattr(document.fields, "told", None))]
    partners = getattr(document.fields, "partners", None) or ()
    days += [(("partners", number, "checked"), partner.checked) for number, partner in enumerate(partners)]
    for keys, day in days:
        if day and day - context.today > AHEAD:
            yield Hit(document.place_of(*keys), f"`{keys[-1]}`: {day} is still to come",
                      _TOLD if keys == ("told",) else _LOOKED, passing=True)
