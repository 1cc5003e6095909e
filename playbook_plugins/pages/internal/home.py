"""The first page: what is happening?"""

from collections.abc import Iterator

from playbook_plugins.model.kinds.policy import TopicName
from playbook_plugins.model.page import Asset, Page
from playbook_plugins.model.pinned import situated
from playbook_plugins.pages.addresses import relative
from playbook_plugins.pages.internal import counter, situations, standing
from playbook_plugins.pages.internal.deciding import Person, above, lowest, named
from playbook_plugins.pages.internal.learning import SHIFT, own_page
from playbook_plugins.pages.internal.lessons import learned
from playbook_plugins.pages.internal.shelves import FITS, leading_on, on_topics
from playbook_plugins.pages.internal.view import View

PATH = "index.md"
"""Where the page stands."""


def page(view: View) -> Page:
    """The first page: the situations that the owner pinned, a field that finds all the others, and those below it; where they are too many, their topics."""
    playbook, words = view.playbook, view.words
    big, others = situated(playbook)
    own = playbook.get("page", "home")
    lead = view.lead(own) if own else ""
    if not (lead or big):
        lead = f"[{words('writing.title')}](writing/index.md)"
    return view.page(
        "home.md.j2",
        PATH,
        view.title(own) if own else words("home.title"),
        lead=lead,
        big=big,
        others=others if len(others) <= FITS else (),
        topics=leading_on(on_topics([*big, *others], view, folder="policies"), view, PATH) if len(others) > FITS else (),
        count=len(others),
        words_file=situations.PATH,
        fetch=_fetch(view) if big else None,
        shift=own_page(SHIFT, view),
        counter=relative(counter.PATH, PATH),
        learned=learned(view, PATH),
        not_live=standing.on_home(view, PATH),
        source=own.path if own else None,
        in_menu=True,
        kind="home",
    )


def words_file(view: View, *, empty: bool = False) -> Iterator[Asset]:
    """What the field finds situations by, where there are any; `empty` names it alone."""
    big, others = situated(view.playbook)
    if big:
        yield Asset(situations.PATH, b"") if empty else situations.words_file([*big, *others], view)


def _fetch(view: View) -> Person | None:
    """Whom to fetch where no card fits: above whoever stands before an upset customer, the nearest whom one can ring; else the nearest."""
    for topic in (TopicName.LISTENING, TopicName.RECOVERY):
        for policy in view.playbook.policies_on(topic):
            first = lowest(policy, view)
            people = above(first, view) if first else [named(policy.fields.backed_by, view)]
            if people:
                return next((person for person in people if person.dial), people[0])
    return None
