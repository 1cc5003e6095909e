"""Money for staff: who may decide, spend and take what, whom to ask for more, and why it is worth it."""

from collections.abc import Iterator
from dataclasses import replace

from playbook_plugins.model.document import Document
from playbook_plugins.model.limits import limit
from playbook_plugins.model.notes import gestures
from playbook_plugins.model.page import Page
from playbook_plugins.model.playbook import OWNER
from playbook_plugins.pages.internal.coverage import worth
from playbook_plugins.pages.internal.deciding import Line, Person, deciding_line
from playbook_plugins.pages.internal.view import View

PATH = "money.md"
_FEW = 3
"""Gestures that are suggested."""


def page(view: View) -> Iterator[Page]:
    """The page of `money.md`; none where there is no such document in use."""
    budget = view.playbook.single("budget")
    if budget is None or not budget.active:
        return
    kept = view.playbook.single("gestures")
    small = [tuple(view.cell(text, kept, PATH) for text in (gesture.what, gesture.costs, gesture.takes)) for gesture in gestures(kept)]
    yield view.of(
        budget, "money.md.j2", worth=worth(budget, view), deciding=[*_deciding(view)], gestures=small[:_FEW], menu=(view.words("roles.title"),), in_menu=True, kind="money",
    )


def _deciding(view: View) -> Iterator[tuple[Line, str, str]]:
    """What each role may do, where its page is and what it may spend in a month: from the first to the last, who needs no file."""
    found = [role for role in view.playbook.spoken("role") if role.active and limit(role, view.playbook) is not None]
    for role in sorted(found, key=lambda role: _order(role, view)):
        month = role.fields.may_spend_a_month
        line = deciding_line(role, view) if "may_give" in role.fields.model_fields_set else replace(deciding_line(role, view), gives="")
        yield line, view.link(role, PATH), view.words.money(month) if month is not None else ""
    if found and all(role.id != OWNER for role in found):
        yield Line(OWNER, Person(view.role_name(OWNER)), view.words("card.limit-none")), "", ""


def _order(role: Document, view: View) -> tuple[float, str]:
    return float(limit(role, view.playbook) or 0), role.id
