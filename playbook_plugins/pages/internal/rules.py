"""The rules, grouped by what they look at, and a page for each, for people who write."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from playbook_plugins.checklist.catalogue import summary
from playbook_plugins.checklist.page import plain, whole
from playbook_plugins.checklist.rule import Rule
from playbook_plugins.model.kinds.policy import TOPICS
from playbook_plugins.model.page import Page
from playbook_plugins.pages.internal.view import View


class Area(StrEnum):
    """What rules look at, in the order in which an owner reads of them."""

    MANY = "many"
    """Texts of many kinds."""
    FIT = "fit"
    """The fit page, and those to whom it sends people."""
    PROMISES = "promises"
    """What we promise."""
    POLICIES = "policies"
    """Policies and scripts, whatever their topic."""
    TOPICS = "topics"
    """Policies and scripts on one topic."""
    MONEY = "money"
    """Who may spend what."""
    OTHERS = "others"
    """All other texts."""
    WHOLE = "whole"
    """The playbook as a whole."""
    OWN = "own"
    """What the owner or a package has added, whatever it looks at."""


AREAS = {
    "fit": Area.FIT,
    "partners": Area.FIT,
    "promise": Area.PROMISES,
    "policy": Area.POLICIES,
    "script": Area.POLICIES,
    "role": Area.MONEY,
    "budget": Area.MONEY,
    "gestures": Area.MONEY,
    "scenario": Area.OTHERS,
    "lessons": Area.OTHERS,
    "principle": Area.OTHERS,
    "page": Area.OTHERS,
}
"""Where a rule belongs that looks at a kind of text."""
_FEW = 2
"""Areas of which a rule still belongs to the first that it names."""


def pages(view: View) -> Iterator[Page]:
    """The list of rules, and a page for each."""
    words, section = view.words, view.words("writing.title")
    yield view.page(
        "checklist.md.j2", "checklist/index.md", words("checklist.title"), groups=list(_groups(view)), menu=(view.for_owner, section), in_menu=True, kind="list"
    )
    for name, rule in view.rules.items():
        text = plain(whole(rule, words("checklist.origin")))
        told = f"*{words('checklist.level')}: {words(f'checklist.{rule.level}')}.*"
        if rule.locked:
            told += " " + words("checklist.locked")
        if rule.origin:
            told += " " + words("checklist.from", origin=f"`{rule.origin}`")
        yield view.english(f"checklist/{name}.md", name, text, about=told, menu=(view.for_owner, section), kind="rule")


def area(rule: Rule) -> Area:
    """Under which heading a rule stands."""
    if rule.origin:
        return Area.OWN
    if not rule.kinds:
        return Area.WHOLE
    if rule.topics:
        return Area.TOPICS
    found = tuple(dict.fromkeys(AREAS[kind] for kind in rule.kinds))
    return found[0] if len(found) <= _FEW else Area.MANY


def _groups(view: View) -> Iterator[tuple[str, list[tuple[str, list[tuple[Rule, str]]]]]]:
    """Each heading with its rules; those on topics below the name of each that they look at."""
    for one in Area:
        rules = [rule for rule in view.rules.values() if area(rule) is one]
        topics = [topic for topic in TOPICS if any(topic in rule.topics for rule in rules)] if one is Area.TOPICS else []
        parts = [(view.words(f"topic.{topic}"), _told(rule for rule in rules if topic in rule.topics)) for topic in topics]
        if rules:
            yield view.words(f"checklist.about-{one}"), parts or [("", _told(rules))]


def _told(rules: Iterable[Rule]) -> list[tuple[Rule, str]]:
    return [(rule, summary(rule)) for rule in rules]
