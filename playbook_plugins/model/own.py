"""A rule of an owner's own, as it stands in `playbook.yml`."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from playbook_plugins.model.described import Described
from playbook_plugins.model.finding import Level
from playbook_plugins.model.values import Names, Sentences


MOST_PHRASES = 200
"""Phrases of one rule; more of them are slow to look for, and nobody reads them."""


class OwnZone(StrEnum):
    """Where a rule of your own looks."""

    SAY = "say"
    """Words for customers, on lines with `>`."""
    PUBLIC = "public"
    """What the public site prints."""
    STAFF = "staff"
    """What staff read: steps, tables, notes."""
    DONT = "dont"
    """What stands below “Don't”."""


def _zones(value: Any) -> Any:
    words = value.split(",") if isinstance(value, str) else value
    if not isinstance(words, list | tuple):
        return value
    return tuple(word.strip().lower().replace("'", "").replace("’", "") if isinstance(word, str) else word for word in words)


class OwnRule(Described):
    """A rule of your own: words that must, or must not, be used."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    must_not_say: Names = ()
    """Words or phrases that must not be used, such as `old banger, cheap … bike`; `…` stands for a few words."""
    must_say: Names = ()
    """Words or phrases of which each text must use one."""
    unless: Names = ()
    """Words that excuse it where they stand in the same sentence."""
    zone: Annotated[tuple[OwnZone, ...], BeforeValidator(_zones, json_schema_input_type=str | list[str]), Field(min_length=1)] = (OwnZone.SAY, OwnZone.PUBLIC)
    """Where it looks. Without a line: at what customers hear and read."""
    kinds: Names = ()
    """The kinds of text that it looks at, such as `policy, promise`. Without a line: all."""
    topics: Names = ()
    """Of policies and scripts, the topics that it looks at. Without a line: all."""
    level: Level = Level.WARNING
    """How much it matters."""
    message: str = Field(min_length=1)
    """What is wrong, in a few words to whoever wrote it."""
    help: str = ""
    """What to write instead."""
    because: str = Field(min_length=1)
    """Why you want it so; it stands on the rule's page."""
    bad: Sentences = Field(min_length=1)
    """Sentences that it must find. They are tried whenever the playbook is checked."""
    good: Sentences = Field(min_length=1)
    """Sentences that it must leave alone."""

    @model_validator(mode="after")
    def _looks_for_something(self) -> "OwnRule":
        if not self.must_say and not self.must_not_say:
            raise ValueError("this rule does not say which words it is about|Give it a line `must_not_say` or `must_say`.")
        if self.must_say and self.must_not_say:
            raise ValueError("this rule has both `must_say` and `must_not_say`|Make two rules of it, each with its own sentences.")
        if len(self.must_say) + len(self.must_not_say) > MOST_PHRASES or len(self.unless) > MOST_PHRASES:
            raise ValueError(f"this rule has more than {MOST_PHRASES} phrases|Keep those that people write, or make several rules of it.")
        for phrase in (*self.must_say, *self.must_not_say, *self.unless):
            if not any(sign.isalnum() for sign in phrase):
                raise ValueError(f"“{phrase}” holds no word to look for|Write the words themselves, such as `old banger`.")
        return self
