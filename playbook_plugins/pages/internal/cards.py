"""A card for each situation, and the list of them."""

import json
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from playbook_plugins.model.document import Document
from playbook_plugins.model.kindness import suggested
from playbook_plugins.model.kinds.policy import TROUBLE
from playbook_plugins.model.page import Page
from playbook_plugins.model.tracing import promises_kept_by
from playbook_plugins.pages.internal.apart import apart
from playbook_plugins.pages.internal.deciding import limits, named
from playbook_plugins.pages.internal.lessons import learned_from
from playbook_plugins.pages.internal.money import kindnesses
from playbook_plugins.pages.internal.shelves import FITS, leading_on, on_topics, part_pages
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.templates import plain, templates

PATH = "policies/index.md"
"""Where the list of situations stands."""
_CARD_SECTIONS = ("what-to-say", "what-to-do", "dont", "afterwards", "you-notice")
"""The sections that have their own place on a card; the others follow in the owner's order."""

_ROLES = 24
"""Roles that a card names."""


def policies(view: View) -> Iterator[Page]:
    """The list of situations, and a card for each."""
    section = view.words("policies.title")
    found = _active(view)
    topics, parted = on_topics(found, view, folder="policies"), len(found) > FITS
    parts = leading_on(topics, view, PATH) if parted else ()
    yield view.page("policies.md.j2", PATH, section, topics=topics, parts=parts, menu=(section,), in_menu=True, kind="list")
    for topic in topics if parted else ():
        yield from part_pages(view, topic, menu=(section,))
    for policy in found:
        yield apart(policy, view, lambda: _card(policy, view, menu=(section,)))


def _active(view: View) -> list[Document]:
    return [policy for policy in view.playbook.of_kind("policy") if policy.active]


def _card(policy: Document, view: View, *, menu: tuple[str, ...]) -> Page:
    view, playbook, fields = view.speaking(policy.lang), view.playbook, policy.fields
    reply = fields.reply_within or playbook.settings.business.answers_within
    shown, more_roles = view.once(("limits", policy.lang, fields.decides, policy.topic in TROUBLE), lambda: _limits(policy, view))
    return view.of(
        policy,
        "policy.md.j2",
        section={name: policy.section(name) for name in _CARD_SECTIONS},
        others=[section for section in policy.sections if section.name not in _CARD_SECTIONS],
        limits=shown,
        more_roles=more_roles,
        gestures=kindnesses(suggested(policy, playbook), view, here=view.address(policy)),
        reply=view.words.duration(reply.amount, reply.unit) if reply else None,
        keeps=[traced for traced in promises_kept_by(policy, playbook) if traced.kept and traced.promise.lang == playbook.lexicon.language],
        scripts=playbook.scripts_of(policy),
        scenarios=view.once("cases", lambda: _cases(view)).get(policy.id, ()),
        principles=[found for id in fields.principles or () if (found := playbook.get("principle", id)) and found.active],
        backed=named(fields.backed_by, view),
        due=playbook.due(policy),
        learned=learned_from(policy, view),
        menu=menu,
    )


def _limits(policy: Document, view: View) -> tuple[Markup, int]:
    """The lines under “You may”, and how many roles have none there: a business of many has a page for them."""
    found = limits(policy, view)
    lines, others = found.lines[:_ROLES], found.others[: max(_ROLES - len(found.lines), 0)]
    named = json.dumps([[other.id, plain(other.who.name)] for other in others], ensure_ascii=False, separators=(",", ":"))
    made = templates("internal").get_template("limits.md.j2").render(words=view.words, lines=lines, others=named if others else "", fetch=found.fetch) if lines else ""
    return Markup(made), len(found.lines) + len(found.others) - len(lines) - len(others)


def _cases(view: View) -> Mapping[str, list[Document]]:
    """The cases to practise on, by the id of the policy that they are about."""
    found: dict[str, list[Document]] = {}
    for case in view.playbook.of_kind("scenario"):
        if case.active:
            found.setdefault(case.fields.of, []).append(case)
    return found
