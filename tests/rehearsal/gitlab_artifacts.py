"""What GitLab keeps of a job for others: its files, what it reports, and a site for Pages."""

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.rehearsal.closed import Failed, Unknown, listed
from tests.rehearsal.steps import pairs
from tests.rehearsal.web import Web, content


def kept(workspace: Path, told: Mapping[str, Any], *, pages: str, well: bool, place: Path) -> Path | None:
    """Keep the files that a job names, with their paths; one that is not there goes unsaid, as with GitLab."""
    when = told.get("when", "on_success")
    if when not in ("on_success", "on_failure", "always"):
        raise Unknown(f"artifacts: when: {when}")
    if "expose_as" in told and not re.fullmatch(r"[\w -]{1,100}", told["expose_as"]):
        raise Unknown(f"expose_as: {told['expose_as']}: letters, digits, `-`, `_` and spaces alone")
    if not (well if when == "on_success" else not well if when == "on_failure" else True):
        return None
    for path in dict.fromkeys((*listed(told.get("paths")), *([pages] if pages else []))):
        if re.search(r"[*?\[$]", path) or path.startswith(("/", "..")):
            raise Unknown(f"a pattern of files: {path}")
        source = workspace / path
        files = [source] if source.is_file() else [file for file in sorted(source.rglob("*")) if file.is_file()]
        for file in files:
            to = place / file.relative_to(workspace)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, to)
    return place if place.is_dir() else None


def laid_down(artifacts: Iterable[Path], workspace: Path) -> None:
    """Put what other jobs have kept where they had it."""
    for one in artifacts:
        shutil.copytree(one, workspace, dirs_exist_ok=True)


def reported(workspace: Path, told: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What GitLab reads of a job's reports, and the variables that it hands on; a report that cannot be read fails here."""
    found: dict[str, Any] = {}
    sent: dict[str, str] = {}
    for kind, path in told.items():
        if not (file := workspace / path).is_file():
            continue
        text = file.read_text("utf-8")
        match kind:
            case "junit":
                found[kind] = [(case.get("name", ""), case.get("file", ""), wrong.get("message", "")) for case in ElementTree.fromstring(text).iter("testcase") for wrong in case.findall("failure")]
            case "codequality":
                found[kind] = [_issue(one) for one in json.loads(text)]
            case "dotenv":
                sent |= pairs(text)
    return found, sent


def published(web: Web, artifacts: Path | None, folder: str, *, opened: str) -> None:
    """Put a job's folder on Pages: `public` where everybody may look, `internal` where members alone may."""
    site = artifacts / folder if artifacts else None
    if not site or not content(site):
        raise Failed(f"there is nothing for Pages in {folder}")
    web.publish("public" if opened == "public" else "internal", site)


def _issue(told: Mapping[str, Any]) -> tuple[str, int, str, str]:
    """Path, line, rule and sentence of one finding, by the form that GitLab reads."""
    for key in ("description", "check_name", "fingerprint", "severity", "location"):
        if not told.get(key):
            raise Failed(f"a finding without {key}")
    if told["severity"] not in ("info", "minor", "major", "critical", "blocker"):
        raise Failed(f"severity: {told['severity']}")
    where = told["location"]
    if where["path"].startswith(("/", "./")):
        raise Failed(f"a path that GitLab does not find: {where['path']}")
    line = where["lines"]["begin"] if "lines" in where else where["positions"]["begin"]["line"]
    return where["path"], int(line), told["check_name"], told["description"]
