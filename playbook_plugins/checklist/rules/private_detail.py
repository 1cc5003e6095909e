"""Nobody's name, number or address gets out that is not meant to, and no customer's is kept."""

from collections.abc import Iterator

from playbook_plugins.checklist.plainly import Lines
from playbook_plugins.checklist.private import ACCOUNT, CARD, LISTS, MAIL, PHONE, TITLED, kept, known, named, names_of, of_customers, persons, told
from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.model.document import Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.inside import facts
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook

STAFFS = "Take it out if staff can do without it. If they need it, say why at the top of this text, under `allow:`. Not into `business:`: everybody reads that."
OURS = {PHONE: "Take it out, or write the number from `phone:`.", MAIL: "Take it out, or write the address from `email:`."}
THEIRS = "Take it out: no customer's record belongs into a playbook, and an invented case needs none."
NAMES = "Write it without the name."
NAMED = "this name is on your list `private_names` in `playbook.yml`"


@rule(Level.ERROR, locked=True, staff_may=True, lists=(*LISTS, TITLED))
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    names = names_of(context.settings.checklist)
    allowed = {audience: known(playbook, audience) for audience in Audience}
    titled = persons(context)
    staffs = {(detail.what, detail.said) for detail, _ in kept(playbook, lambda document: context.once(told, document))}
    for document in playbook.readable:
        public = document.audience is Audience.PUBLIC
        level = Level.ERROR if public else Level.WARNING
        lines = Lines(document.path, document.lines)
        for place in dict.fromkeys(named(lines, names)):
            yield Hit(place, NAMED, NAMES, level)
        found: dict[tuple[int, str], tuple[Place, str]] = {}
        for detail, place, written in context.once(told, document):
            if not allowed[document.audience].knows(detail, written):
                found.setdefault((place.line, detail.said), (place, detail.what))
        for what, said in sorted(staffs) if public else ():
            for place in lines.figures(said) if what == PHONE else lines.address(said):
                found.setdefault((place.line, said), (place, what))
        for place, what in found.values():
            theirs = what in (CARD, ACCOUNT)
            mend = THEIRS if theirs else OURS[what] if public else STAFFS
            yield Hit(place, f"this looks like the {what} of somebody{'' if theirs else ' who is neither you nor a partner'}", mend, level)
        for place in context.once(of_customers, document):
            yield Hit(place, "this looks like what you know about one customer", THEIRS, level)
        lessons = document.texts(*Zone) if document.kind.name == "lessons" else ()
        for text, match in ((text, match) for text in lessons for match in titled(document, seen(text))):
            yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}” is somebody's name, and lessons have none", f"Write {match.entry.instead}; one of us goes by their role.", level)
        if any(named(Lines("", (document.id.replace("-", " ").title(),)), names)):
            yield Hit(Place(document.path), "the name of this file holds one that is on your list `private_names` in `playbook.yml`", "Call the file something else.", level)
    for key, value in facts(playbook):
        if any(named(Lines("", (value,)), names)):
            yield Hit(playbook.place_of("business", key), NAMED, NAMES)
