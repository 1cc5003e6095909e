"""Whatever ends a build, the published folder holds the old site or the new one, byte for byte, and the next build succeeds.

`make test` draws a share of the moments, `make prove` tries them whole.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import WHOLE
from tests.engines.project import tree
from tests.publish.shop import INTERNAL, WAYS, Shop, shop

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="processes are ended the way of Linux")]

AT_ONCE = 2
OLD, NEW = "You like it quiet.", "You like it slow and quiet."
ENDS = ("SIGKILL", "SIGKILL-all")
"""The process that makes the call dies alone, as where memory runs out, or the whole build does."""


@dataclass(frozen=True)
class Sites:
    """What the public site is before and after a change."""

    old: dict[str, bytes]
    new: dict[str, bytes]
    calls: dict[str, int]
    """How many file-system calls a whole build makes, by its way."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> Sites:
    made = shop(tmp_path_factory.mktemp("before") / "shop")
    made.write(OLD)
    assert made.build(WAYS["mkdocs build"]).returncode == 0
    old = made.site()
    made.write(NEW)
    calls: dict[str, int] = {}
    for way, command in WAYS.items():
        done = made.build(command, TROUBLE="count")
        assert done.returncode == 0, done.stderr
        calls[way] = made.calls()
    assert made.site() != old
    return Sites(old, made.site(), calls)


@pytest.fixture
def shops(tmp_path: Path) -> list[Shop]:
    """Shops whose owner has changed a sentence since the site was built, one for each build at a time."""
    made = [shop(tmp_path / str(number)) for number in range(AT_ONCE)]
    for one in made:
        one.write(NEW)
    return made


