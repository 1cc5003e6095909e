"""One issue keeps the list, at either host: opened once, then written anew, closed and opened again."""

import json
import os
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from playbook_plugins.upkeep.issue import MARK, Unkept, keep

GH = """#!{python}
import json, sys
from pathlib import Path
desk = Path({desk!r})
issues = json.loads(desk.read_text()) if desk.exists() else []
verb, words = sys.argv[2], sys.argv[3:]
assert sys.argv[1] == "issue"
option = lambda name: words[words.index(name) + 1]
if verb == "list":
    found = [one for one in issues if one["author"] == "app/" + option("--app")]
    assert option("--state") == "all"
    print(json.dumps([{{name: one[name] for name in option("--json").split(",")}} for one in found]))
elif verb == "create":
    issues.append({{"number": len(issues) + 1, "state": "OPEN", "author": "app/github-actions", "title": option("--title"), "body": sys.stdin.read()}})
else:
    (one,) = [one for one in issues if str(one["number"]) == words[0]]
    if verb == "edit":
        one.update(title=option("--title"), body=sys.stdin.read())
    else:
        assert one["state"] == {{"close": "OPEN", "reopen": "CLOSED"}}[verb]
        one["state"] = {{"close": "CLOSED", "reopen": "OPEN"}}[verb]
desk.write_text(json.dumps(issues))
"""


@pytest.fixture
def github(tmp_path, monkeypatch) -> Path:
    """The issues of a repository, kept by a `gh` that is first on the way to programs."""
    desk, program = tmp_path / "issues.json", tmp_path / "gh"
    program.write_text(GH.format(python=sys.executable, desk=str(desk)), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return desk


def test_github_keeps_one_issue_through_its_whole_life(github):
    def now() -> list[tuple[str, str]]:
        return [(one["state"], one["body"]) for one in json.loads(github.read_text())]

    assert keep("github", "Due", "nothing\n", pressing=False) == "No issue is needed."
    assert now() == []
    assert keep("github", "Due", "one\n", pressing=True) == "An issue was opened for it."
    assert keep("github", "Due", "two\n", pressing=True) == "Issue 1 keeps the list."
    assert now() == [("OPEN", f"{MARK}\ntwo\n")]
    assert keep("github", "Due", "nothing\n", pressing=False) == "Issue 1 is closed."
    assert keep("github", "Due", "nothing\n", pressing=False) == "Issue 1 is closed."
    assert now() == [("CLOSED", f"{MARK}\nnothing\n")]
    keep("github", "Due", "three\n", pressing=True)
    assert now() == [("OPEN", f"{MARK}\nthree\n")]


def test_somebody_elses_issue_is_never_touched(github):
    theirs = [{"number": 1, "state": "OPEN", "author": "mallory", "title": "Due", "body": f"{MARK}\nmine"}, {"number": 2, "state": "OPEN", "author": "app/github-actions", "title": "Due", "body": "something else"}]
    github.write_text(json.dumps(theirs))
    keep("github", "Due", "one\n", pressing=True)
    assert json.loads(github.read_text())[:2] == theirs and len(json.loads(github.read_text())) == 3


def test_a_list_that_is_too_long_for_an_issue_is_cut_behind_a_line(github):
    keep("github", "Due", "- a line that says something\n" * 9_000, pressing=True)
    (issue,) = json.loads(github.read_text())
    assert len(issue["body"]) <= 60_010 and issue["body"].endswith("- a line that says something\n\n…\n")


def test_a_host_that_does_not_answer_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unkept, match="`gh` is not here"):
        keep("github", "Due", "one\n", pressing=True)
    (program := tmp_path / "gh").write_text(f"#!{sys.executable}\nraise SystemExit('HTTP 403:\\n not allowed')\n", "utf-8")
    program.chmod(0o755)
    with pytest.raises(Unkept, match="HTTP 403: not allowed"):
        keep("github", "Due", "one\n", pressing=True)


@pytest.fixture
def gitlab(monkeypatch) -> Iterator[list[dict]]:
    """The issues of a project, kept by a server that answers these calls alone."""
    issues: list[dict] = []

    class Desk(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked = urlsplit(self.path)
            sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
            told: object = {}
            status = 200
            if self.headers["PRIVATE-TOKEN"] != "glpat-invented":
                status = 401
            elif self.command == "GET" and asked.path == "/api/v4/projects/7/issues":
                wanted = parse_qs(asked.query)
                assert wanted["state"] == ["all"]
                told = [one for one in issues if wanted["labels"][0] in one["labels"]]
            elif self.command == "POST" and asked.path == "/api/v4/projects/7/issues":
                issues.append({"iid": len(issues) + 1, "state": "opened", **sent, "labels": sent["labels"].split(",")})
            elif self.command == "PUT":
                (one,) = [one for one in issues if asked.path == f"/api/v4/projects/7/issues/{one['iid']}"]
                event = sent.pop("state_event", None)
                assert event is None or one["state"] == {"close": "opened", "reopen": "closed"}[event]
                one.update(sent, state={"close": "closed", "reopen": "opened", None: one["state"]}[event])
            else:
                status = 404
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = answer

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        running = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        running.start()
        for name, value in {"CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}/api/v4", "CI_PROJECT_ID": "7", "PLAYBOOK_TOKEN": "glpat-invented"}.items():
            monkeypatch.setenv(name, value)
        try:
            yield issues
        finally:
            server.shutdown()
            running.join()


def test_gitlab_keeps_one_issue_through_its_whole_life(gitlab):
    issues = gitlab
    assert keep("gitlab", "Due", "nothing\n", pressing=False) == "No issue is needed."
    assert issues == []
    keep("gitlab", "Due", "one\n", pressing=True)
    assert keep("gitlab", "Due", "two\n", pressing=True) == "Issue 1 keeps the list."
    assert [(one["state"], one["description"]) for one in issues] == [("opened", f"{MARK}\ntwo\n")]
    assert keep("gitlab", "Due", "nothing\n", pressing=False) == "Issue 1 is closed."
    assert issues[0]["state"] == "closed"
    keep("gitlab", "Due", "three\n", pressing=True)
    assert [(one["state"], one["title"]) for one in issues] == [("opened", "Due")]


def test_without_a_token_gitlab_keeps_nothing_and_says_so(gitlab, monkeypatch):
    monkeypatch.delenv("PLAYBOOK_TOKEN")
    assert "PLAYBOOK_TOKEN" in keep("gitlab", "Due", "one\n", pressing=True) and gitlab == []


def test_a_wrong_token_is_said(gitlab, monkeypatch):
    monkeypatch.setenv("PLAYBOOK_TOKEN", "old")
    with pytest.raises(Unkept, match="401"):
        keep("gitlab", "Due", "one\n", pressing=True)
