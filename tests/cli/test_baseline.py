"""`playbook check` with a baseline, as a handbook that begins with many findings is brought in."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli.build import command as build
from playbook_plugins.cli.check import FORMATS, command
from tests.conftest import TODAY
from tests.report.birthdays import BIRTHDAY, CLEAN, FIT, OFFER, SETTINGS

FILES = CLEAN | {"policies/birthdays.md": OFFER}
PATH = "playbook/policies/birthdays.md"


@pytest.fixture
def outside(tmp_path, monkeypatch) -> Path:
    """The folder in which the playbook lies, and the baseline beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAYBOOK_TODAY", TODAY.isoformat())
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["playbook", *arguments], catch_exceptions=False)


def entries(file: str = "known.json") -> list[dict[str, str]]:
    return json.loads(Path(file).read_text("utf-8"))["findings"]


def test_what_is_noted_once_counts_no_more(write, outside):
    write(FILES)
    assert check().exit_code == 1
    first = check("--write-baseline", "known.json")
    assert (first.exit_code, first.stderr) == (0, "known.json: 1 finding noted.\n")
    done = check("--baseline", "known.json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "2 documents: nothing to mend, 1 known from the baseline.\n"


def test_what_is_new_counts(write, outside):
    write(FILES)
    check("--write-baseline", "known.json")
    write({"policies/birthdays.md": OFFER.replace("## Don't", "> Buy one, get one free.\n\n## Don't")})
    done = check("--baseline", "known.json")
    assert done.exit_code == 1
    assert "20% off" not in done.stdout and "Buy one, get one" in done.stdout
    assert done.stdout.endswith("1 known from the baseline.\n")


def test_lines_above_make_nothing_new_and_other_words_do(write, outside):
    write(FILES)
    check("--write-baseline", "known.json")
    write({"policies/birthdays.md": OFFER.replace("They should smile.", "They should smile.\n\nAnd so should we.")})
    assert check("--baseline", "known.json").exit_code == 0
    write({"policies/birthdays.md": OFFER.replace("20%", "30%")})
    assert check("--baseline", "known.json").exit_code == 1


def test_an_entry_holds_nothing_of_the_document(write, outside):
    write(FILES)
    check("--write-baseline", "known.json")
    (entry,) = entries()
    assert (entry["path"], entry["rule"]) == (PATH, "greeting-offer")
    assert re.fullmatch("[0-9a-f]{32}", entry["fingerprint"]) and entry["message"] and "20%" not in Path("known.json").read_text("utf-8")


def test_the_same_findings_are_the_same_file(write, outside):
    write(FILES)
    check("--write-baseline", "one.json")
    write({"policies/birthdays.md": OFFER.replace("They should smile.", "They should smile.\n\nTwice.")})
    check("--write-baseline", "two.json")
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_no_longer_found_is_said_beside_the_report_and_never_fails(form, write, outside):
    write(FILES)
    check("--write-baseline", "known.json")
    write({"policies/birthdays.md": BIRTHDAY})
    done = check("--baseline", "known.json", "--format", form, "--fail-on", "advice")
    assert done.exit_code == 0
    assert done.stderr == (
        f"known.json: `greeting-offer` in {PATH} is no longer found.\n"
        "Take out what is no longer found with `--baseline known.json --write-baseline known.json`.\n"
    )
    assert "no longer" not in done.stdout


def test_taking_out_what_is_gone_lets_nothing_new_in(write, outside):
    write(FILES | {"policies/name-days.md": OFFER.replace("birthday", "name day")})
    check("--write-baseline", "known.json")
    assert len(entries()) == 2
    write({"policies/birthdays.md": BIRTHDAY, "policies/weddings.md": OFFER.replace("birthday", "wedding")})
    done = check("--baseline", "known.json", "--write-baseline", "known.json")
    assert done.exit_code == 1 and "weddings.md" in done.stdout and "no longer found" not in done.stderr
    assert [entry["path"] for entry in entries()] == ["playbook/policies/name-days.md"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_leaves_out_what_is_known(form, write, outside):
    write(FILES)
    check("--write-baseline", "known.json")
    done = check("--baseline", "known.json", "--format", form)
    assert done.exit_code == 0 and "greeting-offer" not in done.stdout and done.stderr == ""


def test_a_locked_rule_is_neither_noted_nor_silenced(write, outside):
    write(FILES | {"policies/conflict.md": OFFER.replace("They", "T\x00hey")})
    done = check("--write-baseline", "known.json")
    assert done.exit_code == 1 and "unreadable-file" in done.stdout
    assert [entry["rule"] for entry in entries()] == ["greeting-offer"]
    found = json.loads(check("--format", "json").stdout)["findings"]
    forged = {"version": 1, "findings": [{**{name: one[name] for name in ("path", "fingerprint")}, "rule": "greeting-offer", "message": ""} for one in found]}
    Path("known.json").write_text(json.dumps(forged), "utf-8")
    done = check("--baseline", "known.json")
    assert done.exit_code == 1 and "unreadable-file" in done.stdout and "greeting-offer" not in done.stdout
    assert "unreadable-file` allows no exception" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "does not exist. Write it with `--write-baseline known.json`."),
        (b"", "cannot be read."),
        (b"\xff\xfe", "cannot be read."),
        (b"# A page\n", "cannot be read."),
        (b"{}", "is no baseline."),
        (b'{"version": 9, "findings": []}', "was written by another version of `playbook`."),
        (b'{"version": 1, "findings": [{"fingerprint": 1}]}', "has a line that is no finding."),
    ],
)
def test_a_file_that_is_no_baseline_says_so_and_what_to_do(content, said, write, outside):
    write(FILES)
    if content is not None:
        Path("known.json").write_bytes(content)
    done = check("--baseline", "known.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"known.json {said}" in " ".join(done.stderr.split()) and "--write-baseline known.json" in " ".join(done.stderr.split())


def test_a_folder_is_no_baseline(write, outside):
    write(FILES)
    for option in ("--baseline", "--write-baseline"):
        done = check(option, "playbook")
        assert done.exit_code == 2 and "playbook cannot be" in done.stderr


def test_a_baseline_is_never_written_over_another_file(write, outside):
    write(FILES)
    Path("notes.md").write_text(FIT, "utf-8")
    done = check("--write-baseline", "notes.md")
    assert done.exit_code == 2 and "Name another file" in " ".join(done.stderr.split())
    assert Path("notes.md").read_text("utf-8") == FIT


@pytest.mark.parametrize("file", ["playbook/known.json", "playbook/policies/../known.json", "playbook/fit.md"])
def test_a_baseline_is_never_written_among_the_texts(file, write, outside):
    write(FILES)
    done = check("--write-baseline", file)
    assert done.exit_code == 2 and f"{file} would lie among the texts. Keep it outside their folder" in " ".join(done.stderr.split())
    assert not Path("playbook/known.json").exists() and Path("playbook/fit.md").read_text("utf-8") == FIT


def test_a_rule_that_does_not_work_is_never_noted(write, outside):
    rule = "  rules: {odd: {must_not_say: odd, message: no, because: so, bad: It is even., good: It is fine.}}\n"
    write(FILES | {"playbook.yml": SETTINGS + rule})
    done = check("--write-baseline", "known.json")
    assert done.exit_code == 1 and "`odd` should find this sentence" in done.stdout
    assert [entry["rule"] for entry in entries()] == ["greeting-offer"]
    assert check("--baseline", "known.json").exit_code == 1


def test_a_baseline_that_cannot_be_written_says_so(write, outside):
    write(FILES)
    done = check("--write-baseline", "nowhere/known.json")
    assert done.exit_code == 2 and "nowhere/known.json cannot be written" in done.stderr


def test_a_mark_at_the_start_of_the_file_is_no_matter(write, outside):
    write(FILES)
    check("--write-baseline", "known.json")
    Path("known.json").write_bytes(b"\xef\xbb\xbf" + Path("known.json").read_bytes())
    assert check("--baseline", "known.json").exit_code == 0


def test_building_knows_no_baseline(write, outside):
    write(FILES)
    check("--write-baseline", "known.json")
    done = CliRunner().invoke(build, ["playbook", "--out", "site"])
    assert done.exit_code == 1 and "greeting-offer" in done.stderr
    assert not Path("site").exists()
