"""`playbook diff --public`, as somebody types it in a repository with a past."""

import contextlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli import main
from playbook_plugins.testing import commit
from tests.conftest import ROOT, TODAY

KAYAKS = ROOT / "tests" / "golden" / "kayaks" / "docs"
FIT, MONEY, PRINT = "playbook/fit.md", "playbook/money.md", "public/small-print.md"


def diff(*arguments: str, cwd: Path, **environment: str) -> Result:
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(main, ["diff", *arguments], env={"PLAYBOOK_TODAY": TODAY.isoformat(), **environment})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / "docs" / name).read_text("utf-8")
    assert old in text
    (folder / "docs" / name).write_text(text.replace(old, new, 1), "utf-8")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture
def shop(tmp_path) -> Path:
    """A playbook that may be published, as its owner committed it."""
    folder = tmp_path / "shop"
    shutil.copytree(KAYAKS, folder / "docs")
    (folder / "docs" / "playbook" / "promises" / "lunch.md").unlink()
    change(folder, PRINT, "<!-- read by Ida -->\n", "")
    change(folder, PRINT, "<b>always</b>", "always")
    commit(folder, "2026-11-02")
    return folder


def test_nothing_has_changed(shop):
    done = diff("--public", "HEAD", "--exit-code", cwd=shop)
    assert (done.exit_code, done.stdout) == (0, "Nothing would become public that was not public at HEAD.\n")


def test_what_would_become_public_is_quoted_with_its_page_and_its_line(shop):
    change(shop, FIT, "You like it quiet.", "You like it quiet. We lend you *dry* socks.")
    change(shop, MONEY, "# ", "# Secret ")
    done = diff("--public", "HEAD", cwd=shop)
    assert done.exit_code == 0, done.stderr
    assert done.stdout == (
        "1 sentence would become public that was not at HEAD. Please read it before you agree.\n\n"
        "/\n  + We lend you *dry* socks.\n      docs/playbook/fit.md:12\n"
    )
    assert diff("--public", "HEAD", "--exit-code", cwd=shop).exit_code == 1


def test_a_committed_change_is_seen_from_any_earlier_revision(shop):
    change(shop, PRINT, "Vests are worn", "Helmets are worn")
    commit(shop, "2026-11-03")
    for base in ("HEAD~1", git(shop, "rev-parse", "HEAD~1").strip()):
        done = json.loads(diff("--public", base, "--format", "json", cwd=shop).stdout)
        assert done == {
            "version": 1,
            "base": base,
            "added": [{"sort": "sentence", "text": "Helmets are worn, by everybody, always.", "page": "/small-print/", "path": "docs/public/small-print.md", "line": 3}],
            "removed": [{"sort": "sentence", "text": "Vests are worn, by everybody, always.", "page": "/small-print/", "path": "docs/public/small-print.md", "line": 3}],
        }
    assert diff("--public", "HEAD", cwd=shop).stdout.startswith("Nothing would become public")


def test_what_moves_or_changes_its_emphasis_is_not_new(shop):
    change(shop, FIT, "- You like it quiet.\n", "")
    change(shop, PRINT, "Vests are worn", "**You like it quiet.**\n\nVests are worn")
    assert diff("--public", "HEAD", cwd=shop).stdout.startswith("Nothing would become public")


def test_where_a_link_leads_is_part_of_what_is_public(shop):
    change(shop, FIT, "https://rapids.example", "https://elsewhere.example")
    done = diff("--public", "HEAD", "--removed", cwd=shop)
    assert "+ [Milldam Rapids](https://elsewhere.example) has the fast one." in done.stdout
    assert "- [Milldam Rapids](https://rapids.example) has the fast one." in done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("playbook/playbook.yml", "phone: ", "url: https://quay.example\n  phone: ", "url: https://quay.example"),
        ("playbook/partners.md", "good_at: ", "good_at: boats, and ", "boats, and "),
        ("playbook/promises/dry-bag.md", "\n# ", "\n# Always: ", "Always: "),
    ],
)
def test_facts_partners_and_promises_count(shop, name, old, new, told):
    change(shop, name, old, new)
    done = diff("--public", "HEAD", cwd=shop)
    assert f"  + {told}" in done.stdout and f"docs/{name}:" in done.stdout, done.stderr


