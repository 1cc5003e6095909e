"""Lessons: why things went wrong, and what each reason should change."""

import pytest

from playbook_plugins.model.notes import Reason, changed_by, lessons, reason, tally
from tests.conftest import read_written

HEAD = "# What we learned\n\n| When | What happened | Why | What we change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n"
SETTINGS = "format: 1\nbusiness:\n  name: Friary Rooms\n  phone: 01632 960111\n  answers_within: 1 working day\n"
POLICY = "---\ntopic: recovery\nthey_leave_feeling: calm\n---\n# A cold breakfast\n\nIt happens.\n\n## What to do\n\n1. **Listen** to the end.\n\n## Don't\n\n- No fuss.\n"


def kept(folder, *whys: str, change: str = "We ring first", language: str = "en"):
    rows = "".join(f"| 2026-11-0{number} | Somebody left | {why} | {change} | owner | no |\n" for number, why in enumerate(whys, 1))
    return read_written(folder, {"playbook_yml": SETTINGS + f"site:\n  lang: {language}\n", "lessons_md": HEAD + rows, "policies__breakfast_md": POLICY})


@pytest.mark.parametrize("written, meant", [
    ("Promise not kept: the room was not ready", Reason.PROMISE),
    ("**A promise not kept**, once more", Reason.PROMISE),
    ("Misunderstanding", Reason.MISUNDERSTOOD),
    ("One of us: nobody looked up", Reason.ONE_OF_US),
    ("No need: they have a flat in town now", Reason.NO_NEED),
    ("Not needed", Reason.NO_NEED),
    ("Something else: the road was closed", Reason.ELSE),
    ("Moved away", Reason.ELSE),
    ("No needle in the house", Reason.ELSE),
    ("Niedotrzymana obietnica", Reason.ELSE),
])
def test_a_reason_is_known_by_the_words_that_it_begins_with(tmp_path, written, meant):
    playbook = kept(tmp_path, written)
    [lesson] = lessons(playbook.single("lessons"), playbook.lexicon)
    assert reason(lesson, playbook.lexicon) is meant


@pytest.mark.parametrize("written, meant", [
    ("Niedotrzymana obietnica: pokój nie był gotowy", Reason.PROMISE), ("Nieporozumienie", Reason.MISUNDERSTOOD), ("Ktos z nas", Reason.ONE_OF_US),
    ("Ktoś z nas: nikt nie podniósł wzroku", Reason.ONE_OF_US), ("Brak potrzeby", Reason.NO_NEED), ("Coś innego", Reason.ELSE), ("Promise not kept", Reason.PROMISE),
])
def test_polish_reasons_are_known_with_and_without_marks(tmp_path, written, meant):
    playbook = kept(tmp_path, written, language="pl")
    [lesson] = lessons(playbook.single("lessons"), playbook.lexicon)
    assert reason(lesson, playbook.lexicon) is meant


def test_the_tally_puts_the_most_frequent_reason_first_and_names_each_document_once(tmp_path):
    change = "[Breakfast](policies/breakfast.md) and [once more](policies/breakfast.md#what-to-do), see [them](https://elsewhere.example)"
    playbook = kept(tmp_path, "No need", "One of us: a door slammed", "One of us", change=change)
    assert [(one.reason, len(one.lessons), [document.id for document in one.changes]) for one in tally(playbook)] == [
        (Reason.ONE_OF_US, 2, ["breakfast"]), (Reason.NO_NEED, 1, ["breakfast"]),
    ]


def test_a_link_in_another_cell_changes_nothing(tmp_path):
    playbook = kept(tmp_path, "One of us, see [breakfast](policies/breakfast.md)")
    table = playbook.single("lessons")
    assert changed_by(lessons(table, playbook.lexicon)[0], table, playbook) == ()


def test_without_lessons_there_is_no_tally(tmp_path):
    assert tally(read_written(tmp_path, {"playbook_yml": SETTINGS})) == ()
