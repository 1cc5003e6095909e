"""The few calls of GitHub's interface that the form makes, answered from a repository as GitHub answers them."""

import re
from base64 import b64decode, encodebytes
from binascii import Error as NotBase64
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from tests.rehearsal.repository import BRANCH, Commit, Repository
from tests.rehearsal.rest import Answer, Asked

PREFIX = "/api/v3"
_EXPOSED = "ETag, Link, Location, Retry-After, X-GitHub-OTP, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Used, X-RateLimit-Resource, X-RateLimit-Reset, X-OAuth-Scopes, X-Accepted-OAuth-Scopes, X-Poll-Interval, X-GitHub-Media-Type, X-GitHub-SSO, X-GitHub-Request-Id, Deprecation, Sunset"
_ALLOWED = "Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, Accept-Encoding, X-GitHub-OTP, X-Requested-With, User-Agent, GraphQL-Features, X-Github-Next-Global-ID, X-GitHub-Api-Version"


def preflight(asked: Asked) -> Answer:
    """What a browser hears before it sends anything with a key: the same list, whatever it asks for."""
    told = {"Access-Control-Allow-Headers": _ALLOWED, "Access-Control-Allow-Methods": "GET, POST, PATCH, PUT, DELETE", "Access-Control-Max-Age": "86400"}
    return Answer(204, None, told)


def everywhere(asked: Asked) -> dict[str, str]:
    """The headers that every answer carries."""
    return {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": _EXPOSED, "Cache-Control": "private, max-age=60, s-maxage=60", "Content-Type": "application/json; charset=utf-8"}


def answer(asked: Asked, repository: Repository, *, name: str, tokens: Mapping[str, bool]) -> Answer:
    """Answer one question about the private repository `name`; `tokens` says which keys there are, and whether they may write."""
    key = re.sub(r"(?i)^(?:bearer|token) ", "", asked.headers.get("authorization", ""))
    if key and key not in tokens:
        return _wrong(401, "Bad credentials")
    parts = re.fullmatch(rf"(?:{PREFIX})?/repos/([^/]+/[^/]+)/(git/trees|contents|commits|git/refs|pulls)(?:/(.+))?", asked.path)
    if not parts or unquote(parts[1]).lower() != name.lower() or not key:
        return _wrong(404, "Not Found")  # also where it is there, and nobody has asked with a key
    call, rest = parts[2], unquote(parts[3] or "")
    match asked.method, call:
        case "GET", "git/trees":
            return _tree(repository, rest, deep="recursive" in asked.query)
        case "GET", "contents":
            return _file(repository, rest, ref=asked.query.get("ref", BRANCH))
        case "GET", "commits":
            sha = repository.commit_of(rest)
            return Answer(200, _commit(repository.commit(sha))) if sha else _wrong(422, f"No commit found for SHA: {rest}")
        case "PUT", "contents" if not tokens[key]:
            return _wrong(403, "Resource not accessible by personal access token")
        case "POST", "git/refs" | "pulls" if not tokens[key]:
            return _wrong(403, "Resource not accessible by personal access token")
        case "POST", "git/refs":
            return _branch(repository, asked.told())
        case "POST", "pulls":
            return _pull(repository, asked.told(), name=name)
        case "PUT", "contents":
            return _put(repository, rest, asked.told())
    return _wrong(404, "Not Found")


def _tree(repository: Repository, ref: str, *, deep: bool) -> Answer:
    if not (sha := repository.commit_of(ref)):
        return _wrong(404, "Not Found")
    if not deep:
        return _wrong(501, "the rehearsal only knows the whole tree")
    found: list[dict[str, Any]] = []
    for entry in repository.entries(sha):
        above = entry.path.split("/")[:-1]
        for depth in range(len(above)):
            folder = {"path": "/".join(above[: depth + 1]), "mode": "040000", "type": "tree"}
            if folder not in found:
                found.append(folder)
        found.append({"path": entry.path, "mode": entry.mode, "type": "blob", "sha": entry.sha, "size": entry.size})
    return Answer(200, {"sha": sha, "tree": found, "truncated": False})


def _file(repository: Repository, path: str, *, ref: str) -> Answer:
    sha = repository.commit_of(ref)
    if not sha:
        return _wrong(404, f"No commit found for the ref {ref}")
    if not (entry := repository.entry(sha, path)):
        return _wrong(404, "Not Found")
    # lines of 60, as GitHub breaks them
    content = re.sub(r"(.{60})", r"\1\n", encodebytes(repository.read(entry.sha)).decode().replace("\n", "")).rstrip("\n") + "\n"
    return Answer(200, {**_about(path, entry.sha, entry.size), "encoding": "base64", "content": content})


def _put(repository: Repository, path: str, told: dict[str, Any]) -> Answer:
    branch = told.get("branch", BRANCH)
    if not (head := repository.head(branch)):
        return _wrong(404, f"Branch {branch} not found")
    if not told.get("message") or "content" not in told:
        return _wrong(422, f'Invalid request.\n\n"{"content" if told.get("message") else "message"}" wasn\'t supplied.')
    there = repository.entry(head, path)
    if there and not told.get("sha"):
        return _wrong(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
    if there and told["sha"] != there.sha:
        return _wrong(409, f"{path} does not match {told['sha']}")
    try:
        content = b64decode(told["content"], validate=True)
    except (NotBase64, ValueError):
        return _wrong(422, "content is not valid Base64")
    made = repository.write({path: content}, told["message"], branch=branch)
    entry = repository.entry(made, path)
    assert entry
    told_of = _commit(repository.commit(made))
    return Answer(200 if there else 201, {"content": _about(path, entry.sha, entry.size), "commit": {"sha": made, **told_of["commit"], "parents": told_of["parents"]}}, pushed=made)


def _branch(repository: Repository, told: dict[str, Any]) -> Answer:
    ref = str(told.get("ref", ""))
    if not ref.startswith("refs/heads/") or not repository.commit_of(str(told.get("sha", ""))):
        return _wrong(422, "Object does not exist")
    if repository.head(ref.removeprefix("refs/heads/")):
        return _wrong(422, "Reference already exists")
    repository.git("update-ref", ref, told["sha"])
    return Answer(201, {"ref": ref, "object": {"type": "commit", "sha": told["sha"]}})


def _pull(repository: Repository, told: dict[str, Any], *, name: str) -> Answer:
    head, base = repository.head(str(told.get("head"))), repository.head(str(told.get("base")))
    if not told.get("title") or not head or not base or head == base:
        return _wrong(422, "Validation Failed")
    return Answer(201, {"number": 1, "state": "open", "title": told["title"], "head": {"ref": told["head"]}, "base": {"ref": told["base"]}, "html_url": f"https://github.com/{name}/pull/1"})


def _about(path: str, sha: str, size: int) -> dict[str, Any]:
    return {"type": "file", "name": path.rpartition("/")[2], "path": path, "sha": sha, "size": size}


def _commit(commit: Commit) -> dict[str, Any]:
    who = {"name": commit.author, "email": commit.email, "date": commit.at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return {"sha": commit.sha, "commit": {"author": who, "committer": who, "message": commit.message}, "parents": [{"sha": sha} for sha in commit.parents]}


def _wrong(status: int, message: str) -> Answer:
    return Answer(status, {"message": message, "documentation_url": "https://docs.github.com/rest", "status": str(status)})
