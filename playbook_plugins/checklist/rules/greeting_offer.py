"""A birthday wish is a wish: it carries no offer."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.steps import to_do
from playbook_plugins.checklist.wording import Match, found_in, tells
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.place import Place

SHORTEST_QUIET = 7
"""Days around the date below which an offer still reads as part of the wish."""


@rule(Level.ERROR, kinds=("policy", "script"), topics=("greeting",), lists=("offer", "upgrade", "pitch", "review-request", "sells", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    for place, match in _offers(document, context):
        if match.entry.gentle:
            yield Hit(place, f"“{match.words}” comes with the wish: make sure that nothing has to be bought for it",
                      "Say that it is theirs whether they buy or not, or leave it out.", Level.ADVICE)
        else:
            yield Hit(place, f"this wish also makes an offer: “{match.words}”",
                      "Wish them well and stop there. Send the offer another week, to people who asked for offers.")
    for step in to_do(document):
        for match in tells(step.whole, document, "sells", context):
            yield Hit(step.whole.place(document.path, match.start, match.end), f"this step sends an offer with the wish: “{match.words}”",
                      "Take it out: a wish that wants nothing is the gift.")
    for place, match in found_in(document, "review-request", context, zones=(Zone.SAY,)):
        yield Hit(place, f"this wish also asks for something: “{match.words}”",
                  "Wish them well and stop there. Ask what they think of us another week, and ask them alone.")
    days = getattr(document.fields, "quiet_days", None)
    if days is not None and days < SHORTEST_QUIET:
        yield Hit(document.place_of("quiet_days"), f"only {days} quiet days around the date: an offer then spoils the wish",
                  f"Keep at least {SHORTEST_QUIET} days on either side free of offers.")


def _offers(document: Document, context: Context) -> Iterator[tuple[Place, Match]]:
    """What the wish offers: a line that names a price is not told a second time that it sells."""
    told = set()
    for name in ("offer", "upgrade", "pitch"):
        found = [(place, match) for place, match in found_in(document, name, context, zones=(Zone.SAY,)) if place.line not in told]
        told |= {place.line for place, _ in found}
        yield from found
