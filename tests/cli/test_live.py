"""`playbook live`: whether the newest commit can be read."""

import contextlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli import main
from tests.cli.test_build import SMALL
from tests.cli.test_fall_back import FIT, SETTINGS, git, save

FOUND = {"path": FIT, "line": 2, "column": 11, "rule": "bad-value", "level": "error", "message": "`reviewed`: “x” is not a day", "help": "Write a day"}


def live(shop: Path, *arguments: str) -> Result:
    with contextlib.chdir(shop):
        done = CliRunner().invoke(main, ["live", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def shop(write) -> Path:
    """A shop by London's clock with two edits in its history, one of them in summer."""
    folder = write({**SMALL, SETTINGS: SMALL[SETTINGS].replace("business:\n", "business:\n  time_zone: Europe/London\n")}, folder="shop")
    git(folder, "init", "-q")
    save(folder, "Begin", 0)
    save(folder, "Say who rings", -201_600, fit=SMALL[FIT] + "\nMore.\n")
    return folder


def site(shop: Path, **said: object) -> Path:
    """An internal site with what it says of itself, where `playbook build` puts it."""
    told = {"format": 1, "commit": None, "at": "2026-11-18T12:00:00+00:00", "waiting": None, **said}
    folder = shop / "site" / "internal"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "live.json").write_text(json.dumps(told), "utf-8")
    return folder


def name(shop: Path, revision: str = "HEAD") -> str:
    return git(shop, "rev-parse", revision)


def test_the_newest_commit_is_live(shop):
    folder = site(shop, commit=name(shop))
    for where in ((), (str(folder),), (str(folder / "live.json"),)):
        done = live(shop, *where)
        assert (done.exit_code, done.stdout) == (0, "Your edit of 1 July 2026, 13:00, “Say who rings”, is live.\n")


def test_what_keeps_it_back_is_told(shop):
    site(shop, commit=name(shop, "HEAD~1"), waiting={"commit": name(shop), "at": "2026-07-01T12:00:00+00:00", "said": "", "findings": [FOUND]})
    done = live(shop)
    assert done.exit_code == 1
    assert done.stdout == (
        "Not live yet: your edit of 1 July 2026, 13:00, “Say who rings”.\n"
        "docs/playbook/fit.md:2:11: error bad-value: `reviewed`: “x” is not a day\n  help: Write a day\nMend this first.\n"
    )


def test_what_a_site_says_steers_no_terminal(shop):
    odd = {**FOUND, "path": "a\x1b[2J.md", "message": "x\r\x9b31m\u202ey", "help": "b\x07c\nError: none"}
    site(shop, commit=name(shop, "HEAD~1"), waiting={"commit": name(shop), "at": "2026-07-01T12:00:00+00:00", "said": "", "findings": [odd]})
    assert live(shop).stdout.partition("\n")[2] == "a [2J.md:2:11: error bad-value: x  31m y\n  help: b c Error: none\nMend this first.\n"


def test_an_earlier_edit_is_named_and_what_nobody_knows_is_said(shop):
    for commit, told in (
        (name(shop, "HEAD~1"), "Live is your edit of 18 November 2026, 12:00, “Begin”.\n"),
        ("0" * 40, "Live is something that this folder's version history does not have.\n"),
        (None, "Nobody can say which edit is live there: it was built from texts that were not committed.\n"),
    ):
        site(shop, commit=commit)
        done = live(shop)
        assert (done.exit_code, done.stdout.partition("\n")[2]) == (1, told)


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("nowhere", "nowhere does not exist. Name the folder or the address of the internal site, or build it with `playbook build`."),
        ("docs/playbook/fit.md", "is no `live.json` that this version can read"),
        ("http://quay.example/", "does not begin with `https://`"),
        ("https://127.0.0.1:9/", "does not answer"),
        ("https://[quay.example/", "does not answer"),
        ("https://qu ay.example/", "does not answer"),
    ],
)
def test_a_wrong_place_is_told(where, says, shop):
    done = live(shop, where)
    assert done.exit_code == 2 and says in done.stderr


def test_without_a_history_there_is_no_newest_edit(write):
    done = live(write(SMALL, folder="new"))
    assert done.exit_code == 2 and "There is no version history here." in done.stderr
