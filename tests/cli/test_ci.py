"""`playbook ci`, in a repository where somebody may have been at work."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_plugins.cli import new
from playbook_plugins.cli.ci import command
from playbook_plugins.hosts.afterwards import afterwards
from playbook_plugins.hosts.files import files
from playbook_plugins.hosts.flavour import Host, flavour

PUBLISH = ".github/workflows/publish.yml"


def ci(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [str(folder), *arguments], catch_exceptions=False)


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("host", Host)
def test_a_playbook_is_begun_with_the_files_of_its_host(tmp_path, host):
    done = CliRunner().invoke(new.command, [str(tmp_path), "--name", "Quay Kayaks", "--phone", "01632 960200", "--host", host.value])
    assert done.exit_code == 0, done.output
    wanted = files(flavour(host))
    there = held(tmp_path)
    assert {path: there.get(path) for path in wanted} == wanted
    assert (".gitlab-ci.yml" in there) is (host is Host.GITLAB) and ("netlify.toml" in there) is (host is Host.NETLIFY)
    told = ci(tmp_path, "--check")
    assert told.exit_code == 0 and f"--host {host}" in told.output


def test_the_files_are_written_once_and_the_owner_is_told_what_is_left_to_do(tmp_path):
    done = ci(tmp_path, "--host", "github")
    assert done.exit_code == 0 and f"{PUBLISH} was written\n" in done.output
    assert "What only you can do:\n1. On GitHub, under Settings, Pages" in done.output
    assert held(tmp_path) == files(flavour("github"))
    again = ci(tmp_path)
    assert again.exit_code == 0 and again.output.startswith("3 files are as they should be already.\n\nWhat only you can do:\n1. ")


def test_what_was_changed_by_hand_is_shown_and_stays(tmp_path):
    ci(tmp_path, "--host", "github")
    (tmp_path / PUBLISH).write_text((tmp_path / PUBLISH).read_text("utf-8").replace("timeout-minutes: 15", "timeout-minutes: 5"), "utf-8")
    (tmp_path / "requirements.txt").unlink()
    before = held(tmp_path)
    checked = ci(tmp_path, "--check")
    assert checked.exit_code == 1
    assert f"{PUBLISH} was changed by hand.\n" in checked.output and "requirements.txt is not there.\n" in checked.output
    done = ci(tmp_path)
    assert done.exit_code == 1 and f"changed by hand: {PUBLISH}." in done.output
    assert "\n-    timeout-minutes: 5\n+    timeout-minutes: 15\n" in done.output
    assert held(tmp_path) == before
    assert ci(tmp_path, "--force").exit_code == 0
    assert held(tmp_path) == files(flavour("github"))


def test_a_list_of_packages_that_is_there_already_is_left_alone(tmp_path):
    (tmp_path / "requirements.txt").write_text("mkdocs\n")
    refused = ci(tmp_path, "--host", "github")
    assert refused.exit_code == 1 and "--lock requirements-playbook.txt. To write over" in refused.output
    assert ci(tmp_path, "--host", "github", "--lock", "requirements-playbook.txt").exit_code == 0
    assert (tmp_path / "requirements.txt").read_text() == "mkdocs\n"
    text = (tmp_path / PUBLISH).read_text("utf-8")
    assert text.count("requirements-playbook.txt\n") == 8 and " requirements.txt" not in text
    assert ci(tmp_path, "--check").exit_code == 0
    (tmp_path / "requirements-playbook.txt").unlink()
    assert "requirements-playbook.txt is not there.\n" in ci(tmp_path, "--check").output
    assert ci(tmp_path, "--host", "github", "--lock", "../x.txt").exit_code == 2


def test_somebody_elses_file_is_not_written_over(tmp_path):
    (tmp_path / ".gitlab-ci.yml").write_text("mine: {script: [ls]}\n")
    done = ci(tmp_path, "--host", "gitlab")
    assert done.exit_code == 1 and "-mine: {script: [ls]}\n" in done.output
    assert held(tmp_path) == {".gitlab-ci.yml": b"mine: {script: [ls]}\n"}


def test_an_older_versions_file_is_renewed_without_asking(tmp_path):
    ci(tmp_path, "--host", "github")
    from playbook_plugins.hosts.mark import marked

    (tmp_path / PUBLISH).write_bytes(marked("jobs: {}\n", command="playbook ci --host github", version="0.0.1"))
    assert ci(tmp_path, "--check").exit_code == 1
    done = ci(tmp_path)
    assert done.exit_code == 0 and done.output == f"{PUBLISH} was renewed\n"
    assert ci(tmp_path, "--check").exit_code == 0


def test_what_was_chosen_is_kept_and_may_be_changed(tmp_path):
    ci(tmp_path, "--host", "netlify", "--with", "gitlab", "--internal", "none", "--from", "./tool.whl")
    assert "`playbook ci --host netlify --with gitlab --internal none --from ./tool.whl`" in ci(tmp_path, "--check").output
    assert ci(tmp_path, "--internal", "pages").exit_code == 0
    assert held(tmp_path) == files(flavour("netlify", checks="gitlab", inside="pages", package="./tool.whl"))
    moved = ci(tmp_path, "--host", "github")
    assert moved.exit_code == 0 and "netlify.toml belongs to another host: delete it.\n" in moved.output
    left = ci(tmp_path, "--host", "github", "--check")
    assert left.exit_code == 1 and ".gitlab-ci.yml belongs to another host: delete it.\n" in left.output


@pytest.mark.parametrize(("before", "after", "leftover"), [("github", "gitlab", PUBLISH), ("gitlab", "github", ".gitlab-ci.yml"), ("github", "cloudflare", None), ("netlify", "cloudflare", "netlify.toml")])
def test_whoever_moves_hears_what_is_to_be_set_there_and_what_is_left_of_the_old_one(tmp_path, before, after, leftover):
    ci(tmp_path, "--host", before)
    moved = ci(tmp_path, "--host", after)
    assert moved.exit_code == 0 and f"What only you can do:\n1. {afterwards(flavour(after))[0]}\n" in moved.output
    checked = ci(tmp_path, "--check")
    assert f"playbook ci --host {after} " in checked.output and checked.exit_code == (1 if leftover else 0)
    assert leftover is None or f"{leftover} belongs to another host: delete it.\n" in checked.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Say where the public site goes: `--host github`"),
        (["--check"], "Say where the public site goes"),
        (["--host", "github", "--internal", "pages"], "GitHub Pages shows every site to everybody"),
        (["--host", "github", "--from", "x; y"], "nothing that can stand in a workflow"),
        (["--host", "sourcehut"], "'sourcehut' is not one of"),
    ],
)
def test_what_is_missing_or_unsafe_is_said(tmp_path, arguments, says):
    done = ci(tmp_path, *arguments)
    assert done.exit_code == 2 and says in done.output
    assert held(tmp_path) == {}


def test_a_folder_within_a_repository_is_not_where_hosts_look(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    done = ci(tmp_path / "docs", "--host", "github")
    assert done.exit_code == 2 and f"lies within the repository {tmp_path}" in done.output
    assert held(tmp_path) == {}
    assert ci(tmp_path, "--host", "github").exit_code == 0


def test_a_folder_has_to_be_there(tmp_path):
    assert ci(tmp_path / "nowhere", "--host", "github").exit_code == 2


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path):
    (tmp_path / ".github").write_text("mine")
    done = ci(tmp_path, "--host", "github")
    assert done.exit_code == 2 and "cannot be read" in done.output
    assert held(tmp_path) == {".github": b"mine"}
