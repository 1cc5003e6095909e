"""One issue keeps the list: written anew each night, opened again when something is due, closed when nothing is."""

import json
import os
import subprocess
from collections.abc import Mapping
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

MARK = "<!-- playbook due -->"
"""The first line of our issue, by which it is known again; nobody sees it."""
_MOST = 60_000
"""Signs of an issue that every host takes."""
_LABEL = "playbook-due"
_PATIENCE = 30


class Unkept(Exception):
    """The host did not take the list; says why, to follow a colon."""


def keep(host: str, title: str, listing: str, *, pressing: bool) -> str:
    """Keep the list at `github` or `gitlab`, and say what was done in a sentence; raises `Unkept`.

    The keys come from the environment that the host's build machine has.
    """
    body = f"{MARK}\n{listing}"
    if len(body) > _MOST:
        body = body[:_MOST].rpartition("\n")[0] + "\n\n…\n"
    return (_github if host == "github" else _gitlab)(title, body, pressing=pressing)


def _github(title: str, body: str, *, pressing: bool) -> str:
    # whoever may write an issue may write our first line, but not in the name of the build machine
    told = json.loads(_gh("list", "--app", "github-actions", "--state", "all", "--limit", "200", "--json", "number,state,body"))
    ours = next((one for one in told if str(one["body"]).startswith(MARK)), None)
    if ours is None:
        if pressing:
            _gh("create", "--title", title, "--body-file", "-", sent=body)
        return _said(None, pressing=pressing)
    number, open_ = str(ours["number"]), str(ours["state"]).upper() == "OPEN"
    _gh("edit", number, "--title", title, "--body-file", "-", sent=body)
    if pressing is not open_:
        _gh("reopen" if pressing else "close", number)
    return _said(number, pressing=pressing)


def _gh(*arguments: str, sent: str | None = None) -> str:
    try:
        done = subprocess.run(["gh", "issue", *arguments], input=sent, capture_output=True, encoding="utf-8", timeout=_PATIENCE * 4)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unkept("`gh` is not here, or does not answer") from error
    if done.returncode:
        raise Unkept(" ".join(done.stderr.split()) or f"`gh issue {arguments[0]}` failed")
    return done.stdout


def _gitlab(title: str, body: str, *, pressing: bool) -> str:
    where = f"{os.environ.get('CI_API_V4_URL', '')}/projects/{quote(os.environ.get('CI_PROJECT_ID', ''), safe='')}/issues"
    token = os.environ.get("PLAYBOOK_TOKEN", "")
    if not token or not where.startswith(("https://", "http://")):
        return "No issue keeps the list: that needs PLAYBOOK_TOKEN, a project token that may write issues."
    told = _api("GET", f"{where}?labels={_LABEL}&state=all&per_page=100", token)
    ours = next((one for one in told if str(one["description"]).startswith(MARK)), None)
    if ours is None:
        if pressing:
            _api("POST", where, token, {"title": title, "description": body, "labels": _LABEL})
        return _said(None, pressing=pressing)
    change = {"title": title, "description": body}
    if pressing is not (ours["state"] == "opened"):
        change["state_event"] = "reopen" if pressing else "close"
    _api("PUT", f"{where}/{ours['iid']}", token, change)
    return _said(str(ours["iid"]), pressing=pressing)


def _api(method: str, address: str, token: str, sent: Mapping[str, str] | None = None) -> Any:
    content = json.dumps(sent).encode() if sent is not None else None
    asked = Request(address, data=content, method=method, headers={"PRIVATE-TOKEN": token, "Content-Type": "application/json"})
    try:
        with urlopen(asked, timeout=_PATIENCE) as answer:
            return json.loads(answer.read())
    except (URLError, TimeoutError, ValueError) as error:
        raise Unkept(str(error)) from error


def _said(number: str | None, *, pressing: bool) -> str:
    if number is None:
        return "An issue was opened for it." if pressing else "No issue is needed."
    return f"Issue {number} keeps the list." if pressing else f"Issue {number} is closed."
