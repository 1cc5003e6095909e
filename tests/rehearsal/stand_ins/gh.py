"""Stands in for GitHub's command `gh`, as far as issues go: they are kept in a file of JSON.

    gh.py FILE issue list|create|edit|reopen|close …

The key has to open issues; whoever asks with the key of a job is the app `github-actions`.
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

OPTIONS = {
    "list": ("--app", "--state", "--limit", "--json"),
    "create": ("--title", "--body-file"),
    "edit": ("--title", "--body-file"),
    "reopen": (),
    "close": (),
}


def main(file: Path, *words: str) -> None:
    topic, command, *rest = (*words, "", "")
    if topic != "issue" or command not in OPTIONS:
        wrong(f"unknown command: {' '.join(words)}")
    names, given = [], {}
    rest = [word for word in rest if word]
    while rest:
        word = rest.pop(0)
        if word in OPTIONS[command]:
            given[word] = rest.pop(0)
        elif word.startswith("-"):
            wrong(f"unknown flag: {word}")
        else:
            names.append(word)
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", os.environ.get("GH_REPO", "")):
        wrong("fatal: not a git repository (or any of the parent directories): .git")
    if not may("issues", "read" if command == "list" else "write"):
        wrong("GraphQL: Resource not accessible by integration")
    issues = json.loads(file.read_text("utf-8")) if file.exists() else []
    if command == "list":
        listed(issues, given)
        return
    if command == "create":
        issue = {"number": len(issues) + 1, "state": "OPEN", "app": "github-actions", "written": 0}
        issues.append(issue)
    else:
        found = [one for one in issues if names == [str(one["number"])]]
        if not found:
            wrong(f"could not resolve to an issue: {names}")
        issue = found[0]
    if command in ("create", "edit"):
        body = sys.stdin.read() if given["--body-file"] == "-" else Path(given["--body-file"]).read_text("utf-8")
        issue |= {"title": given["--title"], "body": body, "written": issue["written"] + 1}
    else:
        issue["state"] = "OPEN" if command == "reopen" else "CLOSED"
    file.write_text(json.dumps(issues), "utf-8")
    print(f"https://github.example/{os.environ['GH_REPO']}/issues/{issue['number']}")


def listed(issues: list[dict[str, Any]], given: dict[str, str]) -> None:
    """Print what was asked for of each issue, the newest first."""
    wanted = given.get("--state", "open").upper()
    found = [one for one in issues if wanted in ("ALL", one["state"]) and given.get("--app", one["app"]) == one["app"]]
    print(json.dumps([{key: one[key] for key in given["--json"].split(",")} for one in reversed(found)][: int(given.get("--limit", 30))]))


def may(scope: str, level: str) -> bool:
    """Whether the key that the job was lent opens something."""
    kind, _, told = os.environ.get("GH_TOKEN", "").partition(":")
    given = dict(pair.split("=") for pair in told.split(",")) if kind == "lent" and told else {}
    return given.get(scope) in (level, "write")


def wrong(what: str) -> NoReturn:
    print(what, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
