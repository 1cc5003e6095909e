"""A playbook of an older format is brought to a newer one by steps, and keeps every byte that no step names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from playbook_plugins.edit.migrating import SETTINGS, STEPS, Migrated, Source, Step, Stuck, headed, migrated, renamed, rewritten
from playbook_plugins.edit.saving import save
from playbook_plugins.model.finding import Mend
from playbook_plugins.model.place import Place
from playbook_plugins.model.settings import FORMAT
from playbook_plugins.read.playbook import read_playbook

BUSINESS = "business:\n  name: Quay Kayaks # ours\n  phone: '01632 960200'\n  answers_within: 1 working day\n"
POLICY = "---\n# why: read by Ida\ntopic:  greeting   # a wish\nthey_leave_feeling: thought of\n---\n# A birthday\n\n##  What to do\n\n1. Write.\n\n```\n## What to do\n```\n"


def first(source: Source) -> Iterator[Mend]:
    """An invented step: a line and a heading get other names, and a choice in the settings another word."""
    yield from renamed(source, ("they_leave_feeling",), "feeling")
    yield from rewritten(source, ("topic",), {"greeting": "wish"})
    yield from headed(source, "What to do", "Steps")
    if source.kind == SETTINGS:
        yield from renamed(source, ("business", "answers_within"), "answers")


def second(source: Source) -> Iterator[Mend]:
    yield from renamed(source, ("feeling",), "they_feel")


TABLE = (Step("the line they_leave_feeling is called feeling", first), Step("and now they_feel", second))


@pytest.fixture
def shop(write):
    """A playbook whose files end their lines and begin in every way that there is."""

    def lay(settings: str = BUSINESS, **others: bytes) -> Path:
        return write({"playbook.yml": settings, "policies/birthdays.md": b"\xef\xbb\xbf" + POLICY.replace("\n", "\r\n").encode(), "notes.txt": b"they_leave_feeling\n", **others})

    return lay


def tried(folder: Path, *, steps: tuple[Step, ...] = TABLE) -> Migrated:
    return migrated(read_playbook(folder, root=folder), steps=steps)


def done(folder: Path, *, steps: tuple[Step, ...] = TABLE) -> dict[str, bytes]:
    save(tried(folder, steps=steps).changes, folder)
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_table_leads_to_the_format_that_is_read():
    assert FORMAT == 1 + len(STEPS)


def test_all_steps_are_taken_and_what_they_do_not_name_stays(shop):
    made = done(shop())
    policy = POLICY.replace("they_leave_feeling", "they_feel").replace("greeting", "wish").replace("##  What to do", "##  Steps")
    assert made == {
        "playbook.yml": b"format: 3\n" + BUSINESS.replace("answers_within", "answers").encode(),
        "policies/birthdays.md": b"\xef\xbb\xbf" + policy.replace("\n", "\r\n").encode(),
        "notes.txt": b"they_leave_feeling\n",
    }


def test_what_it_comes_to_is_told_before_anything_is_written(shop):
    folder = shop()
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    found = tried(folder)
    assert (found.before, found.after, found.does) == (1, 3, tuple(step.does for step in TABLE))
    assert [change.path for change in found.changes] == ["playbook.yml", "policies/birthdays.md"]
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(
    ("settings", "becomes"),
    [
        ("format: 1 # old\n" + BUSINESS, "format: 3 # old\n" + BUSINESS),
        ("format: '1'\n" + BUSINESS, "format: '3'\n" + BUSINESS),
        ("# our shop\n\n" + BUSINESS, "# our shop\n\nformat: 3\n" + BUSINESS),
        (BUSINESS + "format:\n", BUSINESS + "format: 3\n"),
        (BUSINESS + "format: # none yet\n", BUSINESS + "format: 3 # none yet\n"),
        ("---\n" + BUSINESS, "---\nformat: 3\n" + BUSINESS),
        ("{business: {name: A, answers_within: 1 day}}\n", "{format: 3, business: {name: A, answers_within: 1 day}}\n"),
        ("  business:\n    name: A\n    answers_within: 1 day\n", "  format: 3\n  business:\n    name: A\n    answers_within: 1 day\n"),
        ("", "format: 3\n"),
    ],
    ids=["with a note", "in quotes", "below a comment", "empty", "empty with a note", "below dashes", "in braces", "indented", "nothing"],
)
def test_the_new_number_stands_where_the_old_one_did_or_first(shop, settings, becomes):
    assert done(shop(settings))["playbook.yml"].decode() == becomes.replace("answers_within", "answers")


def test_a_step_that_is_taken_is_not_taken_again(shop):
    folder = shop("format: 2\n" + BUSINESS)
    assert tried(folder).does == ("and now they_feel",)
    made = done(folder)
    assert made["playbook.yml"].decode() == "format: 3\n" + BUSINESS
    assert b"they_leave_feeling" in made["policies/birthdays.md"]
    assert tried(folder).changes == ()


def test_public_pages_are_brought_along(shop, write):
    folder = shop()
    write({"hours.md": "# Hours\n\n## What to do\n"}, folder="public")
    found = migrated(read_playbook(folder, root=folder.parent, public=folder.parent / "public"), steps=TABLE)
    assert [change.path for change in found.changes] == ["playbook/playbook.yml", "playbook/policies/birthdays.md", "public/hours.md"]


@pytest.mark.parametrize(
    ("settings", "others", "says"),
    [
        ("format: 4\n" + BUSINESS, {}, "playbook.yml: this playbook was made with a newer version: its format is 4, and this version knows 3 at most"),
        ("format: one\n" + BUSINESS, {}, "playbook.yml:1:9: `format` is a number, such as 1. Mend it, then try again; nothing was written"),
        ("format: 0\n" + BUSINESS, {}, "`format` is a number"),
        (f"format: {'9' * 5000}\n" + BUSINESS, {}, "`format` is a number"),
        ("business: [\n", {}, "playbook.yml:1:1: a bracket is opened and not closed. Close it with `]` or `}`. Then try again"),
        (BUSINESS, {"pages/house.md": b"# The h\xff\n"}, "pages/house.md:1:8: a letter here was saved in a way"),
        (BUSINESS, {"pages/house.md": b"---\nowner: [\n---\n# The house\n"}, "pages/house.md:2:1: a bracket is opened"),
    ],
    ids=["newer", "no number", "nought", "no end", "broken settings", "another encoding", "broken lines at the top"],
)
def test_what_cannot_be_brought_along_is_said_with_its_place(shop, settings, others, says):
    with pytest.raises(Stuck) as told:
        tried(shop(settings, **others))
    assert says in str(told.value)


def test_two_changes_at_one_place_are_refused(shop):
    def twice(source: Source) -> Iterator[Mend]:
        yield Mend(Place(source.path, 1, 1, 1, 4), "a")
        yield Mend(Place(source.path, 1, 2, 1, 5), "b")

    with pytest.raises(Stuck, match="two changes of format 2 meet at one place"):
        tried(shop(), steps=(Step("nonsense", twice),))


def test_a_step_that_tears_a_file_is_refused(shop):
    def tear(source: Source) -> Iterator[Mend]:
        if source.kind == "policy":
            yield Mend(source.front.values["topic",], "[a")

    with pytest.raises(Stuck, match=r"policies/birthdays\.md:\d+:\d+: a bracket is opened"):
        tried(shop(), steps=(Step("nonsense", tear),))
