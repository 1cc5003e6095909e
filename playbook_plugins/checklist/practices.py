"""What the project set out to carry, and which rules watch over it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Practice:
    """One row of the table of practices."""

    told: str
    """What it asks of a business, in one sentence."""
    articles: tuple[str, ...]
    """The articles in which it was found, by what they are about."""


@cache
def practices() -> dict[str, tuple[Practice, ...]]:
    """The practices that each rule watches over, by the rule's name."""
    table = yaml.load((files("playbook_plugins") / "practices.yml").read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found: dict[str, tuple[Practice, ...]] = {}
    for row in table["practices"]:
        practice = Practice(row["practice"], tuple(table["articles"][article] for article in row["articles"]))
        for rule in row["rules"]:
            found[rule] = (*found.get(rule, ()), practice)
    return found
