"""What words say of a topic, learned from sentences that were said in cases of it."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from playbook_plugins.words.situations import speech

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
"""A word; where a script sets no gaps between words, each sign is one."""
_STEM = 3
"""Letters that an ending leaves of a word at least."""
_SCALE = 20
"""Points for a word that is heard e times as often in one topic as in all of them.

Tried on three writers, each of whose sentences were found by what the others had written: 10 and 30 found fewer.
"""
_UNHEARD = 0.1
"""What counts for a word that nobody has said of a topic, in sentences."""


def folded(text: str) -> list[str]:
    """The words of a text as they are compared: small letters without accents, and no apostrophes."""
    plain = text.replace("’", "").replace("'", "").casefold()
    if plain.isascii():
        return _WORD.findall(plain)
    plain = unicodedata.normalize("NFD", plain.replace("ł", "l"))
    return _WORD.findall("".join(sign for sign in plain if unicodedata.category(sign) != "Mn"))


def features(text: str, endings: Sequence[str]) -> frozenset[str]:
    """What is counted in a sentence: the stems of its words, and each two that stand side by side."""
    stems = [_stem(word, endings) for word in folded(text)]
    return frozenset((*stems, *(f"{first} {second}" for first, second in pairwise(stems))))


@cache
def points(language: str, endings: tuple[str, ...]) -> Mapping[str, Mapping[str, int]]:
    """By topic, what each stem and each two stems speak for it, in points: only what speaks for it, never against.

    A stem's points are `_SCALE` × ln(share of the topic's sentences that hold it / share of all sentences that do),
    the weight of evidence by which naive Bayes tells texts apart, each count begun at `_UNHEARD`.
    """
    heard = speech(language).heard
    held = {topic: Counter(feature for said in sentences for feature in features(said, endings)) for topic, sentences in heard.items()}
    everywhere = sum(held.values(), Counter())
    few = _UNHEARD * len(heard)
    whole = sum(map(len, heard.values())) + few
    return {
        topic: {
            feature: worth
            for feature, count in held[topic].items()
            if (worth := round(_SCALE * math.log((count + _UNHEARD) / (len(heard[topic]) + few) * whole / (everywhere[feature] + few)))) > 0
        }
        for topic in heard
    }


def _stem(word: str, endings: Sequence[str]) -> str:
    """A word without the longest ending that it may go on with, and without the letter that is doubled before it."""
    ends = [ending for ending in endings if word.endswith(ending) and len(word) - len(ending) >= _STEM]
    stem = word.removesuffix(max(ends, key=len, default=""))
    return stem[:-1] if len(stem) > _STEM and stem[-1] == stem[-2] else stem
