"""Where the past is missing it is said, once and in words, and nothing fails."""

import os
import subprocess
from pathlib import Path

import pytest

from playbook_plugins.model.history import Gap, History
from playbook_plugins.read.history import read_history
from playbook_plugins.testing import commit
from tests.cli.test_build import SMALL
from tests.conftest import TODAY, playbook


@pytest.fixture
def shop(write) -> Path:
    return write(SMALL, folder="shop")


def check(folder: Path, **environment: str):
    return playbook("check", cwd=folder, PLAYBOOK_TODAY=TODAY.isoformat(), **environment)


def test_a_whole_history_is_not_spoken_of(shop):
    commit(shop, "2026-11-02")
    history = read_history(shop)
    assert history.complete and history.gap is None and history.missed == ""
    assert check(shop).stderr == ""


def test_without_a_repository_or_a_commit_there_is_none(shop):
    assert read_history(shop).gap is Gap.NONE
    subprocess.run(["git", "init", "-q", str(shop)], check=True)
    assert read_history(shop).gap is Gap.NONE
    # whoever keeps no history need not hear of it at every check
    assert check(shop).stderr == ""


def test_a_shallow_copy_is_told(shop, tmp_path):
    commit(shop, "2026-11-02")
    commit(shop, "2026-11-03")
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{shop}", str(tmp_path / "copy")], check=True)
    assert read_history(tmp_path / "copy").gap is Gap.SHALLOW
    done = check(tmp_path / "copy")
    assert done.returncode == 0 and done.stderr.count("git fetch --unshallow") == 1 and "`changed-since-review` and `bulk-review` sleep" in done.stderr


def test_without_git_it_is_told(shop, tmp_path):
    commit(shop, "2026-11-02")
    (tmp_path / "empty").mkdir()
    done = check(shop, PATH=str(tmp_path / "empty"))
    assert done.returncode == 0 and "Install git." in done.stderr and "the day of the latest review" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives folders away")
def test_a_folder_of_somebody_elses_is_told(shop, monkeypatch):
    commit(shop, "2026-11-02")
    for path in (shop, *shop.rglob("*")):
        os.chown(path, 65534, 65534)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    assert read_history(shop).gap is Gap.REFUSED
    done = check(shop)
    assert done.returncode == 0 and "safe.directory" in done.stderr


@pytest.mark.parametrize("gap", Gap)
def test_what_is_said_is_two_sentences(gap):
    said = History(gap=gap).missed
    assert said.count(". ") == 1 and said.endswith(".") and said[0].isupper()
