"""GitLab's issues, as far as the nightly list asks for them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.rehearsal.rest import Answer, Asked


@dataclass
class Issues:
    """The issues of a project."""

    kept: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, asked: Asked, *, tokens: Mapping[str, bool]) -> Answer | None:
        """Answer a question about issues; nothing where it is about something else."""
        found = re.fullmatch(r"/api/v4/projects/(?:1|quay%2Fshop)/issues(?:/(\d+))?", asked.path)
        if not found:
            return None
        key = asked.headers.get("private-token", "")
        if key not in tokens:
            return Answer(401, {"message": "401 Unauthorized"})
        if asked.method != "GET" and not tokens[key]:
            return Answer(403, {"error": "insufficient_scope"})
        told = asked.told()
        match asked.method, found[1]:
            case "GET", None:
                labels, state = set(filter(None, asked.query.get("labels", "").split(","))), asked.query.get("state", "all")
                return Answer(200, [one for one in reversed(self.kept) if labels <= set(one["labels"]) and state in ("all", one["state"])])
            case "POST", None if told.get("title"):
                self.kept.append({"iid": len(self.kept) + 1, "state": "opened", "title": told["title"], "description": told.get("description"), "labels": told.get("labels", "").split(",")})
                return Answer(201, self.kept[-1])
            case "PUT", str(number) if 0 < int(number) <= len(self.kept):
                issue = self.kept[int(number) - 1]
                issue |= {key: told[key] for key in ("title", "description") if key in told}
                if "state_event" in told:
                    issue["state"] = {"close": "closed", "reopen": "opened"}[told["state_event"]]
                return Answer(200, issue)
        return Answer(400, {"error": "title is missing"})
