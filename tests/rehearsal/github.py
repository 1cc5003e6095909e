"""GitHub, played: reads a workflow's own file and runs its jobs in order, each on a machine of its own.

    run = start(workflow, event, repository=…, web=…, folder=…)
    run.jobs["check"].result, .summary, .notes; run.artifacts; run.result

What of a workflow's file is not played here raises `Unknown`.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.rehearsal.actions import act, known
from tests.rehearsal.closed import Failed, Unknown, listed, only
from tests.rehearsal.event import Event
from tests.rehearsal.expressions import Names, Open, filled, holds
from tests.rehearsal.machine import gh, npx, plain_command, surroundings
from tests.rehearsal.repository import Repository
from tests.rehearsal.run import Run
from tests.rehearsal.steps import Job, environment_of, run_script
from tests.rehearsal.web import Web

_WORKFLOW = ("name", "run-name", "on", "permissions", "concurrency", "env", "defaults", "jobs")
_JOB = ("name", "needs", "if", "runs-on", "timeout-minutes", "permissions", "environment", "env", "defaults", "outputs", "steps", "concurrency", "continue-on-error")
_STEP = ("name", "id", "if", "run", "uses", "with", "env", "shell", "working-directory", "continue-on-error", "timeout-minutes")
_SCOPES = ("actions", "attestations", "checks", "contents", "deployments", "id-token", "issues", "packages", "pages", "pull-requests", "security-events", "statuses")
_EVENTS = ("push", "pull_request", "schedule", "workflow_dispatch")


def read(file: Path | bytes) -> dict[str, Any]:
    """A workflow as its file has it, every value as text."""
    told = yaml.load(file if isinstance(file, bytes) else file.read_bytes(), yaml.BaseLoader)
    found = only(told, _WORKFLOW, where="the workflow")
    if "permissions" not in found and any("permissions" not in job for job in found["jobs"].values()):
        raise Unknown("a job without permissions: what it may do is up to the repository's settings")
    # also of what is not reached this time
    for name, job in found["jobs"].items():
        only(job, _JOB, where=f"the job {name}")
        for number, step in enumerate(job.get("steps", ()), start=1):
            only(step, _STEP, where=f"{name}, step {number}")
            if "uses" in step:
                known(step["uses"], step.get("with", {}))
    return found


def starts(workflow: Mapping[str, Any], event: Event) -> bool:
    """Whether an event starts a workflow."""
    asked = workflow["on"]
    asked = asked if isinstance(asked, Mapping) else dict.fromkeys(listed(asked), "")
    only(asked, _EVENTS, where="on")
    if event.name not in asked:
        return False
    if event.name == "schedule":
        return bool(listed(asked["schedule"]))
    told = only(asked[event.name], ("branches",) if event.name != "workflow_dispatch" else (), where=f"on.{event.name}")
    return "branches" not in told or event.base in told["branches"]


def start(
    workflow: Mapping[str, Any],
    event: Event,
    *,
    repository: Repository,
    web: Web,
    folder: Path,
    command: Path | None = None,
    variables: Mapping[str, str] | None = None,
    more: Mapping[str, str] | None = None,
    meanwhile: Callable[[Job, Mapping[str, Any]], None] | None = None,
) -> Run:
    """Run every job of a workflow that the event starts."""
    folder.mkdir(parents=True)
    run = Run(workflow, event, repository, web, folder, command or plain_command(folder), variables or {}, more or {}, meanwhile)
    waiting = dict(workflow["jobs"])
    if unknown := {need for told in waiting.values() for need in listed(told.get("needs"))} - set(waiting):
        raise Unknown(f"needs: {unknown}")
    if "concurrency" in workflow:
        _concurrency(workflow["concurrency"], _names(run, None, {}))
    while waiting:
        ready = [name for name, told in waiting.items() if not set(listed(told.get("needs"))) & set(waiting)]
        if not ready:
            raise Unknown(f"jobs that wait for one another: {', '.join(waiting)}")
        for name in ready:
            run.jobs[name] = _job(run, name, waiting.pop(name))
    return run


def _job(run: Run, name: str, told: Mapping[str, Any]) -> Job:
    job = Job(name, run.folder / name, told, _permissions(told.get("permissions", run.workflow.get("permissions")), name))
    above = _above(run, name)
    needs = {need: {"result": run.jobs[need].result, "outputs": Open(run.jobs[need].outputs)} for need in listed(told.get("needs"))}
    results = [run.jobs[other].result for other in above]
    names = {**_names(run, job, needs), **_status(all(one == "success" for one in results), "failure" in results)}
    if not holds(told.get("if"), names):
        return job
    if not re.fullmatch(r"ubuntu-(latest|\d\d\.\d\d)", told.get("runs-on", "")):
        raise Unknown(f"runs-on: {told.get('runs-on')}")
    if "environment" in told and isinstance(told["environment"], Mapping):
        only(told["environment"], ("name", "url"), where=f"environment of {name}")
    if "concurrency" in told:
        _concurrency(told["concurrency"], names)
    for folder in (job.workspace, job.spare):
        folder.mkdir(parents=True)
    job.paths += [gh(job.folder / "gh", run.folder.parent / "issues.json"), npx(job.folder / "npx", run.web.folder)]
    base = {**surroundings(job.folder / "home", run.command), **run.event.environment(job), **run.more}
    failed = False
    for step in told["steps"]:
        failed = not _step(run, job, step, needs=needs, base=base, failed=failed) or failed
    job.result = "failure" if failed else "success"
    names = _names(run, job, needs)
    job.outputs = {output: filled(text, names) for output, text in told.get("outputs", {}).items()}
    if failed and told.get("continue-on-error") == "true":
        raise Unknown("a job that may fail")
    return job


def _step(run: Run, job: Job, step: Mapping[str, Any], *, needs: Mapping[str, Any], base: Mapping[str, str], failed: bool) -> bool:
    """Run one step, and say whether the job can go on as before."""
    names: dict[str, Any] = {**_names(run, job, needs), **_status(not failed, failed)}
    outer = [{key: filled(text, names) for key, text in (level or {}).items()} for level in (run.workflow.get("env"), job.told.get("env"))]
    names["env"] = environment_of(job, *outer, {})
    own = {key: filled(text, names) for key, text in step.get("env", {}).items()}
    names["env"] = environment_of(job, *outer, own)
    kept = {"outputs": Open(), "outcome": "skipped", "conclusion": "skipped"}
    if "id" in step:
        job.steps[step["id"]] = kept
    if not holds(step.get("if"), names):
        return True
    if run.meanwhile:
        run.meanwhile(job, step)
    try:
        if "uses" in step:
            given = {key: filled(text, names) for key, text in step.get("with", {}).items()}
            act(run, job, step["uses"], given=given, outputs=kept["outputs"])
        else:
            usual = only(only(job.told.get("defaults", run.workflow.get("defaults")), ("run",), where="defaults").get("run"), ("shell", "working-directory"), where="defaults.run")
            done = run_script(
                job, filled(step["run"], names), shell=step.get("shell", usual.get("shell", "")), below=step.get("working-directory", usual.get("working-directory", "")),
                environment={**base, **names["env"]}, outputs=kept["outputs"],
            )
            if done.code:
                raise Failed(f"ended with {done.code}: {step['run'].strip()}")
        kept["outcome"] = kept["conclusion"] = "success"
        return True
    except Failed as error:
        job.said.append(f"FAILED {error}")
        forgiven = step.get("continue-on-error") == "true"
        kept |= {"outcome": "failure", "conclusion": "success" if forgiven else "failure"}
        return forgiven


def _names(run: Run, job: Job | None, needs: Mapping[str, Any]) -> Names:
    """What expressions may speak of."""
    told: dict[str, Any] = {"github": run.event.context(job, token=job is not None), "vars": Open(run.variables), "secrets": Open(run.event.secrets(job)), "needs": needs}
    if job:
        told |= {"steps": job.steps, "runner": {"temp": str(job.spare), "os": "Linux"}, "env": Open()}
    return told


def _status(success: bool, failure: bool) -> dict[str, Callable[[], bool]]:
    return {"success": lambda: success, "failure": lambda: failure, "always": lambda: True, "cancelled": lambda: False}


def _above(run: Run, name: str) -> set[str]:
    """Every job that has to be over before this one, however far up."""
    found: set[str] = set()
    wanted = listed(run.workflow["jobs"][name].get("needs"))
    while wanted:
        one = wanted.pop()
        found.add(one)
        wanted += listed(run.workflow["jobs"][one].get("needs"))
    return found


def _permissions(told: Any, name: str) -> dict[str, str]:
    found = only(told, _SCOPES, where=f"permissions of {name}")
    if wrong := {level for level in found.values() if level not in ("read", "write", "none")}:
        raise Unknown(f"permissions of {name}: {wrong}")
    return found


def _concurrency(told: Any, names: Names) -> None:
    """One run after another is all that is played here, so this is only read; a run that may be cut off is not played at all."""
    asked = told if isinstance(told, Mapping) else {"group": told}
    asked = only(asked, ("group", "cancel-in-progress"), where="concurrency")
    if not filled(asked["group"], names):
        raise Unknown("concurrency without a group")
    if filled(asked.get("cancel-in-progress", "false"), names) != "false":
        raise Unknown("a run that the next one cuts off")

