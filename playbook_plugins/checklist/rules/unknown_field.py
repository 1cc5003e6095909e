"""A name that nobody reads is a slip of the pen, or a wish that is never granted."""

from collections.abc import Iterable, Iterator

from playbook_plugins.checklist.rule import Context, Hit, rule
from playbook_plugins.checklist.wording import plain_words
from playbook_plugins.checklist.wordlists import holds, lists, word_list
from playbook_plugins.model.finding import Level
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
            yield from _unknown(name, rules, place, beside=document.fields.allow)
    own = context.settings.checklist
    for name in own.levels:
        place, key = playbook.place_of("checklist", "levels", name), playbook.key_place("checklist", "levels", name)
        yield from _unknown(name, rules, place, key=key, beside=own.levels)
    for name in own.words:
        known = lists(playbook.lexicon.language)
        place, key = playbook.place_of("checklist", "words", name), playbook.key_place("checklist", "words", name)
        told = f"There are: {', '.join(known)}."
        yield from _unknown(name, known, place, key=key, beside=own.words, what="list of words", otherwise=told)
        yield from _still_in(name, playbook, context)


def _still_in(name: str, playbook: Playbook, context: Context) -> Iterator[Hit]:
    """Words to be taken out of a list that does not have them."""
    languages = (playbook.lexicon.language, *context.settings.site.langs)
    listed = [entry for language in languages for entry in word_list(language, name)]
    for number, word in enumerate(context.settings.checklist.words[name].remove if listed else ()):
        if not holds(listed, word):
            mend = did_you_mean(word, plain_words(listed), otherwise="Take it out here, or allow the rule where the words are harmless.")
            yield Hit(playbook.place_of("checklist", "words", name, "remove", number), f"`{word}` is not in `{name}`, so nothing was taken out", mend, Level.WARNING)


def _unknown(
    name: str, known: Iterable[str], place: Place, *, beside: Iterable[str], key: Place | None = None, what: str = "rule",
    otherwise: str = "Copy the name from the finding that you mean.",
) -> Iterator[Hit]:
    if name not in known:
        right = surely_meant(name, known)
        mend = spelt(key or place, name, right) if right not in beside else None
        yield Hit(place, f"no {what} is called `{name}`", did_you_mean(name, known, otherwise=otherwise), mend=mend)