def drawn(moments: Iterable[int], share: int, *, whole: int) -> list[int]:
    """So many moments, at equal steps, in `make prove`; else a share of them, drawn by lot but always the same."""
    moments = list(moments)
    step = max(1, len(moments) // whole)
    return moments[::step] if WHOLE else sorted(random.Random(63).sample(moments, share))


def each(shops: list[Shop], moments: list[int], attempt: Callable[[Shop, int], str]) -> list[str]:
    """Try every moment, in as many shops at a time as there are."""
    with ThreadPoolExecutor(len(shops)) as pool:
        halves = [pool.submit(lambda one, own: [attempt(one, at) for at in own], one, moments[number :: len(shops)]) for number, one in enumerate(shops)]
        return [outcome for half in halves for outcome in half.result()]


def stands(one: Shop, sites: Sites) -> str:
    """Which site is published; anything but the old one or the new one is a failure."""
    site = one.site()
    assert site in (sites.old, sites.new), f"{len(site)} files, neither the old site nor the new one"
    return "old" if site == sites.old else "new"


def told(outcomes: list[str]) -> str:
    return ", ".join(f"{name} {outcomes.count(name)}" for name in sorted(set(outcomes)))


@pytest.mark.share
@pytest.mark.parametrize("way", WAYS)
def test_a_build_that_is_killed_at_any_call_leaves_the_old_site_or_the_new_one(way: str, shops: list[Shop], sites: Sites, figures):
    moments = drawn(range(1, sites.calls[way] + 1), 1, whole=110)

    def attempt(one: Shop, at: int) -> str:
        one.put(sites.old)
        killed = one.build(WAYS[way], TROUBLE=random.Random(at).choice(ENDS), TROUBLE_AT=str(at))
        assert killed.returncode, f"call {at}: the build was not killed"
        found = stands(one, sites)
        # the real next build now and then; what clears up is the same in a light one
        if WHOLE and at % 8 == 0:
            done = one.build(WAYS[way])
            assert (done.returncode, one.site() == sites.new) == (0, True), f"call {at}: {done.stderr}"
        else:
            assert one.light("next").returncode == 0
        assert one.beside() == {"public"}, f"call {at}"
        return found

    outcomes = each(shops, moments, attempt)
    figures(f"{len(moments)} of {sites.calls[way]} calls, then {told(outcomes)}, broken or stuck {len(moments) - len(outcomes)}")


@pytest.mark.share
def test_every_single_call_around_the_swap_may_be_the_last(shops: list[Shop], figures):
    def attempt(one: Shop, at: int) -> str:
        shutil.rmtree(one.target.parent, ignore_errors=True)
        assert one.light("old").returncode == 0
        old = one.site()
        one.light("new", TROUBLE="SIGKILL", TROUBLE_AT=str(at))
        texts = set(one.site().values())
        assert texts in ({b"old"}, {b"new"}) and one.site().keys() == old.keys(), f"call {at}"
        assert one.light("next").returncode == 0
        assert set(one.site().values()) == {b"next"} and one.beside() == {"public"}, f"call {at}"
        return texts.pop().decode()

    assert shops[0].light("old").returncode == 0
    assert shops[0].light("new", TROUBLE="count").returncode == 0
    calls = shops[0].calls()
    moments = drawn(range(1, calls + 1), 2, whole=calls)
    outcomes = each(shops, moments, attempt)
    figures(f"{len(moments)} of {calls} calls, then {told(outcomes)}, broken or stuck {len(moments) - len(outcomes)}")


@pytest.mark.parametrize(("way", "end"), [
    pytest.param(way, end, marks=pytest.mark.share if number == 0 else pytest.mark.whole)
    for number, (way, end) in enumerate(product(WAYS, ["SIGINT-all", "SIGTERM-all"]))
])
def test_an_interrupted_build_changes_nothing(way: str, end: str, shops: list[Shop], sites: Sites, figures):
    # in the first calls Python itself is still loading the program, and says so in its own way
    moments = random.Random(end + way).sample(range(10, sites.calls[way] + 1), 16 if WHOLE else 1)

    def attempt(one: Shop, at: int) -> str:
        one.put(sites.old)
        ended = one.build(WAYS[way], TROUBLE=end, TROUBLE_AT=str(at))
        found = stands(one, sites)
        assert way != "playbook build" or not any((one.root / "tmp").iterdir()), f"call {at}"
        # a signal in the last calls meets a build that is already done
        assert (ended.returncode or found == "new") and "Traceback" not in ended.stderr, f"call {at}: {ended.stderr}"
        assert one.light("next").returncode == 0 and one.beside() == {"public"}, f"call {at}"
        return found

    outcomes = each(shops, moments, attempt)
    figures(f"{len(moments)} moments, then {told(outcomes)}, broken or stuck {len(moments) - len(outcomes)}")


@pytest.mark.parametrize("way", [pytest.param(way, marks=pytest.mark.share if way == "mkdocs build" else pytest.mark.whole) for way in WAYS])
def test_a_full_disk_changes_nothing_and_is_told_in_a_sentence(way: str, shops: list[Shop], sites: Sites, figures):
    moments = drawn(range(1, sites.calls[way] + 1), 1, whole=24)

    def attempt(one: Shop, at: int) -> str:
        one.put(sites.old)
        full = one.build(WAYS[way], TROUBLE="ENOSPC", TROUBLE_AT=str(at))
        assert "Traceback" not in full.stderr, f"call {at}: {full.stderr}"
        found = stands(one, sites)
        assert (full.returncode == 0) is (found == "new") or "holds the new site" in full.stderr, f"call {at}: {full.stderr}"
        assert found == "new" or "No space left" in full.stderr, f"call {at}: {full.stderr}"
        assert one.light("next").returncode == 0 and one.beside() == {"public"}, f"call {at}"
        return found

    outcomes = each(shops, moments, attempt)
    figures(f"{len(moments)} moments, then {told(outcomes)}, broken or stuck {len(moments) - len(outcomes)}")


SMALL_DISK = """
mount -t tmpfs -o size=16m none "$1" && mkdir -p "$1/public" && cp -r "$2/." "$1/public" && dd if=/dev/zero of="$1/full" bs=1k 2>/dev/null
shift 2; "$@"; echo "ended: $?"; find site -type f ! -path site/full | sort | xargs sha256sum | sha256sum
"""


@pytest.mark.whole
@pytest.mark.parametrize("way", WAYS)
def test_a_disk_that_is_really_full_changes_nothing(way: str, shops: list[Shop], sites: Sites, tmp_path: Path):
    one = shops[0]
    one.put(sites.old)
    disk = one.folder / "site"
    shutil.copytree(disk / "public", tmp_path / "old")
    room = "unshare", "--mount", "--map-root-user"
    if subprocess.run([*room, "mount", "-t", "tmpfs", "none", str(tmp_path / "old")], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    building = subprocess.run(
        [*room, "sh", "-c", SMALL_DISK, "sh", str(disk), str(tmp_path / "old"), sys.executable, "-m", *WAYS[way]],
        cwd=one.folder,
        env={**os.environ, "PLAYBOOK_TODAY": "2026-11-21"},
        capture_output=True,
        encoding="utf-8",
    )
    expected = subprocess.run(["sh", "-c", "find site -type f | sort | xargs sha256sum | sha256sum"], cwd=one.folder, capture_output=True, encoding="utf-8")
    assert "ended: 1" in building.stdout and "Traceback" not in building.stderr, building.stderr
    assert "No space left on device" in building.stderr
    assert building.stdout.splitlines()[-1] == expected.stdout.strip()


@pytest.mark.share
def test_two_builds_at_once_never_mix(shops: list[Shop], sites: Sites, figures):
    """Of two builds of one site one is refused or comes second; builds of two sites do not meet."""
    one = shops[0]
    internal: set[tuple[tuple[str, bytes], ...]] = set()
    refused, rounds = 0, 50 if WHOLE else 1
    lot = random.Random(63)
    for _ in range(rounds):
        one.put(sites.old)
        ways = [WAYS[lot.choice(list(WAYS))], WAYS[lot.choice(list(WAYS))], INTERNAL[lot.choice(list(INTERNAL))]]
        building = [one.start("-m", *way) for way in ways]
        said = [(process.communicate()[1], process.returncode) for process in building]
        assert all(code == 0 or "another build of this site is running" in text for text, code in said), said
        assert 0 in (said[0][1], said[1][1]) and said[2][1] == 0, said
        refused += sum(code != 0 for _, code in said)
        assert one.site() == sites.new
        internal.add(tuple(tree(one.target.with_name("internal")).items()))
        assert len(internal) == 1 and one.beside() == {"public", "internal"}
    figures(f"{rounds} rounds of two public builds and an internal one, none mixed, told to wait {refused}")


def test_a_child_does_not_outlive_its_build(shops: list[Shop], sites: Sites):
    one = shops[0]
    one.put(sites.old)
    (one.folder / "slow.py").write_text(
        "import os, time\nfrom pathlib import Path\n"
        "def on_files(files, config):\n    Path(config.config_file_path).with_name('child').write_text(str(os.getpid()))\n    while True: time.sleep(1)\n"
    )
    settings = one.folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "hooks: [slow.py]\n", "utf-8")
    building = one.start("-m", *WAYS["playbook build"])
    child = one.folder / "child"
    while not child.exists() or not child.read_text():
        assert building.poll() is None, building.stderr and building.stderr.read()
    os.kill(building.pid, signal.SIGKILL)
    building.communicate()
    # its ends of the pipes are closed when it is gone, so this waited for it
    with pytest.raises(ProcessLookupError):
        while True:
            os.kill(int(child.read_text()), 0)
