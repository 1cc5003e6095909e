"""Whoever waits is told for how long, going by the last time; a log is told nothing."""

import io
import sys
import time

import pytest

from playbook_plugins.cache import Cache
from playbook_plugins.cli import progress
from playbook_plugins.cli.progress import line, waiting
from tests.cli.test_build import SMALL
from tests.conftest import TODAY, playbook


@pytest.mark.parametrize(
    ("last", "passed", "said"),
    [
        (None, 0.5, "Building …"),
        (30.0, 1.9, "Building …"),
        (None, 7.2, "Building … (7 s)"),
        (30.0, 10.4, "Building … (10 s, about 20 s left)"),
        (10.0, 12.0, "Building … (12 s, longer than the last time)"),
    ],
)
def test_how_long_it_will_take_goes_by_the_last_time(last, passed, said):
    assert line("Building", last, passed) == said


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def kept(tmp_path, monkeypatch) -> Cache:
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "kept"))
    return Cache(tmp_path)


def test_a_log_is_told_nothing_and_what_failed_is_no_measure(kept, monkeypatch):
    monkeypatch.setattr(sys, "stderr", said := io.StringIO())
    with waiting("Checking", kept):
        pass
    assert said.getvalue() == "" and progress._last("Checking", kept) is not None
    with pytest.raises(RuntimeError), waiting("Building", kept):
        raise RuntimeError
    assert progress._last("Building", kept) is None


def test_a_terminal_is_told_what_goes_on(kept, monkeypatch):
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_EVERY", 0.01)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with waiting("Checking", kept):
        time.sleep(0.3)
    assert "Checking … (0 s" in screen.getvalue()


@pytest.mark.parametrize(
    ("command", "waited"),
    [
        (("check",), ("Reading docs/playbook", "Checking")),
        (("write", "out", "--audience", "public"), ("Reading docs/playbook", "Checking", "Making the pages of the public site")),
        (("export", "staff", "--output", "pocket.html"), ("Making the pages of the internal site",)),
        (("import", "old"), ("Looking through old", "Checking")),
    ],
    ids=("check", "write", "export", "import"),
)
def test_whatever_takes_long_knows_how_long_it_took(command, waited, write, monkeypatch):
    shop = write({**SMALL, "old/late.md": "# Late people\n\n1. Ring them.\n"}, folder="shop")
    monkeypatch.setenv("PLAYBOOK_CACHE", str(shop / "kept"))
    done = playbook(*command, "--today", TODAY.isoformat(), cwd=shop)
    assert done.returncode == 0, done.stderr
    assert all(progress._last(what, Cache(shop)) is not None for what in waited)
