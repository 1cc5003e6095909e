"""`playbook check` in every format, on a playbook that says hostile things."""

import json
from pathlib import Path
from xml.etree import ElementTree as xml

import pytest
import xmlschema
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from playbook_plugins.cli.check import FORMATS, command
from playbook_plugins.cli.schema import schema
from tests.conftest import ROOT, TODAY, playbook
from tests.report.birthdays import BIRTHDAY, CLEAN, OFFER, SETTINGS
from tests.report.outcomes import FORMS, SARIF

HEADING = "## ::warning:: | `x` ]]> 50% %0A <b>{0} [a](1) ##[error]"
HOSTILE = CLEAN | {
    "policies/birthdays.md": OFFER,
    "policies/a ::error::b.md": BIRTHDAY,
    "policies/odd [x](y) {0}.md": BIRTHDAY,
    "policies/nul.md": OFFER.replace("They", "T\x00hey"),
    "policies/rtl.md": OFFER.replace("They", "T\u202ehey"),
    "policies/twice.md": BIRTHDAY + f"\n{HEADING}\n\nWords.\n\n{HEADING}\n\nWords.\n",
}


@pytest.fixture
def outside(tmp_path, monkeypatch) -> Path:
    """A working folder that holds the playbook, on no build machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAYBOOK_TODAY", TODAY.isoformat())
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def check(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [str(folder), *arguments], catch_exceptions=False)


def valid(form: str, text: str) -> None:
    """Hold a report against the form that its readers know."""
    if form == "json":
        Draft202012Validator(schema("findings")).validate(json.loads(text))
    elif form == "sarif":
        SARIF.validate(json.loads(text))
    elif form == "junit":
        xmlschema.XMLSchema(str(FORMS / "junit-10.xsd")).validate(text)
    elif form == "codequality":
        for entry in json.loads(text):
            assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"} and entry["location"]["lines"]["begin"] >= 1


def test_the_formats_are_those_that_have_a_module():
    modules = {file.stem for file in (ROOT / "playbook_plugins" / "report").glob("*.py")}
    assert set(FORMATS) <= modules
    assert {"text", "json", "sarif", "github", "junit", "markdown", "codequality"} == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        (CLEAN, (), 0),
        (CLEAN, ("--fail-on", "advice"), 0),
        (HOSTILE, (), 1),
        (CLEAN | {"policies/birthdays.md": OFFER}, ("--profile", "starter"), 0),
        (CLEAN | {"policies/birthdays.md": OFFER}, ("--profile", "starter", "--fail-on", "warning"), 1),
    ],
)
def test_a_report_has_its_form_and_the_command_its_code(form, files, arguments, code, write, outside):
    done = check(write(files), "--format", form, *arguments)
    assert (done.exit_code, done.stderr) == (code, "")
    valid(form, done.stdout)


@pytest.mark.parametrize("form", FORMATS)
def test_no_folder_is_neither(form, outside):
    done = check(outside / "nowhere", "--format", form)
    assert (done.exit_code, done.stdout) == (2, "") and "does not exist" in done.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_the_same_findings(form, write, outside):
    folder = write(HOSTILE)
    found = json.loads(check(folder, "--format", "json").stdout)["findings"]
    said = check(folder, "--format", form).stdout
    assert len(found) >= 5
    assert {one["rule"] for one in found} >= {"greeting-offer", "unreadable-file"}
    assert any("::warning:: |" in one["message"] for one in found) and any("](y)" in one["path"] for one in found)
    if form == "sarif":
        assert [one["partialFingerprints"]["playbook/v1"] for one in json.loads(said)["runs"][0]["results"]] == [one["fingerprint"] for one in found]
    if form == "junit":
        assert len({(one["path"], one["rule"]) for one in found}) == len([test for test in xml.fromstring(said).iter("testcase") if len(test)])
    if form == "markdown":
        assert said.count("\n- **") == len(found)
    if form == "github":
        assert len([line for line in said.splitlines() if line.startswith(("::error ", "::warning ", "::notice ", "- "))]) == len(found)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_a_report_holds_no_sign_that_hides_or_steers(form, write, outside):
    said = check(write(HOSTILE), "--format", form).stdout
    assert [sign for sign in said if not sign.isprintable() and sign != "\n"] == []


def test_a_code_scanner_gets_rules_with_their_pages_and_no_lines(write, outside):
    run = json.loads(check(write(HOSTILE), "--format", "sarif").stdout)["runs"][0]
    assert all(rule["shortDescription"]["text"] and rule["help"]["markdown"].startswith("# ") for rule in run["tool"]["driver"]["rules"])
    assert "snippet" not in json.dumps(run)


def test_the_fingerprint_outlives_lines_above_and_not_the_words(write, outside):
    def mark(text: str) -> str:
        found = json.loads(check(write(CLEAN | {"policies/birthdays.md": text}), "--format", "json").stdout)["findings"]
        return next(one["fingerprint"] for one in found if one["rule"] == "greeting-offer")

    assert mark(OFFER) == mark(OFFER.replace("They should smile.", "They should smile.\n\nThat is all."))
    assert mark(OFFER) == mark(OFFER.replace("Here is", "Here  is"))
    assert mark(OFFER) != mark(OFFER.replace("20%", "30%"))


def test_the_summary_of_a_run_gets_all_findings_below_the_owners_words(write, outside, monkeypatch):
    summary = outside / "summary.md"
    summary.write_text("# Before\n", "utf-8")
    folder = write(CLEAN | {f"policies/p{number}.md": OFFER.replace("# A", f"# The {number}th") for number in range(14)})
    for name, value in {"STEP_SUMMARY": str(summary), "SERVER_URL": "https://git.example", "REPOSITORY": "quay/kayaks", "SHA": "1a2b"}.items():
        monkeypatch.setenv(f"GITHUB_{name}", value)
    done = check(folder, "--format", "github")
    assert done.exit_code == 1 and done.stdout.count("\n::error ") + done.stdout.startswith("::error ") == 10
    text = summary.read_text("utf-8")
    assert text.startswith("# Before\n16 documents: 14 to mend before publishing.\n")
    assert "\n## Mend before publishing\n" in text
    assert text.count("(`playbook explain greeting-offer`)") == 14
    assert "[**playbook/policies/p13.md:16**](https://git.example/quay/kayaks/blob/1a2b/playbook/policies/p13.md?plain=1#L16)" in text


def test_a_full_summary_is_not_overrun(write, outside, monkeypatch):
    summary = outside / "summary.md"
    summary.write_text("x" * (1024 * 1024 - 300), "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert check(write(HOSTILE), "--format", "github").exit_code == 1
    assert summary.stat().st_size <= 1024 * 1024
    assert "more, which `playbook check` lists." in summary.read_text("utf-8")


def test_a_summary_that_cannot_be_written_is_said_and_changes_nothing(write, outside, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(outside / "nowhere" / "summary.md"))
    done = check(write(CLEAN), "--format", "github")
    assert done.exit_code == 0 and "could not be written" in done.stderr


def test_one_check_writes_all_the_reports_that_are_asked_for(write, outside):
    folder = write(HOSTILE)
    done = check(folder, "--format", "github", "--report", "sarif=found.sarif", "--report", "codequality=found.json")
    assert done.exit_code == 1 and "::error " in done.stdout
    valid("sarif", Path("found.sarif").read_text("utf-8"))
    valid("codequality", Path("found.json").read_text("utf-8"))
    assert Path("found.sarif").read_text("utf-8") == check(folder, "--format", "sarif").stdout
    assert len(json.loads(Path("found.json").read_text("utf-8"))) == len(json.loads(check(folder, "--format", "json").stdout)["findings"])


@pytest.mark.parametrize(
    ("report", "says"),
    [("sarf=x", "Did you mean `sarif`?"), ("text=x", "There are: json,"), ("sarif", "without a name"), ("sarif=playbook/x", "among the texts"), ("json=nowhere/x", "cannot be written")],
)
def test_a_report_that_cannot_be_written_is_refused(report, says, write, outside):
    done = check(write(CLEAN), "--report", report)
    assert done.exit_code == 2 and says in done.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_other_formats_touch_no_summary(form, write, outside, monkeypatch):
    summary = outside / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    check(write(CLEAN), "--format", form)
    assert summary.exists() is (form == "github")


def test_a_report_is_the_same_through_a_pipe(write, outside):
    folder = write(HOSTILE)
    done = playbook("check", str(folder), "--format", "junit", cwd=outside, PYTHONIOENCODING="latin-1")
    assert done.returncode == 1 and done.stderr == ""
    valid("junit", done.stdout)
