"""`playbook edit-form add`, as somebody types it."""

from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli import main

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"


@pytest.fixture
def root(write) -> Path:
    return write({"docs/playbook/playbook.yml": SETTINGS}, folder="shop")


def added(root: Path, *arguments: str) -> Result:
    with chdir(root):
        return CliRunner().invoke(main, ["edit-form", "add", *arguments])


def test_it_says_what_it_wrote_and_what_to_do_next(root):
    done = added(root)
    assert done.exit_code == 0, done.output
    first, second, third, last = done.output.splitlines()
    assert first.startswith("docs/edit-form/form.js: ") and second.startswith("docs/edit-form/form.css: ")
    assert third == "docs/playbook/playbook.yml: names this form"
    assert "/edit/" in last
    assert added(root).output == "The form in docs/edit-form is the newest already.\n"


def test_a_check_writes_nothing_and_ends_with_1_until_the_newest_form_is_there(root):
    done = added(root, "--check")
    assert (done.exit_code, done.output) == (1, "There is no form yet. Run `playbook edit-form add`.\n")
    assert not (root / "docs/edit-form").exists()
    added(root)
    assert (added(root, "--check").exit_code, added(root, "--check").output) == (0, "The form is the newest.\n")


def test_settings_that_cannot_be_read_are_left_alone(root):
    (root / "docs/playbook/playbook.yml").write_text("business: [", "utf-8")
    done = added(root)
    assert done.exit_code == 2 and "`playbook check` says what to mend" in done.output
    assert not (root / "docs/edit-form").exists()


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(root):
    (root / "docs/edit-form").write_text("in the way", "utf-8")
    done = added(root)
    assert done.exit_code == 1 and "docs/edit-form" in done.output and "Traceback" not in done.output


def test_any_other_hash_in_the_settings_is_a_fault_with_its_place(root):
    (root / "docs/playbook/playbook.yml").write_text(f"{SETTINGS}site:\n  edit_form: yes\n", "utf-8")
    with chdir(root):
        told = CliRunner().invoke(main, ["check"])
    assert "docs/playbook/playbook.yml:6:14: error bad-value" in told.output
