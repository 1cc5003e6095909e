"""What leads to a card when somebody types what is happening: every word and phrase with the cards that it speaks for.

All that can be weighed beforehand is weighed here; the browser only adds up.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from types import MappingProxyType

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, paragraphs
from playbook_plugins.model.page import Asset
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.memory import remembered
from playbook_plugins.pages.templates import plain
from playbook_plugins.words.situations import speech
from playbook_plugins.words.situations.learned import folded, points

PATH = "assets/playbook/playbook-situations.js"
"""Where the words stand: beside the first page, which loads them once somebody begins to type."""
_LINK = re.compile(r"\]\([^)]*\)")
_SHORT = 2
"""Letters of a word below which it is of use within a phrase alone."""
_PHRASE = 6
"""Words of the longest line that is looked for as a whole."""
_NOTHING: Mapping[int, float] = MappingProxyType({})


class Weight(IntEnum):
    """How much it says of a card that a word stands in one of its parts."""

    TITLE = 100
    """The title, and what customers also say: in the owner's own words."""
    TOPIC = 80
    """What people say anywhere in a case of this topic."""
    NOTICED = 60
    """By what staff notice it."""
    OWN_WORD = 35
    """A word out of the title, or out of what customers also say."""
    HINT = 30
    """What people say in a case of this topic, and elsewhere as well."""
    SAID = 20
    """What staff say, the labels of steps, and a word out of a phrase for the topic."""
    TEXT = 12
    """All else on the card."""


def words_file(cards: Sequence[Document], view: View) -> Asset:
    """All that the field needs to find these cards, as a script that hands it over: no page could send for anything else from a folder on a disk."""
    told = {"cards": [[_name(card, view), plain(view.title(card)), group] for card, group in zip(cards, _groups(cards))], **speech_for(cards)}
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Asset(PATH, f"window.playbookSituations = {written};\n".encode("utf-8", "surrogatepass"))


def speech_for(cards: Sequence[Document]) -> dict[str, str]:
    """What leads to the cards, in the languages in which they are written.

    `index`: the words and phrases that lead to each card, which go by their
    number, or to all cards of a group: `refund=g0:80,3:12;money back=g0:80`.
    `heard`: what is learned from sentences, by what it counts and for which
    groups: `35:0 3=refund,money back;12:1=late`. `small`: words that say nothing
    by themselves. `endings`: how a word may go on without becoming another.
    `alike`: groups of words that may stand for one another: `ring call;mend fix`.
    """
    known = [speech(language) for language in dict.fromkeys(card.lang for card in cards)]
    endings = tuple(sorted({word for one in known for ending in one.endings for word in folded(ending)}))
    return {
        "index": index(cards),
        "heard": heard(cards, endings),
        "small": " ".join(sorted(frozenset().union(*(_small(card.lang) for card in cards)))),
        "endings": " ".join(endings),
        "alike": ";".join(" ".join(folded(group)) for one in known for group in one.alike),
    }


def index(cards: Sequence[Document]) -> str:
    """The words and phrases that lead to the cards, by number: what speaks for a topic once for all its cards, and what stands on a card where that says more."""
    groups, topics = _groups(cards), [card.topic for card in cards]
    all_alike: dict[str, dict[int, float]] = defaultdict(dict)
    about: dict[int, str | None] = {}
    for card, group in zip(cards, groups):
        if group not in about:
            about[group] = card.topic
            for phrase, weight in _said_on((card.topic or "", card.lang)).items():
                all_alike[phrase][group] = weight
    own: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, (card, group) in enumerate(zip(cards, groups)):
        for phrase, weight in _said_of(card).items():
            if weight > all_alike.get(phrase, _NOTHING).get(group, 0):
                own[phrase].append((number, weight))
    count, lines = len(set(topics)), []
    for phrase in sorted(all_alike.keys() | own.keys()):
        shared, single = all_alike.get(phrase, _NOTHING), own.get(phrase, ())
        most: dict[str | None, float] = {}
        for topic, weight in (*((about[group], weight) for group, weight in shared.items()), *((topics[number], weight) for number, weight in single)):
            if weight > most.get(topic, 0):
                most[topic] = weight
        share = _share(most.values(), count)
        weighed = (*(f"g{group}:{round(weight * share)}" for group, weight in shared.items()), *(f"{number}:{round(weight * share)}" for number, weight in single))
        lines.append(f"{phrase}={','.join(weighed)}")
    return ";".join(lines)


