"""A run of a workflow: what it was given, and what came of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.rehearsal.event import Event
from tests.rehearsal.repository import Repository
from tests.rehearsal.steps import Job
from tests.rehearsal.web import Web


@dataclass
class Run:
    """A run of a workflow."""

    workflow: Mapping[str, Any]
    event: Event
    repository: Repository
    web: Web
    folder: Path
    command: Path
    """What pip lays down as `playbook`."""
    variables: Mapping[str, str]
    """The repository's own variables."""
    more: Mapping[str, str]
    """What the machines find set besides, such as where a stand-in keeps its things."""
    meanwhile: Callable[[Job, Mapping[str, Any]], None] | None
    """What somebody does before each step: an accident."""
    jobs: dict[str, Job] = field(default_factory=dict)
    artifacts: dict[str, Path] = field(default_factory=dict)

    @property
    def result(self) -> str:
        """What the run came to: success or failure."""
        return "failure" if any(job.result == "failure" for job in self.jobs.values()) else "success"

    @property
    def commit(self) -> str:
        """The commit that was looked at."""
        return self.event.sha

    @property
    def summary(self) -> str:
        """The page that people read of a run."""
        return "\n".join(job.summary for job in self.jobs.values() if job.summary)

    @property
    def said(self) -> str:
        """Everything that the scripts printed."""
        return "\n".join(f"--- {job.id}\n" + "\n".join(job.said) for job in self.jobs.values())
