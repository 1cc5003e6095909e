"""A process that waits for a site makes what a new one makes, and is gone when nobody wants it any more."""

import os
import signal
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.ahead import Ahead
from playbook_plugins.engines.mkdocs.build import EngineError, build, building
from tests.cli.test_build import tree
from tests.engines.project import PUBLIC

pytestmark = pytest.mark.slow


def made(folder: Path, ahead: Ahead) -> dict[str, bytes]:
    folder.mkdir()
    with building(PUBLIC, folder, maker=ahead.taken) as finish:
        finish()
    return tree(folder)


def test_what_waited_makes_the_same_site_and_makes_one_alone(tmp_path):
    (plain := tmp_path / "plain").mkdir()
    build(PUBLIC, plain)
    ahead = Ahead()
    ahead.begin()
    waiting = ahead._waiting[0]
    ahead.begin()
    assert ahead._waiting[0] is waiting
    assert made(tmp_path / "one", ahead) == tree(plain)
    assert not waiting.alive and not waiting.room.exists() and ahead._waiting is None
    assert made(tmp_path / "other", ahead) == tree(plain)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_where_it_was_ended_from_outside_there_is_another(tmp_path):
    ahead = Ahead()
    ahead.begin()
    os.kill(ahead._waiting[0]._running._child.pid, signal.SIGKILL)
    while ahead._waiting[0].alive:
        time.sleep(0.01)
    assert "index.html" in made(tmp_path / "one", ahead)


def test_nothing_is_left_of_what_nobody_wants(tmp_path):
    ahead = Ahead()
    ahead.end()
    ahead.begin()
    waiting = ahead._waiting[0]
    ahead.end()
    assert not waiting.alive and not waiting.room.exists() and ahead._waiting is None


def test_it_ends_by_itself_when_the_line_to_it_is_cut(tmp_path):
    ahead = Ahead()
    ahead.begin()
    waiting, stack = ahead._waiting
    with open(os.devnull, "wb") as nothing:
        os.dup2(nothing.fileno(), waiting._line)
    assert waiting._running._child.wait(60) == 1
    stack.close()


def test_an_odd_time_is_told_before_it_is_asked(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYBOOK_SECONDS", "soon")
    with pytest.raises(EngineError, match="not a number of seconds"):
        with building(PUBLIC, tmp_path, maker=partial(pytest.fail, "asked")):
            pass
