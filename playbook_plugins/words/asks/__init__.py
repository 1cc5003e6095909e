"""What the form and `playbook add` ask, in the reader's language, and what they offer to begin with."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

_ENGLISH = "en"


@cache
def asks(language: str) -> Mapping[str, Any]:
    """The questions of a language by kind and key, each `[question, help]`, with names for kinds and choices; English where we do not have it yet."""
    return _table("", language)


@cache
def ready(language: str) -> Mapping[str, Mapping[str, Any]]:
    """By topic, the steps and sentences of ours that a policy may begin with, by the keys of their questions."""
    return _table("ready.", language)


def _table(what: str, language: str) -> Mapping[str, Any]:
    file = files(__name__) / f"{what}{language}.toml"
    return loads((file if file.is_file() else files(__name__) / f"{what}{_ENGLISH}.toml").read_text("utf-8"))
