"""A name that nobody reads is a slip of the pen, or a wish that is never granted."""

from collections.abc import Iterable, Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wordlists import lists
from playbook_plugins.model.finding import Level, Mend
from playbook_plugins.model.mends import spelt
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.slips import surely_meant
from playbook_plugins.model.suggestions import did_you_mean


@rule(Level.ERROR)
def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
    yield from context.faults("unknown-field")
    # a rule of the owner's own that cannot be used was a finding already
    rules = {*context.rules, *(keys[-1] for keys in playbook.settings_key_places if keys[:-1] == ("checklist", "rules"))}
    for document in playbook.readable:
        for name in document.fields.allow or {}:
            place = document.key_place("allow", name)
            yield from _unknown(name, rules, place)
    own = context.settings.checklist
    for name in own.levels:
        yield from _unknown(name, rules, playbook.place_of("checklist", "levels", name))
    for name in own.words:
        known = lists(playbook.lexicon.language)
        place = playbook.place_of("checklist", "words", name)
        yield from _unknown(name, known, place, what="list of words", otherwise=f"There are: {', '.join(known)}.")


def _unknown(
    name: str, known: Iterable[str], place: Place, *, what: str = "rule",
    otherwise: str = "Copy the name from the finding that you mean.",
) -> Iterator[Hit]:
    if name not in known:
        yield Hit(place, f"no {what} is called `{name}`", did_you_mean(name, known, otherwise=otherwise))
