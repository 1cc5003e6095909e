"""What is kept of the word lists is what they say, and goes with them."""

import json
import sys
from functools import cache
from pathlib import Path

import pytest

from playbook_plugins.checklist.wordlists import lists, ready, word_list
from playbook_plugins.checklist.wordlists.clues import ways

LANGUAGES = ("en", "pl")


def read(language: str) -> dict[str, list[tuple[object, ...]]]:
    """The lists as they are found, as far as a check asks for them."""
    found = ready.all_lists.__wrapped__(language)
    return {name: [(one.wording, one.excuse, one.instead, one.gentle, one.cased, one.ways) for one in listed] for name, listed in found.items()}


@cache
def written(language: str) -> dict[str, list[tuple[object, ...]]]:
    """The same as the lists have it."""
    return {name: [(one.wording, one.excuse, one.instead, one.gentle, one.cased, ways(one.wording)) for one in word_list(language, name)] for name in lists(language)}


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.json"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_kept_is_what_the_lists_say(language: str, kept: Path) -> None:
    assert read(language) == written(language)
    (file,) = files(kept)
    before = file.read_bytes()
    assert read(language) == written(language) and file.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"of": "x", "lists": {}}', b"\xff", b'{"of": 1, "lists": 2}'])
def test_what_makes_no_sense_or_is_of_others_is_made_anew(content: bytes, kept: Path) -> None:
    read("en")
    (file,) = files(kept)
    whole = file.read_bytes()
    file.write_bytes(content)
    assert read("en") == written("en") and file.read_bytes() == whole


def test_with_another_word_or_another_reader_it_is_made_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read("en")
    (file,) = files(kept)
    told = json.loads(file.read_bytes())
    told["lists"]["offer"] = []
    file.write_text(json.dumps(told), "utf-8")
    # nothing but its stamp is asked, as Python does with its own
    assert read("en")["offer"] == []
    monkeypatch.setattr(ready, "_stamp", lambda *_: "of another list")
    assert read("en") == written("en")


def test_every_source_is_in_the_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready, "_LETTERS", tmp_path / "lexicon.py")
    names = [*(f"en/{name}.yml" for name in lists("en")), *ready._MADE_BY, "lexicon.py"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    stamps = {ready._stamp(tmp_path, "en")}
    for name in names:
        (tmp_path / name).write_text(f"{name}.", "utf-8")
        stamps.add(ready._stamp(tmp_path, "en"))
    assert len(stamps) == len(names) + 1


def test_where_python_writes_nothing_nothing_is_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read("en") == written("en") and not files(kept)


def test_where_nothing_can_be_written_the_lists_are_read_all_the_same(kept: Path) -> None:
    blocked = kept / "a file"
    blocked.write_text("", "utf-8")
    sys.pycache_prefix = str(blocked)
    assert read("en") == written("en") and not files(kept)


def test_a_language_without_lists_has_none(kept: Path) -> None:
    assert read("xx") == read("../en") == {} and not files(kept)
