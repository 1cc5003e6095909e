"""The schemas that `playbook schema` prints."""

import json
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from playbook_plugins.cli.schema import MODELS, command, schema
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.read.front_matter import read_yaml, split
from playbook_plugins.report.json import VERSION
from tests.conftest import ROOT

SOURCES = ROOT / "docs/playbook"


class Editor(yaml.SafeLoader):
    """How an editor reads YAML: numbers and truths get a type, days stay text."""


Editor.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def written() -> list[tuple[str, str, str]]:
    """(file, kind, YAML) of every front matter of the worked example, and of its settings."""
    found = [("playbook.yml", "settings", (SOURCES / "playbook.yml").read_text("utf-8"))]
    kinds = {kind.place: kind.name for kind in KINDS.values()}
    for file in sorted(SOURCES.rglob("*.md")):
        name = file.relative_to(SOURCES).as_posix()
        kind = kinds.get(name.replace(".pl.md", ".md")) or kinds[name.partition("/")[0] + "/"]
        lines = file.read_text("utf-8").split("\n")
        if fence := split(lines):
            found.append((name, kind, "\n".join(lines[1 : fence[1] - 1])))
    return found


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_is_one(name: str):
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in found
    assert found["title"] == ("playbook.yml" if name == "settings" else name)
    assert found["description"]
    for field, about in found["properties"].items():
        inner = found["$defs"].get(about.get("$ref", "").rpartition("/")[2], {})
        assert about.get("description") or inner.get("description"), f"{name}: {field}"


@pytest.mark.parametrize(("name", "kind", "text"), written(), ids=[name for name, _, _ in written()])
def test_the_worked_example_fits_its_schemas(name: str, kind: str, text: str):
    validator = Draft202012Validator(schema(kind))
    assert [error.message for error in validator.iter_errors(read_yaml(text, name).data)] == []
    assert [error.message for error in validator.iter_errors(yaml.load(text, Loader=Editor))] == []


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("policy", {"topic": "recovery", "they_leave_feeling": "heard", "colour": "red"}),
        ("policy", {"topic": "recovery"}),
        ("policy", {"topic": "greeting", "they_leave_feeling": "glad", "quiet_days": "soon"}),
        ("script", {"of": "birthdays", "channel": "pigeon"}),
        ("script", {"of": "birthdays", "channel": "card", "counts": "perhaps"}),
        ("settings", {"business": {"name": "Quay Kayaks", "answers_within": "1 day", "currency": "pounds"}}),
        ("settings", {"format": "two", "business": {"name": "Quay Kayaks", "answers_within": "1 day"}}),
    ],
)
def test_what_the_reader_refuses_fits_no_schema(kind: str, data: dict[str, Any]):
    assert not Draft202012Validator(schema(kind)).is_valid(data)


def test_a_default_is_written_as_an_owner_writes_it():
    assert schema("fit")["properties"]["review_every"]["default"] == "3 months"


def test_one_kind_is_printed():
    result = run("promise")
    assert result.exit_code == 0
    assert json.loads(result.output) == schema("promise")


def test_the_form_of_findings_is_printed():
    printed = json.loads(run("findings").output)
    Draft202012Validator.check_schema(printed)
    assert printed["title"] == "findings" and printed["properties"]["version"]["const"] == VERSION


def test_all_are_printed_by_name():
    result = run()
    assert result.exit_code == 0
    assert list(json.loads(result.output)) == ["settings", *KINDS]


def test_the_nearest_kind_is_suggested():
    result = run("polcy")
    assert result.exit_code == 2
    assert "Did you mean `policy`?" in result.output


def test_where_none_is_near_all_are_named():
    result = run("xyzzy")
    assert result.exit_code == 2
    assert "settings, fit, partners" in result.output
