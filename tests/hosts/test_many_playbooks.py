"""What the manual shows for many playbooks: GitHub takes the workflow, and its lines lay a branch over what all share and build that."""

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from playbook_plugins.hosts.files import files
from playbook_plugins.hosts.flavour import flavour
from tests.conftest import ROOT, TODAY

SCRIPTS = Path(sysconfig.get_path("scripts"))
TEXT = re.search(r"```yaml title=\"sketch\"\n(.*?)```", (ROOT / "docs" / "writing" / "how-far.md").read_text("utf-8"), re.S)[1]
JOB = yaml.safe_load(TEXT)["jobs"]["build"]
(BUILD,) = [step for step in JOB["steps"] if step.get("name") == "build"]
SMALLEST = ROOT / "tests" / "golden" / "smallest" / "docs"


@pytest.mark.slow
def test_github_takes_the_workflow_and_nothing_in_it_is_unsafe(tmp_path):
    place = tmp_path / ".github" / "workflows" / "branches.yml"
    place.parent.mkdir(parents=True)
    place.write_text(TEXT, "utf-8")
    for command in (["check-jsonschema", "--builtin-schema", "vendor.github-workflows"], ["zizmor", "--offline", "--no-progress", "--persona=regular"]):
        done = subprocess.run([SCRIPTS / command[0], *command[1:], place], capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr


def test_it_uses_the_very_actions_that_our_own_workflow_uses():
    ours = b"\n".join(files(flavour("github")).values()).decode()
    used = re.findall(r"uses: (\S+ # \S+)", TEXT)
    assert len(used) == 3
    assert [one for one in used if one not in ours] == []


@pytest.mark.whole
@pytest.mark.skipif(sys.platform == "win32", reason="its lines are for a shell")
def test_each_branch_is_built_of_what_all_share_and_of_its_own(tmp_path):
    shutil.copytree(SMALLEST, tmp_path / "base" / "docs")
    settings = (SMALLEST / "playbook" / "playbook.yml").read_text("utf-8")
    for name in ("leeds", "york", "broken"):
        own = tmp_path / "branches" / name / "docs" / "playbook"
        own.mkdir(parents=True)
        (own / "playbook.yml").write_text(re.sub(r"(?m)^  name: .*", f"  name: {name.title()} Shop", settings) if name != "broken" else "business: no", "utf-8")
    ended = [_run(tmp_path, part) for part in JOB["strategy"]["matrix"]["part"]]
    assert sorted(ended, reverse=True)[:2] == [1, 0]
    assert sorted(place.name for place in (tmp_path / "sites").iterdir()) == ["leeds", "york"]
    for name in ("leeds", "york"):
        assert f"{name.title()} Shop" in (tmp_path / "sites" / name / "index.html").read_text("utf-8")


def _run(root: Path, part: int) -> int:
    environment = {"PATH": f"{SCRIPTS}:/usr/bin:/bin", "PART": str(part), "PLAYBOOK_TODAY": str(TODAY), "PLAYBOOK_CACHE": "off", "LANG": "C.UTF-8"}
    return subprocess.run(["bash", "-e", "-c", BUILD["run"]], cwd=root, env=environment, capture_output=True).returncode
