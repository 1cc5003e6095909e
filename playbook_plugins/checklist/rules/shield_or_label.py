"""Nobody is met with a shield of policies and systems, and nobody is called names."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import beside, found_within, may_hold, tells
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS

SNEERS = ("label", "sneer")
"""What disrespect finds on the fit page, and this rule leaves to it."""


@rule(Level.WARNING, kinds=tuple(KINDS), lists=("shield", "label", "sneer", "denial"))
def check(document: Document, context: Context) -> Iterator[Hit]:
    fit = document.kind.name == "fit"
    for text in may_hold(document, "shield", context=context, zones=(Zone.SAY, Zone.PUBLIC)):
        for match in found_within(text, document, "shield", context):
            if not (fit and any(beside(match, text, document, name, context) for name in SNEERS)):
                yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” hides a person behind a rule",
                          "Say what you can do, or fetch somebody who may decide. Where there is a reason, give it and not the rule.")
    for text in () if fit else may_hold(document, "label", context=context, zones=(Zone.SAY, Zone.PUBLIC, Zone.STAFF)):
        find = tells if document.zones[text.line - 1] is Zone.STAFF else found_within
        for match in find(text, document, "label", context):
            yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” makes an opponent of somebody",
                      f"Kinder and more exact: {match.entry.instead}." if match.entry.instead else "Say what they did or what they need.")
