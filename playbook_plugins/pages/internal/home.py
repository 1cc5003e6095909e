"""The first page: what is happening?"""

from collections.abc import Sequence
from itertools import chain, zip_longest

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.policy import TOPICS, TopicName
from playbook_plugins.model.page import Page
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.addresses import relative
from playbook_plugins.pages.internal import counter, situations
from playbook_plugins.pages.internal.deciding import Person, above, lowest, named
from playbook_plugins.pages.internal.lessons import learned
from playbook_plugins.pages.internal.view import View

PATH = "index.md"
"""Where the page stands."""
BIG = 8
"""Situations that stand first: as many as a telephone shows together with the field below them."""
_SHIFT = "before-the-shift"
"""The page that is read before the first customer comes."""


def page(view: View) -> Page:
    """The first page: the situations that the owner pinned, a field that finds all the others, and those below it."""
    playbook, words = view.playbook, view.words
    big, others = situated(playbook)
    own, shift = playbook.get("page", "home"), playbook.get("page", _SHIFT)
    lead = view.lead(own) if own else ""
    if not (lead or big):
        lead = f"[{words('writing.title')}](writing/index.md)"
    return view.page(
        "home.md.j2",
        PATH,
        view.title(own) if own else words("home.title"),
        lead=lead,
        big=big,
        others=others,
        speech=situations.speech_for([*big, *others]),
        fetch=_fetch(view) if big else None,
        shift=shift if shift and shift.active and shift.audience == "internal" else None,
        counter=relative(counter.PATH, PATH),
        learned=learned(view, PATH),
        source=own.path if own else None,
        in_menu=True,
        kind="home",
    )


def situated(playbook: Playbook) -> tuple[list[Document], list[Document]]:
    """The policies that stand first, and all others in use.

    First are those that the owner pinned; where nothing is pinned, one of each
    topic in turn, those that every business has before the rest.
    """
    policies = [policy for policy in playbook.of_kind("policy") if policy.active]
    first = [policy for id in playbook.settings.home.pinned if (policy := playbook.get("policy", id)) in policies]
    first = list(dict.fromkeys(policy.path for policy in first or _in_turn(policies)))[:BIG]
    by_path = {policy.path: policy for policy in policies}
    return [by_path[path] for path in first], [policy for policy in policies if policy.path not in first]


def _in_turn(policies: Sequence[Document]) -> list[Document]:
    order = [*TOPICS, *dict.fromkeys(policy.topic for policy in policies if policy.topic not in TOPICS)]
    by_topic = [[policy for policy in policies if policy.topic == topic] for topic in order]
    return [policy for policy in chain.from_iterable(zip_longest(*by_topic)) if policy]


def _fetch(view: View) -> Person | None:
    """Whom to fetch where no card fits: above whoever stands before an upset customer, the nearest whom one can ring; else the nearest."""
    for topic in (TopicName.LISTENING, TopicName.RECOVERY):
        for policy in view.playbook.policies_on(topic):
            first = lowest(policy, view)
            people = above(first, view) if first else [named(policy.fields.backed_by, view)]
            if people:
                return next((person for person in people if person.dial), people[0])
    return None