def test_a_page_that_becomes_public_is_shown_whole_and_staff_texts_never(shop):
    change(shop, "playbook/principles/the-boat-is-ours.md", "---\n", "---\naudience: public\n")
    change(shop, "playbook/policies/it-leaked.md", "## ", "The quokka knows.\n\n## ")
    done = diff("--public", "HEAD", cwd=shop)
    assert "/principles/the-boat-is-ours/\n  + " in done.stdout
    assert "quokka" not in done.stdout


def test_a_new_picture_and_a_changed_one_are_named(shop):
    (shop / "docs" / "public" / "quay.png").write_bytes((shop / "docs" / "public" / "quay.png").read_bytes() + b"\0")
    shutil.copy(KAYAKS / "public" / "quay.png", shop / "docs" / "public" / "hut.png")
    change(shop, PRINT, "Vests", "![The hut](hut.png)\n\nVests")
    done = diff("--public", "HEAD", cwd=shop)
    assert "1 sentence and 2 pictures would become public" in done.stdout, done.stdout
    assert "  + hut.png\n      docs/public/small-print.md:3" in done.stdout and "  + quay.png\n" in done.stdout


def test_the_page_of_a_job_holds_no_markup_of_an_authors(shop):
    change(shop, FIT, "You like it quiet.", "We whistle for [you](https://song.example), @everybody.")
    done = diff("--public", "HEAD", "--format", "markdown", cwd=shop)
    assert done.stdout.startswith("## 1 sentence would become public")
    assert "\n- We whistle for \\[you\\](https\\://song.example), @<!-- -->everybody. (docs/playbook/fit.md:12)\n" in done.stdout
    assert "<details><summary>1 sentence would no longer be public</summary>" in done.stdout


def test_a_folder_of_sources_may_be_compared_with(shop, tmp_path):
    shutil.copytree(shop / "docs", tmp_path / "before" / "docs")
    change(shop, FIT, "You like it quiet.", "You like it slow.")
    done = diff("--public", str(tmp_path / "before" / "docs" / "playbook"), cwd=shop)
    assert "+ You like it slow." in done.stdout, done.stderr


UNSHOWN = "has changed as well. What it adds to the pages, such as `copyright`, is not shown here: read it yourself.\n"


def test_settings_that_have_changed_are_named(shop):
    (shop / "conf").mkdir()
    (shop / "mkdocs.yml").write_text("INHERIT: conf/base.yml\ndocs_dir: docs/public\n", "utf-8")
    (shop / "conf" / "base.yml").write_text("INHERIT: ../../far.yml\ncopyright: The quay\n", "utf-8")
    (shop.parent / "far.yml").write_text("site_name: Far\n", "utf-8")
    nothing = "Nothing would become public that was not public at HEAD.\n"
    assert diff("--public", "HEAD", cwd=shop).stdout == f"{nothing}\nmkdocs.yml {UNSHOWN}"
    commit(shop, "2026-11-03")
    assert diff("--public", "HEAD", cwd=shop).stdout == nothing
    (shop / "mkdocs.yml").write_bytes(b"INHERIT: conf/base.yml\r\ndocs_dir: docs/public\r\n")
    assert diff("--public", "HEAD", cwd=shop).stdout == nothing
    (shop / "conf" / "base.yml").write_text("copyright: The quokka\n", "utf-8")
    done = diff("--public", "HEAD", "--format", "markdown", cwd=shop)
    assert done.stdout == f"## {nothing}\nA file that mkdocs.yml inherits {UNSHOWN}"
    done = diff("--public", "HEAD", "--format", "json", cwd=shop)
    assert json.loads(done.stdout)["added"] == [] and done.stderr.endswith(UNSHOWN)
    (shop / "mkdocs.yml").unlink()
    assert diff("--public", "HEAD", cwd=shop).stdout == f"{nothing}\nmkdocs.yml {UNSHOWN}"


