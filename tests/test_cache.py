"""What is kept from one command to the next: found again, never trusted, never in the way."""

import os
import random
import sqlite3
import sys
from pathlib import Path

import pytest

from playbook_plugins import cache
from playbook_plugins.cache import Cache, digest


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_was_kept_is_found_by_the_next_command(tmp_path: Path) -> None:
    Cache(tmp_path).put("pages", {b"one": b"text", b"two": b""})
    assert Cache(tmp_path).get("pages", (b"one", b"two", b"three")) == {b"one": b"text", b"two": b""}
    assert Cache(tmp_path).get("others", (b"one",)) == {}
    assert Cache(tmp_path / "elsewhere").get("pages", (b"one",)) == {}


def test_a_cache_is_empty_until_something_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Cache(tmp_path)
    assert kept.empty
    kept.put("shelf", {b"key": b"value"})
    assert not kept.empty and not Cache(tmp_path).empty
    kept.close()
    assert kept.empty
    monkeypatch.setenv(cache.VARIABLE, "off")
    assert Cache(tmp_path).empty


def test_a_value_is_made_once(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"a": len(made)}

    assert [Cache(tmp_path).value("facts", b"key", make) for _ in range(3)] == [{"a": 1}] * 3


def test_what_cannot_be_written_down_is_made_each_time(tmp_path):
    made = Cache(tmp_path).value("facts", b"other", lambda: lambda: "a")
    assert made() == "a" and Cache(tmp_path).get("facts", [b"other"]) == {}


def test_the_latest_stay(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("pages", {bytes([number]): b"x" for number in range(10)}, most=4)
    kept.put("pages", {b"new": b"x"}, most=4)
    keys = [*(bytes([number]) for number in range(10)), b"new"]
    assert set(kept.get("pages", keys)) == {b"\x07", b"\x08", b"\x09", b"new"}


def test_what_is_kept_again_and_again_displaces_nothing(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("readings", {b"all": b"text"}, most=2)
    for number in range(5):
        kept.put("readings", {b"since": b"%d" % number}, most=2)
    assert kept.get("readings", (b"all", b"since")) == {b"all": b"text", b"since": b"4"}
    kept.put("readings", {b"another": b"text"}, most=2)
    assert set(kept.get("readings", (b"all", b"since", b"another"))) == {b"since", b"another"}


def test_another_version_of_the_program_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).put("pages", {b"one": b"text"})
    monkeypatch.setattr(cache, "program", lambda: b"another")
    assert Cache(tmp_path).get("pages", (b"one",)) == {}


def test_an_installed_package_makes_it_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed, here = tmp_path / "site-packages", tmp_path / "project"
    installed.mkdir()
    here.mkdir()
    monkeypatch.syspath_prepend(here)
    monkeypatch.syspath_prepend(installed)
    os.utime(installed, (1, 1))
    os.utime(here, (1, 1))
    before = cache.program.__wrapped__()
    os.utime(here, (2, 2))
    assert cache.program.__wrapped__() == before
    os.utime(installed, (2, 2))
    assert cache.program.__wrapped__() != before


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0 and then nothing"])
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: bytes) -> None:
    Cache(tmp_path).put("pages", {b"one": b"text"})
    cache.file(tmp_path).write_bytes(damage)
    kept = Cache(tmp_path)
    assert kept.get("pages", (b"one",)) == {}
    kept.put("pages", {b"one": b"anew"})
    assert Cache(tmp_path).get("pages", (b"one",)) in ({b"one": b"anew"}, {})


@pytest.mark.parametrize("at", [0.3, 0.5, 0.7])
def test_a_damaged_value_counts_as_none(tmp_path: Path, at: float) -> None:
    Cache(tmp_path).put("pages", {bytes([number]): bytes([number]) * 900 for number in range(50)})
    file = cache.file(tmp_path)
    content = bytearray(file.read_bytes())
    for offset in range(int(len(content) * at), int(len(content) * at) + 3000):
        content[offset] ^= 0xFF
    file.write_bytes(content)
    found = Cache(tmp_path).get("pages", (bytes([number]) for number in range(50)))
    assert all(value == key * 900 for key, value in found.items())
    assert len(found) < 50


