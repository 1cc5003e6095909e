"""Money for staff: who may decide, spend and take what, whom to ask for more, and why it is worth it; and for the owner, what the pot holds."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from playbook_plugins.model.document import Document
from playbook_plugins.model.kindness import a_few
from playbook_plugins.model.limits import from_first_to_last, limit
from playbook_plugins.model.notes import Gesture
from playbook_plugins.model.page import Page
from playbook_plugins.model.playbook import OWNER
from playbook_plugins.model.worth import Pot, pot, told_worth
from playbook_plugins.pages.internal.coverage import linked
from playbook_plugins.pages.internal.deciding import Line, Person, deciding_line
from playbook_plugins.pages.internal.view import View

PATH = "money.md"


def page(view: View) -> Iterator[Page]:
    """The page of `money.md`; none where there is no such document in use."""
    budget = view.playbook.single("budget")
    if budget is None or not budget.active:
        return
    roles = sorted((role for role in view.playbook.spoken("role") if role.active and limit(role, view.playbook) is not None), key=from_first_to_last)
    yield view.of(
        budget,
        "money.md.j2",
        worth=_worth(budget, view),
        pot=pot_line(found, view) if (found := pot(view.playbook)) else "",
        deciding=[*_deciding(roles, view)],
        gestures=kindnesses(a_few(roles, view.playbook, seed=budget.id), view, here=PATH),
        menu=(view.words("roles.title"),),
        in_menu=True,
        kind="money",
    )


def kindnesses(found: Iterable[Gesture], view: View, *, here: str) -> list[tuple[str, ...]]:
    """What each gesture is, costs and takes, as Markdown for the page at `here`."""
    table = view.playbook.single("gestures")
    return [tuple(view.cell(text, table, here) for text in (gesture.what, gesture.costs, gesture.takes)) for gesture in found]


def _deciding(roles: list[Document], view: View) -> Iterator[tuple[Line, str, str]]:
    """What each role may do, where its page is and what it may spend in a month: from the first to the last, who needs no file."""
    for role in roles:
        month = role.fields.may_spend_a_month
        line = deciding_line(role, view) if "may_give" in role.fields.model_fields_set else replace(deciding_line(role, view), gives="")
        yield line, view.link(role, PATH), view.words.money(month) if month is not None else ""
    if roles and all(role.id != OWNER for role in roles):
        yield Line(OWNER, Person(view.role_name(OWNER)), view.words("card.limit-none")), "", ""


def aside(view: View) -> Iterator[str]:
    """What is set aside to put things right, beside what is spent on being found, what a repair costs and what a customer is worth."""
    found, words, budget = pot(view.playbook), view.words, view.playbook.single("budget")
    if found is None or budget is None:
        return
    yield pot_line(found, view)
    if found.share is not None:
        yield words("coverage.share", share=words.share(found.share), money=words.money(found.marketing))
    if found.hours:
        yield words("coverage.week", hours=words.number(round(float(found.hours_a_week), 1)))
    alike: dict[tuple[Decimal, int], list[Document]] = {}
    for repairs in found.repairs:
        alike.setdefault((repairs.each, repairs.held), []).append(repairs.policy)
    for (each, held), policies in alike.items():
        yield words("coverage.repairs", policy=linked(policies, view), money=words.money(each), count=words.number(held), period=words(f"period.{found.period}"))
    if told := _worth(budget, view):
        yield told


def pot_line(found: Pot, view: View) -> str:
    """What is set aside to put things right, in money and hours."""
    words = view.words
    return words("money.pot-line", money=words.money(found.money), hours=words.number(float(found.hours)), period=words(f"period.{found.period}"))


def _worth(budget: Document, view: View) -> str:
    """What a usual customer is to us, in one sentence from which nobody can work the margin out; empty where a number is missing."""
    fields, words = budget.fields, view.words
    value = told_worth(fields)
    if value is None:
        return ""
    return words(
        "money.worth" if fields.margin is None else "money.pays",
        people=words(f"people.{view.playbook.settings.business.people_word.value}"),
        years=words.duration(fields.years, "year"),
        value=words.money(value),
    )
