"""A failure at any moment of a plain build leaves yesterday's site byte for byte."""

import signal
from pathlib import Path

import pytest
from mkdocs.plugins import EVENTS

from playbook_plugins.engines.mkdocs.build import EngineError, build as engine
from tests.engines.project import CONFIG, PUBLIC, Project

pytestmark = pytest.mark.slow

BUILD = [event for event in EVENTS if event not in ("serve", "shutdown", "build_error")]
WITH_PAGE = {"pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page"}
ENDS = {
    "BuildError": "from mkdocs.exceptions import BuildError\ndef end(): raise BuildError('planted')\n",
    "bug": "def end(): raise RuntimeError('planted')\n",
    "interrupt": "def end(): raise KeyboardInterrupt\n",
    "exit": "def end(): raise SystemExit(0)\n",
    "kill": "import os, signal\ndef end(): os.kill(os.getpid(), signal.SIGKILL)\n",
}


def plant(project: Project, event: str, end: str, *, priority: str = "0") -> None:
    """Let a hook of the user's end the build at one event, and on the second page where there are pages."""
    when = "1" if event in WITH_PAGE else "0"
    project.write("mkdocs.yml", CONFIG.replace("[stand_in.py]", "[stand_in.py, planted.py]"))
    project.write(
        "planted.py",
        f"from mkdocs.plugins import event_priority\n{ENDS[end]}calls = []\n"
        f"@event_priority({priority})\ndef on_{event}(*args, **kwargs):\n"
        f"    calls.append(1)\n    if len(calls) > {when}: end()\n",
    )


@pytest.mark.parametrize("event", BUILD)
def test_a_failure_at_a_hook_leaves_yesterdays_site(project: Project, yesterday: dict[str, bytes], event: str):
    plant(project, event, "BuildError")
    result = project.run("build")
    assert result.returncode == 1
    assert "planted" in result.stderr
    assert project.site() == yesterday
    assert project.beside() == {"public"}


@pytest.mark.parametrize("end", ["bug", "interrupt", "exit", "kill"])
@pytest.mark.parametrize("event", ["config", "files", "post_page", "post_build"])
def test_however_it_fails(project: Project, yesterday: dict[str, bytes], event: str, end: str):
    plant(project, event, end)
    result = project.run("build")
    assert result.returncode == (-signal.SIGKILL if end == "kill" else 1)
    assert ("ended MkDocs before the site was whole" in result.stderr) is (end == "exit")
    assert project.site() == yesterday
    if end != "kill":
        assert project.beside() == {"public"}


@pytest.mark.parametrize("end", ["raise SystemExit(0)", "raise SystemExit(3)", "os._exit(0)"])
@pytest.mark.parametrize("event", ["post_page", "post_build", "shutdown"])
def test_a_hook_that_ends_the_commands_engine_publishes_nothing(project: Project, tmp_path: Path, event: str, end: str):
    plant(project, event, "bug")
    project.replace("planted.py", ENDS["bug"], f"import os\ndef end(): {end}\n")
    with pytest.raises(EngineError, match="A plugin or hook ended MkDocs before the public site was whole"):
        engine(PUBLIC, tmp_path / "finished", config_file=project.folder / "mkdocs.yml")


def test_what_a_hook_adds_is_held_to_the_policy_when_no_hook_is_left(project: Project, tmp_path: Path):
    plant(project, "post_page", "bug")
    asks = """def end(): import_module("playbook_plugins.engines.mkdocs.policy").settle = lambda *_, **__: None\n"""
    project.replace("planted.py", ENDS["bug"], f"from importlib import import_module\n{asks}")
    (tmp_path / "finished").mkdir()
    engine(PUBLIC, tmp_path / "finished", config_file=project.folder / "mkdocs.yml")
    assert "Content-Security-Policy" in (tmp_path / "finished/index.html").read_text("utf-8")
    assert (tmp_path / "finished/_headers").is_file()


def test_what_a_killed_build_left_is_cleaned_by_the_next(project: Project, yesterday: dict[str, bytes]):
    plant(project, "post_page", "kill")
    project.run("build")
    assert project.beside() == {"public", ".public.next", ".public.lock"}
    project.write("mkdocs.yml", CONFIG)
    assert project.run("build").returncode == 0
    assert project.beside() == {"public"}
    assert project.site() != yesterday


def test_a_hook_that_makes_little_of_an_error_is_told(project: Project, yesterday: dict[str, bytes]):
    plant(project, "build_error", "exit")
    with (project.folder / "planted.py").open("a") as hook:
        hook.write("def on_post_page(*args, **kwargs): raise RuntimeError('first')\n")
    result = project.run("build")
    assert result.returncode == 1 and "ended MkDocs before the site was whole" in result.stderr
    assert project.site() == yesterday


@pytest.mark.parametrize("event", ["build_error", "shutdown"])
def test_a_hook_that_fails_while_tidying_up_changes_nothing(project: Project, yesterday: dict[str, bytes], event: str):
    plant(project, event, "bug")
    project.write("docs/playbook/stop", "")
    with (project.folder / "planted.py").open("a") as hook:
        hook.write("def on_post_page(*args, **kwargs): raise RuntimeError('first')\n")
    assert project.run("build").returncode == 1
    assert project.site() == yesterday
    assert project.beside() == {"public"}


def test_the_latest_hook_of_all_still_comes_before_the_swap(project: Project, yesterday: dict[str, bytes]):
    plant(project, "post_build", "bug", priority="-1000")
    assert project.run("build").returncode == 1
    assert project.site() == yesterday


def test_what_a_hook_writes_at_the_end_is_audited(project: Project, yesterday: dict[str, bytes]):
    project.says()
    project.write("mkdocs.yml", CONFIG.replace("[stand_in.py]", "[stand_in.py, late.py]").replace("playbook: {}", "playbook: {also: [llms.txt]}"))
    project.write(
        "late.py",
        "import pathlib\ndef on_post_build(config):\n"
        "    pathlib.Path(config.site_dir, 'llms.txt').write_text("
        "'we replace the whole wheel and charge the customer nothing at all')\n",
    )
    result = project.run("build")
    assert "`llms.txt`" in result.stderr
    assert project.site() == yesterday
