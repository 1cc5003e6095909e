"""Front matter data → the fields of a kind; what does not fit becomes faults in the author's words."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from playbook_plugins.model.described import says
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.lexicon import Lexicon
from playbook_plugins.model.limits import SIGNS
from playbook_plugins.model.place import Place, nearest_place
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.read.front_matter import Values
from playbook_plugins.read.mends import mended


_CHOICES = ("enum", "literal_error")
F = TypeVar("F", bound=BaseModel)


def read_fields(
    model: type[F], found: Values, top: Place, *, lexicon: Lexicon
) -> tuple[F, list[Fault]]:
    """The fields, and a fault for each value that does not fit.

    What is wrong or missing is left at its default, or at `None` where it is
    required, so that the rest of the document can still be checked.
    """
    try:
        return model.model_validate(found.data, context=lexicon), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    return _sound(model, found.data, lexicon), [_with_mend(model, wrong, found, top=top, lexicon=lexicon) for wrong in errors]


def _sound(model: type[F], data: Mapping[str, Any], lexicon: Lexicon) -> F:
    """The fields that fit; the others at their defaults."""
    values: dict[str, Any] = {name: None for name, field in model.model_fields.items() if field.is_required()}
    for name in model.model_fields.keys() & data.keys():
        try:
            values[name] = _alone(model, name).validate_python(data[name], context=lexicon)
        except ValidationError:
            inner = model.model_fields[name].annotation
            if isinstance(inner, type) and issubclass(inner, BaseModel) and isinstance(data[name], dict):
                values[name] = _sound(inner, data[name], lexicon)
            elif get_origin(inner) is dict and isinstance(data[name], dict):
                values[name] = _sound_entries(_alone(model, name), data[name], lexicon)
    return model.model_construct(**values)


def _sound_entries(adapter: TypeAdapter[Any], data: Mapping[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    """The entries that fit, of lines whose names are the owner's own."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        with suppress(ValidationError):
            found |= adapter.validate_python({name: value}, context=lexicon)
    return found


