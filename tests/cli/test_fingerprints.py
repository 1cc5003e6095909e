"""`playbook fingerprints`: what an audit without the sources goes by."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.audit.stored import dumps, loads
from playbook_plugins.cli.fingerprints import command
from playbook_plugins.engines.mkdocs.sentences import theirs
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.publish.plain import MARK
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY
from tests.report.birthdays import CLEAN, OFFER, SETTINGS

PRIVATE = SETTINGS + "  private_names: [Wilhelmina]\n"
FILES = CLEAN | {"playbook.yml": PRIVATE, "roles/desk.md": "---\nmay_spend: 31\nreviewed: 2026-11-01\n---\n# Desk\n\nAt home: ola@quay.example, 01632 960999.\n"}


@pytest.fixture(autouse=True)
def outside(tmp_path, monkeypatch) -> Path:
    """The folder in which the playbook lies, and the fingerprints beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAYBOOK_TODAY", TODAY.isoformat())
    return tmp_path


def fingerprints(*arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments], catch_exceptions=False)


def test_they_are_written_and_are_those_that_a_build_goes_by(write):
    folder = write(FILES)
    done = fingerprints("known.json", "playbook")
    assert done.exit_code == 0, done.stderr
    known = loads(Path("known.json").read_text("utf-8"))
    assert known == release(read_playbook(folder, root=folder.parent), Audience.PUBLIC, around=(), theirs=theirs()).fingerprints
    assert done.stdout == f"known.json: {sum(map(len, known.marks.values()))} fingerprints\n"
    assert list(Path().glob(".known*")) == []


def test_the_same_sources_give_the_same_file_and_no_word_of_them(write):
    write(FILES)
    fingerprints("known.json", "playbook")
    first = Path("known.json").read_bytes()
    assert fingerprints("known.json", "playbook").exit_code == 0
    assert Path("known.json").read_bytes() == first
    assert not [word for word in (b"Wilhelmina", b"wilhelmina", b"ola@", b"960999", b"smile") if word in first]
    whole = json.loads(first)
    assert first.decode() == json.dumps(whole, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    assert {"amount", "mail", "name", "phone", "words-1"} <= set(whole["marks"])
    assert list(whole["marks"]["amount"]) == ["playbook/roles/desk.md:2"]


def test_nothing_is_written_from_a_playbook_with_faults(write):
    write(FILES | {"policies/birthdays.md": OFFER})
    done = fingerprints("known.json", "playbook")
    assert done.exit_code == 1 and "Nothing was written: mend the above first." in done.stderr
    assert not Path("known.json").exists()


def test_nothing_is_written_where_there_is_nothing_to_look_for(write):
    write({name: CLEAN[name] for name in ("playbook.yml", "fit.md")} | {"playbook.yml": "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"})
    done = fingerprints("known.json", "playbook")
    assert done.exit_code == 1 and "nothing here that only staff may read" in done.stderr
    assert not Path("known.json").exists()


def test_where_there_is_nothing_to_look_for_a_file_may_say_so(write):
    write({"fit.md": CLEAN["fit.md"], "playbook.yml": "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"})
    assert fingerprints("--or-none", "known.json", "playbook").stdout == "known.json: 0 fingerprints\n"
    assert not loads(Path("known.json").read_text("utf-8"))


def test_where_there_is_something_it_is_written_all_the_same(write):
    write(FILES)
    fingerprints("--or-none", "known.json", "playbook")
    assert loads(Path("known.json").read_text("utf-8")) and "none" not in json.loads(Path("known.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["playbook/known.json", "playbook/roles/known.json"])
def test_they_do_not_lie_among_the_texts(write, name):
    write(FILES)
    done = fingerprints(name, "playbook")
    assert done.exit_code == 2 and "would lie among the texts" in done.stderr
    assert not Path(name).exists()


def test_they_do_not_lie_among_the_public_pages(write):
    write({f"docs/playbook/{name}": text for name, text in FILES.items()} | {"docs/public/hello.md": "# Hello\n", "mkdocs.yml": "docs_dir: docs/public\n"}, folder="shop")
    done = fingerprints("shop/docs/public/known.json", "shop/docs/playbook")
    assert done.exit_code == 2 and "would lie among the texts" in done.stderr


SITES = {
    "a site that is built": ("www/index.html", "<html><body data-playbook-audience=\"public\">", "www/about/known.json"),
    "a site for staff": ("www/index.html", "<html><body data-playbook-audience=\"internal\">", "www/known.json"),
    "pages that are written": ("plain/mkdocs.yml", MARK, "plain/docs/known.json"),
    "where a site will be": ("mkdocs.yml", "plugins: [playbook]\n", "site/known.json"),
    "where another site will be": ("mkdocs.local.yml", "plugins: [playbook]\nsite_dir: a/b\n", "a/b/c/known.json"),
}


@pytest.mark.parametrize("case", SITES)
def test_they_do_not_lie_in_a_site(case, write):
    file, text, name = SITES[case]
    write({f"docs/playbook/{path}": content for path, content in FILES.items()} | {file: text}, folder="shop")
    Path("shop", name).parent.mkdir(parents=True, exist_ok=True)
    done = fingerprints(f"shop/{name}", "shop/docs/playbook")
    assert done.exit_code == 2 and "would lie in a site" in done.stderr
    assert not Path("shop", name).exists()


@pytest.mark.parametrize("name", ["pipe", "/dev/full", "/dev/zero"])
def test_a_pipe_is_not_waited_for_and_a_device_not_read_to_its_end(name, write):
    write(FILES)
    os.mkfifo("pipe")
    done = fingerprints(name, "playbook")
    assert done.exit_code == 2 and f"{name} cannot be read: it is no plain file" in done.stderr


def test_a_file_of_another_sort_is_not_written_over(write):
    write(FILES)
    Path("known.json").write_text('{"accounts": 2026}', "utf-8")
    done = fingerprints("known.json", "playbook")
    assert done.exit_code == 2 and "holds no fingerprints" in done.stderr
    assert Path("known.json").read_text("utf-8") == '{"accounts": 2026}'


def test_a_folder_that_is_not_there_is_told(write):
    write(FILES)
    done = fingerprints("nowhere/known.json", "playbook")
    assert done.exit_code == 2 and "nowhere/known.json cannot be written" in done.stderr


def test_what_is_written_is_read_back(write):
    folder = write(FILES)
    known = release(read_playbook(folder, root=folder.parent), Audience.PUBLIC).fingerprints
    assert loads(dumps(known)) == known
