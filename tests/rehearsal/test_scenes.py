"""A new playbook is put on a host, and each edit is published or refused as it should be."""

import json
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from urllib.request import Request, urlopen

import pytest

from tests.rehearsal.host import KEY, serving
from tests.rehearsal.repository import BRANCH, from_template
from tests.rehearsal.scene import Run, Scene, begin_scene
from tests.rehearsal.story import APOLOGY, FAULT, FIT, GOOD, IN_SETTINGS, LINE, MENDED, PASTED, RULE, STAFF_ALONE, TYPO, canaries, found_in, handed_on, held_internal_pages, names_the_fault, results, slips_in

pytestmark = pytest.mark.slow

FLAVOURS = ("github", "gitlab")
LAST = {"github": "deploy", "gitlab": "pages"}
"""The job that publishes."""


def published(scene: Scene, run: Run) -> None:
    """Everything went well, and the site is what the owner would have built herself."""
    assert set(results(run).values()) <= {"success", "skipped"} and results(run)[LAST[scene.flavour]] == "success", run.said
    shown = scene.shown()
    assert shown == scene.built_here("public") and len(shown) > 20
    assert found_in(canaries(scene.shop), {**shown, **handed_on(run)}) == []


def refused(scene: Scene, run: Run, before: dict[str, bytes], *, by: str) -> None:
    """One job refused it, nothing was published after, and visitors get what they got before."""
    assert run.result == "failure" and [name for name, result in results(run).items() if result == "failure"] == [by], run.said
    assert results(run)[LAST[scene.flavour]] == "skipped"
    assert scene.shown() == before


def test_a_leak_between_building_and_uploading_is_refused(tmp_path, command):
    scene = begin_scene(tmp_path, "github", command=command, private=False)
    run = scene.push({}, "Begin", accident=slips_in)
    refused(scene, run, {}, by="audit")
    assert "output-leak" in run.jobs["audit"].said[-2]
    assert results(run)["internal"] == "skipped" and "public, so everybody could fetch it" in run.jobs["no-internal"].notes[0].message
    run = scene.push(FAULT, "Say sorry")
    refused(scene, run, {}, by="check")
    assert names_the_fault(run)


def test_a_first_edit_is_published_and_a_fault_is_not(tmp_path, command):
    scene = begin_scene(tmp_path, "gitlab", command=command, private=False)
    published(scene, scene.push({}, "Begin"))
    before = scene.shown()
    run = scene.push(FAULT, "Say sorry")
    refused(scene, run, before, by="check")
    assert names_the_fault(run)


@pytest.mark.share
@pytest.mark.whole
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_four_edits_come_out_right(tmp_path, command, flavour, figures):
    # once with a process from nothing for every command, as at the hosts
    scene = begin_scene(tmp_path, flavour, command=None if flavour == "github" else command)
    run = scene.push({}, "Begin")
    published(scene, run)
    assert scene.internal(run) == scene.built_here("internal") != {}
    assert held_internal_pages(scene, run) == []
    told = canaries(scene.shop)
    known = {piece for _, piece in found_in(told, scene.internal(run))}
    assert len(told) > 40 and len(known) > 0.8 * len(told)  # they would be seen

    first = scene.shown()
    good = scene.push(GOOD, "Say that the price is written")
    published(scene, good)
    assert b"the price, in writing, before" in scene.shown()["index.html"] and scene.shown() != first
    assert scene.internal(good) == scene.built_here("internal")
    before = scene.shown()

    fault = scene.push(FAULT, "Say sorry")
    refused(scene, fault, before, by="check")
    assert names_the_fault(fault)
    # staff get the newest that passes, and the owner reads what waits
    inside = scene.internal(fault)
    assert inside == scene.built_here("internal", "--fall-back")
    live = json.loads(inside["live.json"])
    assert (live["commit"], live["waiting"]["commit"]) == (good.commit, fault.commit)
    assert [(found["path"], found["line"], found["rule"]) for found in live["waiting"]["findings"]] == [(APOLOGY, LINE, RULE)]

    leak = scene.push(MENDED, "Say sorry and mean it", accident=slips_in)
    refused(scene, leak, before, by="audit")
    assert APOLOGY in leak.said and STAFF_ALONE not in leak.jobs["audit"].said[-1]

    mended = scene.push(TYPO, "Mend a word")
    published(scene, mended)
    assert b"You would rather talk" in scene.shown()["index.html"]
    assert scene.internal(mended) == scene.built_here("internal") and held_internal_pages(scene, mended) == []
    live = json.loads(scene.internal(mended)["live.json"])
    assert (live["commit"], live["waiting"]) == (mended.commit, None)
    assert scene.web.count("public") == 3
    figures(f"{flavour}: 5 pushes, 3 published, 2 refused; {len(told)} pieces of staff's texts looked for, {len(known)} of them in the internal site, none in the public one's {len(scene.shown())} files")


