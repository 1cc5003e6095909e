"""The actions that our workflows use, played: a closed list, each with the inputs that it takes."""

import json
import os
import re
import shutil
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.rehearsal.closed import Failed, Unknown, only
from tests.rehearsal.event import SERVER
from tests.rehearsal.machine import python
from tests.rehearsal.repository import BRANCH, git
from tests.rehearsal.run import Run
from tests.rehearsal.steps import Job
from tests.rehearsal.web import content

_Given = Mapping[str, str]
_Action = Callable[[Run, Job, _Given, dict[str, str]], None]
_PAGES = "github-pages"
"""The artifact that Pages takes; it holds one file, `artifact.tar`."""


def act(run: Run, job: Job, uses: str, *, given: _Given, outputs: dict[str, str]) -> None:
    """Play the action that a step uses; raises `Failed` where it fails."""
    known(uses, given)(run, job, given, outputs)


def known(uses: str, given: _Given) -> _Action:
    """The action of that name, pinned to a commit, if it takes what it is given."""
    pinned = re.fullmatch(r"([\w.-]+/[\w./-]+)@[0-9a-f]{40}", uses)
    if not pinned or pinned[1] not in _ACTIONS:
        raise Unknown(f"the action {uses}")
    action, takes = _ACTIONS[pinned[1]]
    only(given, takes, where=pinned[1])
    return action


def _checkout(run: Run, job: Job, given: _Given, outputs: dict[str, str]) -> None:
    _may(job, "contents", "read", "actions/checkout")
    if given.get("persist-credentials") != "false":
        raise Failed("the key stays behind in .git")
    here, source = job.workspace, run.repository.folder.resolve().as_uri()
    git("init", "-q", "-b", BRANCH, cwd=here)
    git("remote", "add", "origin", source, cwd=here)
    depth = given.get("fetch-depth", "1")
    if depth == "0":
        git("fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*", cwd=here)
    reach = () if depth == "0" else (f"--depth={depth}",)
    to = f"refs/remotes/{run.event.ref.partition('/')[2]}" if run.event.pull else f"refs/remotes/origin/{run.event.branch}"
    git("fetch", "-q", *reach, "origin", f"+{run.event.sha}:{to}", cwd=here)
    git("checkout", "-q", *(("--detach",) if run.event.pull else ("-B", run.event.branch)), to, cwd=here)


def _setup_python(run: Run, job: Job, given: _Given, outputs: dict[str, str]) -> None:
    if not re.fullmatch(r"3\.\d\d", given.get("python-version", "")):
        raise Unknown(f"python-version: {given.get('python-version')}")
    if given.get("cache", "pip") != "pip":
        raise Unknown(f"cache: {given['cache']}")
    if "cache" in given:
        wanted = job.workspace / given.get("cache-dependency-path", "requirements.txt")
        if not wanted.is_file():
            raise Failed(f"{wanted.name} is not there to name the cache by")
    job.paths.append(python(job.folder / "python"))


def _cache(run: Run, job: Job, given: _Given, outputs: dict[str, str]) -> None:
    """Nothing is ever kept: whatever comes of a run has to come of its commit."""
    outputs["cache-hit"] = ""


def _upload(run: Run, job: Job, given: _Given, outputs: dict[str, str]) -> None:
    name, hidden = given.get("name", "artifact"), given.get("include-hidden-files", "false") == "true"
    found = [path for line in given["path"].splitlines() if line.strip() for path in [job.workspace / line.strip()] if path.exists()]
    files = [file for path in found for file in ([path] if path.is_file() else sorted(path.rglob("*"))) if file.is_file()]
    if re.search(r"[*?!\[]", given["path"]):
        raise Unknown(f"a pattern of files: {given['path']}")
    if len(found) == 1:
        above = found[0] if found[0].is_dir() else found[0].parent
    else:
        above = Path(os.path.commonpath(found)) if found else job.workspace
    kept = [file for file in files if hidden or not any(part.startswith(".") for part in file.relative_to(above).parts)]
    if not kept:
        if given.get("if-no-files-found", "warn") == "error":
            raise Failed(f"there is nothing at {given['path']}")
        return
    place = _place(run, name)
    for file in kept:
        to = place / file.relative_to(above)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, to)
    run.artifacts[name] = place


