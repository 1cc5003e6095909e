"""Some of the marketing money, and some hours, are set aside to put things right."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.limits import priced


@rule(Level.ERROR, kinds=("budget",), reminds_drafts=True)
def check(document: Document, context: Context) -> Iterator[Hit]:
    money, currency = document.fields, context.settings.business.currency
    if money.make_it_right == 0:
        yield Hit(document.place_of("make_it_right"), "nothing is set aside to put things right",
                  "Take a part of what you spend to be found: one pound in five is a beginning.")
    elif money.make_it_right and money.marketing and money.make_it_right > money.marketing:
        aside, adverts = (priced(amount, currency) for amount in (money.make_it_right, money.marketing))
        yield Hit(document.place_of("make_it_right"), f"{aside} to put things right is more than the {adverts} for marketing, of which it is a part",
                  f"Set aside {adverts} or less, or write in `marketing` what you spend to be found. Do the two count for the same period?", Level.WARNING)
    if money.make_it_right_hours == 0:
        yield Hit(document.place_of("make_it_right_hours"), "money is set aside to put things right, and no time" if money.make_it_right
                  else "no time is set aside to put things right",
                  "Set aside some hours: most things are mended with time and not with money.", Level.WARNING)
