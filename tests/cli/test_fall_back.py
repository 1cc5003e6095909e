"""`playbook build --audience internal --fall-back`: an edit with something to mend does not keep the one before it from being live."""

import json
import os
import subprocess
from html import unescape
from pathlib import Path

import pytest
from click import ClickException

from playbook_plugins.cli import falling_back
from playbook_plugins.cli.falling_back import newest_that_passes
from playbook_plugins.read.playbook import read_playbook
from tests.cli.test_build import BROKEN, DAY, SMALL, tree
from tests.conftest import TODAY, playbook

FIT, SETTINGS = "docs/playbook/fit.md", "docs/playbook/playbook.yml"
FIRST = 1_795_003_200
"""18 November 2026, 12:00 in Greenwich."""


def git(folder: Path, *arguments: str, at: int = FIRST) -> str:
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", "Ida"), ("EMAIL", "ida@quay.example"), ("DATE", f"{at} +0000"))}
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, encoding="utf-8", env=environment).stdout.strip()


def save(folder: Path, said: str, number: int, **texts: str) -> str:
    """Keep texts in the history, the first at noon and each a minute after the one before; its name."""
    for name, text in texts.items():
        (folder / {"fit": FIT, "settings": SETTINGS}[name]).write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", said, at=FIRST + 60 * number)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def shop(write) -> Path:
    """A shop with one good edit in its history."""
    looks = {"looks/own/partials/copyright.html": "<p>Made on the quay.</p>\n"}
    folder = write({**SMALL, **looks, ".gitignore": "/site/\n", "mkdocs.internal.yml": INTERNAL}, folder="shop")
    git(folder, "init", "-q")
    save(folder, "Begin", 0)
    return folder


INTERNAL = """\
site_name: Playbook
theme: {name: material, font: false, custom_dir: looks/own}
docs_dir: docs/public
site_dir: site/internal
plugins: {search: {}, playbook: {audience: internal}, checklist: {}}
markdown_extensions: [playbook_guard, tables]
"""
TITLE = "# Is a morning on the river for you?"


@pytest.fixture
def room(tmp_path) -> Path:
    """Where the command may put what it needs for a while."""
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


def build(shop: Path, room: Path, *arguments: str):
    day = {"PLAYBOOK_TODAY": DAY["PLAYBOOK_TODAY"], "TMPDIR": str(room)}
    done = playbook("build", "--audience", "internal", *arguments, cwd=shop, **day)
    assert "Traceback" not in done.stderr
    assert list(room.iterdir()) == []
    return done


def fallen_back(shop: Path):
    return newest_that_passes(read_playbook(shop / "docs/playbook", root=shop), today=TODAY)


def besides(folder: Path) -> dict[str, bytes]:
    """Everything but the site."""
    return {name: content for name, content in tree(folder).items() if not name.startswith("site/")}


@pytest.mark.slow
def test_an_edit_that_passes_is_built_as_ever(shop, room):
    plain = build(shop, room, "--out", "plain")
    assert plain.returncode == 0, plain.stderr
    (shop / FIT).write_text(BROKEN, "utf-8")
    before = besides(shop)
    done = build(shop, room, "--fall-back")
    assert done.returncode == 0, done.stderr
    assert "What is not committed is left out" in done.stderr and "Not live yet" not in done.stderr
    assert tree(shop / "site" / "internal") == tree(shop / "plain")
    assert besides(shop) == before
    assert b"Made on the quay." in (shop / "plain" / "index.html").read_bytes()


