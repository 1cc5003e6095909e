"""GitLab, played: reads a pipeline's own file and runs its jobs in order, each on a machine of its own.

    run = start(pipeline, push, repository=…, web=…, folder=…)
    run.jobs["check"].result, .said, .reports; run.artifacts("public"); run.result

What of the file is not played here raises `Unknown`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.rehearsal.closed import Failed, Unknown, only
from tests.rehearsal.gitlab_artifacts import kept, laid_down, published, reported
from tests.rehearsal.gitlab_file import Pipeline, lines, needs
from tests.rehearsal.gitlab_rules import chosen
from tests.rehearsal.machine import npx, plain_command, python, run as run_script, surroundings, tools
from tests.rehearsal.repository import BRANCH, Repository, git
from tests.rehearsal.web import Web

_SERVER = "https://gitlab.example"
_PLACE = "quay/shop"
_IMAGE = re.compile(r"(python:3\.\d\d|node:\d\d)(-slim|-alpine)?")
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


@dataclass(frozen=True, kw_only=True)
class Push:
    """What has happened: a push, a merge request, the hour of a schedule."""

    sha: str
    before: str = "0" * 40
    branch: str = BRANCH
    source: str = "push"
    """push, merge_request_event, schedule or web."""
    base: str = ""
    """The commit that a merge request comes from."""
    visibility: str = "private"
    settings: Mapping[str, str] = field(default_factory=dict)
    """The project's own variables."""

    def variables(self) -> dict[str, str]:
        """What GitLab sets in every job."""
        merging = self.source == "merge_request_event"
        told = {
            "CI": "true", "GITLAB_CI": "true", "CI_SERVER_URL": _SERVER, "CI_SERVER_HOST": "gitlab.example", "CI_API_V4_URL": f"{_SERVER}/api/v4",
            "CI_COMMIT_SHA": self.sha, "CI_COMMIT_SHORT_SHA": self.sha[:8], "CI_COMMIT_BEFORE_SHA": "0" * 40 if merging else self.before, "CI_COMMIT_REF_NAME": self.branch,
            "CI_COMMIT_REF_SLUG": self.branch, "CI_DEFAULT_BRANCH": BRANCH, "CI_PIPELINE_SOURCE": self.source, "CI_PIPELINE_ID": "1",
            "CI_PIPELINE_URL": f"{_SERVER}/{_PLACE}/-/pipelines/1", "CI_PROJECT_ID": "1", "CI_PROJECT_PATH": _PLACE, "CI_PROJECT_NAME": "shop", "CI_PROJECT_NAMESPACE": "quay",
            "CI_PROJECT_URL": f"{_SERVER}/{_PLACE}", "CI_PROJECT_VISIBILITY": self.visibility, "CI_PAGES_URL": "https://quay.pages.example/shop", "CI_PAGES_DOMAIN": "pages.example",
        }
        if merging:
            return {**told, "CI_MERGE_REQUEST_IID": "1", "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.base, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": BRANCH, **self.settings}
        return {**told, "CI_COMMIT_BRANCH": self.branch, **self.settings}


@dataclass
class Job:
    """A job under way, or done."""

    id: str
    folder: Path
    told: Mapping[str, Any]
    result: str = "skipped"
    said: str = ""
    artifacts: Path | None = None
    """What it has kept for others."""
    reports: dict[str, Any] = field(default_factory=dict)
    """What GitLab shows in a merge request: `junit` as pairs of a case and what is wrong, `codequality` as it stands."""
    sent: Mapping[str, str] = field(default_factory=dict)
    """Variables for the jobs that need it."""

    @property
    def workspace(self) -> Path:
        """Where its repository is checked out and its script runs."""
        return self.folder / "shop"


@dataclass
class Run:
    """A pipeline that ran."""

    pipeline: Pipeline
    push: Push
    repository: Repository
    web: Web
    folder: Path
    command: Path
    more: Mapping[str, str]
    meanwhile: Callable[[Job, str], None] | None
    """What somebody does in a job's folder between its script and the keeping of its files: an accident."""
    jobs: dict[str, Job] = field(default_factory=dict)

    @property
    def result(self) -> str:
        """What the pipeline came to: success or failure."""
        return "failure" if any(job.result == "failure" for job in self.jobs.values()) else "success"

    @property
    def commit(self) -> str:
        """The commit that was looked at."""
        return self.push.sha

    @property
    def said(self) -> str:
        """Everything that the scripts printed."""
        return "\n".join(f"--- {job.id}\n{job.said}" for job in self.jobs.values())


def starts(pipeline: Pipeline, push: Push) -> bool:
    """Whether there is a pipeline at all."""
    return pipeline.rules is None or chosen(pipeline.rules, {**pipeline.variables, **push.variables()}, where="workflow") is not None


