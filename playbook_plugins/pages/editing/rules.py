"""What the form checks in the browser, and what is checked later, in owners' words."""

from typing import Any

from playbook_plugins.checklist.catalogue import rules_of, summary
from playbook_plugins.model.playbook import Playbook

IN_BROWSER: tuple[str, ...] = ()
"""The rules that the form's script has; each agrees with ours on every example of its page."""


def checks(playbook: Playbook, languages: tuple[str, ...]) -> dict[str, Any]:
    """What the script needs for its rules."""
    return {}


def later(playbook: Playbook) -> list[dict[str, str]]:
    """The rules that run when the site is built, each with its page's first sentence."""
    return [{"rule": rule.name, "what": summary(rule)} for rule in rules_of(playbook).values() if rule.name not in IN_BROWSER]
