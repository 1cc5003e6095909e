"""One sheet for the wall beside the till: for each situation that stands first the sentence to begin with, the money at hand and whom to ring."""

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_plugins.model.document import Document
from playbook_plugins.model.edition import edition_of_all
from playbook_plugins.model.page import Page
from playbook_plugins.model.pinned import situated
from playbook_plugins.pages.internal.deciding import Person, above, limit_of, lowest, person
from playbook_plugins.pages.internal.saying import first_said
from playbook_plugins.pages.internal.view import View

PATH = "counter/index.md"
"""Where the sheet stands."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the sheet says of one situation."""

    policy: Document
    say: str = ""
    """The first thing to say, as Markdown; empty where the policy has no words."""
    who: Person | None = None
    """The role with the lowest limit, where the policy shows limits."""
    limit: str = ""
    """What it may spend on the spot."""
    next: Person | None = None
    """Whom it rings when that is not enough."""


def page(view: View, *, stamp: int) -> Iterator[Page]:
    """The sheet, as soon as there is a situation; `stamp` is the moment that pages may print."""
    playbook = view.playbook
    first, _ = situated(playbook)
    if not first:
        return
    yield view.page(
        "counter.md.j2",
        PATH,
        view.words("counter.title"),
        rows=[_row(policy, view) for policy in first],
        edition=edition_of_all(playbook, stamp),
        name=playbook.settings.business.name,
        people=view.words(f"people.{playbook.settings.business.people_word.value}"),
        menu=(view.words("policies.title"),),
        in_menu=True,
        kind="counter",
    )


def _row(policy: Document, view: View) -> Row:
    say, role = first_said(policy, view.playbook, here=PATH), lowest(policy, view)
    if role is None:
        return Row(policy, say)
    return Row(policy, say, person(role, view), limit_of(role, view), next(iter(above(role, view)), None))
