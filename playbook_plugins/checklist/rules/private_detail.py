"""Nobody's name, number or address gets out that is not meant to, and no customer's is kept."""

from collections.abc import Iterator

from playbook_plugins.checklist.private import ACCOUNT, CARD, details, known
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import found_in, matches
from playbook_plugins.checklist.wordlists import Entry, added
from playbook_plugins.model.document import Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.inside import facts
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook

LISTS = ("birth-date", "personal-number", "customer-number", "home-address")
OURS = "Take it out. Where it may stand, put it into `business:` or among the partners, or list its sentence under `shared` in `playbook.yml` with the reason."
THEIRS = "Take it out: no customer's record belongs into a playbook, and an invented case needs none."
NAMES = "Write it without the name."
NAMED = "a name stands here that you keep private"


@rule(Level.ERROR, locked=True, staff_may=True, lists=LISTS)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    names = tuple(map(added, context.settings.checklist.private_names))
    allowed = {audience: known(playbook, audience) for audience in Audience}
    for document in playbook.readable:
        level = Level.ERROR if document.audience is Audience.PUBLIC else Level.WARNING
        for number, line in enumerate(document.lines, 1):
            for start, end in _named(line, names):
                yield Hit(Place(document.path, number, start + 1, number, end + 1), NAMED, NAMES, level)
            told: set[str] = set()
            for detail in details(line):
                if detail.said not in told and not allowed[document.audience].knows(detail, line):
                    told.add(detail.said)
                    theirs = detail.what in (CARD, ACCOUNT)
                    yield Hit(Place(document.path, number, detail.start + 1, number, detail.end + 1),
                              f"this looks like the {detail.what} of somebody{'' if theirs else ' who is neither you nor a partner'}", THEIRS if theirs else OURS, level)
        for name in LISTS:
            for place, _ in found_in(document, name, context, zones=tuple(Zone)):
                yield Hit(place, "this looks like what you know about one customer", THEIRS, level)
        if _named(document.id.replace("-", " ").title(), names):
            yield Hit(Place(document.path), "the name of this file holds one that you keep private", "Call the file something else.", level)
    for key, value in facts(playbook):
        if _named(value, names):
            yield Hit(playbook.place_of("business", key), NAMED, NAMES)


def _named(line: str, names: tuple[Entry, ...]) -> list[tuple[int, int]]:
    """Where one of the names stands; a name of one word begins with a capital."""
    return [(match.start, match.end) for match in matches(line, names) if line[match.start].isupper() or " " in match.words]
