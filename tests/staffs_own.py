"""What only staff read of a playbook, text by text."""

from collections.abc import Iterator

from playbook_plugins.model.inside import kept_to_staff, of_staff
from playbook_plugins.model.page import Audience
from playbook_plugins.model.passage import Passage
from playbook_plugins.model.playbook import Playbook


def for_staff(playbook: Playbook) -> Iterator[Passage]:
    """All that the rule on copied sentences, and the audit, keep inside."""
    read = of_staff(playbook)
    for document in playbook.readable:
        if document.audience is Audience.INTERNAL:
            yield read(document)
    yield from kept_to_staff(playbook)