def heard(cards: Sequence[Document], endings: tuple[str, ...]) -> str:
    """What sentences of each topic teach about its cards, by the number of the group."""
    return _heard((tuple(dict.fromkeys((card.lang, card.topic) for card in cards)), endings))


@remembered
def _heard(about: tuple[tuple[tuple[str, str | None], ...], tuple[str, ...]]) -> str:
    """The same for groups by their language and topic, with the endings of words."""
    groups, endings = about
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for group, (language, topic) in enumerate(groups):
        for feature, worth in points(language, endings).get(topic or "", {}).items():
            found[worth, group].append(feature)
    return ";".join(f"{worth}:{group}={','.join(sorted(features))}" for (worth, group), features in sorted(found.items()))


def _groups(cards: Sequence[Document]) -> list[int]:
    """To which group each card belongs: those on one topic in one language."""
    numbers: dict[tuple[str, str | None], int] = {}
    return [numbers.setdefault((card.lang, card.topic), len(numbers)) for card in cards]


def _name(card: Document, view: View) -> str:
    """What stands between the folder and the end of a card's address."""
    return view.address(card).removeprefix(card.kind.place).removesuffix(".md")


def _share(weights: Iterable[float], count: int) -> float:
    """What a word counts among so many topics, by its greatest weight in each: all where it speaks for one of them, and little where it speaks for each."""
    weights = [*weights]
    most = max(weights)
    return math.log(1 + count / sum(weight / most for weight in weights)) / math.log(1 + count)


@remembered
def _said_on(about: tuple[str, str]) -> Mapping[str, float]:
    """Each phrase and word that speaks for a topic in a language, with its weight."""
    topic, language = about
    spoken, found = speech(language), dict[str, float]()
    for said in spoken.said.get(topic, ()):
        _raise(found, _both(said, language, whole=Weight.TOPIC, part=Weight.SAID))
    for said in spoken.hints.get(topic, ()):
        _raise(found, _both(said, language, whole=Weight.HINT, part=0))
    return found


def _said_of(card: Document) -> Mapping[str, float]:
    """Each phrase and word that stands on a card, with its weight."""
    by_weight: dict[Weight, list[str]] = defaultdict(list)
    for text, weight in texts(card):
        by_weight[weight].append(text)
    # the words of many texts are the same, told apart or in one
    return _said_in((card.lang, (str(card.title or card.id), *card.fields.also_said), tuple((weight, "\n".join(alike)) for weight, alike in sorted(by_weight.items()))))


@remembered
def _said_in(card: tuple[str, tuple[str, ...], tuple[tuple[Weight, str], ...]]) -> Mapping[str, float]:
    """The same for a card by its language, what it is called, and what is written on it by its weight."""
    language, called, written = card
    found: dict[str, float] = {}
    for weight, text in written:
        found |= dict.fromkeys(_telling(text, language), weight)
    for said in called:
        _raise(found, _both(said, language, whole=Weight.TITLE, part=Weight.OWN_WORD))
    return found


def _raise(found: dict[str, float], said: Iterable[tuple[str, float]]) -> None:
    for phrase, weight in said:
        if weight > found.get(phrase, 0):
            found[phrase] = weight


def _both(said: str, language: str, *, whole: float, part: float) -> Iterator[tuple[str, float]]:
    words = folded(said)
    if len(words) == 1 or 1 < len(words) <= _PHRASE:
        yield " ".join(words), whole
    if len(words) > 1 and part:
        yield from ((word, part) for word in _telling(said, language))


def _telling(said: str, language: str) -> Iterator[str]:
    few = _small(language)
    return (word for word in folded(said) if word not in few and len(word) >= _SHORT)


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(word for small in speech(language).small for word in folded(small))


def texts(card: Document) -> Iterator[tuple[str, Weight]]:
    """What is written on a card below its title, with what a word of it counts."""
    yield from ((_plain(text), Weight.TEXT) for text in paragraphs(card.lead))
    for section in card.sections:
        weight = {"you-notice": Weight.NOTICED, "what-to-say": Weight.SAID}.get(section.name, Weight.TEXT)
        yield from ((_plain(text), weight) for text in paragraphs(section.blocks))
        yield from ((str(step.label), Weight.SAID) for step in section.steps if step.label)


def _plain(text: Text) -> str:
    return _LINK.sub("", str(text))
