"""Nothing that only staff may read stands in the finished public site."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.finding import Level
from playbook_plugins.model.inside import LISTED
from playbook_plugins.model.leak import TOO_LARGE, Leak, told

HELP = (
    "Leave this line as it is. "
    "Take it out of the text that the page is made from, or of the template, hook or setting that adds it, and build again. "
    f"If everybody may read it, say it in a public text, or {LISTED}."
)
UNREADABLE = "Take the file out, or put one in its place that can be opened."
SMALLER = "Take the file out and link to where it lies, or put a smaller one in its place."


@rule(Level.ERROR, locked=True, finished=True)
def check(leaks: tuple[Leak, ...], context: Context) -> Iterator[Hit]:
    if leaks[0].source:
        yield Hit(leaks[0].place, f"{told(leaks)} {'shows' if len(leaks) == 1 else 'show'} something that is for staff alone and stands here", HELP)
    else:
        yield Hit(leaks[0].place, f"nobody can say whether something for staff alone stands in {told(leaks)}", SMALLER if leaks[0].channel == TOO_LARGE else UNREADABLE)
