"""`playbook schema`: the form of a document's front matter, for editors that check as one types."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import click
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from playbook_plugins.cli.sources import Refusal
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.settings import Settings
from playbook_plugins.model.suggestions import did_you_mean
from playbook_plugins.model.values import Written
from playbook_plugins.pages.channels import fit_form
from playbook_plugins.pages.forms import DIALECT
from playbook_plugins.pages.takeaway import PLAYBOOK, REPLIES, live_json, playbook_form, replies

MODELS: dict[str, type[BaseModel]] = {"settings": Settings, **{name: kind.fields for name, kind in KINDS.items()}}
"""What has a form: `playbook.yml` under the name `settings`, and the front matter of each kind."""
FINDINGS = "findings"
"""What `playbook check --format json` prints goes by this name; its form is written by hand."""
FIT = "fit.json"
"""What programs read of the fit page."""
FORMS: dict[str, Callable[[], dict[str, Any]]] = {FIT: fit_form.schema, PLAYBOOK: playbook_form.schema, REPLIES: replies.schema, live_json.PATH: live_json.schema}
"""What programs read, by the name of its file."""


class _AsWritten(GenerateJsonSchema):
    """The forms that our reader takes, whatever type an editor's own reader of YAML gives a value."""

    def bool_schema(self, schema: Any) -> JsonSchemaValue:
        return {"type": ["boolean", "string"], "pattern": "^([Yy]es|[Nn]o|[Tt]rue|[Ff]alse)$"}

    def int_schema(self, schema: Any) -> JsonSchemaValue:
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": r"^\d+$"}

    def float_schema(self, schema: Any) -> JsonSchemaValue:
        return {**super().float_schema(schema), "type": ["number", "string"], "pattern": r"\d"}

    def encode_default(self, dft: Any) -> Any:
        return str(dft) if isinstance(dft, Written) else super().encode_default(dft)

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False  # a field's title would only repeat its name


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of `FINDINGS`, of a file in `FORMS`, or of what goes by a name in `MODELS`; `KeyError` where nothing does."""
    if name == FINDINGS:
        return json.loads((files("playbook_plugins.report") / "findings.schema.json").read_text("utf-8"))
    if name in FORMS:
        return FORMS[name]()
    found = MODELS[name].model_json_schema(schema_generator=_AsWritten)
    return {"$schema": DIALECT, **found, "title": "playbook.yml" if name == "settings" else name}


@click.command("schema")
@click.argument("kind", required=False)
def command(kind: str | None) -> None:
    """Print the JSON Schema of the front matter of KIND; of playbook.yml, where KIND is `settings`.

    Where KIND is `findings`, of what `playbook check --format json` prints;
    where it is `fit.json`, of what the public site tells programs; where it is
    `playbook.json`, `replies.json` or `live.json`, of what the site for staff
    tells them.
    Without KIND, all that is written in a playbook, by name.
    """
    if kind is not None and f"{kind}.json" in FORMS and kind not in MODELS:
        kind = f"{kind}.json"
    known = (*MODELS, FINDINGS, *FORMS)
    if kind is not None and kind not in known:
        hint = did_you_mean(kind, known, otherwise=f"There are: {', '.join(known)}.")
        raise Refusal(f"There is no kind `{kind}`. {hint}")
    found = {name: schema(name) for name in MODELS} if kind is None else schema(kind)
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))
