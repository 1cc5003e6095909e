"""What has happened at GitHub, and what a workflow is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.rehearsal.repository import BRANCH
from tests.rehearsal.steps import Job

SERVER = "https://github.example"
OWNER, NAME = "quay", "shop"
PLACE = f"{OWNER}/{NAME}"
NONE = "0" * 40


@dataclass(frozen=True, kw_only=True)
class Event:
    """A push, a pull request, the hour of a schedule, or somebody's hand."""

    name: str = "push"
    sha: str
    """The commit that is looked at; for a pull request, both sides merged."""
    before: str = NONE
    """Where the branch stood before a push."""
    branch: str = BRANCH
    """The branch pushed to, or that a pull request comes from."""
    pull: Mapping[str, Any] | None = None
    """A pull request: `number`, `base` and `head` with `sha` and `ref`, and `fork`."""
    private: bool = True
    """Whether the repository is closed to the public."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """The repository's secrets."""

    @property
    def base(self) -> str:
        """The branch that it is about."""
        return self.pull["base"]["ref"] if self.pull else self.branch

    @property
    def ref(self) -> str:
        """The full name of what is looked at."""
        return f"refs/pull/{self.pull['number']}/merge" if self.pull else f"refs/heads/{self.branch}"

    @property
    def payload(self) -> dict[str, Any]:
        """What `github.event` holds, as far as anybody asks; what another event has is empty."""
        pull = None
        if self.pull:
            pull = {"number": self.pull["number"], "base": self.pull["base"], "head": {**self.pull["head"], "repo": {"fork": self.pull.get("fork", False), "full_name": "else/shop" if self.pull.get("fork") else PLACE}}}
        return {
            "repository": {"private": self.private, "default_branch": BRANCH, "full_name": PLACE, "name": NAME, "fork": False, "visibility": "private" if self.private else "public"},
            "pull_request": pull, "number": pull and pull["number"], "before": None if self.pull else self.before, "after": None if self.pull else self.sha,
            "schedule": "17 2 * * *" if self.name == "schedule" else None, "ref": self.ref,
        }

    def secrets(self, job: Job | None) -> dict[str, str]:
        """What the jobs of this event may know: nothing for a stranger's pull request."""
        own = {} if self.pull and self.pull.get("fork") else dict(self.settings)
        return {**own, "GITHUB_TOKEN": key(job)} if job else own

    def context(self, job: Job | None, *, token: bool) -> dict[str, Any]:
        """What expressions find at `github`."""
        told: dict[str, Any] = {
            "ref": self.ref, "ref_name": self.ref.partition("/")[2].partition("/")[2], "ref_type": "branch", "sha": self.sha, "event_name": self.name, "event": self.payload,
            "repository": PLACE, "repository_owner": OWNER, "actor": "maria", "run_id": "1", "run_number": "1", "run_attempt": "1", "workflow": "publish",
            "server_url": SERVER, "api_url": f"{SERVER}/api/v3", "base_ref": self.pull and self.pull["base"]["ref"], "head_ref": self.pull and self.pull["head"]["ref"],
        }
        return {**told, "token": key(job), "job": job.id, "workspace": str(job.workspace)} if job and token else told

    def environment(self, job: Job) -> dict[str, str]:
        """What every script finds set."""
        told = self.context(job, token=False)
        given = {f"GITHUB_{name.upper()}": value or "" for name, value in told.items() if name != "event"}
        return {**given, "GITHUB_ACTIONS": "true", "GITHUB_JOB": job.id, "GITHUB_WORKSPACE": str(job.workspace), "RUNNER_TEMP": str(job.spare), "RUNNER_OS": "Linux"}


def key(job: Job | None) -> str:
    """The key that GitHub lends to a job; it says what it opens."""
    return "lent:" + ",".join(f"{scope}={level}" for scope, level in sorted(job.permissions.items())) if job else ""
