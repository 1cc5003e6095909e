"""Where Cloudflare shows the sites, the internal one goes up behind a closed door alone."""


import pytest

from tests.rehearsal.scene import Run, Scene, begin_scene
from tests.rehearsal.story import GOOD, canaries, found_in, results, slips_in
from tests.rehearsal.web import content, door

pytestmark = [pytest.mark.slow, pytest.mark.share, pytest.mark.whole]

OUTSIDE, INSIDE = "quay-public", "quay-staff"


@pytest.fixture
def scene(request, tmp_path, command) -> Scene:
    return begin_scene(tmp_path, request.param, command=command, site="cloudflare")


def push(scene: Scene, address: str, **more: object) -> Run:
    """What comes of a first push, with what the owner has to keep at the host."""
    kept = {"CLOUDFLARE_API_TOKEN": "key", "CLOUDFLARE_ACCOUNT_ID": "quay", "PLAYBOOK_PUBLIC_PROJECT": OUTSIDE, "PLAYBOOK_INTERNAL_PROJECT": INSIDE}
    scene.settings = {**kept, **({"PLAYBOOK_INTERNAL_ADDRESS": address} if address else {})}
    return scene.push({}, "Begin", **more)


both = pytest.mark.parametrize("scene", ["github", "gitlab"], indirect=True)


@both
def test_behind_a_closed_door_staff_get_their_site_and_everybody_the_public_one(scene):
    with door(closed=True) as address:
        run = push(scene, address)
    assert run.result == "success", run.said
    outside, inside = (content(scene.web.site(name)) for name in (OUTSIDE, INSIDE))
    assert outside == scene.built_here("public") and inside == scene.built_here("internal")
    assert found_in(canaries(scene.shop), outside) == []
    # a proposal is shown at an address of its own, whatever its branch is called
    scene.propose(GOOD, "Say that the price is written", called="main")
    assert content(scene.web.site(OUTSIDE)) == outside and b"in writing" in content(scene.web.site(f"{OUTSIDE}.1"))["index.html"]


@pytest.mark.parametrize(("scene", "is_set"), [("github", True), ("gitlab", False)], indirect=["scene"])
def test_where_a_stranger_may_come_in_nothing_internal_goes_up(scene, is_set):
    with door(closed=False) as address:
        run = push(scene, address if is_set else "")
    assert [name for name, result in results(run).items() if result == "failure"] == ["internal"], run.said
    assert not scene.web.site(INSIDE).exists() and scene.web.site(OUTSIDE).exists()


@pytest.mark.parametrize("scene", ["github"], indirect=True)
def test_a_leak_is_sent_nowhere(scene):
    with door(closed=True) as address:
        run = push(scene, address, accident=slips_in)
    assert results(run)["audit"] == "failure" and results(run)["deploy"] == "skipped"
    assert not scene.web.site(OUTSIDE).exists() and scene.web.site(INSIDE).exists()


@both
def test_a_strangers_proposal_gets_no_key(scene):
    if scene.flavour == "gitlab":
        scene.settings = {}  # it runs in the stranger's own project, which has none
    else:
        scene.settings = {"CLOUDFLARE_API_TOKEN": "key", "CLOUDFLARE_ACCOUNT_ID": "quay", "PLAYBOOK_PUBLIC_PROJECT": OUTSIDE}
    scene.commit({}, "Begin")
    run = scene.propose(GOOD, "Say that the price is written", stranger=True)
    assert run.result == "success" and results(run).get("deploy", "skipped") == "skipped"
    assert not scene.web.folder.exists() or list(scene.web.folder.iterdir()) == []
