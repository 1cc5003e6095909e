"""`playbook fix`, as somebody types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook_plugins.cli import main, showing
from tests.conftest import ROOT, TODAY, playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
HOUSE = "---\nstatus: Activ # ours\nownr: owner\n---\n# The house\n\nWe open at nine.\n"
MENDED = HOUSE.replace("Activ", "active").replace("ownr", "owner")


@pytest.fixture
def folder(write) -> Path:
    return write({"playbook.yml": SETTINGS, "pages/house.md": HOUSE})


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at the terminal."""
    monkeypatch.setattr(showing, "somebody_there", lambda: True)


def house(folder: Path) -> str:
    return (folder / "pages/house.md").read_bytes().decode()


def asked(folder: Path, answer: str):
    return CliRunner().invoke(main, ["fix", str(folder)], input=answer)


def test_where_nobody_can_be_asked_the_changes_are_shown_and_not_made(folder):
    done = playbook("fix", cwd=folder)
    assert done.returncode == 1
    shown = done.stdout.splitlines()
    assert shown[:2] == ["--- pages/house.md", "+++ pages/house.md"]
    assert [line for line in shown[2:] if line[:1] in "+-" and line] == ["-status: Activ # ours", "-ownr: owner", "+status: active # ours", "+owner: owner"]
    assert shown[-1] == "2 things to mend in 1 file."
    assert "playbook fix --yes" in done.stderr and "\x1b" not in done.stdout
    assert house(folder) == HOUSE


def test_yes_writes_and_a_second_time_there_is_nothing_to_do(folder):
    done = playbook("fix", "--yes", cwd=folder)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "pages/house.md: mended")
    assert house(folder) == MENDED
    again = playbook("fix", "--yes", cwd=folder)
    assert again.returncode == 0 and "nothing that `fix` can mend" in again.stdout
    assert playbook("fix", cwd=folder).returncode == 0
    assert sorted(path.name for path in folder.rglob("*")) == ["house.md", "pages", "playbook.yml"]


def test_somebody_says_yes(folder, somebody):
    done = asked(folder, "y\n")
    assert done.exit_code == 0 and "Write this?" in done.output
    assert house(folder) == MENDED


@pytest.mark.parametrize("answer", ["n\n", "\n", ""])
def test_somebody_says_no(folder, somebody, answer):
    assert asked(folder, answer).exit_code == 1
    assert house(folder) == HOUSE


def test_a_dry_run_never_asks(folder, somebody):
    done = CliRunner().invoke(main, ["fix", str(folder), "--dry-run"])
    assert done.exit_code == 1 and "Write this?" not in done.output
    assert house(folder) == HOUSE
    assert CliRunner().invoke(main, ["fix", str(folder), "--dry-run", "--yes"]).exit_code == 2


def test_a_folder_that_is_not_there_is_said(tmp_path):
    done = playbook("fix", "nowhere", cwd=tmp_path)
    assert done.returncode == 2 and "nowhere does not exist" in done.stderr


def test_a_file_that_is_torn_is_no_obstacle_to_the_others(write):
    folder = write({"playbook.yml": SETTINGS, "pages/house.md": HOUSE, "pages/torn.md": b"\xff\xfe", "pages/open.md": "---\nstatus: Activ\n"})
    assert playbook("fix", "--yes", cwd=folder).returncode == 0
    assert house(folder) == MENDED
    assert (folder / "pages/open.md").read_text() == "---\nstatus: Activ\n"


def test_the_worked_example_has_nothing_to_mend():
    done = playbook("fix", "--today", str(TODAY), cwd=ROOT)
    assert done.returncode == 0, done.stdout
