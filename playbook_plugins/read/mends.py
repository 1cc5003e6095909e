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
    name = next((key for key in reversed(keys) if isinstance(key, str)), "")
    if model is None or name == _WIDENING:
        return None
    if wrong["type"] == "extra_forbidden":
        right = _line(name, written, model, siblings=[key[-1] for key in found.keys if key[:-1] == keys[:-1]], lexicon=lexicon)
        return spelt(found.keys.get(keys), name, right)
    if not isinstance(written, str):
        return None
    right = _value(written, wrong, lexicon)
    whole = right if isinstance(keys[-1], str) else [right]
    return spelt(found.values.get(keys), written, right) if right and _fits(model, name, whole, lexicon=lexicon) else None


def _line(name: str, value: Any, model: type[BaseModel], *, siblings: list[Any], lexicon: Lexicon) -> str:
    """The line that a name surely is, where it is not there yet, nothing else may be it, and what stands behind it fits."""
    known = [line for line in model.model_fields if line != _WIDENING]
    right = surely_meant(name, known)
    rivals = [other for other in siblings if other == right or (other not in known and surely_meant(other, known) == right)]
    return right if right and rivals == [name] and _fits(model, right, value, lexicon=lexicon) else ""


def _value(written: str, wrong: Mapping[str, Any], lexicon: Lexicon) -> str:
    match wrong["type"]:
        case "enum" | "literal_error":
            return surely_meant(written, re.findall(r"'([^']+)'", str(wrong["ctx"]["expected"])))
        case "string_pattern_mismatch":
            return written.upper()
        case "value_error" if wrong["loc"] == ("topic",):
            return surely_meant(written, set(lexicon.topics.values()))
        case "value_error" if day := re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", written):
            return f"{day[1]}-{int(day[3]):02}-{int(day[4]):02}"
    return ""


def _fits(model: type[BaseModel], name: str, value: Any, *, lexicon: Lexicon) -> bool:
    try:
        model.model_validate({name: value}, context=lexicon)
    except ValidationError as error:
        return all(wrong["loc"][:1] != (name,) for wrong in error.errors(include_url=False))
    return True
