"""What the forms of all that programs read have in common: their smallest parts, and the JSON Schema made from each."""

import json
from typing import Any, Literal

from pydantic import ConfigDict
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from playbook_plugins.model.described import Described
from playbook_plugins.pages.memory import remembered

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The form of JSON Schema in which ours are written."""


class Part(Described):
    """A part of what programs read."""

    model_config = ConfigDict(frozen=True)


class Time(Part):
    """A length of time."""

    amount: int | float
    """How many."""
    unit: Literal["minute", "hour", "working day", "day", "week", "month", "year"]
    """Of what."""


class Often(Part):
    """How often something happens at most."""

    times: int | float
    """How many times; 0 for “only when you ask”."""
    per: Literal["day", "week", "month", "year"] | None = None
    """In which time; left out where it is once and for all."""


class _Given(GenerateJsonSchema):
    """What is not known is left out, and never null; a field's title would only repeat its name."""

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema(form: type[Part]) -> dict[str, Any]:
    """The JSON Schema of a whole form."""
    return {"$schema": DIALECT, **form.model_json_schema(schema_generator=_Given)}


@remembered
def text(form: type[Part]) -> str:
    """The same as a file."""
    return json.dumps(schema(form), ensure_ascii=False, indent=2) + "\n"