def test_settings_beside_a_folder_of_sources_are_compared_where_there_are_some(shop, tmp_path):
    (shop / "mkdocs.yml").write_text("docs_dir: docs/public\n", "utf-8")
    shutil.copytree(shop / "docs", tmp_path / "before" / "docs")
    base = str(tmp_path / "before" / "docs" / "playbook")
    assert "mkdocs.yml" not in diff("--public", base, cwd=shop).stdout
    (tmp_path / "before" / ".git").mkdir()
    (tmp_path / "before" / "mkdocs.yml").write_text("docs_dir: docs/public\ncopyright: The hut\n", "utf-8")
    assert diff("--public", base, cwd=shop).stdout.endswith(f"\n\nmkdocs.yml {UNSHOWN}")


def test_sources_that_do_not_pass_are_not_compared(shop):
    change(shop, FIT, "reviewed: 2026-11-02", "reviewed: 2026-02-30")
    done = diff("--public", "HEAD", cwd=shop)
    assert done.exit_code == 1 and "Nothing was compared" in done.stderr and done.stdout == ""


def test_of_states_that_did_not_pass_nothing_was_public(shop):
    git(shop, "checkout", "-q", "--orphan", "other")
    change(shop, FIT, "reviewed: 2026-11-02", "reviewed: 2026-02-30")
    commit(shop, "2026-11-03")
    change(shop, FIT, "reviewed: 2026-02-30", "reviewed: 2026-11-02")
    done = diff("--public", "HEAD", cwd=shop)
    assert "nothing was published" in done.stderr and "+ You like it quiet." in done.stdout


def test_where_a_state_did_not_pass_the_newest_before_it_was_public(shop):
    change(shop, FIT, "reviewed: 2026-11-02", "reviewed: 2026-02-30")
    commit(shop, "2026-11-03")
    change(shop, FIT, "reviewed: 2026-02-30", "reviewed: 2026-11-02")
    change(shop, FIT, "You like it quiet.", "You like it very quiet.")
    passed = git(shop, "rev-parse", "HEAD~1").strip()
    done = diff("--public", "HEAD", cwd=shop)
    assert f"is what {passed[:10]} made public" in done.stderr
    assert [line.strip() for line in done.stdout.splitlines() if line.strip().startswith("+")] == ["+ You like it very quiet."]


def test_before_there_was_a_playbook_everything_is_new(tmp_path, shop):
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "README").write_text("Hello\n")
    commit(bare, "2026-11-01")
    shutil.copytree(shop / "docs", bare / "docs")
    done = diff("--public", "HEAD", cwd=bare)
    assert "there was no playbook" in done.stderr and "+ You like it quiet." in done.stdout


@pytest.mark.parametrize("base", ["nowhere", "--output=x"])
def test_a_base_that_is_not_there_is_said(shop, base):
    done = diff(f"--public={base}", cwd=shop)
    assert done.exit_code == 2 and "neither a revision of this repository nor a folder" in done.stderr
    assert not (shop / "x").exists()


@pytest.mark.parametrize("base", ["0" * 40, "0" * 64, "nowhere"])
def test_where_there_is_nothing_earlier_everything_may_count_as_new(shop, base):
    done = diff("--public", base, "--or-all", "--format", "json", cwd=shop)
    assert done.exit_code == 0 and "everything counts as new" in done.stderr
    assert len(json.loads(done.stdout)["added"]) > 10
    assert diff("--public", "HEAD", "--or-all", cwd=shop).stdout == "Nothing would become public that was not public at HEAD.\n"


