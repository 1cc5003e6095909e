"""`playbook check`, as somebody types it."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT, TODAY, playbook

pytestmark = pytest.mark.anywhere

FIT = (ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook" / "fit.md").read_text("utf-8")
SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
HEAD = "---\ntopic: greeting\nthey_leave_feeling: thought of\n---\n"
BIRTHDAY = HEAD + "# A birthday\n\nThey should smile.\n\n## What to do\n\n1. **Write** one line.\n\n## What to say\n\n> Happy birthday!\n\n## Don't\n\n- Nothing else.\n"
OFFER = BIRTHDAY.replace("birthday!", "birthday! Here is 20% off.")
DAY = TODAY.isoformat()
KEYS = ["rule", "level", "path", "line", "column", "end_line", "end_column", "message", "help", "page", "by_time", "fingerprint", "mend"]
NOT_DONE = "checklist:\n  not_done: {recovery: we are new, listening: we are new, lost-customer: we are new, feedback: we are new, referral: we are new}\n"


def check(folder, *arguments, **environment):
    return playbook("check", *([str(folder)] if folder else []), *arguments, cwd=environment.pop("cwd", folder), **{"PLAYBOOK_TODAY": DAY, "CI": "", **environment})


@pytest.fixture
def offer(write):
    """A playbook with one error: a birthday wish that sells."""
    return write({"playbook.yml": SETTINGS + NOT_DONE, "fit.md": FIT, "policies/birthdays.md": OFFER})


@pytest.fixture
def clean(write):
    """A playbook with nothing at all to mend."""
    return write({"playbook.yml": SETTINGS + NOT_DONE, "fit.md": FIT, "policies/birthdays.md": BIRTHDAY.replace("topic", "reviewed: 2026-11-01\ntopic")})


def levels(done) -> dict[str, int]:
    return json.loads(done.stdout)["counts"]


def test_nothing_found_is_a_success(clean):
    done = check(clean, "--fail-on", "advice")
    assert (done.returncode, done.stdout.strip()) == (0, "2 documents: nothing to mend.")
    assert done.stderr == ""


def test_a_finding_is_printed_with_its_place_and_fails(offer):
    done = check(offer)
    assert done.returncode == 1
    assert "policies/birthdays.md:15:27: error greeting-offer: " in done.stdout
    assert done.stdout.rstrip().endswith("2 documents: 1 to mend before publishing.")


def test_no_folder_is_neither_and_says_how_to_begin(tmp_path):
    done = check(None, cwd=tmp_path)
    assert done.returncode == 2
    assert "docs/playbook does not exist" in done.stderr and "playbook new" in done.stderr


def test_a_folder_above_the_playbook_is_told_with_the_one_below(write, tmp_path):
    write({"playbook.yml": SETTINGS, "fit.md": FIT}, folder="cafe/docs/texts")
    for folder in ("cafe/docs", "cafe"):
        done = check(tmp_path / folder, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"Error: {tmp_path / folder} has no playbook.yml. Did you mean `{tmp_path / 'cafe/docs/texts'}`?\n"
    write({"playbook.yml": SETTINGS}, folder="cafe/other")
    assert "there is no `playbook.yml` here" in check(tmp_path / "cafe", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [("scripts.md", "Did you mean a file in the folder `scripts/`?"), ("lesons.md", "Did you mean `lessons.md`?"), ("x.md", "Move it into one of")],
)
def test_a_text_that_lies_at_the_top_is_told_where_it_belongs(name, said, clean, write):
    write({name: "# A text\n"})
    assert said in check(clean).stdout


@pytest.mark.parametrize(("name", "better"), [("Ü", "u"), ("Zażółć gęś", "zazolc-ges"), ("Late Boat", "late-boat"), ("日", "a-name")])
def test_a_file_with_other_letters_is_told_a_name_in_plain_ones(name, better, clean, write):
    write({f"pages/{name}.md": "# A text\n"})
    said = check(clean).stdout
    assert "a file's name here has plain small letters, figures and hyphens alone" in said and f"Call it `{better}.md`." in said


@pytest.mark.parametrize(
    ("files", "said", "mend"),
    [
        ({"playbook.yml": SETTINGS + "  currency: £\n"}, "`currency`: “£” is not the three capital letters of a currency", "Did you mean `GBP`?"),
        ({"playbook.yml": SETTINGS + "  currency: pounds\n"}, "`currency`: “pounds” is not", "Write such as `GBP` for £, or `EUR` for €."),
        ({"playbook.yml": SETTINGS + "shared:\n  - text: We mend.\n"}, "there is no line `shared:` here", "It belongs below `checklist:`."),
        ({"playbook.yml": SETTINGS + "site:\n  shared: []\n"}, "there is no line `shared:` here", "It belongs below `checklist:`."),
        ({"playbook.yml": SETTINGS + "url: https://ours.example\n"}, "there is no line `url:` here", "It belongs below `business:` or `site:`."),
        ({"playbook.yml": SETTINGS + "sitte:\n  lang: en\n"}, "there is no line `sitte:` here", "Did you mean `site`?"),
        ({"playbook.yml": SETTINGS + "checklist:\n  shared:\n    - text: We mend.\n"}, "the line `because:` is missing", "Add `because:` and why everybody may read it."),
        ({"pages/a.md": "---\nstatus: activ\n---\n# A\n"}, "`status` is “activ”, and it can be draft, active or retired", "Did you mean `active`?"),
        ({"pages/a.pl.md": "# A\n"}, "pages/a.pl.md is written in `pl`", "Write `langs: [pl]` there, on a line below `site:`"),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_what_does(files, said, mend, clean, write):
    write(files)
    shown = check(clean).stdout
    assert said in shown and f"help: {mend}" in shown.partition(said)[2]


def test_a_file_is_no_folder(offer):
    done = check(offer / "playbook.yml", cwd=offer)
    assert done.returncode == 2 and "is not a folder" in done.stderr


def test_the_folder_is_docs_playbook_where_none_is_named(write, tmp_path):
    write({"playbook.yml": SETTINGS, "fit.md": FIT, "policies/birthdays.md": OFFER}, folder="docs/playbook")
    done = check(None, cwd=tmp_path)
    assert done.returncode == 1
    assert "docs/playbook/policies/birthdays.md:15:27: error" in done.stdout


@pytest.mark.parametrize(("least", "code"), [("error", 0), ("warning", 1), ("advice", 1)])
def test_the_least_finding_that_fails_may_be_chosen(least, code, write):
    folder = write({"playbook.yml": SETTINGS, "fit.md": FIT, "policies/birthdays.md": BIRTHDAY})
    done = check(folder, "--fail-on", least, "--format", "json")
    assert levels(done)["error"] == 0 and levels(done)["warning"] > 0
    assert done.returncode == code


def test_advice_alone_fails_only_who_asks_for_it(write):
    folder = write({"playbook.yml": SETTINGS + NOT_DONE.replace("recovery: we are new, ", "") + "  levels: {missing-topic: advice}\n", "fit.md": FIT, "policies/birthdays.md": BIRTHDAY})
    assert [check(folder, "--fail-on", least).returncode for least in ("error", "warning", "advice")] == [0, 0, 1]


@pytest.mark.parametrize(("profile", "counted"), [("starter", {"error": 0, "warning": 1}), ("standard", {"error": 1, "warning": 0})])
def test_a_profile_overrides_the_settings(profile, counted, offer):
    found = levels(check(offer, "--profile", profile, "--format", "json"))
    assert {level: found[level] for level in counted} == counted


def test_the_strict_profile_makes_errors_of_warnings(write):
    folder = write({"playbook.yml": SETTINGS, "fit.md": FIT, "policies/birthdays.md": BIRTHDAY})
    assert levels(check(folder, "--format", "json"))["error"] == 0
    assert levels(check(folder, "--profile", "strict", "--format", "json"))["error"] > 0


def test_the_day_decides_what_is_overdue(clean):
    assert check(clean, "--fail-on", "warning").returncode == 0
    late = check(clean, "--today", "2027-12-01", "--fail-on", "warning")
    assert late.returncode == 1 and "overdue-review" in late.stdout
    assert check(clean, "--fail-on", "warning", PLAYBOOK_TODAY="2027-12-01").returncode == 1
    assert check(clean, "--fail-on", "error", "--today", "2027-12-01").returncode == 0


SOURCE = "   15 | > Happy birthday! Here is 20% off."


@pytest.mark.parametrize(
    ("arguments", "environment", "shown"),
    [
        ([], {}, False),  # not a terminal
        (["--quote", "always"], {}, True),
        (["--quote", "always"], {"CI": "true"}, True),
        (["--quote", "never"], {}, False),
    ],
)
def test_source_lines_are_quoted_where_that_is_asked_for(arguments, environment, shown, offer):
    assert (SOURCE in check(offer, *arguments, **environment).stdout) is shown


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no terminal to pretend on this system")
@pytest.mark.parametrize(("arguments", "ci", "shown"), [([], "", True), ([], "true", False), (["--quote", "never"], "", False)])
def test_on_a_terminal_source_lines_are_quoted_but_not_in_the_log_of_a_build_machine(arguments, ci, shown, offer):
    leader, follower = os.openpty()
    environment = {**os.environ, "PLAYBOOK_TODAY": DAY, "CI": ci, "TERM": "dumb"}
    command = [sys.executable, "-m", "playbook_plugins.cli", "check", ".", *arguments]
    subprocess.run(command, cwd=offer, stdout=follower, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment)
    os.close(follower)
    seen = os.read(leader, 65536).decode()
    os.close(leader)
    assert "greeting-offer" in seen
    assert (SOURCE in seen) is shown


def test_a_line_of_the_settings_is_quoted_too(write):
    folder = write({"playbook.yml": SETTINGS + "  opn: Mon-Fri 8-18\n"})
    assert "    5 |   opn: Mon-Fri 8-18\n      |   ^^^" in check(folder, "--quote", "always").stdout


def test_nothing_is_coloured_where_there_is_no_terminal(offer):
    assert "\x1b" not in check(offer, "--quote", "always").stdout


def test_json_is_one_object_sorted_by_place(write):
    folder = write({"playbook.yml": SETTINGS, "fit.md": FIT, "policies/b.md": OFFER, "policies/a.md": OFFER + "\n## What to say\n\n> Buy one, get one free.\n", "odd.md": "# Odd\n"})
    done = check(folder, "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 1 and done.stderr == ""
    assert list(found) == ["version", "counts", "known", "findings"]
    assert all(list(record) == KEYS for record in found["findings"])
    places = [(record["path"], record["line"], record["column"]) for record in found["findings"]]
    assert places == sorted(places) and len({path for path, *_ in places}) == 4
    assert sum(found["counts"].values()) == len(found["findings"])
    assert {record["page"] for record in found["findings"]} == {f"checklist/{record['rule']}/" for record in found["findings"]}


def test_the_worked_example_has_nothing_to_mend():
    done = check(None, "--fail-on", "warning", cwd=ROOT)
    assert done.returncode == 0, done.stdout
