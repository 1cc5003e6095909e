"""What the form checks in the browser, and what is checked later, in owners' words."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from playbook_plugins.checklist.catalogue import rules_of, summary
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.checklist.wordlists import Entry, added, holds, lists, word_list
from playbook_plugins.model.described import says
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.settings import ChecklistSettings
from playbook_plugins.pages.editing.values import sorts

IN_BROWSER = (
    "about-us", "arguing", "bare-allowance", "blame", "cold-decline", "cold-door", "customer-effort", "greeting-offer", "hard-start", "impersonal-close",
    "lost-ask", "lost-woo", "make-right", "missing-field", "missing-section", "missing-step", "non-apology", "offer-too-soon", "placeholder-left", "pressure",
    "protected-ground", "reads-like-a-contract", "sales-after-goodbye", "say-back", "shield-or-label", "small-customer", "step-order", "stop-rule",
    "surprises", "unknown-section", "vague-promise", "vague-time",
)
"""The rules that the form's script has; each agrees with ours on every example of its page."""

IN_PART = ("bad-value",)
"""The rules of which the script has a part: what it finds we find too, and the rest is found later."""


def checks(playbook: Playbook, languages: tuple[str, ...]) -> dict[str, Any]:
    """What the script needs for its rules: the rules, the wordings that they look for, and the owner's settings."""
    known, settings = rules_of(playbook), playbook.settings.checklist
    rules = [known[name] for name in (*IN_BROWSER, *IN_PART)]
    wanted = sorted({name for rule in rules for name in rule.lists})
    return {
        "rules": [_rule(rule) for rule in rules],
        "known": sorted(known),
        "business": playbook.settings.business.name,
        "profile": settings.profile.value,
        "levels": {name: level.value for name, level in settings.levels.items()},
        "spoken": [topic.value for topic, asks in TOPICS.items() if asks.needs_words],
        "required": {kind.name: list(_required(kind.name)) for kind in KINDS.values()},
        "values": {kind.name: sorts(kind) for kind in KINDS.values()},
        "lists": {language: {name: _list(language, name, settings) for name in wanted} for language in languages if lists(language)},
    }


def later(playbook: Playbook) -> list[dict[str, Any]]:
    """The rules that run when the site is built, each with its page's first sentence and the kinds that it reads alone; none where it reads all."""
    return [{"rule": rule.name, "what": summary(rule), "kinds": list(rule.kinds)} for rule in rules_of(playbook).values() if rule.name not in IN_BROWSER]


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name, "level": rule.level.value, "kinds": list(rule.kinds), "topics": [str(topic) for topic in rule.topics],
        "locked": rule.locked, "always": rule.always_stops, "reminds": rule.reminds_drafts,
    }


def _required(kind: str) -> Iterator[dict[str, str]]:
    """The lines that a kind cannot do without, and what is said of each; of what keeps a promise another rule speaks."""
    for name, field in KINDS[kind].fields.model_fields.items():
        if field.is_required() and name != "kept_by":
            yield {"name": name, "says": says(field)}


def _list(language: str, name: str, settings: ChecklistSettings) -> list[dict[str, Any]]:
    """A list's entries with what the owner added, and without what they removed."""
    own = settings.words.get(name)
    if own is None:
        return _ours(language, name)
    kept = (entry for entry in word_list(language, name) if not any(holds((entry,), word) for word in own.remove))
    return [_entry(entry) for entry in (*kept, *map(added, own.add))]


@cache
def _ours(language: str, name: str) -> list[dict[str, Any]]:
    return [_entry(entry) for entry in word_list(language, name)]


def _entry(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {"find": entry.wording, "unless": entry.excuse, "instead": entry.instead, "gentle": entry.gentle}
    return {key: value for key, value in told.items() if value}
