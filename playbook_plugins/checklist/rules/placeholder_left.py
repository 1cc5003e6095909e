"""Nothing is left that was only holding a place."""

from collections.abc import Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wordlists import word_list
from playbook_plugins.checklist.wording import found_of, found_within, likely, matches, may_hold
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds.fields import Status
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook

HELP = "Write what belongs here, or take the line out."


@rule(Level.ERROR, reminds_drafts=True, lists=("placeholder", "starter", "blank"))
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    for document in playbook.readable:
        if document.fields.status is not Status.RETIRED:
            shown = document.audience is Audience.PUBLIC or document.kind.name == "budget"
            for place, words in context.once(_left, document):
                yield Hit(place, f"“{words}” still holds the place of something", HELP, None if shown else Level.WARNING)
    listed = word_list(playbook.lexicon.language, "placeholder")
    for name, words in context.settings.business:
        if isinstance(words, str) and next(matches(words, listed), None):
            place = playbook.place_of("business", name)
            yield Hit(place, f"“{words}” still holds the place of something", HELP)


def _left(document: Document, context: Context) -> tuple[tuple[Place, str], ...]:
    return (*_in_lines(document, context), *_in_text(document, context))


def _in_text(document: Document, context: Context) -> Iterator[tuple[Place, str]]:
    for text in may_hold(document, "placeholder", "starter", "blank", context=context, zones=tuple(Zone)):
        line = text.line - 1
        # in words to say, wherever they are quoted, `[name]` is a blank for staff to fill
        spoken = document.zones[line] is Zone.SAY or document.lines[line].lstrip().startswith(">")
        for name in ("placeholder", "starter") if spoken else ("placeholder", "starter", "blank"):
            for match in found_within(text, document, name, context):
                yield text.place(document.path, match.start, match.end), match.words


def _in_lines(document: Document, context: Context) -> Iterator[tuple[Place, str]]:
    around = {keys[:-1] for keys in document.field_places}
    places = [place for keys, place in document.field_places.items() if keys not in around and place.line == place.end_line]
    written = [document.lines[place.line - 1][place.column - 1 : place.end_column - 1] for place in places]
    listed = likely("\n".join(written), document, "placeholder", context)
    for place, value in zip(places, written) if listed else ():
        for match in found_of(value, listed):
            yield place, match.words
