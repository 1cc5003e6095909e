"""Money for staff: who may decide, spend and take what, whom to ask for more, and why it is worth it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from playbook_plugins.model.document import Document
from playbook_plugins.model.kindness import a_few
from playbook_plugins.model.limits import from_first_to_last, limit
from playbook_plugins.model.notes import Gesture
from playbook_plugins.model.page import Page
from playbook_plugins.model.playbook import OWNER
from playbook_plugins.pages.internal.coverage import worth
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
        worth=worth(budget, view),
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
