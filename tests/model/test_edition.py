"""An edition changes with what a text says, and with nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from playbook_plugins.model.edition import edition
from playbook_plugins.model.history import History
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
