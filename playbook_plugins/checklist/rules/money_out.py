"""No limit, no pot and no value of a customer stands in the finished public site."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.leak import Leak, told

HELP = (
    "Leave this line as it is. "
    "Take the amount out of the text that the page is made from, or of the template, hook or setting that adds it, and build again. "
    "An amount that is also a price is public once a public text names it."
)


@rule(Level.ERROR, locked=True, finished=True)
def check(leaks: tuple[Leak, ...], context: Context) -> Iterator[Hit]:
    yield Hit(leaks[0].place, f"{told(leaks)} {'shows' if len(leaks) == 1 else 'show'} an amount that is for staff alone and stands here", HELP)
