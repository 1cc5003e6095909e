"""What must not be said again, though the version history still has it: what the rule `private-detail` would find."""

from datetime import date

from playbook_plugins.checklist.plainly import Lines, closed
from playbook_plugins.checklist.private import LISTS, details, known, named, names_of, persons
from playbook_plugins.checklist.rule import Context
from playbook_plugins.checklist.wording import found_among_all
from playbook_plugins.model.changed import Forgotten
from playbook_plugins.model.document import Document
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.shelf import Shelf


def forgotten(playbook: Playbook, *, shelf: Shelf | None = None) -> Forgotten:
    """How to tell: by whom everybody may reach today, and by the names that are private today.

    A number that was once our own and is no longer anybody's whom we name is
    private again. Reasons under `allow:` do not count: they speak of what
    stands there now. Without settings nobody knows what is private, so all of it counts.
    On the `shelf` lie the lists of wordings as a check leaves them.
    """
    if (settings := playbook.settings) is None:
        return lambda document, line: True
    names = names_of(settings.checklist)
    allowed = {audience: known(playbook, audience) for audience in Audience}
    context = Context(playbook, settings, date.min, shelf=shelf)
    titled = persons(context)

    def tell(document: Document, line: str) -> bool:
        plain, _ = closed(line)
        if any(not allowed[document.audience].knows(detail, plain) for detail in details(plain)):
            return True
        if any(named(Lines("", (line,)), names)) or any(titled(document, line)):
            return True
        return next(found_among_all(line, document, LISTS, context), None) is not None

    return tell