@cache
def _alone(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    return TypeAdapter(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)


def _with_mend(model: type[BaseModel], wrong: Mapping[str, Any], found: Values, *, top: Place, lexicon: Lexicon) -> Fault:
    mend = mended(wrong, found, model=_holder(model, wrong["loc"]), lexicon=lexicon)
    return replace(_fault(model, wrong, found, top=top), mend=mend)


def _fault(model: type[BaseModel], wrong: Mapping[str, Any], found: Values, *, top: Place) -> Fault:
    location = wrong["loc"]
    if location[-1:] == ("[key]",):
        # the name before the colon is what does not fit
        message, _, mend = str(wrong["ctx"]["error"]).partition("|")
        return Fault("bad-value", nearest_place(found.keys, location[:-1], otherwise=top), message, mend)
    fault = _shape_fault(model, wrong, found, top=top)
    if location[:1] == ("kept_by",):
        # a promise that nothing keeps: the rule that guards promises speaks, since no setting turns it down
        return replace(fault, rule="unbacked-promise")
    if location == ("audience",) and wrong["type"] == "extra_forbidden" and issubclass(model, Fields):
        return Fault(
            "kind-border",
            fault.place,
            "who sees this document follows from its folder, and no line can change it",
            "Leave the line out. Only principles and pages may say `audience: public`.",
        )
    return fault


def _shape_fault(model: type[BaseModel], wrong: Mapping[str, Any], found: Values, *, top: Place) -> Fault:
    name = next((key for key in reversed(wrong["loc"]) if isinstance(key, str)), "")
    field = _field(model, wrong["loc"])
    written = wrong.get("input")
    match wrong["type"]:
        case "missing":
            where = nearest_place(found.values, wrong["loc"][:-1], otherwise=top)
            return Fault("missing-field", where, f"the line `{name}:` is missing", _add(name, field))
        case "extra_forbidden":
            where = nearest_place(found.keys, wrong["loc"], otherwise=top)
            if sections := _sections(model, name):
                return Fault("unknown-field", where, f"there is no line `{name}:` here", f"It belongs below {' or '.join(f'`{one}:`' for one in sections)}.")
            known = _names(model, wrong["loc"][:-1])
            # `opening_hours` is nearer to `open` than its letters say
            opens_alike = next((f"Did you mean `{one}`?" for one in known if len(one) > 3 and one[:4] in name), "")
            mend = did_you_mean(name, known, otherwise=opens_alike or f"You may write {', '.join(known)}.")
            return Fault("unknown-field", where, f"there is no line `{name}:` here", mend)
        case "value_error":
            message, _, mend = str(wrong["ctx"]["error"]).partition("|")
        case _ if written in (None, "", [], ()):
            return Fault("missing-field", nearest_place(found.keys, wrong["loc"], otherwise=top), f"nothing stands behind `{name}:`", _says(field))
        case kind:
            message, mend = _in_plain_words(kind, written, wrong.get("ctx", {}))
            mend = mend or _says(field)
            if kind in _CHOICES and name:
                return Fault("bad-value", nearest_place(found.values, wrong["loc"], otherwise=top), f"`{name}` {message}", mend)
    prefix = f"`{name}`: " if name else ""
    return Fault("bad-value", nearest_place(found.values, wrong["loc"], otherwise=top), prefix + message, mend)


def _in_plain_words(kind: str, written: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    shown = f"“{written}”" if isinstance(written, str | int | float) else "this"
    if kind in _CHOICES:
        choices = [choice.strip("' ") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        return f"is {shown}, and it can be {' or '.join(filter(None, (', '.join(choices[:-1]), choices[-1])))}", did_you_mean(str(written), choices)
    if kind.startswith("bool"):
        return f"{shown} is neither yes nor no", "Write `yes` or `no`."
    if kind.startswith(("int", "float", "decimal")):
        return f"{shown} is not a number", "Write figures alone, such as `14`."
    if kind.startswith(("greater", "less")):
        limit = context.get("gt", context.get("ge", context.get("lt", context.get("le"))))
        side = "too small: the least is" if kind.startswith("greater") else "too large: the most is"
        return f"{shown} is {side} {limit}", ""
    if kind == "string_pattern_mismatch":
        meant = next((name for name, sign in SIGNS.items() if sign == written.strip()), "")
        return f"{shown} is not the three capital letters of a currency", f"Did you mean `{meant}`?" if meant else "Write such as `GBP` for £, or `EUR` for €."
    if kind.startswith("string"):
        return f"{shown} is not the short text that belongs here", ""
    if kind.startswith(("tuple", "list")):
        return f"{shown} is not a list", "Write each entry on a line of its own, with `- ` before it."
    return f"{shown} needs lines of its own below it, each with a name and a value", ""


def _inner(model: type[BaseModel], location: tuple[Any, ...]) -> type[BaseModel] | None:
    """The model that stands at a location, where there is one."""
    current: Any = model
    for key in location:
        if isinstance(key, int):
            continue
        if get_origin(current) is dict:
            current = get_args(current)[1]
            continue
        if not (isinstance(current, type) and issubclass(current, BaseModel)) or key not in current.model_fields:
            return None
        annotation = current.model_fields[key].annotation
        inside = [part for part in getattr(annotation, "__args__", ()) if isinstance(part, type) and issubclass(part, BaseModel)]
        current = inside[0] if inside and get_origin(annotation) is not dict else annotation
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _sections(model: type[BaseModel], name: str) -> list[str]:
    """The lines of the first level that a line of this name stands below."""
    below = {line: field.annotation for line, field in model.model_fields.items()}
    return [line for line, inner in below.items() if isinstance(inner, type) and issubclass(inner, BaseModel) and name in inner.model_fields]


def _names(model: type[BaseModel], location: tuple[Any, ...]) -> list[str]:
    inner = _inner(model, location)
    return list(inner.model_fields) if inner else []


def _field(model: type[BaseModel], location: tuple[Any, ...]) -> FieldInfo | None:
    inner = _holder(model, location)
    return inner.model_fields.get(next(key for key in reversed(location) if isinstance(key, str))) if inner else None


def _holder(model: type[BaseModel], location: tuple[Any, ...]) -> type[BaseModel] | None:
    """The model to which the line at a location belongs, where there is one."""
    names = [key for key in location if isinstance(key, str)]
    return _inner(model, location[: len(location) - 1 - location[::-1].index(names[-1])]) if names else None


def _add(name: str, field: FieldInfo | None) -> str:
    said = _says(field)
    return f"Add `{name}:` and {said[:1].lower()}{said[1:]}" if said else f"Add `{name}:`."


def _says(field: FieldInfo | None) -> str:
    return says(field) if field else ""