def test_whichever_byte_is_damaged_nothing_wrong_is_found(tmp_path: Path) -> None:
    Cache(tmp_path).put("shelf", others := {b"one": b"text", b"two": b"more"})
    content = (file := cache.file(tmp_path)).read_bytes()
    lost = 0
    for at in (at for at, byte in enumerate(content) if byte and at > 100):
        for flipped in (0x01, 0x04, 0xFF):
            file.write_bytes(content[:at] + bytes([content[at] ^ flipped]) + content[at + 1 :])
            kept = Cache(tmp_path)
            found = kept.get("shelf", others)
            kept.close()
            assert found.items() <= others.items(), (at, flipped)
            lost += found != others
    assert lost > 100


def test_a_row_that_comes_up_for_another_key_counts_as_none(tmp_path: Path) -> None:
    values = {bytes([number]): bytes([number]) * 40 for number in range(250)}
    Cache(tmp_path).put("shelf", values)
    content = (file := cache.file(tmp_path)).read_bytes()
    asked = dict(list(values.items())[::2])
    lost = 0
    for seed in range(300):
        chance, damaged = random.Random(seed), bytearray(content)
        for _ in range(chance.choice((1, 5, 50))):
            damaged[chance.randrange(100, len(damaged))] = chance.randrange(256)
        file.write_bytes(damaged)
        kept = Cache(tmp_path)
        found = kept.get("shelf", asked)
        kept.close()
        assert found.items() <= asked.items(), seed
        lost += found != asked
    assert lost > 100


def test_a_value_of_another_shelf_is_not_believed(tmp_path: Path) -> None:
    Cache(tmp_path).put("shelf", {b"key": b"text"})
    (file,) = (tmp_path / "kept").glob("*.db")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE kept SET shelf = 'other'")
    database.close()
    assert Cache(tmp_path).get("other", (b"key",)) == {}


def test_a_value_that_somebody_else_put_under_a_key_is_not_believed(tmp_path: Path) -> None:
    Cache(tmp_path).put("pages", {b"one": b"text", b"two": b"other"})
    database = sqlite3.connect(cache.file(tmp_path))
    database.execute("UPDATE kept SET value = (SELECT value FROM kept ORDER BY key LIMIT 1)")
    database.commit()
    assert len(Cache(tmp_path).get("pages", (b"one", b"two"))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_cache_to_which_others_may_write_is_left_alone(tmp_path: Path, place: Path) -> None:
    Cache(tmp_path).put("pages", {b"one": b"text"})
    cache.file(tmp_path).chmod(0o666)
    assert Cache(tmp_path).get("pages", (b"one",)) == {}
    cache.file(tmp_path).chmod(0o600)
    place.chmod(0o777)
    assert Cache(tmp_path).get("pages", (b"one",)) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="links ask for rights there")
def test_a_link_in_its_place_is_left_alone(tmp_path: Path) -> None:
    Cache(tmp_path).put("pages", {b"one": b"text"})
    file = cache.file(tmp_path)
    os.rename(file, tmp_path / "away.db")
    file.symlink_to(tmp_path / "away.db")
    assert Cache(tmp_path).get("pages", (b"one",)) == {}


def test_it_can_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setenv(cache.VARIABLE, "off")
    Cache(tmp_path).put("pages", {b"one": b"text"})
    assert Cache(tmp_path).get("pages", (b"one",)) == {}
    assert not place.exists()


def test_whoever_writes_for_long_keeps_nobody_else_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_WAIT", 0.01)
    Cache(tmp_path).put("pages", {b"one": b"text"})
    writing = sqlite3.connect(cache.file(tmp_path), isolation_level=None)
    writing.execute("BEGIN EXCLUSIVE")
    kept = Cache(tmp_path)
    assert kept.get("pages", (b"one",)) == {}
    kept.put("pages", {b"two": b"text"})
    writing.execute("ROLLBACK")
    assert Cache(tmp_path).get("pages", (b"one",)) == {b"one": b"text"}


def test_no_two_lists_of_parts_are_taken_for_one() -> None:
    lists = [("a", "b"), ("ab",), ("a", "b", ""), (b"a", "b"), (1, "1"), ("1", 1), (None,), ("None",), ()]
    assert len({digest(*parts) for parts in lists}) == len(lists)
