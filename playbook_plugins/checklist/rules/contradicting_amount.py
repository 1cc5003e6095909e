"""A sentence about a limit names the role's own amount, or none."""

from collections.abc import Iterator
from decimal import Decimal

from playbook_plugins.checklist.comparison import amounts
from playbook_plugins.checklist.roles import meant
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import Match, found_within, may_hold
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.limits import NO_LIMIT, limit, priced

HELP = "Change the sentence or the role, or leave the amount out: cards show each role's limit."


@rule(Level.WARNING, kinds=("policy", "role", "page"), lists=("limit-talk", "amount"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    for text in may_hold(document, "limit-talk", context=context, zones=(Zone.STAFF,)):
        found = found_within(text, document, "limit-talk", context, quotes=False)
        roles = [role for role in context.playbook.spoken("role") if role.active] if found else []
        for match in found if roles else ():
            role = None if match.entry.gentle else meant(match, text, document, roles)
            right = _amounts([role] if role else roles, context)
            if role is None:
                right |= _set_aside(context)
            wrong = [amount for amount in amounts(match, document, context) if amount not in right]
            if wrong and right:
                yield Hit(text.place(document.path, match.start, match.end), _message(match, role, right, context=context), HELP)


def _amounts(roles: list[Document], context: Context) -> set[Decimal]:
    """What the roles may spend, on a case or in a month."""
    found = {limit(role, context.playbook) for role in roles} | {role.fields.may_spend_a_month for role in roles}
    return found - {None}


def _set_aside(context: Context) -> set[Decimal]:
    budget = context.playbook.single("budget")
    return {budget.fields.make_it_right} - {None} if budget else set()


def _message(match: Match, role: Document | None, right: set[Decimal], *, context: Context) -> str:
    limits = [priced(amount, context.settings.business.currency) for amount in sorted(right - {NO_LIMIT})]
    if role is None:
        return f"“{match.words}” is no role's limit: those are {', '.join(limits)}"
    return f"“{match.words}”: but {role.titled} may spend {limits[0] if limits else 'without limit'}"
