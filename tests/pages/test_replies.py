"""Canned replies hold the words for customers, as help desks take them, and none of the notes for staff."""

import csv
import io
import json

import pytest
from jsonschema import Draft202012Validator

from playbook_plugins.pages.takeaway import replies
from playbook_plugins.pages.takeaway.replies import COLUMNS
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT
from tests.pages.stall import FILES


@pytest.fixture
def stall(write):
    folder = write(FILES)
    return read_playbook(folder, root=folder.parent)


@pytest.fixture(scope="module")
def example():
    return read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")


def rows(playbook) -> list[dict[str, str]]:
    """The table as a program reads it that minds the byte order mark."""
    return list(csv.DictReader(io.StringIO(replies.table(replies.replies(playbook)).encode("utf-8").decode("utf-8-sig"), newline="")))


def listed(playbook) -> list[dict[str, object]]:
    found = json.loads(replies.text(replies.replies(playbook)))
    Draft202012Validator(replies.schema()).validate(found)
    return found["replies"]


def test_words_for_customers_are_there_and_notes_are_not(stall):
    found = {row["shortcut"]: row for row in rows(stall)}
    assert {name: row["text"] for name, row in found.items()} == {
        "wrong": "I am sorry, [name].",
        "wrong-2": "What would put it right, [name], by [day]?",
        "wrong-3": "I end this here. Good night.",
        "wrong-pl": "Przepraszam, [imię].",
        "sorry": "Dear [name],\n\n- the first thing\n- the second\n\n= yours",
        "boat": "'=cmd|' /C calc'!A0",
    }
    assert found["wrong-3"]["title"] == "It went wrong: When to stop"
    assert (found["wrong-2"]["title"], found["wrong-2"]["topic"], found["wrong-2"]["channel"]) == ("It went wrong (2)", "recovery", "")
    assert (found["sorry"]["topic"], found["sorry"]["channel"], found["sorry"]["language"]) == ("recovery", "email", "en")
    everything = replies.table(replies.replies(stall)) + replies.text(replies.replies(stall))
    for note in ("before noon", "read this out", "fuss", "arguing", "Halfwords", "towel", "£", "Guide"):
        assert note not in everything


def test_the_table_opens_in_a_spreadsheet_and_reckons_nothing_out(stall, example):
    written = replies.table(replies.replies(stall)).encode("utf-8")
    assert written.startswith(b"\xef\xbb\xbfshortcut,title,text,topic,channel,language\r\n")
    for playbook in (stall, example):
        cells = [cell for row in rows(playbook) for cell in row.values()]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert "=cmd|' /C calc'!A0" in [reply["text"] for reply in listed(stall)]


def test_both_forms_hold_the_same_replies(example):
    table, found = rows(example), listed(example)
    assert [tuple(row) for row in table] == [COLUMNS] * len(table) and len(table) > 30
    assert [{name: str(reply.get(name) or "") for name in COLUMNS} for reply in found] == table
    assert all(blank and f"[{blank}]" in str(reply["text"]) for reply in found for blank in reply["blanks"])


def test_every_script_of_the_worked_example_is_a_reply_and_no_two_are_called_alike(example):
    found = listed(example)
    scripts = {script.id for script in example.of_kind("script") if script.active}
    shortcuts = [reply["shortcut"] for reply in found]
    assert len(scripts) == 13 and scripts <= set(shortcuts)
    assert len(set(shortcuts)) == len(shortcuts)
    notes = [str(line) for script in example.of_kind("script") if (kept := script.section("notes")) for line in kept.blocks[0].text.spans[0].text.split("\n")]
    assert notes and not [note for note in notes if note in replies.text(replies.replies(example))]


def test_names_that_would_meet_get_a_number(write):
    policy = FILES["policies/wrong.md"]
    folder = write({"playbook.yml": FILES["playbook.yml"], "policies/wrong.md": policy, "policies/wrong-2.md": policy})
    shortcuts = [reply["shortcut"] for reply in listed(read_playbook(folder, root=folder.parent))]
    assert len(set(shortcuts)) == len(shortcuts) == 6
    assert {"wrong", "wrong-2", "wrong-2-2"} <= set(shortcuts)


@pytest.mark.parametrize("opening", ["=1+1", "+44 1632", "-1", "@SUM(1)", "＝1"])
def test_a_formula_is_text_in_a_spreadsheet(opening, write):
    folder = write({"playbook.yml": FILES["playbook.yml"], "scripts/one.md": f"---\nof: wrong\nchannel: sms\n---\n# {opening}\n\n> {opening}\n"})
    row = rows(read_playbook(folder, root=folder.parent))[0]
    assert row["text"].startswith("'") and row["title"].startswith("'")
