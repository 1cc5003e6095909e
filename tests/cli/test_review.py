"""`playbook review`, as somebody types it."""

import subprocess
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli import main
from tests.conftest import playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
FIT = "# Boats for a calm day\n\nYou would like to paddle.\n"
POLICY = "---\ntopic: contact\nthey_leave_feeling: left in peace\nreviewed: 2026-01-05\n---\n# Letters\n\nNobody likes many.\n\n## What to do\n\n1. **Answer** the same day.\n\n## Don't\n\n- Never on a Sunday.\n"
PROMISE = "---\nkept_by: {letters: answer}\n---\n# You hear from us the same day\n\nEvery day but Sunday.\n"
DAY = "2026-11-21"
BOOK = {"playbook.yml": SETTINGS, "fit.md": FIT, "policies/letters.md": POLICY, "promises/answers.md": PROMISE}


@pytest.fixture
def folder(write) -> Path:
    return write(BOOK)


def review(folder: Path, *names: str) -> Result:
    with chdir(folder):
        return CliRunner().invoke(main, ["review", *names, "--today", DAY])


def text(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["letters", "policy:letters", "policy/letters", "Letters", "policies/letters", "letters.en", "policies/letters.md", "./policies/letters.md"])
def test_a_document_goes_by_many_names(folder, name):
    done = review(folder, name)
    assert (done.exit_code, done.stdout) == (0, f"policies/letters.md: reviewed {DAY}\n")
    assert text(folder, "policies/letters.md") == POLICY.replace("2026-01-05", DAY)


def test_the_folder_may_be_named(folder, tmp_path):
    done = playbook("review", "letters", "--folder", str(folder), "--today", DAY, cwd=tmp_path)
    assert done.returncode == 0 and done.stdout.endswith(f"letters.md: reviewed {DAY}\n")


def test_a_document_without_lines_at_the_top_gets_them(folder):
    assert review(folder, "fit").exit_code == 0
    assert text(folder, "fit.md") == f"---\nreviewed: {DAY}\n---\n{FIT}"


def test_twice_is_once(folder):
    review(folder, "fit")
    before = text(folder, "fit.md")
    done = review(folder, "fit", "fit", "fit.md")
    assert done.stdout == f"fit.md: reviewed {DAY}, as it was already\n"
    assert text(folder, "fit.md") == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("leters", "No document is called `leters`. Did you mean `letters`?"),
        ("role:letters", "No document is called `role:letters`. Did you mean `policy:letters`?"),
        ("zzz", "No document is called `zzz`. Type the name of its file"),
        ("policies/none.md", "No document is called `policies/none.md`."),
        ("", "No document is called ``."),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_and_nothing_is_written(folder, name, said):
    done = review(folder, "letters", name)
    assert done.exit_code == 2 and said in done.stderr
    assert text(folder, "policies/letters.md") == POLICY


def test_a_name_of_several_kinds_asks_which(write):
    folder = write(BOOK | {"pages/letters.md": "# Letters\n\nA page.\n"})
    done = review(folder, "letters")
    assert done.exit_code == 2
    assert "There are 2 documents called `letters`. Which one: `page:letters` or `policy:letters`?" in done.stderr
    assert review(folder, "page:letters").exit_code == 0


def test_each_language_has_its_own_day(write):
    folder = write(BOOK | {"policies/letters.pl.md": POLICY.replace("# Letters", "# Listy")})
    assert review(folder, "letters").stdout == f"policies/letters.md: reviewed {DAY}\n"
    assert text(folder, "policies/letters.pl.md") == POLICY.replace("# Letters", "# Listy")
    assert review(folder, "letters.pl").stdout == f"policies/letters.pl.md: reviewed {DAY}\n"


@pytest.mark.parametrize("line", ["owmer: owner", "status: soon", "status: draft\nstatus: draft"])
def test_what_is_wrong_at_the_top_is_shown_and_no_file_is_touched(write, line):
    wrong = POLICY.replace("topic:", f"{line}\ntopic:")
    folder = write(BOOK | {"policies/letters.md": wrong})
    done = review(folder, "fit", "letters")
    assert done.exit_code == 1
    assert "policies/letters.md:" in done.stdout and "help: " in done.stdout
    assert "Nothing was written: mend the above first." in done.stderr
    assert (text(folder, "fit.md"), text(folder, "policies/letters.md")) == (FIT, wrong)


@pytest.mark.parametrize("day", ["reviewed:", "reviewed: soon", "reviewed: 2026-02-30", "reviewed: 2030-01-01"])
def test_a_day_that_cannot_be_read_is_replaced(write, day):
    folder = write(BOOK | {"policies/letters.md": POLICY.replace("reviewed: 2026-01-05", day)})
    assert review(folder, "letters").exit_code == 0
    assert text(folder, "policies/letters.md") == POLICY.replace("2026-01-05", DAY)


def test_a_page_written_by_hand_is_read_again_too(write, tmp_path):
    write({f"docs/playbook/{name}": text for name, text in BOOK.items()}, folder=".")
    write({"docs/public/about.md": "# About us\n\nTwo people and nine boats.\n", "mkdocs.yml": "docs_dir: docs/public\nplugins: [playbook]\n"}, folder=".")
    (tmp_path / ".git").mkdir()
    assert review(tmp_path, "about").stdout == f"docs/public/about.md: reviewed {DAY}\n"
    assert review(tmp_path, "docs/public/about.md").stdout.endswith("as it was already\n")


def test_a_file_that_cannot_be_read_is_said(write):
    folder = write(BOOK | {"pages/torn.md": "---\nowner: owner\n"})
    done = review(folder, "torn")
    assert done.exit_code == 1 and "never closed" in done.stdout and "Traceback" not in done.stderr


def git(folder: Path, *arguments: str, day: str) -> None:
    stamp = f"{day}T09:00:00Z"
    names = {f"GIT_{who}_{what}": told for who in ("AUTHOR", "COMMITTER") for what, told in (("NAME", "Jo"), ("EMAIL", "jo@quay.example"), ("DATE", stamp))}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder), **names})


def test_after_a_promise_the_policies_that_keep_it_want_reading(folder):
    git(folder, "init", "-q", day="2026-01-05")
    git(folder, "add", ".", day="2026-01-05")
    git(folder, "commit", "-qm", "Begin", day="2026-01-05")
    assert "want" not in review(folder, "answers").stdout
    changed = text(folder, "promises/answers.md").replace("Every day", "Within two hours, every day")
    (folder / "promises/answers.md").write_text(changed)
    git(folder, "commit", "-qam", "Promise more", day="2026-11-10")
    done = review(folder, "answers")
    assert done.exit_code == 0
    assert "The promise “You hear from us the same day” changed after these were last read." in done.stdout
    assert done.stdout.splitlines()[-1] == "  playbook review letters"
    assert review(folder, "answers", "letters").stdout.splitlines() == [f"promises/answers.md: reviewed {DAY}, as it was already", f"policies/letters.md: reviewed {DAY}"]
    git(folder, "commit", "-qam", "Read the letters", day=DAY)
    assert review(folder, "answers").stdout == f"promises/answers.md: reviewed {DAY}, as it was already\n"
