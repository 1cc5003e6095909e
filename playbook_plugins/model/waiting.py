"""How long no offer is made: a length of time, an order that comes first, or both."""

import re
from dataclasses import dataclass

from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.values import Duration, Written

_WORD = re.compile(r"\d+(?:[.,]\d+)?|\w+")
_LONGEST = 4
"""Words in the longest length of time: `half a working day`."""


@dataclass(frozen=True, slots=True)
class Wait(Written):
    """A time without offers as people say it: `60 days`, `the second order`, `never`."""

    written: str
    """As the author wrote it; pages print it so."""
    days: float | None = None
    """Calendar days; `None` where no time is named."""
    visit: int | None = None
    """The order, visit or job that comes first, counted from 1; `None` where none is named."""

    examples = ("60 days and the second order", "90 days", "the third visit", "never")

    @classmethod
    def read(cls, text: str, lexicon: Lexicon) -> "Wait":
        """Read a time without offers; `ValueError` says in the author's words what is wrong."""
        written = " ".join(text.split())
        if any(f" {words} " in f" {written.casefold()} " for words in (*lexicon.never, *lexicon.on_request)):
            return cls(written)
        days, rest = _days(_WORD.findall(written.casefold()), lexicon)
        visit = _visit(rest, lexicon)
        if days is None and visit is None:
            raise ValueError(f"“{text}” does not say how long nothing is offered|Write a time, an order or both, such as `60 days and the second order`.")
        # `60 days after the first visit` counts the days, not the visits
        return cls(written, days, None if days is not None and visit == 1 else visit)

    def __str__(self) -> str:
        return self.written


def _days(words: list[str], lexicon: Lexicon) -> tuple[float | None, list[str]]:
    """The first length of time among the words, in days, and the words without it."""
    for start in range(len(words)):
        for end in range(min(start + _LONGEST, len(words)), start, -1):
            length = " ".join(words[start:end])
            try:
                # a unit alone is no time: `some weeks` would be one
                if length not in lexicon.units:
                    return Duration.read(length, lexicon).days, words[:start] + words[end:]
            except ValueError:
                continue
    return None, words


def _visit(words: list[str], lexicon: Lexicon) -> int | None:
    """Which time of coming the words name: `second`, `2nd`, `two orders`."""
    for number, word in enumerate(words):
        if word in lexicon.ordinals:
            return lexicon.ordinals[word]
        figure = int(word) if word.isdecimal() and len(word) < 4 else int(lexicon.numbers.get(word, 0))
        count = 0 if word in lexicon.per else figure
        if count and number + 1 < len(words):
            return count
    return None
