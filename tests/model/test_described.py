"""What each line of a model is for: read from the docstring below it, where somebody asks."""

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, create_model

from playbook_plugins.model.described import Described, says


class Plain(BaseModel):
    """A shop."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    name: str
    """What it is called,
    on its door."""
    of: Literal["cheese", "bread"] = "cheese"
    """What it sells."""
    number: int | None = Field(None, alias="$number")
    """In the street."""
    unsaid: str = ""
    told: str = Field("", description="Elsewhere.")
    """Not here."""


class Shop(Described):
    """A shop."""

    name: str
    """What it is called,
    on its door."""
    of: Literal["cheese", "bread"] = "cheese"
    """What it sells."""
    number: int | None = Field(None, alias="$number")
    """In the street."""
    unsaid: str = ""
    told: str = Field("", description="Elsewhere.")
    """Not here."""


class Branch(Shop):
    """Another one."""

    name: str = "The other"
    town: str
    """Where it stands."""


def test_a_schema_says_what_pydantic_would_say():
    assert Shop.model_json_schema() == {**Plain.model_json_schema(), "title": "Shop"}
    assert "On its door" not in str(Shop.model_json_schema()) and "on its door" in str(Shop.model_json_schema())


def test_each_line_says_what_it_is_for_in_one_line():
    assert {name: says(field) for name, field in Shop.model_fields.items()} == {
        "name": "What it is called, on its door.", "of": "What it sells.", "number": "In the street.", "unsaid": "", "told": "Elsewhere.",
    }


def test_a_line_that_is_written_anew_says_nothing_of_what_it_was():
    assert {name: says(Branch.model_fields[name]) for name in ("name", "of", "town")} == {"name": "", "of": "What it sells.", "town": "Where it stands."}


def test_a_block_says_what_it_is_for_below_the_line_that_holds_it():
    class Street(Described):
        first: Shop

    Street.model_fields["first"].description = "On the corner."
    assert Street.model_json_schema()["properties"]["first"] == {"$ref": "#/$defs/Shop", "description": "On the corner."}


@pytest.mark.parametrize("module", ["nowhere", "builtins"])
def test_a_model_without_a_source_says_nothing(module):
    made = create_model("Made", __base__=Described, __module__=module, name=(str, ...))
    assert says(made.model_fields["name"]) == ""
