"""How people speak when something happens, by topic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from tomllib import loads
from typing import Any


@dataclass(frozen=True, slots=True)
class Speech:
    """What is known of the way people speak in one language; nothing, in a language that we do not know."""

    small: frozenset[str] = frozenset()
    """Words that say nothing by themselves."""
    endings: tuple[str, ...] = ()
    """How a word may go on without becoming another."""
    alike: tuple[str, ...] = ()
    """Words that may stand for one another, a line for each group."""
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words and phrases that speak for a topic, by its name."""
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words and phrases that say a little of a topic, and as much of something else."""
    heard: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Whole sentences that were said in a case of each topic, to learn from."""


@cache
def speech(language: str) -> Speech:
    """How people speak in a language."""
    found = _table(files(__name__) / f"{language}.toml")
    if not found:
        return Speech()
    heard = _table(files(__name__) / f"heard.{language}.toml")
    said, hints, heard = ({topic: tuple(entries) for topic, entries in table.items()} for table in (found["said"], found["hints"], heard))
    return Speech(frozenset(found["small"].split()), tuple(found["endings"].split()), tuple(found["alike"]), said, hints, heard)


def _table(file: Traversable) -> dict[str, Any]:
    return loads(file.read_text("utf-8")) if file.is_file() else {}
