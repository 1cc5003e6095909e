"""A card for each situation, and the list of them."""

from collections.abc import Iterator

from playbook_plugins.model.document import Document
from playbook_plugins.model.kindness import suggested
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.page import Page
from playbook_plugins.model.tracing import promises_kept_by
from playbook_plugins.pages.internal.deciding import lines, named
from playbook_plugins.pages.internal.lessons import learned_from
from playbook_plugins.pages.internal.money import kindnesses
from playbook_plugins.pages.internal.view import View

_CARD_SECTIONS = ("what-to-say", "what-to-do", "dont", "afterwards", "you-notice")
"""The sections that have their own place on a card; the others follow in the owner's order."""


def policies(view: View) -> Iterator[Page]:
    """The list of situations, and a card for each."""
    section = view.words("policies.title")
    by_topic: dict[str, list[Document]] = {}
    for policy in _active(view):
        by_topic.setdefault(policy.topic or "", []).append(policy)
    order = [*TOPICS, *(topic for topic in by_topic if topic not in TOPICS)]
    topics = [(view.topic(topic), by_topic[topic]) for topic in order if topic in by_topic]
    yield view.page("policies.md.j2", "policies/index.md", section, topics=topics, menu=(section,), in_menu=True, kind="list")
    for policy in _active(view):
        yield _card(policy, view, menu=(section,))


def _active(view: View) -> list[Document]:
    return [policy for policy in view.playbook.of_kind("policy") if policy.active]


def _card(policy: Document, view: View, *, menu: tuple[str, ...]) -> Page:
    view, playbook, fields = view.speaking(policy.lang), view.playbook, policy.fields
    reply = fields.reply_within or playbook.settings.business.answers_within
    return view.of(
        policy,
        "policy.md.j2",
        section={name: policy.section(name) for name in _CARD_SECTIONS},
        others=[section for section in policy.sections if section.name not in _CARD_SECTIONS],
        limits=lines(policy, view),
        gestures=kindnesses(suggested(policy, playbook), view, here=view.address(policy)),
        reply=view.words.duration(reply.amount, reply.unit) if reply else None,
        keeps=[traced for traced in promises_kept_by(policy, playbook) if traced.kept and traced.promise.lang == playbook.lexicon.language],
        scripts=playbook.scripts_of(policy),
        scenarios=[case for case in playbook.of_kind("scenario") if case.active and case.fields.of == policy.id],
        principles=[found for id in fields.principles or () if (found := playbook.get("principle", id)) and found.active],
        backed=named(fields.backed_by, view),
        due=playbook.due(policy),
        learned=learned_from(policy, view),
        menu=menu,
    )
