"""What may stand behind a line: the words to choose from, each with what it means, and the lines of each entry."""

import ast
import inspect
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from playbook_plugins.model.described import docstrings
from playbook_plugins.model.kinds.policy import TopicName, TopicWord


def inside(annotation: Any) -> Iterator[type]:
    """The plain types of which a line's type is made."""
    origin = getattr(annotation, "__origin__", annotation)
    if isinstance(origin, type):
        yield origin
    for part in get_args(annotation):
        yield from inside(part)


def choices(field: FieldInfo) -> list[type[StrEnum]]:
    """What a line chooses from; a topic may also be one of the owner's own."""
    if validator(TopicWord) in field.metadata:
        return [TopicName]
    return [part for part in inside(field.annotation) if issubclass(part, StrEnum)]


def blocks(field: FieldInfo) -> list[type[BaseModel]]:
    """What holds the lines that stand below a line, or in each of its entries."""
    return [part for part in inside(field.annotation) if issubclass(part, BaseModel)]


def validator(annotated: Any) -> Any:
    """What an annotated type reads its values with; a line of that type carries the same object."""
    return get_args(annotated)[1]


@cache
def members(enum: type[StrEnum]) -> dict[str, str]:
    """The words of an enum with their docstrings, which Python itself does not keep."""
    (definition,) = ast.parse(inspect.getsource(enum)).body
    told = docstrings(definition.body)
    return {member.value: told.get(name, "") for name, member in enum.__members__.items()}
