"""What a copy of the process makes meanwhile is what would have been made here, and nobody can tell who made it."""

import os
import select
import subprocess
import sys

import pytest

from playbook_plugins.cli import building
from playbook_plugins.cli.meanwhile import meanwhile
from playbook_plugins.engines.mkdocs.ahead import PROCESSES
from playbook_plugins.pages import release
from tests.cli.test_build import BROKEN, SMALL, run, tree
from tests.conftest import playbook

copies = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")


@copies
def test_a_copy_makes_it():
    with meanwhile(os.getpid) as made:
        assert made() != os.getpid()


@copies
def test_a_copy_hands_back_more_than_a_line_holds():
    with meanwhile(lambda: "oar" * 1_000_000) as made:
        assert made() == "oar" * 1_000_000


@pytest.mark.anywhere
@pytest.mark.parametrize("system", [sys.platform, "win32"])
def test_where_there_is_no_copy_it_is_made_here(system, monkeypatch):
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse, raising=False)
    monkeypatch.setattr(sys, "platform", system)
    with meanwhile(os.getpid) as made:
        assert made() == os.getpid()


@copies
def test_what_a_copy_cannot_hand_back_is_made_here():
    def made_by() -> object:
        return lambda: os.getpid()

    with meanwhile(made_by) as made:
        assert made()() == os.getpid()


@copies
def test_what_goes_wrong_goes_wrong_here():
    with meanwhile(lambda: [][1]) as made, pytest.raises(IndexError):
        made()


@copies
def test_a_copy_that_is_ended_from_outside_is_replaced(monkeypatch):
    here = os.getpid()
    with meanwhile(lambda: os.getpid() if os.getpid() == here else os.kill(os.getpid(), 9)) as made:
        assert made() == here


@copies
@pytest.mark.parametrize("wrong", [True, False])
def test_nothing_is_left_of_a_copy_for_which_nobody_waits(wrong):
    from time import sleep

    with pytest.raises(ValueError) if wrong else meanwhile(int), meanwhile(lambda: sleep(60)):
        if wrong:
            raise ValueError
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@copies
def test_a_copy_ends_where_nobody_is_left_to_whom_it_could_hand_anything():
    said, alive = os.pipe()
    code = "import os; from playbook_plugins.cli.meanwhile import meanwhile\nwith meanwhile(lambda: 'oar' * 1_000_000):\n    os._exit(0)"
    subprocess.run([sys.executable, "-c", code], pass_fds=(alive,), check=True)
    os.close(alive)
    with open(said, "rb"):
        assert select.select([said], [], [], 30)[0]


@pytest.fixture
def checks(tmp_path, monkeypatch):
    """Which processes have checked a playbook, and which made pages before all was found."""
    file, usual, making = tmp_path / "checks", building.run, release.foresee

    def run_noted(*given, **more):
        with file.open("a") as noted:
            noted.write(f"check {os.getpid()}\n")
        return usual(*given, **more)

    def making_noted(*given, **more):
        with file.open("a") as noted:
            noted.write(f"pages {os.getpid()}\n")
        return making(*given, **more)

    monkeypatch.setattr(building, "run", run_noted)
    monkeypatch.setattr(release, "foresee", making_noted)
    return file


@copies
@pytest.mark.slow
@pytest.mark.parametrize("fit", [SMALL["docs/playbook/fit.md"], SMALL["docs/playbook/fit.md"].replace("quiet", "amazingly quiet"), BROKEN], ids=["sound", "puffed", "broken"])
def test_pages_that_are_made_during_the_check_are_those_that_are_made_after_it(fit, write, checks):
    seen = {}
    for processes in "12":
        shop = write({**SMALL, "docs/playbook/fit.md": fit}, folder=f"shop-{processes}")
        done = playbook("build", "--audience", "internal", "--today", "2026-11-21", cwd=shop, **{PROCESSES: processes, "SOURCE_DATE_EPOCH": "1795000000"})
        seen[processes] = done.returncode, done.stdout, done.stderr, tree(shop)
        noted = [line.split() for line in checks.read_text().splitlines()]
        checks.unlink()
        assert len({process for _, process in noted}) == int(processes)
        assert {what for what, _ in noted} == ({"check"} if processes == "1" else {"check", "pages"})
    assert seen["1"] == seen["2"]
    assert seen["1"][0] == (1 if fit == BROKEN else 0)


def test_a_small_playbook_is_checked_first(write, checks):
    shop = write(SMALL, folder="shop")
    assert run("build", "--audience", "internal", cwd=shop).returncode == 0
    assert [line.split()[0] for line in checks.read_text().splitlines()] == ["check"]
