"""A program that hangs, fills the memory or is ended from outside publishes nothing, and one sentence says so."""

import os
import select
import sys
import time
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs import patience
from playbook_plugins.engines.mkdocs.build import EngineError, build
from tests.engines.project import INTERNAL, PUBLIC, Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no groups of processes")


def run(code: str, room: Path, within: float = 60, *, line: int | None = None):
    with open(os.devnull, "rb") as nothing:
        with patience.running([sys.executable, "-c", code], room=room, line=line or nothing.fileno(), environment=os.environ) as begun:
            return begun.ended(time.monotonic() + within)


def test_what_was_said_is_handed_back(tmp_path):
    done = run("import sys; print('Müller'); print('odd', file=sys.stderr); sys.exit(3)", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (3, "Müller\n", "odd\n")


def test_what_hangs_is_ended_with_all_that_it_started(tmp_path):
    end, line = os.pipe()
    code = "import os, pathlib\nos.fork()\npathlib.Path(str(os.getpid())).touch()\nwhile True: pass"
    with pytest.raises(patience.Overdue):
        run(code, tmp_path, within=1, line=line)
    os.close(line)
    assert len([*tmp_path.iterdir()]) == 2
    # it can be read from, and holds nothing, once nobody is left who could write to it
    assert select.select([end], [], [], 20)[0] and os.read(end, 1) == b""
    os.close(end)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts memory so")
def test_what_wants_too_much_memory_does_not_get_it(tmp_path):
    begin, line = os.pipe()
    code = f"import sys; sys.stdin.read(); bytearray({patience.MEMORY} + 1)"
    with patience.running([sys.executable, "-c", code], room=tmp_path, line=begin, environment=os.environ) as begun:
        os.close(begin)
        os.close(line)
        done = begun.ended(time.monotonic() + 60)
    assert done.returncode == 1 and "MemoryError" in done.stderr


@pytest.mark.parametrize("given", ["soon", "0", "-1", "1e3", "99999999"])
def test_a_time_that_is_none_is_told(given, tmp_path, monkeypatch):
    monkeypatch.setenv(patience.VARIABLE, given)
    with pytest.raises(EngineError, match="not a number of seconds"):
        build(PUBLIC, tmp_path)
    assert not [*tmp_path.iterdir()]


@pytest.mark.slow
def test_a_site_that_is_late_names_the_page_and_publishes_nothing(project: Project, tmp_path, monkeypatch):
    project.write("hang.py", "def on_page_markdown(markdown, page, **rest):\n    while page.file.src_uri == 'thanks.md': pass\n")
    config = project.write("mkdocs.yml", "site_name: Playbook\nhooks: [hang.py]\ntheme: {name: material, font: false}\nplugins: {playbook: {audience: internal}}\n")
    monkeypatch.setenv(patience.VARIABLE, "8")
    (out := tmp_path / "out").mkdir()
    with pytest.raises(EngineError, match=r"had not finished the internal site after 8 seconds, and was at the page thanks\.md, so it was stopped"):
        build(INTERNAL, out, config_file=config)
    assert not [*out.rglob("*.html")]


@pytest.mark.slow
def test_a_site_whose_maker_is_ended_from_outside_is_told(project: Project, tmp_path):
    project.write("end.py", "import os, signal\n\ndef on_page_markdown(markdown, **rest):\n    os.kill(os.getpid(), signal.SIGKILL)\n")
    config = project.write("mkdocs.yml", "site_name: Playbook\nhooks: [end.py]\ntheme: {name: material, font: false}\nplugins: {playbook: {audience: internal}}\n")
    (out := tmp_path / "out").mkdir()
    with pytest.raises(EngineError, match="Something stopped MkDocs from outside"):
        build(INTERNAL, out, config_file=config)
