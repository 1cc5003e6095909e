"""What a question to a host's programming interface consists of, and its answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Asked:
    """A question; the names of headers are in small letters."""

    method: str
    path: str
    """Without the query, and as it was sent: `%2F` is still that."""
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def told(self) -> dict[str, Any]:
        """What the body says, where it is JSON; else nothing."""
        try:
            told = json.loads(self.body)
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}


@dataclass(frozen=True)
class Answer:
    """An answer, of JSON."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    pushed: str | None = None
    """The commit that came of it."""
