"""Two processes make the pages of one site, and nobody can tell it from the site or from what is said of it."""

import os
import select
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from playbook_plugins.engines.mkdocs import keeping, second as module
from playbook_plugins.engines.mkdocs.ahead import PROCESSES
from playbook_plugins.engines.mkdocs.build import DOCS, NOTES, EngineError, build
from playbook_plugins.engines.mkdocs.child import run
from playbook_plugins.engines.mkdocs.expected import file_of
from playbook_plugins.engines.mkdocs.second import second, share
from playbook_plugins.engines.mkdocs.where import Where, pages
from playbook_plugins.model.page import Page, Release
from tests.engines.project import PUBLIC, Project, tree
from tests.engines.test_kept import BEFORE, CONFIG, with_page

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is copied on Linux alone")

SAYING = {"index.md": "# Us\n\n[Gone](first.md)\n", "principles/say-no.md": "# Say no\n\n[Gone](second.md), [nowhere](../thanks.md#nowhere)\n", "thanks.md": "# Thanks\n\n[Gone](third.md)\n"}
"""Pages on either side of whose texts MkDocs has something to say."""
DEEP = "> " * 2000 + "deep\n"
DEEPER = "- " * 2000 + "deep\n"
LONG = f"{'long-' * 60}.md"


def made(release: Release, processes: str, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[dict[str, bytes], str]:
    """A site, or why there is none, and what was said meanwhile."""
    monkeypatch.setenv(PROCESSES, processes)
    (out := project.folder / processes / "out").mkdir(parents=True)
    try:
        build(release, out, config_file=project.folder / "mkdocs.yml")
    except EngineError as error:
        return {}, str(error).replace(str(out), "out")
    return tree(out), capsys.readouterr().err


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, whatever there are."""
    monkeypatch.delenv(PROCESSES, raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(module, "_may_copy", lambda: True)


RELEASES = {
    "links that lead nowhere": replace(BEFORE, pages=tuple(replace(page, body=SAYING.get(page.path, page.body)) for page in BEFORE.pages)),
    "a text that is read as deep as may be": with_page(BEFORE, "thanks.md", body=f"{DEEP}\n[Gone](gone.md)\n"),
    "a text that cannot be read, first": with_page(BEFORE, "index.md", body=DEEPER),
    "a text that cannot be read, last": with_page(BEFORE, "thanks.md", body=DEEPER),
    "a page that cannot be written": replace(PUBLIC, pages=(*BEFORE.pages, Page(LONG, "Long", "# Long\n\n[Gone](gone.md)\n"))),
}


@pytest.mark.slow
@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_with_one_process_and_with_two_the_same_is_made_and_said(release: Release, project: Project, monkeypatch, capsys):
    project.write("mkdocs.yml", CONFIG)
    project.write("theme/logo.svg", "<svg/>")
    one, two = (made(release, processes, project, monkeypatch, capsys) for processes in "12")
    assert one == two
    assert one[1]


@pytest.mark.slow
def test_strict_builds_count_what_both_have_said(project: Project, monkeypatch, capsys):
    project.write("mkdocs.yml", f"strict: true\n{CONFIG}")
    project.write("theme/logo.svg", "<svg/>")
    one, two = (made(RELEASES["links that lead nowhere"], processes, project, monkeypatch, capsys) for processes in "12")
    assert one == two
    assert "5 warnings in strict mode" in one[1]


def _pages(*lengths: int) -> list[tuple[SimpleNamespace, str]]:
    return [(SimpleNamespace(number=number), "a" * length) for number, length in enumerate(lengths)]


def test_the_second_makes_the_last_half_of_the_work(counted):
    assert [page.number for page in share(_pages(*[1000] * 1000))] == [*range(500, 1000)]
    assert [page.number for page in share(_pages(1_000_000, *[1000] * 200))] == [*range(1, 201)]
    # the first has always something to make
    assert len(share(_pages(*[1000] * 200, 1_000_000))) == 1


def test_few_pages_need_no_second(counted):
    assert share(_pages(*[1000] * 199)) == []
    assert share([]) == []


def test_one_processor_needs_no_second(counted, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert share(_pages(*[1000] * 1000)) == []


def test_somebody_may_choose(counted, monkeypatch):
    monkeypatch.setenv(PROCESSES, "1")
    assert share(_pages(*[1000] * 1000)) == []
    monkeypatch.setenv(PROCESSES, "2")
    assert len(share(_pages(10, 10))) == 1
    assert share(_pages(10)) == []


@pytest.mark.parametrize("name", ["_populate_page", "_may_copy"])
def test_where_it_cannot_be_done_one_process_makes_all(name, counted, monkeypatch):
    monkeypatch.setattr(module, name, None if name == "_populate_page" else lambda: False)
    monkeypatch.setenv(PROCESSES, "2")
    assert share(_pages(*[1000] * 1000)) == []


@pytest.mark.slow
def test_where_no_other_process_can_be_had_one_makes_all(counted, project: Project, tmp_path, monkeypatch):
    refused: list[int] = []

    def none(pages: list[object], *_: object, **__: object) -> None:
        refused.append(len(pages))
        raise BlockingIOError

    monkeypatch.setattr(keeping, "second", none)
    monkeypatch.setattr(MkDocsConfig.plugins, "plugin_cache", {})  # of the plugin that is given a release here
    monkeypatch.setenv(PROCESSES, "2")
    (tmp_path / DOCS).mkdir()
    (tmp_path / NOTES).write_text("{}")
    run(PUBLIC, tmp_path / "out", config_file=project.write("mkdocs.yml", CONFIG.replace("  custom_dir: theme\n", "")), docs=tmp_path / DOCS)
    assert refused and {name for name in tree(tmp_path / "out") if name.endswith("index.html")} == {file_of(page.path, directories=True) for page in PUBLIC.pages}


@pytest.mark.parametrize("listed", [["1", "2", "3"], OSError()], ids=["three", "nobody says"])
def test_no_process_is_copied_while_others_work_in_it(listed, monkeypatch):
    def tasks(_: str) -> list[str]:
        if isinstance(listed, OSError):
            raise listed
        return listed

    monkeypatch.setattr(os, "listdir", tasks)
    assert not module._may_copy()
    listed = ["1", "2"]
    assert module._may_copy()


def test_a_second_that_is_ended_from_outside_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_work", lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    with closing(Where(tmp_path)) as where, second([], where, config=None, files=None, nav=None, found=list) as other:
        with pytest.raises(PluginError, match="ended from outside, so nothing was published"):
            other.read("index.md")


# The pages of the second hang, and the first is ended, or comes to its end without waiting.
HANGS = """
import os, sys, time
from pathlib import Path
from playbook_plugins.engines.mkdocs import second
from playbook_plugins.engines.mkdocs.where import Where

def hang(*_, **__):
    second.Thread(target=second._end_with_first, daemon=True).start()
    print("begun", flush=True)
    time.sleep(600)

second._work = hang
with second.second([], Where(Path(sys.argv[1])), config=None, files=None, nav=None, found=list):
    time.sleep(600 if sys.argv[2] == "wait" else 0.5)
"""


@pytest.mark.parametrize("how", ["wait", "go"])
def test_a_second_ends_with_the_first(how: str, tmp_path: Path):
    first = subprocess.Popen([sys.executable, "-c", HANGS, str(tmp_path), how], stdout=subprocess.PIPE)
    assert first.stdout.readline() == b"begun\n"
    if how == "wait":
        first.kill()
    assert first.wait(20) == (-signal.SIGKILL if how == "wait" else 0)
    # nobody is left who could write to it
    assert select.select([first.stdout], [], [], 20)[0] and first.stdout.read() == b""
    first.stdout.close()


def test_both_say_where_they_are(tmp_path):
    assert pages(tmp_path) == ()
    with closing(Where(tmp_path)) as first, closing(Where(tmp_path)) as other:
        _say_where(first, other, tmp_path)


def _say_where(first: Where, other: Where, room: Path) -> None:
    assert pages(room) == ()
    other.begin_second()
    first.at("policies/a-long-name.md")
    other.at("thanks.md")
    assert pages(room) == ("policies/a-long-name.md", "thanks.md")
    first.at("b.md")
    assert pages(room) == ("b.md", "thanks.md")
    # it waits for the other
    first.at()
    assert pages(room) == ("thanks.md",)
