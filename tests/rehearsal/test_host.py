"""The stand-in for a host's interface answers as the hosts do, so that a form which works with it works with them."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from tests.rehearsal.host import KEY, READING_KEY, Host, serving
from tests.rehearsal.repository import BRANCH, Repository, begin, from_template

FIT = "docs/playbook/fit.md"
FILES = {FIT: "# Zażółć\r\n".encode(), "docs/playbook/policies/birthdays.md": b"# Birthdays\n" * 9, "mkdocs.yml": b"site_name: Quay\n"}
HEADERS = {"github": {"Authorization": f"Bearer {KEY}", "Accept": "application/vnd.github+json"}, "gitlab": {"PRIVATE-TOKEN": KEY}}


@pytest.fixture
def shop(tmp_path) -> Repository:
    made = begin(tmp_path / "shop.git")
    made.write(FILES, "Begin")
    return made


@pytest.fixture
def github(shop) -> Iterator[Host]:
    with serving(shop, flavour="github") as host:
        yield host


@pytest.fixture
def gitlab(shop) -> Iterator[Host]:
    with serving(shop, flavour="gitlab") as host:
        yield host


def ask(host: Host, path: str, told: dict[str, Any] | None = None, *, method: str | None = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
    """Status, JSON and headers of an answer."""
    begun = f"/repos/{host.name}" if host.flavour == "github" else f"/projects/{quote(host.name, safe='')}/repository"
    given = {**HEADERS[host.flavour], "Content-Type": "application/json", "Origin": "http://127.0.0.1:1", **headers}
    given = {name: value for name, value in given.items() if value}
    body = None if told is None else json.dumps(told).encode()
    try:
        with urlopen(Request(host.api + begun + path, body, given, method=method)) as answer:
            return answer.status, json.loads(answer.read() or b"null"), dict(answer.headers)
    except HTTPError as error:
        return error.code, json.loads(error.read() or b"null"), dict(error.headers)


def put(host: Host, path: str, content: bytes, sha: str | None = None, **more: str) -> tuple[int, Any, dict[str, str]]:
    told = {"message": "Say it better", "content": b64encode(content).decode(), "branch": BRANCH, **({"sha": sha} if sha else {})}
    return ask(host, f"/contents/{path}", told, method="PUT", **more)


def commit(host: Host, *actions: dict[str, str], **more: str) -> tuple[int, Any, dict[str, str]]:
    return ask(host, "/commits", {"branch": BRANCH, "commit_message": "Say it better", "actions": actions}, **more)


def held(repository: Repository, path: str) -> bytes:
    entry = repository.entry(BRANCH, path)
    assert entry
    return repository.read(entry.sha)


def test_github_gives_the_tree_and_a_file(github, shop):
    status, told, _ = ask(github, f"/git/trees/{BRANCH}?recursive=1")
    assert status == 200 and told["truncated"] is False
    assert [entry["path"] for entry in told["tree"] if entry["type"] == "blob"] == sorted(FILES)
    assert [entry["path"] for entry in told["tree"] if entry["type"] == "tree"] == ["docs", "docs/playbook", "docs/playbook/policies"]
    status, told, _ = ask(github, f"/contents/docs/playbook/policies/birthdays.md?ref={BRANCH}")
    assert (status, told["encoding"], told["sha"]) == (200, "base64", shop.entry(BRANCH, "docs/playbook/policies/birthdays.md").sha)
    assert b64decode(told["content"]) == FILES["docs/playbook/policies/birthdays.md"]
    assert told["content"].index("\n") == 60 and told["content"].endswith("\n")


def test_github_commits_for_real(github, shop):
    before = shop.head()
    sha = ask(github, f"/contents/{FIT}?ref={BRANCH}")[1]["sha"]
    status, told, _ = put(github, FIT, b"# Right for you?\r\n", sha)
    assert status == 200 and told["commit"]["sha"] == shop.head() != before
    assert held(shop, FIT) == b"# Right for you?\r\n" and held(shop, "mkdocs.yml") == FILES["mkdocs.yml"]
    assert told["content"]["sha"] == shop.entry(BRANCH, FIT).sha
    assert shop.commit(shop.head()).parents == (before,)
    newest = ask(github, f"/commits/{BRANCH}")[1]
    assert newest["sha"] == shop.head() and newest["commit"]["message"] == "Say it better"
    assert newest["commit"]["committer"]["date"] == "2026-11-21T08:01:00Z"


def test_github_makes_a_new_file(github, shop):
    status, told, _ = put(github, "docs/playbook/policies/late.md", b"# Late\n")
    assert status == 201 and told["content"]["path"] == "docs/playbook/policies/late.md"
    assert held(shop, "docs/playbook/policies/late.md") == b"# Late\n" and len(shop.entries(BRANCH)) == 4


def test_github_refuses_what_somebody_changed_meanwhile(github, shop):
    sha = shop.entry(BRANCH, FIT).sha
    assert put(github, FIT, b"one", sha)[0] == 200
    head = shop.head()
    status, told, _ = put(github, FIT, b"two", sha)
    assert (status, told["message"]) == (409, f"{FIT} does not match {sha}")
    status, told, _ = put(github, FIT, b"two")
    assert (status, told["message"]) == (422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
    assert shop.head() == head and held(shop, FIT) == b"one"


@pytest.mark.parametrize(("key", "path", "expected"), [("Bearer no", "/contents/mkdocs.yml", 401), ("", "/contents/mkdocs.yml", 404), (f"Bearer {KEY}", "/contents/nothing.md", 404), (f"Bearer {KEY}", "/issues", 404)])
def test_github_shows_nothing_without_a_key(github, key, path, expected):
    status, _, headers = ask(github, path, Authorization=key)
    assert status == expected
    assert headers["Access-Control-Allow-Origin"] == "*"  # or else a browser could not say why


def test_a_key_that_only_reads_writes_nothing(github, gitlab, shop):
    head = shop.head()
    assert put(github, FIT, b"one", shop.entry(BRANCH, FIT).sha, Authorization=f"Bearer {READING_KEY}")[0] == 403
    assert commit(gitlab, {"action": "update", "file_path": FIT, "content": "one"}, **{"PRIVATE-TOKEN": READING_KEY})[:2][0] == 403
    assert ask(gitlab, f"/files/{quote(FIT, safe='')}?ref={BRANCH}", **{"PRIVATE-TOKEN": READING_KEY})[0] == 200
    assert shop.head() == head


def test_github_lets_a_browser_ask_with_the_headers_on_its_list(github, gitlab):
    status, _, headers = ask(github, f"/contents/{FIT}", method="OPTIONS", Authorization="", **{"Access-Control-Request-Headers": "authorization,x-made-up"})
    allowed = headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert status == 204 and "authorization" in allowed and "content-type" in allowed and "x-made-up" not in allowed
    assert "PUT" in headers["Access-Control-Allow-Methods"]
    status, _, headers = ask(gitlab, "/commits", method="OPTIONS", **{"PRIVATE-TOKEN": "", "Access-Control-Request-Headers": "private-token"})
    assert (status, headers["Access-Control-Allow-Headers"], headers["Access-Control-Allow-Origin"]) == (200, "private-token", "*")
    assert github.asked == [("OPTIONS", f"/api/v3/repos/quay/shop/contents/{FIT}", 204)]


def test_gitlab_gives_the_tree_page_by_page_and_a_file(gitlab, shop):
    found, page = [], "1"
    while page:
        status, told, headers = ask(gitlab, f"/tree?recursive=true&per_page=4&page={page}&ref={BRANCH}")
        assert status == 200 and len(told) <= 4 and headers["X-Page"] == page
        found, page = found + told, headers["X-Next-Page"]
    assert [entry["path"] for entry in found if entry["type"] == "blob"] == sorted(FILES)
    status, told, _ = ask(gitlab, f"/files/{quote(FIT, safe='')}?ref={BRANCH}")
    assert status == 200 and b64decode(told["content"]) == FILES[FIT] and told["last_commit_id"] == shop.head()
    assert ask(gitlab, f"/files/{quote('no.md', safe='')}?ref={BRANCH}")[0] == 404


def test_gitlab_commits_several_files_at_once(gitlab, shop):
    before = shop.head()
    status, told, _ = commit(gitlab, {"action": "update", "file_path": FIT, "content": "# Ż\r\n", "last_commit_id": before}, {"action": "create", "file_path": "new.md", "content": "# New\n"})
    assert (status, told["id"], told["parent_ids"]) == (201, shop.head(), [before])
    assert held(shop, FIT) == "# Ż\r\n".encode() and held(shop, "new.md") == b"# New\n"
    assert told["committed_date"] == "2026-11-21T08:01:00.000+00:00"


def test_gitlab_refuses_what_somebody_changed_meanwhile(gitlab, shop):
    first = shop.head()
    shop.write({FIT: b"one"}, "Theirs")
    second = shop.head()
    status, told, _ = commit(gitlab, {"action": "update", "file_path": FIT, "content": "two", "last_commit_id": first})
    assert (status, told["message"]) == (400, f"The file has changed since you started editing it: {FIT}")
    status, told, _ = commit(gitlab, {"action": "create", "file_path": FIT, "content": "two"})
    assert (status, told["message"]) == (400, "A file with this name already exists")
    assert commit(gitlab, {"action": "update", "file_path": "no.md", "content": "two"})[1]["message"] == "A file with this name doesn't exist"
    assert shop.head() == second
    # another file moved on, and this one did not
    assert commit(gitlab, {"action": "update", "file_path": "mkdocs.yml", "content": "site_name: Pier\n", "last_commit_id": first})[0] == 201


def test_gitlab_shows_nothing_without_a_key(gitlab):
    assert ask(gitlab, f"/tree?recursive=true&ref={BRANCH}", **{"PRIVATE-TOKEN": "no"})[0] == 401
    assert ask(gitlab, f"/tree?recursive=true&ref={BRANCH}", **{"PRIVATE-TOKEN": ""})[0] == 404


def test_a_commit_runs_the_workflow_when_somebody_says_so(shop):
    with serving(shop, flavour="github", after=lambda sha: f"ran {sha}") as host:
        put(host, "a.md", b"a")
        put(host, "b.md", b"b")
        assert host.run() == f"ran {shop.head()}"
        assert host.waiting == []


def test_a_template_is_one_first_commit_of_the_same_files(shop, tmp_path):
    shop.write({"b.md": b"b"}, "More")
    made = from_template(tmp_path / "own.git", shop)
    assert made.entries(BRANCH) == shop.entries(BRANCH)
    assert made.count(BRANCH) == 1 and made.head() != shop.head()
