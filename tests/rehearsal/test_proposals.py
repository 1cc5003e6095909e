"""What somebody proposes is checked and shown, and published only once it is on the main branch."""


import pytest

from tests.rehearsal import github
from tests.rehearsal.scene import Run, begin_scene
from tests.rehearsal.story import FAULT, GOOD, handed_on, names_the_fault, results
from tests.rehearsal.web import content

pytestmark = [pytest.mark.slow, pytest.mark.share, pytest.mark.whole]

NEW = "You like to hear the price, in writing, before anything begins."


def told(run: Run) -> str:
    """What whoever decides reads of it."""
    if isinstance(run, github.Run):
        return run.summary
    kept = run.jobs["check"].artifacts
    assert kept
    return content(kept)["becomes-public.txt"].decode("utf-8")


@pytest.mark.parametrize(("flavour", "stranger"), [("github", False), ("github", True), ("gitlab", False)])
def test_a_proposal_is_shown_and_not_published(tmp_path, command, flavour, stranger):
    scene = begin_scene(tmp_path, flavour, command=command)
    scene.commit({}, "Begin")
    run = scene.propose(GOOD, "Say that the price is written", stranger=stranger)
    assert set(results(run).values()) <= {"success", "skipped"} and results(run)["audit"] == "success", run.said
    assert scene.shown() == {} and scene.internal(run) == {}
    assert NEW in told(run) and "You want to know before you come" not in told(run)
    preview = {path.partition("/")[2].removeprefix("site/public/"): bytes_ for path, bytes_ in handed_on(run).items()}
    assert NEW.encode() in preview["index.html"]


@pytest.mark.parametrize("flavour", ["github", "gitlab"])
def test_a_fault_is_named_in_a_proposal(tmp_path, command, flavour):
    scene = begin_scene(tmp_path, flavour, command=command)
    scene.commit({}, "Begin")
    run = scene.propose(FAULT, "Say sorry")
    assert results(run)["check"] == "failure" and results(run)["public"] == "skipped" and scene.shown() == {}
    assert names_the_fault(run)
