"""Of which sort the lines at the top of a kind are, as far as a browser can tell whether they can be read."""

from typing import Any

from pydantic.fields import FieldInfo

from playbook_plugins.model.choices import choices, inside, members, validator
from playbook_plugins.model.described import says
from playbook_plugins.model.kinds.kind import Kind
from playbook_plugins.model.kinds.policy import CHOICE, TopicWord
from playbook_plugins.model.values import Day, Duration, Frequency, Limit, Money, Truth
from playbook_plugins.model.waiting import Wait

_TYPES = {Duration: "duration", Frequency: "frequency", Wait: "wait"}
_READERS = {validator(Money): "money", validator(Limit): "limit", validator(Day): "day", validator(Truth): "truth", validator(TopicWord): "topic"}
_SIDES = ("gt", "ge", "lt", "le")


def sorts(kind: Kind) -> dict[str, dict[str, Any]]:
    """The sort of each line that has one, by its name."""
    return {name: {**sort, "says": says(field)} for name, field in kind.fields.model_fields.items() if (sort := _sort(field))}


def _sort(field: FieldInfo) -> dict[str, Any] | None:
    within = [one for part in getattr(field.annotation, "__args__", ()) for one in getattr(part, "__metadata__", ())]
    if reader := next((_READERS[one] for one in (*field.metadata, *within) if one in _READERS), None):
        return {"is": reader, "otherwise": CHOICE} if reader == "topic" else {"is": reader}
    types = list(inside(field.annotation))
    if known := next((_TYPES[one] for one in types if one in _TYPES), None):
        return {"is": known}
    # a line that is read in words of its own before it is chosen from, and a list of choices, are checked later
    if (enums := choices(field)) and tuple not in types and not field.metadata:
        return {"is": "choice", "choices": list(members(enums[0]))}
    if {int, float} & set(types):
        whole = float not in types
        limits = [[side, getattr(one, side), _shown(getattr(one, side), whole=whole)] for one in field.metadata for side in _SIDES if hasattr(one, side)]
        return {"is": "number", "whole": whole, "limits": limits}
    return None


def _shown(limit: float, *, whole: bool) -> str:
    """A limit as our reader prints it."""
    return str(int(limit) if whole else float(limit))
