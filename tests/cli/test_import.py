"""`playbook import`: a handbook becomes drafts, and nothing else happens."""

from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli import main
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.checklist.run import run
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY
from tests.importing.handbooks import HANDBOOKS

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
PAGE = "# The hut\n\nOpen at nine.\n"


@pytest.fixture
def folder(write) -> Path:
    """A playbook with one page, and a wiki beside it."""
    write(dict(HANDBOOKS["github wiki"]), "wiki")
    return write({"playbook.yml": SETTINGS, "pages/opening-the-hut.md": PAGE}).parent


def bring(folder: Path, *arguments: str) -> Result:
    with chdir(folder):
        return CliRunner().invoke(main, ["import", *arguments, "--into", "playbook", "--today", str(TODAY)])


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_a_handbook_is_brought_and_what_was_there_stays(folder):
    before = files(folder)
    done = bring(folder, "wiki")
    after = files(folder)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("4 texts from wiki became 1 policy and 3 pages in playbook.\nAll are drafts: nobody sees them")
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {
        "playbook/pages/wiki.md", "playbook/pages/opening-the-hut-2.md", "playbook/pages/sidebar.md", "playbook/policies/handling-complaints.md",
    }


def test_the_policy_says_what_it_still_needs(folder):
    done = bring(folder, "wiki")
    assert "playbook/policies/handling-complaints.md\n  from Handling-Complaints.md: it speaks of “complaints”; headings “What to do”, “What not to do”\n" in done.output
    assert "  To do: Say how people leave, behind `they_leave_feeling`.\n" in done.output


def test_a_dry_run_writes_nothing(folder):
    before = files(folder)
    done = bring(folder, "wiki", "--dry-run")
    assert done.exit_code == 0 and "4 texts from wiki would become 1 policy and 3 pages" in done.output
    assert files(folder) == before


def test_the_same_handbook_is_brought_once(folder):
    bring(folder, "wiki")
    before = files(folder)
    again = bring(folder, "wiki")
    assert again.exit_code == 0 and again.output.startswith("There is nothing new to bring from wiki.\n4 texts had come already")
    assert files(folder) == before
    (folder / "wiki" / "Home.md").write_text("Welcome anew.\n", "utf-8")
    assert bring(folder, "wiki").output.startswith("1 text from wiki has become 1 page in playbook.")
    assert files(folder).keys() - before.keys() == {"playbook/pages/wiki-2.md"}


def test_the_public_site_is_the_same_before_and_after(folder):
    def public() -> object:
        playbook = read_playbook(folder / "playbook", root=folder)
        return release(playbook, Audience.PUBLIC, run(playbook, today=TODAY)).pages

    before = public()
    bring(folder, "wiki")
    assert public() == before


def test_the_report_tells_of_every_text_and_of_what_could_not_be_placed(folder):
    done = bring(folder, "wiki", "--report", "report.md")
    report = (folder / "report.md").read_text("utf-8")
    assert done.exit_code == 0 and done.output.endswith("What became of every text stands in report.md.\n")
    assert report.startswith("# What the import brought\n\n4 texts from wiki became 1 policy and 3 pages")
    assert "### `playbook/pages/wiki.md`\n\nFrom `Home.md`. A page: nothing in it says what else it could be.\n" in report
    assert "- Line 3: `[[Missing page]]`, which leads to no text that came along.\n" in report
    assert bring(folder, "wiki", "--report", "report.md").exit_code == 2


@pytest.mark.parametrize("source, said", [("nowhere", "does not exist"), ("playbook/pages", "lie in one another"), (".", "lie in one another")])
def test_what_cannot_be_brought_is_refused(folder, source, said):
    before = files(folder)
    done = bring(folder, source)
    assert done.exit_code == 2 and said in done.output
    assert files(folder) == before


def test_a_sentence_that_everybody_reads_already_is_told_of(folder, write):
    write({"pages/hut.md": "---\naudience: public\n---\n# Our hut\n\nThe hut stands behind the old lime kiln at the quay.\n"})
    write({"hut.md": "# The hut\n\nThe hut stands behind the old lime kiln at the quay.\n"}, "wiki")
    done = bring(folder, "wiki")
    assert done.exit_code == 1
    assert "playbook/pages/hut.md:4:7: error copied-from-staff:" in done.output and "stops publishing" in done.output


def test_a_folder_without_a_text_is_said_to_hold_none(folder):
    (folder / "empty").mkdir()
    (folder / "empty" / "boat.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    done = bring(folder, "empty")
    assert done.exit_code == 1 and done.output.startswith("There is no text in empty") and "Left where they are: a picture." in done.output


def test_what_is_still_packed_is_to_be_unpacked_first(folder):
    (folder / "Export-4f2e.zip").write_bytes(b"PK\3\4")
    done = bring(folder, "Export-4f2e.zip")
    assert done.exit_code == 1 and "\nUnpack Export-4f2e.zip first, and name the folder that comes of it.\n" in done.output
