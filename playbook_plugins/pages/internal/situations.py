"""What leads to a card when somebody types what is happening: every word and phrase with the cards that it speaks for.

All that can be weighed beforehand is weighed here; the browser only adds up.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from playbook_plugins.model.blocks import Text
from playbook_plugins.model.document import Document, paragraphs
from playbook_plugins.words.situations import speech
from playbook_plugins.words.situations.learned import folded, points

_LINK = re.compile(r"\]\([^)]*\)")
_SHORT = 2
"""Letters of a word below which it is of use within a phrase alone."""
_PHRASE = 6
"""Words of the longest line that is looked for as a whole."""


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


@dataclass(frozen=True, slots=True)
class Lines:
    """What the field on the first page reads, as plain lines."""

    index: str
    """The words and phrases that lead to each card, which go by their number: `refund=0:80,3:12;money back=0:80`."""
    heard: str
    """What is learned from sentences, by what it counts and for which cards: `35:0 3=refund,money back;12:1=late`."""
    small: str
    """Words that say nothing by themselves."""
    endings: str
    """How a word may go on without becoming another."""
    alike: str
    """Groups of words that may stand for one another: `ring call;mend fix`."""


def speech_for(cards: Sequence[Document]) -> Lines:
    """All that the field needs to find these cards, in the languages in which they are written."""
    known = [speech(language) for language in dict.fromkeys(card.lang for card in cards)]
    endings = tuple(sorted({word for one in known for ending in one.endings for word in folded(ending)}))
    return Lines(
        index(cards),
        heard(cards, endings),
        " ".join(sorted(frozenset().union(*(_small(card.lang) for card in cards)))),
        " ".join(endings),
        ";".join(" ".join(folded(group)) for one in known for group in one.alike),
    )


def index(cards: Sequence[Document]) -> str:
    """The words and phrases that lead to each of the cards, by number."""
    found: dict[str, dict[int, float]] = defaultdict(dict)
    for number, card in enumerate(cards):
        for phrase, weight in _said_of(card):
            found[phrase][number] = max(found[phrase].get(number, 0), weight)
    topics = [card.topic for card in cards]
    lines = []
    for phrase in sorted(found):
        share = _share(found[phrase], topics)
        weighed = ",".join(f"{number}:{round(weight * share)}" for number, weight in found[phrase].items())
        lines.append(f"{phrase}={weighed}")
    return ";".join(lines)


def heard(cards: Sequence[Document], endings: tuple[str, ...]) -> str:
    """What sentences of each topic teach about its cards, by number."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for language, topic in dict.fromkeys((card.lang, card.topic) for card in cards):
        numbers = " ".join(str(number) for number, card in enumerate(cards) if (card.lang, card.topic) == (language, topic))
        for feature, worth in points(language, endings).get(topic or "", {}).items():
            found[worth, numbers].append(feature)
    return ";".join(f"{worth}:{numbers}={','.join(sorted(features))}" for (worth, numbers), features in sorted(found.items()))


def _share(weights: dict[int, float], topics: Sequence[str | None]) -> float:
    """What a word counts among the topics: all where it speaks for one of them, and little where it speaks for each."""
    most = max(weights.values())
    by_topic: dict[str | None, float] = {}
    for number, weight in weights.items():
        by_topic[topics[number]] = max(by_topic.get(topics[number], 0), weight / most)
    count = len(set(topics))
    return math.log(1 + count / sum(by_topic.values())) / math.log(1 + count)


def _said_of(card: Document) -> Iterator[tuple[str, float]]:
    """Each phrase and word that speaks for a card, with its weight; some of them several times."""
    spoken = speech(card.lang)
    for said in (str(card.title or card.id), *card.fields.also_said):
        yield from _both(said, card.lang, whole=Weight.TITLE, part=Weight.OWN_WORD)
    for said in spoken.said.get(card.topic or "", ()):
        yield from _both(said, card.lang, whole=Weight.TOPIC, part=Weight.SAID)
    for said in spoken.hints.get(card.topic or "", ()):
        yield from _both(said, card.lang, whole=Weight.HINT, part=0)
    for text, weight in _texts(card):
        for word in _telling(text, card.lang):
            yield word, weight


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


def _texts(card: Document) -> Iterator[tuple[str, Weight]]:
    yield from ((_plain(text), Weight.TEXT) for text in paragraphs(card.lead))
    for section in card.sections:
        weight = {"you-notice": Weight.NOTICED, "what-to-say": Weight.SAID}.get(section.name, Weight.TEXT)
        yield from ((_plain(text), weight) for text in paragraphs(section.blocks))
        yield from ((str(step.label), Weight.SAID) for step in section.steps if step.label)


def _plain(text: Text) -> str:
    return _LINK.sub("", str(text))
