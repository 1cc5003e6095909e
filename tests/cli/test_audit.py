"""`playbook audit`: a finished folder, looked through without any source."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.audit import fingerprints
from playbook_plugins.audit.stored import dumps
from playbook_plugins.cli.audit import command
from playbook_plugins.model.fingerprints import Fingerprints
from playbook_plugins.pages.secrets import secrets
from playbook_plugins.read.playbook import read_playbook
from tests.cli.test_fingerprints import FILES


@pytest.fixture(autouse=True)
def known(write, tmp_path, monkeypatch) -> Path:
    """Fingerprints in `known.json`, and a site in `site`; the sources are gone."""
    monkeypatch.chdir(tmp_path)
    text = dumps(secrets(read_playbook(write(FILES), root=tmp_path)))
    (tmp_path / "known.json").write_text(text, "utf-8")
    (tmp_path / "playbook").rename(tmp_path / "far")
    write({"index.html": "<p>Is a morning on the river for you?</p>", "about/index.html": "<p>We lend kayaks.</p>"}, folder="site")
    return tmp_path / "known.json"


def audit(folder: str = "site", file: str = "known.json") -> Result:
    return CliRunner().invoke(command, [folder, "--fingerprints", file], catch_exceptions=False)


def test_a_clean_site_passes():
    done = audit()
    assert (done.exit_code, done.stdout, done.stderr) == (0, "site: 2 files, nothing comes out that only staff may read\n", "")


def test_what_came_out_is_told_by_its_place_and_not_by_its_words(write):
    write({"about/index.html": "<p>Wilhelmina gives up to £31. Ring 01632 960999.</p>"}, folder="site")
    done = audit()
    assert done.exit_code == 1
    told = [line for line in done.stdout.splitlines() if not line.startswith("  help:")]
    assert told == [
        "playbook/playbook.yml:7:1: error output-leak: `about/index.html` shows something that is for staff alone and stands here",
        "playbook/roles/desk.md:2:1: error money-out: `about/index.html` shows an amount that is for staff alone and stands here",
        "playbook/roles/desk.md:7:1: error output-leak: `about/index.html` shows something that is for staff alone and stands here",
        "site: 2 files, 3 things come out that only staff may read",
    ]
    assert done.stdout.count("  help: ") == 3
    assert "Wilhelmina" not in done.stdout and "31" not in done.stdout


def test_github_gets_a_note_beside_each_line_that_came_out(write):
    write({"about/index.html": "<p>Wilhelmina. Ring 01632 960999.</p>"}, folder="site")
    plain, done = audit(), CliRunner().invoke(command, ["site", "--fingerprints", "known.json", "--format", "github"])
    notes = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert done.exit_code == 1 and done.stdout.removeprefix("".join(f"{note}\n" for note in notes)) == plain.stdout
    assert [note.partition(",col=")[0] for note in notes] == ["::error file=playbook/playbook.yml,line=7", "::error file=playbook/roles/desk.md,line=7"]
    assert "Wilhelmina" not in done.stdout


def test_one_thing_in_one_file_is_counted_as_one(write):
    write({"about/index.html": "", "index.html": "Write to ola@quay.example"}, folder="site")
    done = audit()
    assert done.exit_code == 1
    assert done.stdout.endswith("site: 2 files, 1 thing comes out that only staff may read\n")


def test_a_single_file_is_counted(write):
    Path("site/about/index.html").unlink()
    assert audit().stdout.startswith("site: 1 file, ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe{", "known.json cannot be read"),
        (b"{", "known.json cannot be read"),
        (b"[" * 100_000, "known.json cannot be read"),
        (b"", "known.json cannot be read"),
        (b"[]", "known.json holds no fingerprints"),
        (b"{}", "known.json holds no fingerprints"),
        (b'{"format": "baseline", "version": 1}', "known.json holds no fingerprints"),
    ],
)
def test_a_file_without_fingerprints_is_refused(known, content, said):
    known.write_bytes(content)
    done = audit()
    assert done.exit_code == 2 and said in done.stderr and "playbook fingerprints known.json" in done.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "another version"),
        ({"version": "1"}, "another version"),
        ({"marks": {}}, "nothing to look for"),
        ({"marks": {"words-6": {}}}, "nothing to look for"),
        ({"marks": {"words-6": {"a:1": []}}}, "nothing to look for"),
        ({"marks": []}, "not whole"),
        ({"marks": {"words-7": {"a:1": ["00" * 8]}}}, "not whole"),
        ({"marks": {"words-6": {"a:1": ["00" * 7]}}}, "not whole"),
        ({"marks": {"words-6": {"a:1": ["zz" * 8]}}}, "not whole"),
        ({"marks": {"words-6": {"a:1": [8]}}}, "not whole"),
        ({"marks": {"words-6": {"a:1": 8}}}, "not whole"),
        ({"marks": {"words-6": ["00" * 8]}}, "not whole"),
        ({"coins": [8]}, "not whole"),
        ({"coins": None}, "not whole"),
    ],
    ids=str,
)
def test_a_file_that_is_not_as_it_was_written_is_refused(known, change, said):
    known.write_text(json.dumps(json.loads(known.read_text("utf-8")) | change), "utf-8")
    done = audit()
    assert done.exit_code == 2 and said in done.stderr


@pytest.mark.parametrize("lost", ["marks", "coins", "version", "format"])
def test_a_file_that_lacks_a_part_is_refused(known, lost):
    whole = json.loads(known.read_text("utf-8"))
    del whole[lost]
    known.write_text(json.dumps(whole), "utf-8")
    assert audit().exit_code == 2


def test_no_fingerprints_at_all_are_none_to_go_by(known):
    known.write_text(dumps(Fingerprints()), "utf-8")
    done = audit()
    assert done.exit_code == 2 and "nothing to look for" in done.stderr


def test_a_file_that_is_not_there_or_is_a_folder_is_refused():
    done = audit(file="other.json")
    assert done.exit_code == 2 and "other.json does not exist" in done.stderr
    done = audit(file="far")
    assert done.exit_code == 2 and "far cannot be read" in done.stderr


def test_fingerprints_have_to_be_named():
    assert CliRunner().invoke(command, ["site"]).exit_code == 2


def test_a_folder_that_is_missing_or_empty_is_refused(tmp_path):
    done = audit("nowhere")
    assert done.exit_code == 2 and "nowhere does not exist" in done.stderr
    done = audit("known.json")
    assert done.exit_code == 2 and "known.json is not a folder" in done.stderr
    (tmp_path / "bare" / "below").mkdir(parents=True)
    done = audit("bare")
    assert done.exit_code == 2 and "bare holds no file" in done.stderr


@pytest.mark.parametrize("name", ["link.html", "about/deep"])
def test_a_link_is_refused_whatever_it_leads_to(tmp_path, name):
    os.symlink(tmp_path / ("far" if name == "about/deep" else "site/index.html"), tmp_path / "site" / name)
    done = audit()
    assert done.exit_code == 2 and f"site/{name} is a link or a device" in done.stderr


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "site" / "pipe")
    done = audit()
    assert done.exit_code == 2 and "site/pipe is a link or a device" in done.stderr


def test_fingerprints_that_are_a_pipe_or_without_end_are_refused():
    os.mkfifo("pipe")
    for file in ("pipe", "/dev/zero"):
        done = audit(file=file)
        assert done.exit_code == 2 and f"{file} cannot be read: it is no plain file" in done.stderr


def test_fingerprints_do_not_go_up_with_the_site(known, tmp_path):
    known.rename(tmp_path / "site" / "known.json")
    done = audit(file="site/known.json")
    assert done.exit_code == 2 and "where everybody could read it" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are another matter there")
def test_a_file_that_cannot_be_read_is_told(as_nobody):
    (as_nobody / "known.json").write_text(dumps(fingerprints(["This is what only staff may ever read."], [])), "utf-8")
    (as_nobody / "site").mkdir()
    (as_nobody / "site" / "index.html").write_text("<p>We lend kayaks.</p>")
    (as_nobody / "site" / "index.html").chmod(0)
    done = audit(str(as_nobody / "site"), str(as_nobody / "known.json"))
    assert done.exit_code == 2 and "cannot be read" in done.stderr


def test_a_file_that_goes_away_meanwhile_is_told(monkeypatch):
    def vanish(path: Path) -> bytes:
        raise FileNotFoundError(2, "No such file or directory", str(path))

    monkeypatch.setattr("playbook_plugins.audit.site._beginning", vanish)
    done = audit()
    assert done.exit_code == 2 and "cannot be read: No such file" in done.stderr
