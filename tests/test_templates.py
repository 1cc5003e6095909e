"""What hosts and the catalogue read of this project fits their forms, and says what is true."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.cli import main
from tests.conftest import ROOT

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
WORKFLOW = ROOT / ".github" / "workflows" / "tests.yml"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def fits(form: str, *files: Path) -> None:
    """Hold files against one of the forms that check-jsonschema brings."""
    done = subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", form, *map(str, files)], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def fields(form: Path) -> list[dict]:
    return [one for one in yaml.safe_load(form.read_text("utf-8"))["body"] if one["type"] != "markdown"]


def test_the_forms_of_issues_fit():
    fits("vendor.github-issue-forms", *(form for form in FORMS if form.stem != "config"))
    fits("vendor.github-issue-config", *(form for form in FORMS if form.stem == "config"))


def test_a_form_with_a_slip_does_not_fit(tmp_path):
    (tmp_path / "slip.yml").write_text((ROOT / ".github/ISSUE_TEMPLATE/idea.yml").read_text("utf-8").replace("type: textarea", "type: textfield", 1), "utf-8")
    with pytest.raises(AssertionError, match="textfield"):
        fits("vendor.github-issue-forms", tmp_path / "slip.yml")


def test_a_sentence_asks_for_what_is_needed_to_try_it():
    asked = {one["id"]: one for one in fields(ROOT / ".github/ISSUE_TEMPLATE/sentence.yml")}
    assert [name for name, one in asked.items() if one.get("validations", {}).get("required")] == ["sentence", "verdict", "place", "language"]
    assert asked["rule"]["attributes"]["placeholder"] in catalogue()


@pytest.mark.parametrize(("github", "gitlab"), [("sentence", "Sentence"), ("bug", "Broken"), ("idea", "Idea")])
def test_both_hosts_ask_for_the_same(github: str, gitlab: str):
    text = (ROOT / f".gitlab/issue_templates/{gitlab}.md").read_text("utf-8")
    label, = yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{github}.yml").read_text("utf-8"))["labels"]
    assert f"/label ~{label}\n" in text
    verdicts = [option for one in fields(ROOT / f".github/ISSUE_TEMPLATE/{github}.yml") if one.get("id") == "verdict" for option in one["attributes"]["options"]]
    assert [option for option in verdicts if f"- {option}." not in text] == []


def test_a_request_to_merge_is_asked_the_same_on_both_hosts():
    one, other = ((ROOT / name).read_text("utf-8") for name in (".github/PULL_REQUEST_TEMPLATE.md", ".gitlab/merge_request_templates/Default.md"))
    assert one == other and "`make test`" in one


def test_commands_that_are_asked_for_are_there():
    texts = "".join(file.read_text("utf-8") for file in (*FORMS, *(ROOT / ".gitlab").rglob("*.md")))
    assert {"doctor"} <= set(re.findall(r"`playbook ([a-z]+)`", texts)) <= set(main.list_commands(None))


def test_the_workflow_of_the_tests_fits_and_asks_for_each_python():
    fits("vendor.github-workflows", WORKFLOW)
    jobs = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
    said = [line.rpartition(" :: ")[2] for line in PROJECT["project"]["classifiers"] if line.startswith("Programming Language :: Python :: 3.")]
    # the newest is tried, and promised once it was measured
    assert jobs["linux"]["strategy"]["matrix"]["python"] == [*said, "3.14"]
    assert jobs["systems"]["strategy"]["matrix"]["system"] == ["macos-latest", "windows-latest"]
    assert all(job["permissions"] == {"contents": "read"} and job["timeout-minutes"] <= 60 for job in jobs.values())


def test_nothing_in_it_is_unsafe():
    zizmor = Path(sys.executable).parent / "zizmor"
    done = subprocess.run([str(zizmor), "--offline", "--no-progress", "--persona=regular", str(WORKFLOW)], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout


def test_what_the_catalogue_installs_has_what_the_entry_says():
    (entry,) = yaml.safe_load(re.search(r"```yaml\n(.*?)```", (ROOT / "docs/catalogue.md").read_text("utf-8"), re.DOTALL)[1])
    points = PROJECT["project"]["entry-points"]
    assert entry["pypi_id"] == PROJECT["project"]["name"]
    assert entry["mkdocs_plugin"] == list(points["mkdocs.plugins"])
    assert [entry["markdown_extension"]] == list(points["markdown.extensions"])
    assert PROJECT["project"]["description"] in (ROOT / "docs/catalogue.md").read_text("utf-8")
