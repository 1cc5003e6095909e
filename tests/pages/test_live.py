"""Where the last edit stands, for programs and for the owner."""

import json
import os
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.live import Edit, Live, Waiting
from playbook_plugins.model.page import Audience, Page
from playbook_plugins.model.place import Place
from playbook_plugins.pages.internal.standing import not_live
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.release import release
from playbook_plugins.pages.takeaway import live_json
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.read.standing import live
from playbook_plugins.words import Words
from tests.pages.stall import FILES

WINTER, SUMMER = 1_795_356_120, 1_783_000_920
"""22 November 2026, 14:02, and 2 July 2026, 14:02, in Greenwich."""
NAME = "0123456789" * 4
LATE = Finding("vague-time", Level.ERROR, Place("docs/playbook/policies/wrong.md", 12, 3), "“soon” is *no* time", "Name a [day]")
WAITING = Waiting(Edit(NAME[::-1], WINTER, "Say who rings, & <when>"), (LATE,))
FACTS = FILES["playbook.yml"]


def stall(write, **more: str):
    """The stall of all tests on what is taken along, its settings changed by a pair of texts each."""
    facts = FACTS
    for old, new in more.items():
        assert old in facts
        facts = facts.replace(old, new, 1)
    folder = write({f"docs/playbook/{name}": text for name, text in {**FILES, "playbook.yml": facts}.items()})
    return read_playbook(folder / "docs" / "playbook", root=folder)


def made(playbook, now: Live) -> tuple[dict[str, Page], dict[str, Any]]:
    """The pages for staff, and what `live.json` says."""
    whole = release(playbook, Audience.INTERNAL, live=now)
    found = json.loads(next(asset.content for asset in whole.assets if asset.path == "live.json"))
    Draft202012Validator(live_json.schema(), format_checker=FormatChecker()).validate(found)
    return {page.path: page for page in whole.pages}, found


def test_without_a_history_nobody_can_say_which_edit_it_is(write, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(WINTER))
    pages, found = made(stall(write), Live())
    assert found == {"format": 1, "commit": None, "at": "2026-11-22T14:02:00+00:00", "waiting": None}
    assert "are live." not in pages["owner/index.md"].body and "Not live yet" not in pages["owner/index.md"].body


def test_the_owner_reads_which_edit_is_live_by_the_clock_of_the_shop(write, monkeypatch):
    for stamp, written in ((WINTER, "22 November 2026, 14:02"), (SUMMER, "2 July 2026, 15:02")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(stamp))
        pages, found = made(stall(write, name="time_zone: Europe/London\n  name"), Live(Edit(NAME, stamp, "Say *who* rings")))
        assert f"The texts of {written} (“Say \\*who\\* rings”) are live." in pages["owner/index.md"].body
        assert "are live" not in pages["index.md"].body
        assert (found["commit"], found["waiting"]) == (NAME, None)


@pytest.mark.parametrize("zone", ["", "time_zone: Millbrook\n  ", "time_zone: ../../etc/passwd\n  "])
def test_without_a_known_clock_it_is_that_of_greenwich(zone, write, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(SUMMER))
    pages, _ = made(stall(write, name=f"{zone}name"), Live(Edit(NAME, SUMMER)))
    assert "The texts of 2 July 2026, 14:02 (Greenwich time) are live." in pages["owner/index.md"].body


def test_pages_print_the_stamp_and_programs_read_when_the_edit_was_made(write, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(SUMMER))
    pages, found = made(stall(write), Live(Edit(NAME, WINTER)))
    assert "2 July 2026" in pages["owner/index.md"].body and "22 November 2026" not in pages["owner/index.md"].body
    assert found["at"] == "2026-11-22T14:02:00+00:00"


def test_what_keeps_an_edit_back_is_told_to_programs(write):
    _, found = made(stall(write), Live(Edit(NAME, SUMMER), WAITING))
    assert found["commit"] == NAME
    assert found["waiting"] == {
        "commit": NAME[::-1],
        "at": "2026-11-22T14:02:00+00:00",
        "said": "Say who rings, & <when>",
        "findings": [
            {"path": "docs/playbook/policies/wrong.md", "line": 12, "column": 3, "rule": "vague-time", "level": "error", "message": "“soon” is *no* time", "help": "Name a [day]"}
        ],
    }


