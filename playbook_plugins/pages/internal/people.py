"""Who may do what, and the money that is set aside for it."""

from collections.abc import Iterator

from playbook_plugins.model.notes import gestures
from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal.view import View


def roles(view: View) -> Iterator[Page]:
    """The list of roles, and a page for each."""
    section = view.words("roles.title")
    found = [role for role in view.playbook.of_kind("role") if role.active]
    if not found:
        return
    found.sort(key=lambda role: (role.fields.may_spend is None, role.fields.may_spend or 0, role.id))
    yield view.page("roles.md.j2", "roles/index.md", section, roles=found, menu=(section,), in_menu=True, kind="list")
    for role in found:
        looks_after = [document for document in view.playbook.readable if document.active and document.fields.owner == role.id]
        yield view.of(role, "role.md.j2", looks_after=looks_after, menu=(section,))


def money(view: View) -> Iterator[Page]:
    """What is set aside to put things right, and what a usual customer is worth."""
    budget = view.playbook.single("budget")
    if budget is None or not budget.active:
        return
    fields, words = budget.fields, view.words
    usual = (fields.usual_sale, fields.times_a_year, fields.years)
    worth = None
    if all(value is not None for value in usual):
        worth = words(
            "money.worth",
            people=words(f"people.{view.playbook.settings.business.people_word.value}"),
            years=words.duration(fields.years, "year"),
            value=words.money(round(fields.lifetime_value)),
        )
    kept = view.playbook.single("gestures")
    small = [
        tuple(view.cell(text, kept, "money.md") for text in (gesture.what, gesture.costs, gesture.takes))
        for gesture in gestures(kept)
    ]
    yield view.of(
        budget, "money.md.j2", worth=worth, gestures=small[:3], menu=(words("roles.title"),), in_menu=True, kind="money"
    )
