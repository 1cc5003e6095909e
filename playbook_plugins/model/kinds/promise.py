"""A promise: one thing that a customer can count on, and the step that keeps it."""

from typing import Annotated, Any

from pydantic import AfterValidator

from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind, Visibility
from playbook_plugins.model.values import Duration


def _not_empty(value: dict[str, Any]) -> dict[str, Any]:
    if not value:
        raise ValueError("a promise names the step that keeps it|Write `kept_by: {policy: step}`.")
    return value


class PromiseFields(Fields):
    """What stands above a promise."""

    kept_by: Annotated[dict[str, str], AfterValidator(_not_empty)]
    """The policy and, in it, the labelled step that keep the promise: `{something-went-wrong: answer}`."""
    within: Duration | None = None
    """The time that the promise gives, where it gives one."""


KIND = Kind("promise", "promises/", PromiseFields, Visibility.PUBLIC, closed=True)
