"""Reasoned exceptions: what a document may do although a rule speaks against it."""

from playbook_plugins.checklist.rule import Hit, Rule
from playbook_plugins.model.allowances import NEVER, reason
from playbook_plugins.model.playbook import Playbook


def allowed(rule: Rule, hit: Hit, playbook: Playbook) -> bool:
    """Whether the document at the hit's place allows this rule, with a reason."""
    document = playbook.at(hit.place.path)
    if document is None or rule.fixed(document) or rule.name in NEVER:
        return False
    return bool(reason(document, rule.name))
