"""What lies beside what Python keeps of our modules."""

import os
import time
from pathlib import Path

import pytest

from playbook_plugins import beside


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(beside.sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__" / "module.cpython-311.patterns"


def test_it_is_written_in_one_go_and_nothing_else_is_left(place: Path):
    for content in (b"one", b"two"):
        beside.keep(place, lambda: content)
        assert [(file, file.read_bytes()) for file in place.parent.iterdir()] == [(place, content)]


def test_what_a_killed_writer_left_goes_and_what_others_write_or_keep_stays(place: Path):
    place.parent.mkdir()
    forsaken, writing = (place.with_suffix(f".{number}") for number in (4711, 4712))
    others = [place.with_suffix(suffix) for suffix in (".pyc", ".templates", ".pyc.4711")]
    for file in (forsaken, writing, *others):
        file.write_bytes(b"")
    for file in (forsaken, *others):
        os.utime(file, times=(0, time.time() - 7200))
    beside.keep(place, lambda: b"one")
    assert {*place.parent.iterdir()} == {writing, place, *others}


def test_nothing_is_written_where_python_writes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(beside.sys, "dont_write_bytecode", True)
    beside.keep(place, lambda: pytest.fail("nobody wants it"))
    beside.keep(None, lambda: pytest.fail("nobody wants it"))
    assert not place.parent.exists()
