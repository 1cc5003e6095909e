"""Models whose docstrings say what each of their lines is for: read where somebody asks, which most runs never do."""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.fields import FieldInfo

_TOLD: set[type] = set()
"""Models whose lines already say what they are for."""


class Described(BaseModel):
    """A model that has a docstring below each line; its JSON Schema says the same."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        _tell()
        made = handler(schema)
        properties = handler.resolve_ref_schema(made)["properties"]
        for name, field in cls.model_fields.items():
            if field.description is not None:
                properties[field.alias or name]["description"] = field.description
        return made


def says(field: FieldInfo) -> str:
    """What a line is for, in one line; empty where nobody says."""
    _tell()
    return " ".join((field.description or "").split())


def docstrings(body: Iterable[ast.stmt]) -> dict[str, str]:
    """The string below each assignment, by the name that is assigned."""
    found, name = {}, None
    for statement in body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=assigned)]) | ast.AnnAssign(target=ast.Name(id=assigned)):
                name = assigned
            case ast.Expr(value=ast.Constant(value=str(said))) if name:
                found[name] = inspect.cleandoc(said)
            case _:
                name = None
    return found


def _tell() -> None:
    """Have every line of every model say what it is for."""
    for model in {*_below(Described)} - _TOLD:
        for name, field in model.model_fields.items():
            owner = next((one for one in model.__mro__ if name in inspect.get_annotations(one)), model)
            if field.description is None:
                field.description = docstrings(_classes(owner.__module__).get(owner.__name__, ())).get(name)
        _TOLD.add(model)


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in model.__subclasses__():
        yield one
        yield from _below(one)


@cache
def _classes(module: str) -> dict[str, list[ast.stmt]]:
    """What stands in each class of a module; nothing where its source is not there."""
    try:
        source = inspect.getsource(sys.modules[module])
    except (OSError, LookupError, TypeError):
        return {}
    return {one.name: one.body for one in ast.parse(source).body if isinstance(one, ast.ClassDef)}
