"""The few calls of GitLab's interface that the form makes, answered from a repository as GitLab answers them."""

import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

from tests.rehearsal.repository import BRANCH, Commit, Repository
from tests.rehearsal.rest import Answer, Asked

PREFIX = "/api/v4"
_EXPOSED = "Link, X-Total, X-Total-Pages, X-Per-Page, X-Page, X-Next-Page, X-Prev-Page, X-Gitlab-Blob-Id, X-Gitlab-Commit-Id, X-Gitlab-Content-Sha256, X-Gitlab-Encoding, X-Gitlab-File-Name, X-Gitlab-File-Path, X-Gitlab-Last-Commit-Id, X-Gitlab-Ref, X-Gitlab-Size, X-Request-Id, ETag"
_LONGEST_PAGE = 100


def preflight(asked: Asked) -> Answer:
    """What a browser hears before it sends anything with a key: whatever headers it asks for."""
    told = {"Access-Control-Allow-Headers": asked.headers.get("access-control-request-headers", ""), "Access-Control-Allow-Methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT", "Access-Control-Max-Age": "7200"}
    return Answer(200, None, told)


def everywhere(asked: Asked) -> dict[str, str]:
    """The headers that every answer carries, for those who ask from another site."""
    cors = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": _EXPOSED} if "origin" in asked.headers else {}
    return {**cors, "Cache-Control": "max-age=0, private, must-revalidate", "Content-Type": "application/json", "Vary": "Origin"}


def answer(asked: Asked, repository: Repository, *, name: str, tokens: Mapping[str, bool]) -> Answer:
    """Answer one question about the private project `name`; `tokens` says which keys there are, and whether they may write."""
    key = asked.headers.get("private-token", "")
    if key and key not in tokens:
        return Answer(401, {"message": "401 Unauthorized"})
    parts = re.fullmatch(rf"{PREFIX}/projects/([^/]+)/(?:repository/(tree|commits|files/[^/]+)|(merge_requests))", asked.path)
    if not parts or unquote(parts[1]).lower() != name.lower() or not key:
        return Answer(404, {"message": "404 Project Not Found"})
    call, _, path = (parts[2] or parts[3]).partition("/")
    match asked.method, call:
        case "GET", "tree":
            return _tree(repository, asked.query)
        case "GET", "files":
            return _file(repository, unquote(path), ref=asked.query.get("ref", ""))
        case "POST", "merge_requests" if tokens[key]:
            return _merge_request(repository, asked.told(), name=name)
        case "POST", "commits" if not tokens[key]:
            return Answer(403, {"error": "insufficient_scope", "error_description": "The request requires higher privileges than provided by the access token.", "scope": "api"})
        case "POST", "commits":
            return _write(repository, asked.told())
    return Answer(404, {"error": "404 Not Found"})


def _tree(repository: Repository, query: Mapping[str, str]) -> Answer:
    sha = repository.commit_of(query.get("ref", BRANCH))
    if not sha:
        return Answer(404, {"message": "404 Tree Not Found"})
    if query.get("recursive") not in ("true", "1"):
        return Answer(501, {"message": "the rehearsal only knows the whole tree"})
    files = repository.entries(sha)
    folders = sorted({"/".join(parts[:depth]) for entry in files for parts in [entry.path.split("/")] for depth in range(1, len(parts))})
    found = [{"type": "tree", "mode": "040000", "name": path.rpartition("/")[2], "path": path} for path in folders]
    found += [{"id": entry.sha, "type": "blob", "mode": entry.mode, "name": entry.path.rpartition("/")[2], "path": entry.path} for entry in files]
    size, page = min(int(query.get("per_page", "20")), _LONGEST_PAGE), int(query.get("page", "1"))
    more = str(page + 1) if page * size < len(found) else ""
    pages = {"X-Page": str(page), "X-Per-Page": str(size), "X-Next-Page": more, "X-Total": str(len(found)), "X-Total-Pages": str(-(-len(found) // size))}
    return Answer(200, found[(page - 1) * size : page * size], pages)


def _file(repository: Repository, path: str, *, ref: str) -> Answer:
    if not ref:
        return Answer(400, {"error": "ref is missing, ref is empty"})
    if not (sha := repository.commit_of(ref)):
        return Answer(404, {"message": "404 Commit Not Found"})
    if not (entry := repository.entry(sha, path)):
        return Answer(404, {"message": "404 File Not Found"})
    content = repository.read(entry.sha)
    told = {"file_name": path.rpartition("/")[2], "file_path": path, "size": entry.size, "encoding": "base64", "content": b64encode(content).decode(), "content_sha256": sha256(content).hexdigest()}
    return Answer(200, {**told, "ref": ref, "blob_id": entry.sha, "commit_id": sha, "last_commit_id": repository.last(sha, path), "execute_filemode": False})


def _write(repository: Repository, told: dict[str, Any]) -> Answer:
    if missing := [name for name in ("branch", "commit_message", "actions") if not told.get(name)]:
        return Answer(400, {"error": ", ".join(f"{name} is missing" for name in missing)})
    branch = told["branch"]
    if (start := repository.head(told.get("start_branch", ""))) and not repository.head(branch):
        repository.git("update-ref", f"refs/heads/{branch}", start)
    if not (head := repository.head(branch)):
        return Answer(400, {"message": "You can only create or edit files when you are on a branch"})
    changes: dict[str, bytes] = {}
    for action in told["actions"]:
        path, content = action["file_path"], action.get("content", "")
        there = repository.entry(head, path)
        if action["action"] not in ("create", "update"):
            return Answer(400, {"message": f"Unknown action '{action['action']}'"})
        if action["action"] == "create" and there:
            return Answer(400, {"message": "A file with this name already exists"})
        if action["action"] == "update" and _moved(repository, path, since=action.get("last_commit_id"), head=head):
            return Answer(400, {"message": f"The file has changed since you started editing it: {path}"})
        if action["action"] == "update" and not there:
            return Answer(400, {"message": "A file with this name doesn't exist"})
        changes[path] = b64decode(content) if action.get("encoding") == "base64" else content.encode("utf-8")
    made = repository.write(changes, told["commit_message"], branch=branch)
    return Answer(201, _commit(repository.commit(made)), pushed=made)


def _merge_request(repository: Repository, told: dict[str, Any], *, name: str) -> Answer:
    source, target = repository.head(str(told.get("source_branch"))), repository.head(str(told.get("target_branch")))
    if not told.get("title") or not source or not target:
        return Answer(400, {"error": "title is missing, source_branch is missing, or target_branch is missing"})
    return Answer(201, {"iid": 1, "state": "opened", "title": told["title"], "source_branch": told["source_branch"], "target_branch": told["target_branch"], "web_url": f"https://gitlab.com/{name}/-/merge_requests/1"})


def _moved(repository: Repository, path: str, *, since: str | None, head: str) -> bool:
    """Whether a file was changed after the commit at which somebody read it; a commit that is not there tells GitLab nothing, and stops nobody."""
    known = repository.commit_of(since) if since else None
    return bool(known) and repository.last(known, path) != repository.last(head, path)


def _commit(commit: Commit) -> dict[str, Any]:
    at = commit.at.strftime("%Y-%m-%dT%H:%M:%S.000+00:00")
    who = {f"{who}_{what}": value for who in ("author", "committer") for what, value in (("name", commit.author), ("email", commit.email))}
    return {"id": commit.sha, "short_id": commit.sha[:8], "title": commit.message.partition("\n")[0], "message": commit.message, "parent_ids": list(commit.parents), "created_at": at, "authored_date": at, "committed_date": at, **who}
