"""No limit, no pot and no value of a customer stands in the finished public site."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.leak import Leak, told

HELP = (
    "Take it out of whatever made that file: a page by hand, a template, a plugin. "
    "An amount that is also a price is public once a public text names it."
)


@rule(Level.ERROR, locked=True, finished=True)
def check(leaks: tuple[Leak, ...], context: Context) -> Iterator[Hit]:
    yield Hit(leaks[0].place, f"this amount is for staff alone, and comes out in {told(leaks)}", HELP)