def test_the_page_of_a_run_gets_what_would_become_public(shop, tmp_path):
    change(shop, FIT, "You like it quiet.", "You like it quiet. We lend you dry socks.")
    (page := tmp_path / "page.md").write_text("# Before\n", "utf-8")
    done = diff("--public", "HEAD", "--format", "github", cwd=shop, GITHUB_STEP_SUMMARY=str(page))
    assert done.exit_code == 0 and "+ We lend you dry socks." in done.stdout
    assert page.read_text("utf-8").startswith("# Before\n## 1 sentence would become public that was not at HEAD")
    assert "- We lend you dry socks. (docs/playbook/fit.md:" in page.read_text("utf-8")


def test_a_commit_is_named_as_people_can_read_it(shop):
    commit_ = git(shop, "rev-parse", "HEAD").strip()
    assert diff("--public", commit_, cwd=shop).stdout == f"Nothing would become public that was not public at version {commit_[:10]}.\n"
    assert json.loads(diff("--public", commit_, "--format", "json", cwd=shop).stdout)["base"] == commit_
    assert "would become public that were not at an earlier time." in diff("--public", "0" * 40, "--or-all", cwd=shop).stdout


def test_a_full_page_of_a_run_is_cut_behind_a_line(shop, tmp_path):
    (page := tmp_path / "page.md").write_text("x" * (1024 * 1024 - 400) + "\n", "utf-8")
    assert diff("--public", "0" * 40, "--or-all", "--format", "github", cwd=shop, GITHUB_STEP_SUMMARY=str(page)).exit_code == 0
    assert page.stat().st_size <= 1024 * 1024
    assert page.read_text("utf-8").count("\n- ") > 1 and page.read_text("utf-8").rpartition("\n")[2].endswith(")")


def test_no_page_of_a_run_is_written_without_a_place_for_it(shop):
    assert diff("--public", "HEAD", "--format", "github", cwd=shop, GITHUB_STEP_SUMMARY="").exit_code == 0


def test_a_shallow_copy_says_how_to_make_it_whole(shop, tmp_path):
    change(shop, FIT, "You like it quiet.", "You like it slow.")
    commit(shop, "2026-11-03")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{shop}", "shallow")
    first = git(shop, "rev-parse", "HEAD~1").strip()
    done = diff("--public", first, cwd=tmp_path / "shallow")
    assert done.exit_code == 2 and "git fetch --unshallow" in done.stderr
    assert diff("--public", "HEAD", cwd=tmp_path / "shallow").stdout.startswith("Nothing would become public")
    git(tmp_path / "shallow", "fetch", "-q", "--depth=1", "origin", f"{first}:refs/heads/before")
    assert "+ You like it slow." in diff("--public", "before", cwd=tmp_path / "shallow").stdout


def test_without_a_past_or_without_git_it_is_said(shop, tmp_path):
    shutil.copytree(shop / "docs", tmp_path / "alone" / "docs")
    done = diff("--public", "main", cwd=tmp_path / "alone")
    assert done.exit_code == 2 and "has no version history" in done.stderr
    (tmp_path / "empty").mkdir()
    done = diff("--public", "main", cwd=shop, PATH=str(tmp_path / "empty"))
    assert done.exit_code == 2 and "git is not installed" in done.stderr


def test_nothing_is_checked_out_and_nothing_stays(shop, tmp_path, monkeypatch):
    change(shop, FIT, "You like it quiet.", "You like it slow.")
    before = {file: file.read_bytes() for file in shop.rglob("*") if file.is_file()}
    (tmp_path / "tmp").mkdir()
    hook = {"GIT_DIR": str(shop / ".git"), "GIT_INDEX_FILE": str(shop / ".git" / "index")}
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    done = diff("--public", "HEAD", cwd=shop, **hook)
    assert "+ You like it slow." in done.stdout, done.stderr
    assert {file: file.read_bytes() for file in shop.rglob("*") if file.is_file()} == before
    assert os.listdir(tmp_path / "tmp") == []
