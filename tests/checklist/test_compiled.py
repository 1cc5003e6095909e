"""A pattern that is found again is the one that Python would compile, and what an owner wrote is not among them."""

import re
from pathlib import Path

import pytest

from playbook_plugins.checklist.wordlists import added, compiled, lists, word_list

LANGUAGES = ("en", "pl")


def again(*written: str) -> compiled.Patterns:
    """What is known after a run that compiled these."""
    known = compiled.Patterns()
    for one in written:
        known.pattern(one, re.IGNORECASE)
    known.keep()
    return compiled.Patterns()


def known_to(patterns: compiled.Patterns) -> set[str]:
    return {written for written, _ in patterns._known}


def test_every_pattern_of_ours_is_what_python_compiles(kept: Path) -> None:
    entries = [entry for language in LANGUAGES for name in lists(language) for entry in word_list(language, name)]
    plain = [pattern for entry in entries for pattern in (entry.finder(entry.wording), entry.unless) if pattern]
    known = compiled.Patterns()
    for pattern in plain:
        known.pattern(pattern.pattern, pattern.flags & re.IGNORECASE)
    known.keep()
    known = compiled.Patterns()
    assert known_to(known) > {pattern.pattern for pattern in plain if not pattern.groups and len(pattern.pattern) > 20}
    for pattern in plain:
        found, anew = known.pattern(pattern.pattern, pattern.flags & re.IGNORECASE), re.compile(pattern.pattern, pattern.flags & re.IGNORECASE)
        # two patterns are equal where they are compiled to the same
        assert found == anew == pattern and (found.groups, found.groupindex, repr(found)) == (anew.groups, anew.groupindex, repr(anew))


def test_one_with_groups_that_have_numbers_is_compiled_each_time(kept: Path) -> None:
    known = again("plain", r"(a)\1", "(?P<name>b)")
    assert known_to(known) == {"plain"}
    assert known.pattern(r"(a)\1", 0).fullmatch("aa")[1] == "a" and known.pattern("(?P<name>b)", 0).fullmatch("b")["name"] == "b"


def test_a_few_new_ones_are_not_worth_writing_all_anew(kept: Path) -> None:
    many = [f"word{number}" for number in range(40)]
    assert known_to(again(*many)) == set(many)
    assert known_to(again(*many, "new", "newer")) == set(many)
    assert known_to(again(*many, "new", "newer", "newest")) == {*many, "new", "newer", "newest"}


@pytest.mark.parametrize("spoil", [lambda whole: b"", lambda whole: whole[:-1], lambda whole: whole[:40] + b"\xff" + whole[41:], lambda whole: b"x" * len(whole)])
def test_what_is_damaged_is_not_believed(spoil, kept: Path) -> None:
    again("word")
    (file,) = kept.rglob("*.patterns")
    file.write_bytes(spoil(file.read_bytes()))
    assert not known_to(compiled.Patterns())
    assert known_to(again("word")) == {"word"}


def test_another_python_or_version_begins_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again("word")
    monkeypatch.setattr(compiled, "__version__", "another")
    assert not known_to(compiled.Patterns())


@pytest.mark.parametrize("part", ["_parser.parse", "_compiler._code"])
def test_where_python_works_otherwise_each_is_compiled_anew(part: str, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(f"re.{part}")
    assert compiled.patterns.__wrapped__() is None
    monkeypatch.undo()
    monkeypatch.setattr(compiled, "_pattern", lambda written, code: re.compile("another"))
    assert compiled.patterns.__wrapped__() is None
    monkeypatch.setattr(compiled, "patterns", lambda: None)
    assert compiled.pattern_of("a+", re.IGNORECASE, ours=True) == re.compile("a+", re.IGNORECASE)
    compiled.keep()
    assert not [*kept.rglob("*.patterns")]


def test_nothing_that_an_owner_wrote_is_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = compiled.Patterns()
    monkeypatch.setattr(compiled, "patterns", lambda: known)
    entry = added("Eva Example", unless=("her own sister",))
    assert not entry.ours and entry.find.search("eva example") and entry.unless.search("her own sister")
    assert not known._fresh
    ours = word_list("en", "offer")[0]
    ours.finder(ours.wording)
    assert ours.ours and known._fresh
