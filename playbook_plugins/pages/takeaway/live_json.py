"""`live.json`: which edit the site for staff shows, so that whoever has saved one can be told once it is live."""

import json
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.live import Live
from playbook_plugins.pages.forms import DIALECT, Part

PATH = "live.json"
"""Where it stands on the site for staff."""
_COMMIT = "^([0-9a-f]{40}|[0-9a-f]{64})$"
_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$"


class ToMend(Part):
    """Something that keeps an edit from being shown."""

    path: str
    """The file, from the repository's root."""
    line: int = Field(ge=1)
    """Its line, counted from 1."""
    column: int = Field(ge=1)
    """The sign on that line, counted from 1."""
    rule: str
    """The rule that found it."""
    level: Level
    """How much it matters."""
    message: str
    """What is wrong."""
    help: str
    """What to write instead; empty where nothing is to be said."""


class WaitingEdit(Part):
    """The newest edit, where the site shows an earlier one."""

    commit: str | None = Field(pattern=_COMMIT)
    """Its name in the version history; null for what is saved and not kept there yet."""
    at: str = Field(pattern=_MOMENT)
    """When it was made, as the time in Greenwich."""
    said: str
    """What its author said of it; empty where nothing was said."""
    findings: tuple[ToMend, ...]
    """What to mend before it can be shown."""


class LiveJson(Part):
    """Which edit of the playbook the site for staff shows.

    In one format, parts may be added; none changes its meaning.
    """

    model_config = ConfigDict(frozen=True, title="live.json")

    format: Literal[1]
    """The version of this form."""
    commit: str | None = Field(pattern=_COMMIT)
    """The edit that is shown, by its name in the version history; null without one, and for texts that it does not have yet."""
    at: str = Field(pattern=_MOMENT)
    """When that edit was made, as the time in Greenwich; the moment that the pages carry where there is none."""
    waiting: WaitingEdit | None
    """The newest edit where something in it has to be mended first; null where the newest one is shown."""


class _Plain(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False  # a field's title would only repeat its name


def schema() -> dict[str, Any]:
    """The JSON Schema of `live.json`."""
    return {"$schema": DIALECT, **LiveJson.model_json_schema(schema_generator=_Plain)}


def text(live: Live, stamp: int) -> str:
    """Where the last edit stands, as JSON; `stamp` is the moment that pages may print."""
    edit, waiting = live.edit, live.waiting
    found = LiveJson(
        format=1,
        commit=edit.commit or None if edit else None,
        at=moment(edit.at if edit else stamp),
        waiting=waiting
        and WaitingEdit(commit=waiting.edit.commit or None, at=moment(waiting.edit.at), said=waiting.edit.said, findings=tuple(map(_to_mend, waiting.findings))),
    )
    return json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def moment(seconds: int) -> str:
    """Seconds since 1970 as `2026-11-22T14:02:00+00:00`."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _to_mend(finding: Finding) -> ToMend:
    place = finding.place
    return ToMend(path=place.path, line=place.line, column=place.column, rule=finding.rule, level=finding.level, message=finding.message, help=finding.help)
