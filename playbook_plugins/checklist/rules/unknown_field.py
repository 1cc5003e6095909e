"""A name that nobody reads is a slip of the pen, or a wish that is never granted."""

from collections.abc import Iterable, Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import did_you_mean, lists
from playbook_plugins.model.finding import Level
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook


@rule(Level.ERROR)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    yield from context.faults("unknown-field")
    for document in playbook.readable:
        for name in document.fields.allow or {}:
            place = document.key_places.get(("allow", name), document.place_of("allow"))
            yield from _unknown(name, context.rules, place)
    own = context.settings.checklist
    lists_too = (*context.rules, *lists(playbook.lexicon.language))
    for part, written, known in (("levels", own.levels, context.rules), ("words", own.words, lists_too)):
        for name in written:
            place = playbook.settings_places.get(("checklist", part, name), playbook.top)
            yield from _unknown(name, known, place)


def _unknown(name: str, known: Iterable[str], place: Place) -> Iterator[Hit]:
    if name not in known:
        yield Hit(place, f"no rule is called `{name}`",
                  did_you_mean(name, known, otherwise="Copy the name from the finding that you mean."))
