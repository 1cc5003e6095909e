"""A `.gitlab-ci.yml`, read: references followed, what is extended merged, and nothing in it that is not played."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.rehearsal.closed import Unknown, listed, only

_WIDE = ("workflow", "stages", "variables", "default")
_OLD = ("include", "image", "services", "cache", "spec")
"""What may stand beside the jobs, and is no job; not played here."""
_DEFAULT = ("image", "timeout", "interruptible", "cache", "before_script", "after_script", "artifacts", "retry")
_JOB = (*_DEFAULT, "stage", "needs", "dependencies", "rules", "script", "variables", "environment", "resource_group", "pages", "publish", "extends", "allow_failure")
ARTIFACTS = ("paths", "reports", "expose_as", "when", "access", "expire_in", "name")
REPORTS = ("junit", "codequality", "dotenv")


@dataclass(frozen=True)
class Reference:
    """A `!reference [job, key]` that has not been followed yet."""

    path: tuple[str, ...]


class _Loader(yaml.SafeLoader):
    """Every value as text, but for merges and references."""

    yaml_implicit_resolvers = {"<": [("tag:yaml.org,2002:merge", re.compile(r"^<<$"))]}


_Loader.add_constructor("!reference", lambda loader, node: Reference(tuple(loader.construct_sequence(node))))


@dataclass(frozen=True)
class Pipeline:
    """What the file says."""

    rules: list[Any] | None
    stages: tuple[str, ...]
    variables: Mapping[str, str]
    jobs: Mapping[str, Mapping[str, Any]]
    """Every job with what it extends and what is usual, in the file's order."""


def read(file: Path | bytes) -> Pipeline:
    """Read a pipeline's file; what is not played raises `Unknown`."""
    told = yaml.load(file if isinstance(file, bytes) else file.read_bytes(), _Loader)
    if unknown := [name for name, body in told.items() if name not in _WIDE and (name in _OLD or not isinstance(body, Mapping))]:
        raise Unknown(f"the file: {', '.join(unknown)}")
    wide = {key: told[key] for key in _WIDE if key in told}
    usual = only(wide.get("default"), _DEFAULT, where="default")
    stages = (".pre", *wide.get("stages", ("build", "test", "deploy")), ".post")
    whole = {name: _followed(body, told) for name, body in told.items() if name not in _WIDE}
    jobs = {name: {**usual, **_extended(name, whole)} for name in whole if not name.startswith(".")}
    for name, job in jobs.items():
        only(job, _JOB, where=f"the job {name}")
        only(job.get("artifacts"), ARTIFACTS, where=f"artifacts of {name}")
        only(job.get("artifacts", {}).get("reports"), REPORTS, where=f"reports of {name}")
        if job.get("stage", "test") not in stages:
            raise Unknown(f"the stage of {name}")
        if job.get("allow_failure", "false") != "false":
            raise Unknown(f"{name} may fail")
        if job.get("interruptible", "false") != "false":
            raise Unknown(f"{name} may be cut off by the next pipeline")
        for need in needs(job) or ():
            if need[0] not in jobs:
                raise Unknown(f"{name} needs {need[0]}")
    return Pipeline(only(wide.get("workflow"), ("rules", "name"), where="workflow").get("rules"), stages, wide.get("variables", {}), jobs)


def needs(job: Mapping[str, Any]) -> list[tuple[str, bool]] | None:
    """The jobs that one waits for, and whether it gets their files; nothing where it waits for the stages before."""
    if "needs" not in job:
        return None
    found = []
    for need in listed(job["needs"]):
        told = {"job": need} if isinstance(need, str) else only(need, ("job", "artifacts"), where="needs")
        found.append((told["job"], told.get("artifacts", "true") == "true"))
    return found


def lines(told: Any) -> list[str]:
    """A script's lines, however deep they stand in lists."""
    return [line for part in listed(told) for line in (lines(part) if isinstance(part, list) else [part])]


def _followed(told: Any, whole: Mapping[str, Any]) -> Any:
    """What is told, with what its references point to in their places."""
    if isinstance(told, Reference):
        found: Any = whole
        for part in told.path:
            found = found[part]
        return _followed(found, whole)
    if isinstance(told, Mapping):
        return {key: _followed(value, whole) for key, value in told.items()}
    return [_followed(value, whole) for value in told] if isinstance(told, list) else told


def _extended(name: str, whole: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for other in listed(whole[name].get("extends")):
        found = _merged(found, _extended(other, whole))
    return _merged(found, {key: value for key, value in whole[name].items() if key != "extends"})


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = {key: _merged(below[key], above[key]) for key in below.keys() & above.keys() if isinstance(below[key], Mapping) and isinstance(above[key], Mapping)}
    return {**below, **above, **both}
