"""Rules of an owner's own: phrases in `playbook.yml`, tried on their own sentences at every check."""

from collections.abc import Iterator, Mapping
from functools import partial

from playbook_plugins.checklist.likely import of_rule, phrases
from playbook_plugins.checklist.rule import Context, Hit, Rule
from playbook_plugins.checklist.sentences import seen
from playbook_plugins.checklist.wording import Match, apart, found_within, matches, stands_in, tells, undenied
from playbook_plugins.checklist.wordlists import Entry, word_list
from playbook_plugins.model.document import Document, Zone
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.lexicon import fold
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.own import OwnRule
from playbook_plugins.model.suggestions import did_you_mean

ORIGIN = "playbook.yml"
"""Where an owner's own rules come from."""
_WITH_TOPICS = ("policy", "script")
_FOR_STAFF = (Zone.STAFF, Zone.DONT)


def own_rules(playbook: Playbook, taken: frozenset[str]) -> dict[str, Rule]:
    """The owner's own rules by their names; a name in `taken` cannot be had again."""
    usable = ((name, own) for name, own in _written(playbook).items() if name not in taken and not any(_unknown(name, own, playbook)))
    return {name: _rule(name, own, playbook) for name, own in usable}


def own_faults(playbook: Playbook, taken: frozenset[str]) -> Iterator[Fault]:
    """What is wrong with the owner's own rules, each tried on its own sentences."""
    for name, own in _written(playbook).items():
        if name in taken:
            yield _fault(playbook, f"there is a rule called `{name}` already", "Give yours a name of its own.", name)
        elif unknown := tuple(_unknown(name, own, playbook)):
            yield from unknown
        else:
            yield from _untrue(name, own, playbook)


def _written(playbook: Playbook) -> Mapping[str, OwnRule]:
    return playbook.settings.checklist.rules if playbook.settings and playbook.settings.checklist else {}


def _rule(name: str, own: OwnRule, playbook: Playbook) -> Rule:
    topics = tuple(playbook.lexicon.topics[fold(topic)] for topic in own.topics)
    everywhere = _WITH_TOPICS if topics else tuple(KINDS)
    return Rule(
        name, own.level, partial(_check, own=own, listed=of_rule(name)), kinds=tuple(map(_kind, own.kinds)) or everywhere, topics=topics,
        reminds_drafts=bool(own.must_say), told=_page(name, own), origin=ORIGIN,
    )


def _check(document: Document, context: Context, *, own: OwnRule, listed: str) -> Iterator[Hit]:
    zones = tuple(Zone(zone.value) for zone in own.zone)
    texts = tuple(document.texts(*zones))
    if own.must_say:
        # in another language the same is said in other words
        if texts and document.lang == context.playbook.lexicon.language and not stands_in(texts, document, listed, context):
            yield Hit(texts[0].place(document.path), _message(own), own.help)
        return
    for text in texts:
        find = tells if document.zones[text.line - 1] in _FOR_STAFF else found_within
        for match in find(text, document, listed, context):
            yield Hit(text.place(document.path, match.start, match.end), f"“{match.words}”: {_message(own)}", own.help)


def _uses(sentence: str, listed: tuple[Entry, ...], *, denials: tuple[Entry, ...] | None = None) -> tuple[Match, ...]:
    """The phrases in a sentence; with `denials`, none that staff only quote or are told not to use."""
    read = seen(sentence, quotes=denials is None)
    found = apart(matches(read, listed))
    return undenied(found, read, denials) if denials and found else found


def _message(own: OwnRule) -> str:
    message = " ".join(own.message.split())
    return message.removesuffix(".") if message.count(".") == 1 else message


def _unknown(name: str, own: OwnRule, playbook: Playbook) -> Iterator[Fault]:
    """Kinds and topics that are not there, and topics where no kind has any."""
    topics = playbook.lexicon.topics
    for number, kind in enumerate(own.kinds):
        if not _kind(kind):
            mend = did_you_mean(kind, KINDS, otherwise=f"There are: {', '.join(KINDS)}.")
            yield _fault(playbook, f"no kind of text is called `{kind}`", mend, name, "kinds", number)
    for number, topic in enumerate(own.topics):
        if fold(topic) not in topics:
            mend = did_you_mean(topic, topics.values(), otherwise=f"There are: {', '.join(dict.fromkeys(topics.values()))}.")
            yield _fault(playbook, f"no topic is called `{topic}`", mend, name, "topics", number)
    if own.topics and own.kinds and all(_kind(kind) not in ("", *_WITH_TOPICS) for kind in own.kinds):
        yield _fault(playbook, "only policies and scripts have a topic, so this rule looks at nothing",
                     "Leave out `topics`, or add `policy` to `kinds`.", name, "topics")


def _untrue(name: str, own: OwnRule, playbook: Playbook) -> Iterator[Fault]:
    """Bad sentences that the rule does not find, and good ones that it does."""
    staff = all(Zone(zone.value) in _FOR_STAFF for zone in own.zone)
    denials = word_list(playbook.lexicon.language, "denial") if staff and own.must_not_say else None
    listed = phrases(own)
    for number, sentence in enumerate(own.bad):
        if bool(_uses(sentence, listed, denials=denials)) is bool(own.must_say):
            yield _fault(playbook, f"`{name}` should find this sentence, and does not",
                         "Add the words that give it away to the rule, or take the sentence out.", name, "bad", number)
    for number, sentence in enumerate(own.good):
        if bool(_uses(sentence, listed, denials=denials)) is bool(own.must_not_say):
            yield _fault(playbook, f"`{name}` should leave this sentence alone, and finds something in it",
                         "Make its words longer, name what excuses it under `unless`, or take the sentence out.", name, "good", number)


def _kind(written: str) -> str:
    """The kind that an owner means: by its name, in the plural, or by its folder."""
    wanted = fold(written.removesuffix(".md")).strip("/")
    return next((kind.name for kind in KINDS.values() if wanted in _names(kind.name, kind.place)), "")


def _names(name: str, place: str) -> tuple[str, ...]:
    return name, f"{name}s", place.removesuffix(".md").strip("/")


def _fault(playbook: Playbook, message: str, mend: str, *keys: str | int) -> Fault:
    place: Place = playbook.place_of("checklist", "rules", *keys) if len(keys) > 1 else playbook.key_place("checklist", "rules", *keys)
    return Fault("own-rule", place, message, mend)


def _page(name: str, own: OwnRule) -> str:
    """The page of an owner's own rule, as ours have one."""
    words = ", ".join(f"“{_plain(phrase)}”" for phrase in own.must_say or own.must_not_say)
    asks = f"Says one of: {words}." if own.must_say else f"Does not say {words}."
    parts = [
        f"# {name}", asks, "## Why it matters", _plain(own.because),
        "## Bad", *(f"> {_plain(sentence)}" for sentence in own.bad),
    ]
    return "\n\n".join([*parts, "## Good", *(f"> {_plain(sentence)}" for sentence in own.good), "## When to allow it", _ALLOWED]) + "\n"


_ALLOWED = "Where a text has a good reason. The rule stands in your `playbook.yml`, below `checklist: rules:`."


def _plain(text: str) -> str:
    """An owner's words on one line, with no sign in them that Markdown would take for its own."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{sign}" if sign in "\\`*_[]{}#|~!" else sign for sign in line)