@pytest.mark.slow
def test_the_newest_edit_that_passes_is_built_with_what_the_next_ones_wait_for(shop, room):
    facts = SMALL[SETTINGS] + "site: {repository: 'https://github.com/quay/kayaks'}\n"
    good = save(shop, "Say <more>", 1, fit=SMALL[FIT].replace(TITLE, f"{TITLE}\n\nWe start at *nine*."), settings=facts)
    save(shop, "Slip", 2, fit=BROKEN)
    bad = save(shop, "Slip & slide", 3, fit=BROKEN.replace(TITLE, f"{TITLE}\n\nWe start at ten."))
    before = besides(shop)
    done = build(shop, room, "--fall-back")
    assert done.returncode == 0, done.stderr
    assert "left out" not in done.stderr
    assert "docs/playbook/fit.md:2:11: error bad-value" in done.stderr
    assert f"Not live yet: the edit {bad[:8]} of 2026-11-18 12:03 (Greenwich), “Slip & slide”. Mend the above first." in done.stderr
    assert f"Built is the newest edit that passes: {good[:8]} of 2026-11-18 12:01 (Greenwich), “Say <more>”." in done.stderr
    assert besides(shop) == before
    site = shop / "site" / "internal"
    found = json.loads((site / "live.json").read_text("utf-8"))
    assert (found["commit"], found["at"]) == (good, "2026-11-18T12:01:00+00:00")
    waiting = found["waiting"]
    assert (waiting["commit"], waiting["at"], waiting["said"]) == (bad, "2026-11-18T12:03:00+00:00", "Slip & slide")
    assert [(one["path"], one["line"], one["column"], one["rule"], one["level"]) for one in waiting["findings"]] == [(FIT, 2, 11, "bad-value", "error")]
    assert "nine" in (site / "public" / "index.html").read_text("utf-8")
    owner = unescape((site / "owner" / "index.html").read_text("utf-8"))
    assert "The texts of 18 November 2026, 12:01 (Greenwich time) (“Say <more>”) are live." in owner
    assert "Your edit of 18 November 2026, 12:03 (Greenwich time) (“Slip & slide”) is not live yet." in owner
    assert 'href="https://github.com/quay/kayaks/edit/main/docs/playbook/fit.md">Mend it</a>' in owner
    home = unescape((site / "index.html").read_text("utf-8"))
    assert "Not live yet: the edit of 18 November 2026, 12:03" in home and 'href="owner/">See what to mend</a>' in home


def test_where_no_edit_passes_nothing_is_touched(shop, room):
    git(shop, "update-ref", "-d", "HEAD")
    for number in range(3):
        save(shop, "Slip", number, fit=BROKEN + "\n" * number)
    before = tree(shop)
    done = build(shop, room, "--fall-back")
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.count("error bad-value") == 1
    assert "None of the 3 newest edits passes, so nothing was built.\nMend the above first. What was published before is untouched." in done.stderr
    assert tree(shop) == before


def test_an_edit_whose_one_slip_is_a_link_does_not_count_as_live(shop):
    (shop / "docs/playbook/pages").mkdir()
    (shop / "docs/playbook/pages/house.md").symlink_to("/etc/hostname")
    newest = save(shop, "Link the house", 1)
    with newest_that_passes(read_playbook(shop / "docs/playbook", root=shop), today=TODAY) as kept:
        assert kept.live.edit.said == "Begin" and kept.live.waiting.edit.commit == newest
        assert [finding.rule for finding in kept.live.waiting.findings] == ["unreadable-file"]


def test_no_more_edits_are_tried_than_it_says(shop, monkeypatch):
    assert falling_back.MOST == 50
    save(shop, "Slip", 1, fit=BROKEN)
    monkeypatch.setattr(falling_back, "MOST", 2)
    with fallen_back(shop) as kept:
        assert kept.live.edit.said == "Begin"
    monkeypatch.setattr(falling_back, "MOST", 1)
    with pytest.raises(ClickException, match="^The only edit there is does not pass"), fallen_back(shop):
        pass


def test_what_another_branch_tried_was_never_here(shop):
    git(shop, "checkout", "-q", "-b", "side")
    save(shop, "Try", 1, fit=SMALL[FIT].replace(TITLE, f"{TITLE}\n\nTried."))
    save(shop, "Slip", 2, fit=BROKEN)
    git(shop, "checkout", "-q", "-")
    git(shop, "merge", "-q", "--no-ff", "-m", "Take it", "side", at=FIRST + 240)
    with fallen_back(shop) as kept:
        assert kept.live.edit.said == "Begin" and kept.live.waiting.edit.said == "Take it"


def test_a_part_of_the_history_alone_is_told(shop, room, tmp_path):
    save(shop, "Slip", 1, fit=BROKEN)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{shop}", str(tmp_path / "part"))
    done = build(tmp_path / "part", room, "--fall-back")
    assert done.returncode == 1
    assert "The only edit there is does not pass, so nothing was built. This copy holds a part of the version history alone. Fetch the rest with `git fetch --unshallow`" in done.stderr


@pytest.mark.parametrize("audience", ["public", "both"])
def test_what_everybody_reads_never_falls_back(audience, shop, room):
    done = playbook("build", "--audience", audience, "--fall-back", cwd=shop, **DAY)
    assert done.returncode == 2
    assert "--fall-back is for the internal site alone: say `--audience internal` as well." in done.stderr
    assert not (shop / "site").exists()


def test_without_a_history_there_is_nothing_to_fall_back_on(write, room):
    done = build(write(SMALL, folder="new"), room, "--fall-back")
    assert done.returncode == 2
    assert "--fall-back goes by the version history. There is no version history here. It begins with `git init` and a commit." in done.stderr
