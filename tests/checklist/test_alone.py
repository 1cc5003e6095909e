"""What is found in a text alone is kept by content; whether a rule looks at nothing else is tried, not believed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from playbook_plugins.checklist.rule import Context, Hit, Rule
from playbook_plugins.checklist.run import run
from playbook_plugins.model.document import Document
from playbook_plugins.model.finding import Level
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, Shelf, read_written

SETTINGS = "business:\n  name: The Fold\n  phone: 01632 960123\n  answers_within: 1 working day\n"
FILES = {"playbook_yml": SETTINGS, "roles__desk_md": "---\nlimit: 50\n---\n\n# The desk\n", "roles__till_md": "---\nlimit: 20\n---\n\n# The till\n"}


def asked(look: Callable[[Document, Context], object]) -> tuple[Rule, list[str]]:
    """A rule that looks at something and finds each document, and the documents that it was asked about."""
    seen: list[str] = []

    def check(document: Document, context: Context) -> Iterator[Hit]:
        told = str(look(document, context))
        seen.append(document.id)
        yield Hit(document.top, f"{document.id} {told}")

    return Rule("looking", Level.WARNING, check, kinds=("role",)), seen


@pytest.mark.parametrize(
    ("look", "alone"),
    [
        (lambda document, context: document.lines, True),
        (lambda document, context: (context.settings.business.name, context.playbook.settings, context.playbook.lexicon), True),
        (lambda document, context: context.playbook.topic_of(document), True),
        (lambda document, context: sorted(context.rules), True),
        (lambda document, context: context.today, False),
        (lambda document, context: context.silenced, False),
        (lambda document, context: context.playbook.documents, False),
        (lambda document, context: getattr(context.playbook, "history", None), False),
        (lambda document, context: hasattr(context.playbook, "files"), False),
    ],
)
def test_only_what_looks_at_nothing_else_is_kept(look: Callable[[Document, Context], object], alone: bool, tmp_path: Path) -> None:
    rule, seen = asked(look)
    playbook, shelf = read_written(tmp_path, FILES), Shelf()
    found = [run(playbook, today=TODAY, rules=[rule], kept=shelf) for _ in range(3)]
    assert found == [run(playbook, today=TODAY, rules=[rule])] * 3 and len(found[0]) == 2
    assert seen == ["desk", "till"] * (2 if alone else 4)


def test_what_is_kept_goes_with_the_text_the_settings_and_the_name(tmp_path: Path) -> None:
    rule, seen = asked(lambda document, context: (document.lines, context.settings.business.name))
    shelf = Shelf()
    for files in (FILES, {**FILES, "roles__desk_md": "# The desk\n\nHere.\n"}, {**FILES, "playbook_yml": SETTINGS.replace("Fold", "Quay")}, {**FILES, "roles__yard_md": FILES["roles__desk_md"]}):
        playbook = read_written(tmp_path, files)
        assert run(playbook, today=TODAY, rules=[rule], kept=shelf) == run(playbook, today=TODAY, rules=[rule])
    kept = [seen[0:2], seen[4:5], seen[7:9], seen[11:12]]
    assert kept == [["desk", "till"], ["desk"], ["desk", "till"], ["yard"]]


def test_the_rules_of_other_packages_are_asked_each_time(tmp_path: Path) -> None:
    rule, seen = asked(lambda document, context: document.lines)
    shelf = Shelf()
    for _ in range(2):
        run(read_written(tmp_path, FILES), today=TODAY, rules=[replace(rule, origin="another")], kept=shelf)
    assert seen == ["desk", "till"] * 2


@pytest.mark.parametrize("value", [b"", b"no value", b"\x80\x05N.", b"\x80\x05]."])
def test_what_makes_no_sense_counts_as_not_there(value: bytes, tmp_path: Path) -> None:
    playbook, shelf = read_written(tmp_path, FILES), Shelf()
    found = run(playbook, today=TODAY, kept=shelf)
    shelf.kept = dict.fromkeys(shelf.kept, value)
    assert run(playbook, today=TODAY, kept=shelf) == found


def test_the_example_is_found_the_same_with_what_is_kept() -> None:
    def read() -> Playbook:
        return read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")

    shelf = Shelf()
    for day in (TODAY, date(2028, 1, 1)):
        for _ in range(2):
            assert run(read(), today=day, kept=shelf) == run(read(), today=day)
    assert len(shelf.kept) == len(read().readable)


SEEN: list[str] = []


def words(document: Document, context: Context) -> int:
    SEEN.append(document.id)
    return sum(len(line.split()) for line in document.lines)


def others(document: Document, context: Context) -> int:
    SEEN.append(document.id)
    return len(context.playbook.readable)


@pytest.mark.parametrize(("look", "times"), [(words, 1), (others, 4)])
def test_what_a_rule_makes_of_each_document_is_kept_the_same_way(look: Callable[[Document, Context], int], times: int, tmp_path: Path) -> None:
    def check(playbook: Playbook, context: Context) -> Iterator[Hit]:
        yield Hit(playbook.top, f"{[context.once(look, document) for document in playbook.readable]}")

    rule, shelf = Rule("looking", Level.WARNING, check), Shelf()
    playbook = read_written(tmp_path, FILES)
    SEEN.clear()
    found = [run(playbook, today=TODAY, rules=[rule], kept=shelf) for _ in range(3)]
    # one that looks elsewhere is tried once, and asked each time
    assert SEEN == ["desk", "till"] if times == 1 else SEEN.count("desk") == times
    assert found == [run(playbook, today=TODAY, rules=[rule])] * 3


SUNG = "Five men in a boat sang of the sea."
OPEN = "---\naudience: public\n---\n# A\n\n"


@pytest.mark.parametrize(
    "changed",
    [
        {"pages__a_md": f"{OPEN}\n{SUNG}\n"},
        {"pages__a_md": OPEN},
        {"pages__a_md": f"# A\n\n{SUNG}\n"},
        {"pages__b_md": f"# B\n\n\n{SUNG}\n"},
        {"pages__b_md": f"# B\n\n> {SUNG}\n\nSo says [the page](a.md).\n"},
        {"pages__aa_md": f"# C\n\n{SUNG}\n"},
        {"playbook_yml": f"{SETTINGS}  area: {SUNG}\n"},
        {"playbook_yml": f"{SETTINGS}checklist:\n  shared:\n    - text: {SUNG}\n      because: we sing it\n"},
    ],
)
def test_what_was_copied_is_found_again_whichever_side_has_changed(changed: dict[str, str], tmp_path: Path) -> None:
    before, shelf = {**FILES, "pages__a_md": f"{OPEN}{SUNG}\n", "pages__b_md": f"# B\n\n{SUNG}\n"}, Shelf()
    found = []
    for number, files in enumerate((before, {**before, **changed}, before)):
        playbook = read_written(tmp_path / str(number), files)
        found.append(run(playbook, today=TODAY, kept=shelf))
        assert found[-1] == run(playbook, today=TODAY)
    assert found[0] == found[2] != found[1]