def start(
    pipeline: Pipeline,
    push: Push,
    *,
    repository: Repository,
    web: Web,
    folder: Path,
    command: Path | None = None,
    more: Mapping[str, str] | None = None,
    meanwhile: Callable[[Job, str], None] | None = None,
) -> Run:
    """Run every job that the rules let into the pipeline."""
    folder.mkdir(parents=True)
    run = Run(pipeline, push, repository, web, folder, command or plain_command(folder), more or {}, meanwhile)
    names = {**pipeline.variables, **push.variables()}
    let_in: dict[str, Mapping[str, Any]] = {}
    for name, told in pipeline.jobs.items():
        if "rules" not in told:
            rule = None if push.source == "merge_request_event" else {}
        else:
            rule = chosen(told["rules"], {**names, **told.get("variables", {})}, where=name)
        if rule is not None:
            let_in[name] = {**told, "when": rule.get("when", "on_success"), "variables": {**told.get("variables", {}), **rule.get("variables", {})}}
    for name, told in let_in.items():
        if missing := [need for need, _ in needs(told) or () if need not in let_in]:
            raise Unknown(f"{name} needs {missing}, which this pipeline has not")
    waiting = dict(let_in)
    while waiting:
        ready = [name for name in waiting if not before(name, let_in, pipeline) & set(waiting)]
        if not ready:
            raise Unknown(f"jobs that wait for one another: {', '.join(waiting)}")
        for name in ready:
            run.jobs[name] = _job(run, name, waiting.pop(name), above=[run.jobs[one] for one in before(name, let_in, pipeline)])
    return run


def before(name: str, let_in: Mapping[str, Mapping[str, Any]], pipeline: Pipeline) -> set[str]:
    """The jobs that one waits for: those it needs, else all of the stages before."""
    if (named := needs(let_in[name])) is not None:
        return {need for need, _ in named}
    at = _stage(let_in[name], pipeline)
    return {other for other, told in let_in.items() if _stage(told, pipeline) < at}


def _stage(told: Mapping[str, Any], pipeline: Pipeline) -> int:
    return pipeline.stages.index(told.get("stage", "test"))


def _job(run: Run, name: str, told: Mapping[str, Any], *, above: list[Job]) -> Job:
    job = Job(name, run.folder / name, told)
    well = all(one.result == "success" for one in above)
    failed = any(one.result == "failure" for one in above)
    if not {"on_success": well, "always": True, "on_failure": failed}[told["when"]]:
        return job
    environment = _environment(run, job, above)
    _cloned(run, job, depth=environment.get("GIT_DEPTH", "20"))
    wanted = {need for need, files in needs(told) if files} if "needs" in told else set(told["dependencies"]) if "dependencies" in told else {one.id for one in above}
    laid_down([one.artifacts for one in above if one.id in wanted and one.artifacts], job.workspace)
    temp = job.folder / "temp"
    temp.mkdir()
    text = "\n".join(("set -eo pipefail", "set +o noclobber", *lines(told.get("before_script")), *lines(told["script"])))
    done = run_script(["bash", "{0}"], text + "\n", cwd=job.workspace, environment=environment, at=temp / "script.sh")
    job.result, job.said = "failure" if done.code else "success", done.said
    if "after_script" in told:
        after = run_script(["bash", "{0}"], "\n".join(lines(told["after_script"])), cwd=job.workspace, environment=environment, at=temp / "after.sh")
        job.said += after.said
    if run.meanwhile:
        run.meanwhile(job, job.result)
    try:
        job.artifacts = kept(job.workspace, told.get("artifacts", {}), pages=_pages(job), well=job.result == "success", place=job.folder / "artifacts")
        job.reports, job.sent = reported(job.workspace, told.get("artifacts", {}).get("reports", {}))
        if job.result == "success" and (folder := _pages(job)):
            published(run.web, job.artifacts, folder, opened=run.push.settings.get("PAGES_ACCESS", "public"))
    except Failed as error:
        job.result, job.said = "failure", f"{job.said}FAILED {error}\n"
    return job


def _pages(job: Job) -> str:
    """The folder that a job gives to Pages; empty for every other job."""
    told = job.told.get("pages", "true" if job.id == "pages" else "false")
    if isinstance(told, Mapping):
        return only(told, ("publish",), where="pages").get("publish", "public")
    return job.told.get("publish", "public") if told == "true" else ""


def _environment(run: Run, job: Job, above: list[Job]) -> dict[str, str]:
    """What a job finds set, and the tools of its image."""
    image = job.told.get("image", "")
    if not (known := _IMAGE.fullmatch(image)):
        raise Unknown(f"the image {image!r} of {job.id}")
    told = {**surroundings(job.folder / "home", run.command), **run.push.variables(), **run.more}
    told |= {"CI_JOB_NAME": job.id, "CI_JOB_STAGE": job.told.get("stage", "test"), "CI_PROJECT_DIR": str(job.workspace), "CI_JOB_URL": f"{_SERVER}/{_PLACE}/-/jobs/1"}
    for variables in (run.pipeline.variables, job.told["variables"], *(one.sent for one in above), run.push.settings):
        told |= {name: _VARIABLE.sub(lambda found: told.get(found[1] or found[2], ""), value) for name, value in variables.items()}
    own = npx(job.folder / "node", run.web.folder) if image.startswith("node") else python(job.folder / "python")
    return {**told, "PATH": f"{own}:{tools(git=not known[2])}"}


def _cloned(run: Run, job: Job, *, depth: str) -> None:
    """The repository at the commit, with so much of its history; no branch is checked out."""
    here = job.workspace
    here.mkdir(parents=True)
    git("init", "-q", "-b", "main", cwd=here)
    git("remote", "add", "origin", run.repository.folder.resolve().as_uri(), cwd=here)
    if depth == "0":
        git("fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*", cwd=here)
    git("fetch", "-q", *(() if depth == "0" else (f"--depth={depth}",)), "origin", f"+{run.push.sha}:refs/pipelines/1", cwd=here)
    git("checkout", "-q", "--detach", "refs/pipelines/1", cwd=here)
