"""What is surely meant by a name or a value that the reader could not take."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from playbook_plugins.model.finding import Mend
from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.mends import spelt
from playbook_plugins.model.slips import surely_meant
from playbook_plugins.read.front_matter import Values

_WIDENING = "audience"
"""The line that decides who sees a document; nobody but its author spells that right."""


def mended(wrong: Mapping[str, Any], found: Values, *, model: type[BaseModel] | None, lexicon: Lexicon) -> Mend | None:
    """The change that is surely right for one of pydantic's errors; `model` is the one whose line is wrong."""
    keys, written = wrong["loc"], wrong.get("input")
    name = _name(wrong)
    if name == _WIDENING:
        return None
    if wrong["type"] == "extra_forbidden":
        siblings = [key[-1] for key in found.keys if key[:-1] == keys[:-1]]
        right = _line(name, written, model, siblings=siblings, lexicon=lexicon) if model else ""
        return spelt(found.keys.get(keys), name, right)
    right = _value(wrong, model, lexicon)
    return spelt(found.values.get(keys), written, right) if right else None


def _name(wrong: Mapping[str, Any]) -> str:
    return next((key for key in reversed(wrong["loc"]) if isinstance(key, str)), "")


def _line(name: str, value: Any, model: type[BaseModel], *, siblings: list[Any], lexicon: Lexicon) -> str:
    """The line that a name surely is, where it is not there yet, nothing else may be it, and what stands behind it fits."""
    known = [line for line in model.model_fields if line != _WIDENING]
    right = surely_meant(name, known)
    rivals = [other for other in siblings if other == right or (other not in known and surely_meant(other, known) == right)]
    if not right or rivals != [name]:
        return ""
    return right if all(_value(wrong, model, lexicon) for wrong in _errors(model, right, value, lexicon=lexicon)) else ""


def _value(wrong: Mapping[str, Any], model: type[BaseModel] | None, lexicon: Lexicon) -> str:
    """The one right spelling of a value; empty where there is none."""
    written, name = wrong.get("input"), _name(wrong)
    if not isinstance(written, str):
        return ""
    if wrong["type"] in ("enum", "literal_error"):
        return surely_meant(written, re.findall(r"'([^']+)'", str(wrong["ctx"]["expected"])))
    if name == "topic":
        return surely_meant(written, set(lexicon.topics.values()))
    better = _in_one_form(written, wrong)
    whole = better if wrong["loc"][-1] == name else [better]
    return better if better and model and not _errors(model, name, whole, lexicon=lexicon) else ""


def _in_one_form(written: str, wrong: Mapping[str, Any]) -> str:
    """A day with all its figures, a currency in capitals."""
    # of two figures one may be lost, so `2026-1-12` may be a day in November
    day = re.fullmatch(r"(\d{4})([-/.])(?:(\d\d)\2(\d\d)|(\d)\2(\d))", written)
    if wrong["type"] == "value_error" and day:
        return f"{day[1]}-{int(day[3] or day[5]):02}-{int(day[4] or day[6]):02}"
    return written.upper() if wrong["type"] == "string_pattern_mismatch" else ""


def _errors(model: type[BaseModel], name: str, value: Any, *, lexicon: Lexicon) -> list[Mapping[str, Any]]:
    """What is wrong with a value behind a name of the model."""
    try:
        model.model_validate({name: value}, context=lexicon)
    except ValidationError as error:
        return [wrong for wrong in error.errors(include_url=False) if wrong["loc"][:1] == (name,)]
    return []
