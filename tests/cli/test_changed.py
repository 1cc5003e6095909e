"""`playbook changed`, as somebody types it."""

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli import main
from playbook_plugins.testing import commit

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
DESK = "---\nmay_spend: 25\n---\n# Desk\n\nMinds the door.\n"
WET = "---\ntopic: recovery\nthey_leave_feeling: dry\n---\n# Wet boots\n\n## What to do\n\n1. **Make right** with dry socks.\n"


@pytest.fixture
def folder(write) -> Path:
    made = write({"playbook.yml": SETTINGS, "roles/desk.md": DESK, "policies/wet-boots.md": WET})
    commit(made, "2026-05-01")
    write({"roles/desk.md": DESK.replace("25", "40"), "policies/wet-boots.md": WET.replace("dry socks", "dry socks and tea") + "2. Never ring 01632 960 987.\n"})
    commit(made, "2026-05-02")
    write({"policies/wet-boots.md": WET.replace("dry socks", "dry socks and tea")})
    commit(made, "2026-05-03")
    return made


def told(folder: Path, *arguments: str) -> Result:
    with chdir(folder):
        return CliRunner().invoke(main, ["changed", *arguments])


def test_the_lines_that_differ_are_told_by_day_and_by_text(folder):
    done = told(folder)
    assert (done.exit_code, done.output.rstrip()) == (0, """\
2026-05-02

  Wet boots (policy wet-boots)
    What to do
      Before: Make right with dry socks.
      Now:    Make right with dry socks and tea.

  Desk (role desk)
    May spend
      Before: 25
      Now:    40

2026-05-01

  New: Wet boots (policy wet-boots)

  New: Desk (role desk)""")


def test_a_day_and_a_text_may_be_named(folder):
    assert told(folder, "--since", "2026-05-02", "desk").output.split() == "2026-05-02 Desk (role desk) May spend Before: 25 Now: 40".split()
    assert told(folder, "--since", "2026-05-04").output == "Nothing has changed since 2026-05-04.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("dusk",), "No document is called `dusk`. Did you mean"), (("--since", "May"), "'May' is not a day. Write it as 2026-11-21.")],
)
def test_what_nobody_can_look_for_is_refused(arguments, said, folder):
    done = told(folder, *arguments)
    assert done.exit_code == 2 and said in done.output


def test_without_a_history_the_reason_and_the_mend_are_told(folder):
    shutil.rmtree(folder / ".git")
    done = told(folder)
    assert (done.exit_code, done.output) == (2, "Error: There is no version history here, so nobody can say what has changed. It begins with `git init` and a commit.\n")