def test_the_owner_reads_what_to_mend_and_everybody_that_something_waits(write):
    pages, _ = made(stall(write, name="time_zone: Europe/London\n  name"), Live(Edit(NAME, SUMMER), WAITING))
    body = pages["owner/index.md"].body
    assert "## Not live yet" in body
    assert "Your edit of 22 November 2026, 14:02 (“Say who rings, &amp; &lt;when&gt;”) is not live yet." in body
    assert "- policies/wrong.md, line 12: “soon” is *no* time. Name a \\[day\\]\n" in body
    assert "A quiet week" not in body
    home = pages["index.md"].body
    assert "Not live yet: the edit of 22 November 2026, 14:02. [See what to mend](owner/index.md)" in home
    assert "“soon” is" not in home and "Say who rings" not in home


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/quay/kayaks", "https://github.com/quay/kayaks/edit/main/docs/playbook/policies/wrong.md"),
        ("https://gitlab.example/quay/kayaks.git", "https://gitlab.example/quay/kayaks/-/edit/main/docs/playbook/policies/wrong.md"),
        ("https://git.quay.example/kayaks", ""),
    ],
)
def test_it_is_mended_where_the_source_is_kept(repository, address, write):
    pages, _ = made(stall(write, home=f"site:\n  repository: {repository}\nhome"), Live(None, WAITING))
    found = [line for line in pages["owner/index.md"].body.splitlines() if "line 12" in line]
    assert len(found) == 1
    assert found[0].endswith(f' <a class="pb-mend" href="{address}">Mend it</a>' if address else "\\[day\\]")


def test_with_a_form_it_is_mended_there_and_settings_where_they_are_kept(write):
    playbook = stall(write, home="site:\n  repository: https://github.com/quay/kayaks\nhome")
    site = playbook.settings.site.model_copy(update={"edit_form": f"sha256-{'0' * 64}"})
    formed = replace(playbook, settings=playbook.settings.model_copy(update={"site": site}))
    facts = replace(LATE, place=Place("docs/playbook/playbook.yml", 3))
    view = View(formed, Words(), live=Live(None, replace(WAITING, findings=(LATE, facts))))
    assert [mend.address for mend in not_live(view).mends] == [
        "../edit/#docs/playbook/policies/wrong.md:12",
        "https://github.com/quay/kayaks/edit/main/docs/playbook/playbook.yml",
    ]


def test_a_slip_that_is_found_everywhere_is_told_twenty_times(write):
    often = tuple(replace(LATE, place=Place("docs/playbook/policies/wrong.md", line)) for line in range(1, 24))
    pages, found = made(stall(write), Live(None, replace(WAITING, findings=often)))
    body = pages["owner/index.md"].body
    assert body.count("- policies/wrong.md, line ") == 20
    assert "\nAnd 3 more of the kind. Mend these first.\n" in body
    assert len(found["waiting"]["findings"]) == 23


def test_a_long_word_on_an_edit_is_cut(write):
    pages, found = made(stall(write), Live(None, Waiting(Edit("", WINTER, "la " * 99), (LATE,))))
    assert f"(“{'la ' * 26}l…”)" in unescape(pages["owner/index.md"].body)
    assert found["waiting"]["commit"] is None


def git(folder: Path, *arguments: str, at: int = WINTER) -> str:
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "Ida"), ("EMAIL", "ida@quay.example"), ("DATE", f"{at} +0100"))}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, encoding="utf-8", env=environment).stdout.strip()


@pytest.fixture
def kept(write) -> Path:
    """The stall as its owner kept it, with what is no part of it beside it."""
    folder = write({f"docs/playbook/{name}": text for name, text in FILES.items()})
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Say who rings\n\nAnd more.")
    return folder


def now(folder: Path) -> Live:
    return live(read_playbook(folder / "docs" / "playbook", root=folder))


def test_texts_that_are_as_the_last_edit_left_them_go_by_its_name(kept):
    assert now(kept) == Live(Edit(git(kept, "rev-parse", "HEAD"), WINTER, "Say who rings"))
    (kept / "notes.txt").write_text("Not for the playbook.", "utf-8")
    git(kept, "commit", "-q", "--allow-empty", "-m", "", "--allow-empty-message", at=WINTER + 60)
    assert now(kept) == Live(Edit(git(kept, "rev-parse", "HEAD"), WINTER + 60, ""))


def test_other_line_ends_are_the_same_text(kept):
    file = kept / "docs/playbook/roles/guide.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert now(kept).edit is not None


@pytest.mark.parametrize("change", ["changed", "new", "gone", "settings"])
def test_texts_that_the_history_does_not_have_are_no_edit(change, kept):
    texts = kept / "docs" / "playbook"
    match change:
        case "changed":
            (texts / "roles" / "guide.md").write_text(FILES["roles/guide.md"] + "\nMore.\n", "utf-8")
        case "new":
            (texts / "roles" / "cook.md").write_text("# Cook\n", "utf-8")
        case "gone":
            (texts / "roles" / "guide.md").unlink()
        case "settings":
            (texts / "playbook.yml").write_text(FACTS.replace("Quay", "Key"), "utf-8")
    assert now(kept) == Live()
