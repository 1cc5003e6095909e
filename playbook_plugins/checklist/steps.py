"""Labelled steps: which of them a policy has, and in which order."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from playbook_plugins.model.document import Document, Step


def having(document: Document, action: str) -> Step | None:
    """The first step of a policy that goes by a name of the lexicon."""
    return next((step for step in document.steps if step.action == action), None)


def missing(document: Document, actions: Iterable[str]) -> tuple[str, ...]:
    """Those of the actions that no labelled step of the policy is."""
    present = {step.action for step in document.steps}
    return tuple(action for action in actions if action not in present)


def closest(document: Document, action: str, labels: dict[str, str]) -> Step | None:
    """A step with a label of the owner's own that may be meant as `action`; `None` where none comes near."""
    known = [alias for alias, name in labels.items() if name == action]
    best, likeness = None, 0.6
    for step in document.steps:
        if step.label is None or step.action is not None:
            continue
        written = str(step.label).casefold()
        for alias in known:
            ratio = SequenceMatcher(None, written, alias).ratio()
            if ratio > likeness:
                best, likeness = step, ratio
    return best
