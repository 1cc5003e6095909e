"""`playbook migrate`, as somebody types it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from playbook_plugins.cli import showing
from playbook_plugins.cli.migrate import migrate
from playbook_plugins.edit.migrating import Source, Step, renamed
from playbook_plugins.model.finding import Mend
from tests.conftest import ROOT, playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
HOUSE = "---\nowner: owner # ours\n---\n# The house\n\nWe open at nine.\n"


def step(source: Source) -> Iterator[Mend]:
    yield from renamed(source, ("owner",), "keeper")


TABLE = (Step("who looks after a text is its keeper", step),)
"""A step as a later version may bring it: none is needed yet."""


@pytest.fixture
def folder(write) -> Path:
    return write({"playbook.yml": SETTINGS, "pages/house.md": HOUSE})


def files(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_bytes().decode() for file in folder.rglob("*") if file.is_file()}


def test_a_playbook_of_today_has_nothing_to_change(folder):
    before = files(folder)
    for arguments in ([], ["--yes"], ["--dry-run"]):
        done = playbook("migrate", *arguments, cwd=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, "Format 1, the newest that this version knows: nothing to do.\n", "")
    assert files(folder) == before
    assert playbook("migrate", cwd=ROOT).returncode == 0


def test_a_newer_playbook_is_told_as_such_and_not_taken_to_pieces(folder):
    (folder / "playbook.yml").write_text("format: 2\nshop: {name: A}\n", "utf-8")
    done = playbook("migrate", "--yes", cwd=folder)
    assert done.returncode == 1 and done.stderr == "Error: playbook.yml: this playbook was made with a newer version: its format is 2, and this version knows 1 at most.\n"
    checked = playbook("check", cwd=folder)
    assert checked.returncode == 1
    assert "playbook.yml:1:9: error unreadable-file: this playbook was made with a newer version: its format is 2, and this version reads 1" in checked.stdout
    assert "pip install --upgrade mkdocs-playbook" in checked.stdout and "shop" not in checked.stdout
    assert "1 to mend before publishing" in checked.stdout and checked.stdout.count(" error ") == 1
    built = playbook("build", cwd=folder)
    assert built.returncode == 1 and "made with a newer version" in built.stdout + built.stderr
    assert not (folder / "site").exists()


def test_every_change_is_shown_and_none_made_where_nobody_can_be_asked(folder, capsys):
    before = files(folder)
    assert migrate(folder, yes=False, dry_run=False, steps=TABLE) is False
    told = capsys.readouterr()
    shown = [line for line in told.out.splitlines() if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]
    assert shown == ["+format: 2", "-owner: owner # ours", "+keeper: owner # ours", "- who looks after a text is its keeper"]
    assert "From format 1 to format 2, in 2 files:" in told.out
    assert "`playbook migrate --yes` writes it" in told.err
    assert migrate(folder, yes=False, dry_run=True, steps=TABLE) is False
    assert files(folder) == before


def test_yes_writes_all_of_it(folder, capsys):
    assert migrate(folder, yes=True, dry_run=False, steps=TABLE)
    assert capsys.readouterr().out.endswith("The playbook has format 2 now.\n")
    assert files(folder) == {"playbook.yml": f"format: 2\n{SETTINGS}", "pages/house.md": HOUSE.replace("owner:", "keeper:")}


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False)])
def test_somebody_is_asked(folder, monkeypatch, answer, written):
    monkeypatch.setattr(showing, "somebody_there", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answer.strip())
    assert migrate(folder, yes=False, dry_run=False, steps=TABLE) is written
    assert ("keeper" in files(folder)["pages/house.md"]) is written


def test_all_files_change_or_none(folder, monkeypatch):
    before = files(folder)

    def meanwhile(source: Source) -> Iterator[Mend]:
        (folder / "pages/house.md").write_text(HOUSE + "More.\n", "utf-8")
        yield from renamed(source, ("owner",), "keeper")

    with pytest.raises(Exception, match="has changed in the meantime, so nothing was written"):
        migrate(folder, yes=True, dry_run=False, steps=(Step("nothing", meanwhile),))
    assert files(folder) == {**before, "pages/house.md": HOUSE + "More.\n"}


def test_what_was_typed_wrongly_is_said(folder, tmp_path):
    assert playbook("migrate", "--yes", "--dry-run", cwd=folder).returncode == 2
    assert "nowhere does not exist" in playbook("migrate", "nowhere", cwd=folder).stderr
    (empty := tmp_path / "empty").mkdir()
    assert "has no playbook.yml" in playbook("migrate", str(empty), cwd=folder).stderr
