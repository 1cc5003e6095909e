"""`playbook told`, as somebody types it."""

from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli import main

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
FIT = "# Boats for a calm day\n\nYou would like to paddle.\n"
DAY = "2026-11-21"


@pytest.fixture
def folder(write) -> Path:
    return write({"playbook.yml": SETTINGS, "fit.md": FIT})


def told(folder: Path, *arguments: str) -> Result:
    with chdir(folder):
        return CliRunner().invoke(main, ["told", *arguments, "--today", DAY])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FIT, f"---\ntold: {DAY}\n---\n{FIT}"),
        (f"---\nreviewed: 2026-01-05\n---\n{FIT}", f"---\nreviewed: 2026-01-05\ntold: {DAY}\n---\n{FIT}"),
        (f"---\ntold: 2026-01-05 # the market\nreviewed: 2026-01-05\n---\n{FIT}", f"---\ntold: {DAY} # the market\nreviewed: 2026-01-05\n---\n{FIT}"),
        (f"---\ntold: yesterday\n---\n{FIT}", f"---\ntold: {DAY}\n---\n{FIT}"),
    ],
    ids=["no lines yet", "a line", "an older day", "a day that is none"],
)
def test_the_day_is_set_and_nothing_else_changes(folder, before, after):
    (folder / "fit.md").write_text(before, "utf-8")
    done = told(folder)
    assert (done.exit_code, done.output) == (0, f"fit.md: told {DAY}\n")
    assert (folder / "fit.md").read_text("utf-8") == after


def test_twice_is_once(folder):
    told(folder)
    before = (folder / "fit.md").read_text("utf-8")
    assert told(folder).output == f"fit.md: told {DAY}, as it was already\n"
    assert (folder / "fit.md").read_text("utf-8") == before


def test_without_a_fit_page_nobody_can_have_been_told(folder):
    (folder / "fit.md").unlink()
    done = told(folder)
    assert done.exit_code == 2 and "There is no fit page" in done.output


@pytest.mark.parametrize(
    ("top", "said"),
    [("told: >\n  2026-01-05", f"Write `told: {DAY}` there yourself."), ("tags: [a,", "the lines at the top cannot be read, so nothing was written.")],
    ids=["a day over two lines", "a bracket that is never closed"],
)
def test_lines_that_no_command_can_be_sure_of_are_left_to_their_author(folder, top, said):
    before = f"---\n{top}\n---\n{FIT}"
    (folder / "fit.md").write_text(before, "utf-8")
    done = told(folder)
    assert done.exit_code == 1 and said in done.output
    assert (folder / "fit.md").read_text("utf-8") == before
