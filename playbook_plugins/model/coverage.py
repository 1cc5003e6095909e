"""What there is on each topic: situations, words, cases and promises; and why there is nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from playbook_plugins.model.document import Document
from playbook_plugins.model.kinds.policy import TOPICS, TopicName
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.tracing import promises_kept_by


@dataclass(frozen=True, slots=True)
class Cover:
    """Everything in use on one topic, in the playbook's first language."""

    topic: str
    policies: tuple[Document, ...]
    scripts: tuple[Document, ...]
    scenarios: tuple[Document, ...]
    promises: tuple[Document, ...]
    """Those that one of the policies keeps, or is named to keep."""
    not_done: str = ""
    """Why the owner does not do this; empty where nobody said so."""


def covers(playbook: Playbook) -> Iterator[Cover]:
    """Topic by topic, in their order: those that every playbook knows, then an owner's own that some policy has."""
    own = dict.fromkeys(policy.topic for policy in playbook.spoken("policy") if policy.topic and policy.active and policy.topic not in TOPICS)
    declined = playbook.settings.checklist.not_done if playbook.settings else {}
    reasons = {playbook.lexicon.topics.get(fold(name), name): why for name, why in declined.items()}
    for topic in (*map(str, TOPICS), *own):
        policies = tuple(policy for policy in playbook.spoken("policy") if policy.active and policy.topic == topic)
        ids = {policy.id for policy in policies}
        yield Cover(
            topic,
            policies,
            scripts=_of(ids, "script", playbook),
            scenarios=_of(ids, "scenario", playbook),
            promises=tuple({kept.promise.path: kept.promise for policy in policies for kept in promises_kept_by(policy, playbook)}.values()),
            not_done=reasons.get(topic, ""),
        )


def missing(playbook: Playbook) -> tuple[TopicName, ...]:
    """The topics that every business needs a policy on, where there is none in use and nobody said why."""
    declined = playbook.settings.checklist.not_done if playbook.settings else {}
    known = {playbook.lexicon.topics.get(fold(name), name) for name in declined}
    return tuple(topic for topic, asks in TOPICS.items() if asks.asked_of_all and topic not in known and not playbook.policies_on(topic))


def _of(policies: set[str], kind: str, playbook: Playbook) -> tuple[Document, ...]:
    return tuple(document for document in playbook.spoken(kind) if document.active and document.fields.of in policies)
