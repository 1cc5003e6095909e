"""By what an import guesses, as data: one file a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from playbook_plugins.model.lexicon import fold


@dataclass(frozen=True)
class Signs:
    """What tells an import what a text may be."""

    picture: str
    """What a picture without words is called."""
    part: str
    """What the title of a part of a long text ends with."""
    feeling: str
    """What holds the place of how people leave."""
    people: re.Pattern[str]
    topics: Mapping[str, re.Pattern[str]]
    sections: Mapping[str, str]
    """A heading of another handbook (folded) → the section of a policy."""
    kinds: Mapping[str, re.Pattern[str]]
    may_spend: re.Pattern[str]


def languages() -> list[str]:
    """Those that an import can guess in, by their letters."""
    return sorted(file.name.removesuffix(".yml") for file in files(__name__).iterdir() if file.name.endswith(".yml"))


@cache
def signs(language: str) -> Signs:
    """The signs of a language; the English ones where we do not have it yet."""
    file = files(__name__) / f"{language}.yml"
    if not file.is_file():
        file = files(__name__) / "en.yml"
    told: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Signs(
        picture=told["picture"],
        part=told["part"],
        feeling=told["feeling"],
        people=_any(told["people"]),
        topics={topic: _any(words) for topic, words in told["topics"].items()},
        sections={fold(heading): name for name, headings in told["sections"].items() for heading in headings},
        kinds={kind: _any(words) for kind, words in told["kinds"].items()},
        may_spend=re.compile(rf"{_any(told['may_spend']).pattern}[^.\n]{{0,20}}?([£$€]\s?\d[\d,]*(?:\.\d\d)?|\d[\d,]*\s?(?:zł|€|£|EUR|GBP|USD|PLN))"),
    )


def _any(words: list[str]) -> re.Pattern[str]:
    """Any of the words, whole, in text that was folded."""
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(fold_kept(word)).replace(r"\*", r"\w*") for word in words) + r")(?!\w)")


def fold_kept(word: str) -> str:
    """A word as it is looked up, its `*` kept."""
    return " ".join(word.casefold().replace("-", " ").split())