def _download(run: Run, job: Job, given: _Given, outputs: dict[str, str]) -> None:
    if "name" not in given:
        raise Unknown("download-artifact without a name")
    if given["name"] not in run.artifacts:
        raise Failed(f"there is no artifact {given['name']}")
    shutil.copytree(run.artifacts[given["name"]], job.workspace / given.get("path", ""), dirs_exist_ok=True)


def _upload_pages(run: Run, job: Job, given: _Given, outputs: dict[str, str]) -> None:
    name, folder = given.get("name", _PAGES), job.workspace / given.get("path", "_site/")
    if not folder.is_dir():
        raise Failed(f"there is no folder {given.get('path')}")
    place = _place(run, name)
    hidden = given.get("include-hidden-files", "false") == "true"
    with tarfile.open(place / "artifact.tar", "w", dereference=True) as tar:
        for path in content(folder):
            parts = path.split("/")
            if not {".git", ".github"} & set(parts) and (hidden or not any(part.startswith(".") for part in parts)):
                tar.add(folder / path, f"./{path}", recursive=False)
    run.artifacts[name] = place


def _deploy_pages(run: Run, job: Job, given: _Given, outputs: dict[str, str]) -> None:
    _may(job, "pages", "write", "actions/deploy-pages")
    _may(job, "id-token", "write", "actions/deploy-pages")
    if job.told.get("environment") in (None, "") or run.event.name == "pull_request":
        raise Failed("Pages takes a site from an environment that its branch is let into, and from nobody else")
    name = given.get("artifact_name", _PAGES)
    if name not in run.artifacts:
        raise Failed(f"there is no artifact {name}")
    if [path for path in content(run.artifacts[name])] != ["artifact.tar"]:
        raise Failed(f"the artifact {name} holds something else than one artifact.tar")
    site = job.folder / "pages"
    with tarfile.open(run.artifacts[name] / "artifact.tar") as tar:
        tar.extractall(site, filter="data")
    run.web.publish("public", site)
    outputs["page_url"] = f"{SERVER.replace('github', 'pages')}/shop/"


def _upload_sarif(run: Run, job: Job, given: _Given, outputs: dict[str, str]) -> None:
    _may(job, "security-events", "write", "upload-sarif")
    if run.event.private:
        _may(job, "contents", "read", "upload-sarif")
        _may(job, "actions", "read", "upload-sarif")
        raise Failed("a private repository has no code scanning, unless it pays for it")
    told = json.loads((job.workspace / given["sarif_file"]).read_text("utf-8"))
    if told.get("version") != "2.1.0" or "runs" not in told:
        raise Failed(f"{given['sarif_file']} is no SARIF")


def _may(job: Job, scope: str, level: str, action: str) -> None:
    if not job.may(scope, level):
        raise Failed(f"{action} is not let in: the job {job.id} has no {scope}: {level}")


def _place(run: Run, name: str) -> Path:
    """Where an artifact is kept; its name is given away once."""
    if name in run.artifacts:
        raise Failed(f"there is an artifact {name} already")
    place = run.folder / ".artifacts" / name
    place.mkdir(parents=True)
    return place


_ACTIONS: dict[str, tuple[_Action, tuple[str, ...]]] = {
    "actions/checkout": (_checkout, ("fetch-depth", "persist-credentials")),
    "actions/setup-python": (_setup_python, ("python-version", "cache", "cache-dependency-path")),
    "actions/cache": (_cache, ("path", "key", "restore-keys")),
    "actions/upload-artifact": (_upload, ("name", "path", "if-no-files-found", "retention-days", "include-hidden-files")),
    "actions/download-artifact": (_download, ("name", "path")),
    "actions/upload-pages-artifact": (_upload_pages, ("name", "path", "retention-days", "include-hidden-files")),
    "actions/deploy-pages": (_deploy_pages, ("artifact_name",)),
    "github/codeql-action/upload-sarif": (_upload_sarif, ("sarif_file", "category")),
}
