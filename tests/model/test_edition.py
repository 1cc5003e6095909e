"""An edition changes with what a text says, and with nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from playbook_plugins.model.edition import edition, edition_of_all
from playbook_plugins.model.history import History
from playbook_plugins.pages.release import stamp
from tests.conftest import read_written

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
PAGE = "---\nreviewed: 2026-11-01\n---\n# Ropes\n\n- Coil them.\n"


@pytest.fixture
def of(tmp_path):
    def made(text: str):
        playbook = read_written(tmp_path, {"playbook_yml": SETTINGS, "pages__ropes_md": text})
        return edition(playbook.get("page", "ropes"), playbook)

    return made


def test_a_changed_word_is_a_new_edition(of):
    assert of(PAGE).mark != of(PAGE.replace("Coil", "Hang")).mark


@pytest.mark.parametrize("text", [PAGE.replace("-01", "-02"), PAGE.replace("\n", "\r\n"), PAGE.replace("them.", "them.   ")])
def test_the_same_words_are_the_same_edition(text, of):
    assert of(PAGE).mark == of(text).mark and len(of(PAGE).mark) == 6


def test_its_day_is_the_last_commit_that_changed_it_else_its_review(tmp_path):
    playbook = read_written(tmp_path, {"playbook_yml": SETTINGS, "pages__ropes_md": PAGE})
    page = playbook.get("page", "ropes")
    assert edition(page, playbook).day == date(2026, 11, 1)
    known = replace(playbook, history=History(changed={page.path: date(2026, 11, 9)}))
    assert edition(page, known).day == date(2026, 11, 9)


def test_the_edition_of_all_changes_with_any_text_in_use_and_with_the_settings(tmp_path):
    def mark(**texts: str) -> str:
        made = edition_of_all(read_written(tmp_path, {"playbook_yml": SETTINGS, "pages__ropes_md": PAGE, **texts}), 1_000_000_000)
        assert made.day == date(2001, 9, 9)
        return made.mark

    first = mark()
    assert first == mark(pages__ropes_md=PAGE.replace("11-01", "11-02"), pages__knots_md="---\nstatus: draft\n---\n# Knots\n")
    # a line that says what holds anyway, as a newer version may write it
    assert first == mark(playbook_yml=SETTINGS + "format: 1\n")
    assert len({first, mark(pages__ropes_md=PAGE.replace("Coil", "Hang")), mark(playbook_yml=SETTINGS.replace("Quay", "Key"))}) == 3


def test_where_nobody_knows_when_there_is_no_day(tmp_path, monkeypatch):
    playbook = read_written(tmp_path, {"playbook_yml": SETTINGS, "pages__ropes_md": "# Ropes\n"})
    assert edition_of_all(playbook, stamp(playbook)).day is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert edition_of_all(playbook, stamp(playbook)).day == date(2001, 9, 9)
