"""While sources are worked on, the last good pages are served, with the findings on top."""

import json
import pickle

import pytest

from playbook_plugins.model.page import Audience
from tests.engines.project import CONFIG, ERROR, PUBLIC, SECRET, WARNING, Project

pytestmark = pytest.mark.slow

# What `mkdocs serve` does at each change, without the waiting.
SERVE = """\
import json, pathlib, shutil, sys, tempfile
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

def state(number):
    if pathlib.Path(f"stand_in.{number}").exists():
        shutil.copy(f"stand_in.{number}", "stand_in")
    elif pathlib.Path("docs/playbook").exists():
        shutil.move("docs/playbook", "docs/away")
    if pathlib.Path(f"mkdocs.yml.{number}").exists():
        shutil.copy(f"mkdocs.yml.{number}", "mkdocs.yml")

folder, pages = tempfile.mkdtemp(), []
for number in range(int(sys.argv[1])):
    state(number)
    config = load_config(site_dir=folder, strict=len(sys.argv) > 3)
    config.site_url = "http://127.0.0.1:8000/"
    if not number:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url=config.site_url)
    pages.append(pathlib.Path(folder, "index.html").read_text())
    files = {path.name: path.read_text("utf-8", "replace") for path in pathlib.Path(folder).rglob("*") if path.is_file()}
watched = []
class Server:
    def watch(self, path): watched.append(path)
config.plugins.on_serve(Server(), config=config, builder=None)
config.plugins.on_shutdown()
shutil.rmtree(folder)
print(json.dumps({"pages": pages, "watched": watched, "said": [name for name, text in files.items() if sys.argv[2] in text]}))
"""
GOOD = ((), {Audience.PUBLIC: PUBLIC}, False)
BETTER = ((WARNING,), {Audience.PUBLIC: PUBLIC}, False)
WRONG = ((ERROR,), {Audience.PUBLIC: PUBLIC}, True)
UNREADABLE = ((ERROR,), {Audience.PUBLIC: None}, True)
GONE = None


def serve(project: Project, *states: object, strict: bool = False) -> dict[str, list[str]]:
    for number, state in enumerate(states):
        if state is not GONE:
            (project.folder / f"stand_in.{number}").write_bytes(pickle.dumps(state))
    project.write("serve.py", SERVE)
    result = project.run(str(len(states)), SECRET, *(["strict"] if strict else []), program="serve")
    assert result.returncode == 0, result.stderr
    return {**json.loads(result.stdout), "log": [result.stderr]}


def test_an_error_keeps_the_last_good_pages_and_says_what_is_wrong(project: Project):
    good, wrong, unreadable, better = serve(project, GOOD, WRONG, UNREADABLE, BETTER)["pages"]
    assert "playbook-findings" not in good
    for page in (wrong, unreadable):
        assert "We mend bicycles." in page
        assert "Not published: this is the last state without errors." in page
        assert "docs/playbook/fit.md:9:1: error thin-fit: this says nothing" in page
    assert "The checklist has findings." in better


@pytest.mark.parametrize(("address", "here"), [("localhost", True), ("0.0.0.0", False)])
def test_the_reason_why_nothing_can_be_shown_stays_on_this_machine(project: Project, address: str, here: bool):
    project.write("mkdocs.yml", CONFIG.replace("playbook: {}", "playbook: {source: nowhere, audience: internal}") + f"dev_addr: {address}:8000\n")
    (page,) = serve(project, GOOD)["pages"]
    assert "This playbook cannot be shown yet" in page
    assert (str(project.folder) in page) is here
    assert ("printed says what to mend" in page) is not here


@pytest.mark.parametrize("state", [WRONG, UNREADABLE])
def test_an_error_at_the_start_shows_a_plain_page(project: Project, state: object):
    first, second = serve(project, state, GOOD)["pages"]
    assert "This playbook cannot be shown yet" in first
    assert "thin-fit" in first
    assert "We mend bicycles." in second


def test_a_folder_that_vanishes_keeps_the_last_good_pages(project: Project):
    _, gone = serve(project, GOOD, GONE)["pages"]
    assert "We mend bicycles." in gone


def test_strictness_does_not_end_the_session(project: Project):
    _, wrong = serve(project, BETTER, WRONG, strict=True)["pages"]
    assert "thin-fit" in wrong


def test_the_sources_are_watched(project: Project):
    assert serve(project, GOOD)["watched"] == [str(project.folder / "docs/playbook")]


def test_findings_are_shown_to_this_machine_alone(project: Project):
    project.write("mkdocs.yml", CONFIG + "dev_addr: 0.0.0.0:8000\n")
    (page,) = serve(project, BETTER)["pages"]
    assert "playbook-findings" not in page


def test_an_address_that_is_bound_stays_open_whatever_the_settings_say_later(project: Project):
    project.write("mkdocs.yml", CONFIG + "dev_addr: 0.0.0.0:8000\n")
    project.write("mkdocs.yml.1", CONFIG + f"dev_addr: 127.0.0.1:8000\ncopyright: {SECRET}\n")
    served = serve(project, BETTER, BETTER)
    assert "playbook-findings" not in served["pages"][1]
    assert served["said"] == []


ADDED = {
    "a setting": {"mkdocs.yml": CONFIG + f"copyright: {SECRET}\n"},
    "a hook": {
        "mkdocs.yml": CONFIG.replace("[stand_in.py]", "[stand_in.py, hook.py]"),
        "hook.py": f"def on_post_template(output, template_name, config): return output + {SECRET!r}\n",
    },
}


@pytest.mark.parametrize("files", ADDED.values(), ids=ADDED)
def test_staffs_words_are_served_to_nobody_else(project: Project, files: dict[str, str]):
    for name, text in files.items():
        project.write(name, text + ("dev_addr: 0.0.0.0:8000\n" if name == "mkdocs.yml" else ""))
    served = serve(project, GOOD)
    assert "This site cannot be shown yet" in served["pages"][0]
    assert served["said"] == []
    (log,) = served["log"]
    assert log.count("only staff may read") == 1


def test_others_see_the_last_pages_that_nothing_was_wrong_with(project: Project):
    project.write("mkdocs.yml", CONFIG + "dev_addr: 0.0.0.0:8000\n")
    first, good, wrong = serve(project, WRONG, GOOD, UNREADABLE)["pages"]
    assert "This site cannot be shown yet" in first
    assert "We mend bicycles." in good
    assert good == wrong


def test_whoever_serves_is_told_of_staffs_words_in_a_setting(project: Project):
    project.write("mkdocs.yml", CONFIG + f"copyright: {SECRET}\n")
    served = serve(project, GOOD)
    assert "We mend bicycles." in served["pages"][0]
    (log,) = served["log"]
    assert log.count("`copyright` in mkdocs.yml is printed on public pages and says what only staff may read") == 1


def test_the_published_site_is_left_alone(project: Project, yesterday: dict[str, bytes]):
    serve(project, GOOD, WRONG)
    assert project.site() == yesterday
    assert project.beside() == {"public"}
