"""`playbook export` for staff: what stands on their site, in one file, and never where others could read it."""

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from jsonschema import Draft202012Validator

from playbook_plugins.checklist.run import run as check
from playbook_plugins.cli import export_staff
from playbook_plugins.cli.export import command
from playbook_plugins.cli.export_staff import EXPORTS
from playbook_plugins.cli.schema import command as schema
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY
from tests.pages.stall import FILES

FORMS = [(name, form, file) for name, export in EXPORTS.items() for form, file in export.forms.items()]
HELD = {name: content for name, content in FILES.items() if name not in ("promises/unkept.md", "scripts/boat.md", "pages/flask.md")} | {
    "playbook.yml": str(FILES["playbook.yml"]).replace("[wrong, gone]", "[wrong]") + "  profile: starter\n",
    "policies/wrong.md": str(FILES["policies/wrong.md"]).replace("[rivers, gone]", "[rivers]").replace("](../pages/flask.md)", "](../gestures.md)"),
}


@pytest.fixture(autouse=True)
def outside(tmp_path, monkeypatch) -> Path:
    """The folder in which the playbook lies."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAYBOOK_TODAY", TODAY.isoformat())
    return tmp_path


@pytest.fixture
def stall(write) -> Path:
    return write(HELD)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments], catch_exceptions=False)


@pytest.mark.parametrize(("name", "form", "file"), FORMS)
def test_each_is_written_as_it_stands_on_the_site_for_staff(name, form, file, stall, tmp_path):
    done = run(name, "playbook", "--format", form, "--output", "taken")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("taken: for staff alone, ")
    playbook = read_playbook(stall, root=tmp_path)
    assert Path("taken").read_bytes() in [asset.content for asset in release(playbook, Audience.INTERNAL, check(playbook, today=TODAY)).assets if asset.path == file]
    assert run(name, "playbook", "--format", form, "--output", "-").stdout_bytes == Path("taken").read_bytes() == run(name, "playbook", "--format", form).stdout_bytes
    assert not Path("-").exists()


@pytest.fixture
def heavy(write) -> None:
    """A playbook with two texts that fill a page with signs, each of which takes five letters to write."""
    signs = f"```\n{'&' * 99}\n```\n\n"
    write(HELD | {f"pages/{name}.md": f"# All the {name}\n\n{signs * count}" for name, count in (("knots", 2200), ("ropes", 2300))})


def test_a_file_that_would_be_heavy_for_a_phone_says_what_it_leaves_out_and_which_texts_are_the_longest(heavy):
    done = run("staff", "playbook", "--output", "taken")
    assert done.exit_code == 0 and 1_000_000 < Path("taken").stat().st_size < 2_000_000
    assert re.search(r"pocket.html holds all but 1 of \d+ texts, what is needed most first: above 2 MB it would open slowly on a phone. The site has them all.", done.stderr)
    assert "The longest texts: playbook/pages/ropes.md (251 kB), playbook/pages/knots.md (240 kB). Shorten them" in done.stderr
    assert "longest" not in done.stdout
    # what goes with it says nothing of its own
    assert "longest" not in run("replies", "playbook").stderr


def test_one_that_is_not_says_nothing(stall):
    assert "longest" not in run("staff", "playbook", "--output", "taken").stderr


def test_without_a_form_the_first_is_meant(stall):
    assert run("replies", "playbook").stdout.splitlines()[0].endswith("shortcut,title,text,topic,channel,language")
    assert run("staff", "playbook").stdout.startswith("<!DOCTYPE html>")


def test_programs_read_what_is_written(stall):
    for name, arguments in (("playbook", ()), ("replies", ("--format", "json"))):
        found = json.loads(run(name, "playbook", *arguments).stdout)
        forms = [json.loads(CliRunner().invoke(schema, [kind]).stdout) for kind in (name, f"{name}.json")]
        assert forms[0] == forms[1] and forms[0]["title"] == f"{name}.json"
        Draft202012Validator(forms[0]).validate(found)
    assert run("replies", "playbook", "--output", "replies.csv").exit_code == 0
    with Path("replies.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["shortcut"] == "wrong"
    assert Calendar.from_ical(run("reviews", "playbook").stdout_bytes).walk("VEVENT")


@pytest.mark.parametrize("place", ["playbook/pocket.html", "public/pocket.html", "site/public/pocket.html", "site/public/deep/pocket.html"])
def test_it_is_written_neither_among_the_texts_nor_into_a_site(place, stall, write):
    Path("mkdocs.yml").write_text("docs_dir: public\nsite_dir: site/public\nplugins: {playbook: {source: playbook, audience: public}}\n", "utf-8")
    for folder in ("public", "site/public/deep"):
        Path(folder).mkdir(parents=True)
    for name in EXPORTS:
        done = run(name, "playbook", "--output", place)
        assert (done.exit_code, done.stdout) == (2, ""), name
        assert "would lie among the texts" in done.stderr or "would lie in a site" in done.stderr
    assert not Path(place).exists()
    assert run("staff", "playbook", "--output", "pocket.html").exit_code == 0


def test_nothing_is_written_while_something_has_to_be_mended(stall, write):
    write({"fit.md": "# Us\n\n[gone](policies/gone.md)\n"})
    done = run("staff", "playbook", "--output", "pocket.html")
    assert done.exit_code == 1
    assert "Nothing was written: mend the above first." in done.stderr
    assert not Path("pocket.html").exists() and done.stdout == ""


def test_a_whole_site_is_not_thrown_at_a_terminal(stall, monkeypatch):
    monkeypatch.setattr(export_staff, "on_a_terminal", lambda: True)
    done = run("staff", "playbook")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Name a file: --output pocket.html" in done.stderr
    assert run("replies", "playbook").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("repplies", "playbook"), "There is nothing called `repplies` to export. Write `playbook export replies`."),
        (("everything", "playbook"), "Write `playbook export fit`, `playbook export staff`, `playbook export playbook`, `playbook export replies`, `playbook export reviews`."),
        (("replies", "playbook", "--format", "jsn"), "There is no format `jsn`. Did you mean `json`?"),
        (("staff", "playbook", "--format", "pdf"), "There is no format `pdf`. There is `html`."),
        (("staff", "nowhere"), "nowhere does not exist."),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments, told, stall):
    done = run(*arguments)
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_place_that_cannot_be_written_is_told(stall):
    done = run("staff", "playbook", "--output", "nowhere/pocket.html")
    assert done.exit_code == 1
    assert "nowhere/pocket.html cannot be written" in done.stderr


def test_the_help_names_what_there_is_in_its_order():
    told = run("--help").stdout
    assert [line.split()[0] for line in told.split("Commands:")[1].splitlines()[1:] if line.startswith("  ") and line[2] != " "][:5] == ["fit", *EXPORTS]
    assert "It is for staff alone" in run("staff", "--help").stdout
