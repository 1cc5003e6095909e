"""Each night one list is kept of what wants to be read again, in one issue."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import TODAY, playbook
from tests.rehearsal.host import KEY, READING_KEY, serving
from tests.rehearsal.scene import Run, Scene, begin_scene
from tests.rehearsal.story import results

pytestmark = [pytest.mark.slow, pytest.mark.share, pytest.mark.whole]

DAY, YEAR = timedelta(days=1), timedelta(days=366)
LATER = TODAY + YEAR
"""A night on which nobody has looked at a text for a year."""
MARK = "<!-- playbook due -->"


def read_over(scene: Scene) -> None:
    """The owner reads every text, and says so."""
    texts = sorted(str(file.relative_to(scene.shop)) for file in (scene.shop / "docs").rglob("*.md"))
    done = playbook("review", *texts, "--today", str(LATER), cwd=scene.shop)
    assert done.returncode == 0, done.stderr


def issues(scene: Scene) -> list[dict[str, Any]]:
    """What lies at GitHub."""
    file = scene.folder / "issues.json"
    return json.loads(file.read_text("utf-8")) if file.exists() else []


def went_well(run: Run) -> None:
    assert results(run) == {"due": "success"}, run.said


def test_one_issue_is_kept_at_github(tmp_path, command):
    scene = begin_scene(tmp_path, "github", command=command)
    scene.commit({}, "Begin")
    foreign = {"number": 1, "state": "OPEN", "app": "somebody", "title": "Mine", "body": f"{MARK}\nmine", "written": 1}
    (scene.folder / "issues.json").write_text(json.dumps([foreign]))
    went_well(scene.night(TODAY))
    assert issues(scene) == [foreign]
    for night in (LATER, LATER + DAY):
        went_well(scene.night(night))
    other, kept = issues(scene)
    assert other == foreign  # which only looks like ours
    assert (kept["state"], kept["written"]) == ("OPEN", 2) and kept["body"].startswith(f"{MARK}\n")
    assert "docs/playbook/policies/something-went-wrong.md" in kept["body"]

    read_over(scene)
    scene.commit({}, "Read everything over")
    run = scene.night(LATER + 2 * DAY)
    went_well(run)
    assert [issue["state"] for issue in issues(scene)] == ["OPEN", "CLOSED"] and "something-went-wrong" not in issues(scene)[1]["body"]
    assert run.summary
    went_well(scene.night(LATER + YEAR))
    assert [issue["state"] for issue in issues(scene)] == ["OPEN", "OPEN"] and "something-went-wrong" in issues(scene)[1]["body"]


def test_one_issue_is_kept_at_gitlab(tmp_path, command):
    scene = begin_scene(tmp_path, "gitlab", command=command)
    scene.commit({}, "Begin")
    with serving(scene.repository, flavour="gitlab") as host:
        at = {"CI_API_V4_URL": host.api}
        went_well(scene.night(LATER, more=at))
        assert host.issues.kept == []  # without a key the list stands in the job alone
        assert results(scene.night(LATER, more=at, settings={"PLAYBOOK_TOKEN": READING_KEY})) == {"due": "failure"}
        for night in (LATER, LATER + DAY):
            went_well(scene.night(night, more=at, settings={"PLAYBOOK_TOKEN": KEY}))
        (kept,) = host.issues.kept
        assert kept["state"] == "opened" and "something-went-wrong" in kept["description"]
        read_over(scene)
        scene.commit({}, "Read everything over")
        went_well(scene.night(LATER + 2 * DAY, more=at, settings={"PLAYBOOK_TOKEN": KEY}))
        (kept,) = host.issues.kept
        assert kept["state"] == "closed" and "something-went-wrong" not in kept["description"]
