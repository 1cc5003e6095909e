"""The action for others' workflows, and the hook for pre-commit: what they run is there, and does what they say."""

import re
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, TODAY, playbook

SCRIPTS = Path(sysconfig.get_path("scripts"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
STEPS = [step for step in ACTION["runs"]["steps"] if "run" in step]
SMALLEST = ROOT / "tests" / "golden" / "smallest" / "docs"


def run(shop: Path, **given: str) -> list[int]:
    """How the steps end that are ours to run, with these inputs; the first that fails is the last."""
    told = {name: one["default"] for name, one in ACTION["inputs"].items()} | given
    ended = []
    for step in STEPS:
        if not step["run"].startswith("playbook") or ("if" in step and told["audience"] == "none"):
            continue
        values = {name: told[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)[1]] for name, value in step["env"].items()}
        words = [values[word[1:]] if word.startswith("$") else word for word in shlex.split(step["run"])]
        ended.append(playbook(*words[1:], cwd=shop, PLAYBOOK_TODAY=str(TODAY)).returncode)
        if ended[-1]:
            break
    return ended


@pytest.fixture
def shop(tmp_path) -> Path:
    shutil.copytree(SMALLEST, tmp_path / "docs")
    return tmp_path


@pytest.mark.slow
def test_github_takes_the_action_and_nothing_in_it_is_unsafe():
    for command in (["check-jsonschema", "--builtin-schema", "vendor.github-actions"], ["zizmor", "--offline", "--no-progress", "--persona=regular"]):
        done = subprocess.run([SCRIPTS / command[0], *command[1:], ROOT / "action.yml"], capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr


def test_no_input_reaches_a_shell_but_as_a_variable():
    assert all("${{" not in step["run"] and step["shell"] == "bash" for step in STEPS)
    assert [step["run"].split()[0] for step in STEPS] == ["pip", "pip", "playbook", "playbook"]
    assert "--require-hashes" in STEPS[0]["run"] and "--no-deps" in STEPS[1]["run"]


@pytest.mark.whole
def test_the_action_checks_and_builds(shop):
    assert run(shop) == [0, 0]
    assert (shop / "site" / "index.html").is_file()


def test_the_action_may_check_alone_and_stops_at_a_fault(shop):
    assert run(shop, audience="none") == [0]
    assert not (shop / "site").exists()
    (shop / "docs" / "playbook" / "fit.md").write_text("# Kayaks\n\nWe offer great value for everybody, TODO.\n", "utf-8")
    assert run(shop, **{"fail-on": "advice"}) == [1]


def test_the_hook_checks_what_a_playbook_is_made_of(shop):
    assert playbook(*shlex.split(HOOK["entry"])[1:], cwd=shop, PLAYBOOK_TODAY=str(TODAY)).returncode == 0
    assert HOOK["language"] == "python" and HOOK["pass_filenames"] is False
    touched = re.compile(HOOK["files"])
    assert all(touched.search(path) for path in ("docs/playbook/fit.md", "docs/playbook/playbook.yml", "docs/public/privacy.md", "mkdocs.yml", "mkdocs.internal.yml"))
    assert not any(touched.search(path) for path in ("README.md", "src/docs/playbook/fit.md", "docs/other.md", "mkdocs/yml"))