@pytest.mark.share
@pytest.mark.whole
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_what_staff_alone_may_read_is_refused_wherever_it_is_pasted(tmp_path, command, flavour):
    scene = begin_scene(tmp_path, flavour, command=command, private=False)
    scene.push({}, "Begin")
    before = scene.shown()
    run = scene.push(PASTED, "Say more")
    refused(scene, run, before, by="check")
    assert "docs/public/privacy.md" in run.said and "copied-from-staff" in run.said
    run = scene.push({**{path: " -> ".join(reversed(change.split(" -> "))) for path, change in PASTED.items()}, **IN_SETTINGS}, "Say it below")
    refused(scene, run, before, by="public")
    assert APOLOGY in run.said


@pytest.mark.share
@pytest.mark.whole
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_without_the_audit_a_leak_would_get_through(tmp_path, command, flavour):
    scene = begin_scene(tmp_path, flavour, command=command, private=False)
    run = scene.push({}, "Begin", accident=slips_in, audited=False)
    assert results(run)[LAST[flavour]] == "success"
    assert STAFF_ALONE.encode() in scene.shown()["index.html"]


@pytest.mark.share
@pytest.mark.whole
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_an_edit_through_the_hosts_interface_is_live(tmp_path, command, flavour):
    template = begin_scene(tmp_path, flavour, command=command)
    template.commit({}, "Begin")
    scene = replace(template, repository=from_template(tmp_path / "host" / "own.git", template.repository))
    entry = scene.repository.entry(BRANCH, FIT)
    assert entry
    text = scene.held(FIT).decode().replace("You would sooner talk", "You would rather talk")
    with serving(scene.repository, flavour=flavour, after=lambda sha: scene.run(scene.repository.commit(sha).parents[0])) as host:
        assert saved(host.api, flavour, text, sha=entry.sha, commit=scene.repository.head())
        run = host.run()
    published(scene, run)
    assert b"You would rather talk" in scene.shown()["index.html"]
    assert json.loads(scene.internal(run)["live.json"])["commit"] == scene.repository.head() == run.commit


@pytest.mark.share
@pytest.mark.whole
def test_what_a_new_playbook_asks_for_is_what_pip_takes(tmp_path):
    scene = begin_scene(tmp_path, "github")
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "--disable-pip-version-check", "--require-hashes", "-r", "requirements.txt"]
    done = subprocess.run(command, cwd=scene.shop, capture_output=True, encoding="utf-8")
    assert done.returncode == 0 and "Would install" not in done.stdout, done.stderr


def saved(api: str, flavour: str, text: str, *, sha: str, commit: str) -> bool:
    """Save a text as the form does."""
    if flavour == "github":
        told = {"message": "Say it better", "content": b64encode(text.encode()).decode(), "sha": sha, "branch": BRANCH}
        asked = Request(f"{api}/repos/quay/shop/contents/{FIT}", json.dumps(told).encode(), {"Authorization": f"Bearer {KEY}"}, method="PUT")
    else:
        told = {"branch": BRANCH, "commit_message": "Say it better", "actions": [{"action": "update", "file_path": FIT, "content": text, "last_commit_id": commit}]}
        asked = Request(f"{api}/projects/quay%2Fshop/repository/commits", json.dumps(told).encode(), {"PRIVATE-TOKEN": KEY, "Content-Type": "application/json"})
    with urlopen(asked) as answer:
        return answer.status in (200, 201)
