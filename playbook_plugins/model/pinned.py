"""Which situations stand first: those that the owner pinned."""

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.playbook import Playbook

FIRST = 8
"""As many as a telephone shows together with the field below them, and as one sheet holds."""


def situated(playbook: Playbook) -> tuple[list[Document], list[Document]]:
    """The policies that stand first, and all others in use.

    First are those that the owner pinned; where nothing is pinned, one of each
    topic in turn, in the playbook's first language, those that every business
    has before the rest.
    """
    policies = [policy for policy in playbook.of_kind("policy") if policy.active]
    own = [policy for policy in policies if policy.lang == playbook.lexicon.language]
    pinned = [policy for id in playbook.settings.home.pinned if (policy := playbook.get("policy", id)) and policy.active]
    first = {policy.path: policy for policy in pinned or _in_turn(own or policies)}
    big = [*first.values()][:FIRST]
    stands = {policy.path for policy in big}
    return big, [policy for policy in policies if policy.path not in stands]


def in_turn(playbook: Playbook) -> list[Document]:
    """All policies in use: those that stand first, then one of each topic in turn."""
    big, others = situated(playbook)
    return [*big, *_in_turn(others)]


def _in_turn(policies: Sequence[Document]) -> Iterator[Document]:
    by_topic: dict[str | None, list[Document]] = {topic: [] for topic in TOPICS}
    for policy in policies:
        by_topic.setdefault(policy.topic, []).append(policy)
    return (policy for policy in chain.from_iterable(zip_longest(*by_topic.values())) if policy)
