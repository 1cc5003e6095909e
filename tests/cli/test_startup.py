"""What a command loads before it does anything: little, since people wait for it each time."""

import os
import subprocess
import sys
from collections.abc import Sequence

from tests.conftest import ROOT, TODAY

ENGINES = {"mkdocs", "material", "properdocs", "jinja2", "markdown", "markupsafe"}
SELDOM = {"rich", "babel", "PIL", "pypdf", "lxml", "css_inline", "segno", "icalendar", "pygls", "lsprotocol", "pymdownx"}
NETWORK = {"ssl", "http", "urllib.request"}


def loaded(*arguments: str) -> set[str]:
    """What Python has loaded at the end of a command; the packages that tests run with are none of it."""
    outcome = _run([sys.executable, "-X", "importtime", "-m", "playbook_plugins.cli", *arguments])
    assert outcome.returncode == 0, outcome.stderr[-2_000:]
    lines = (line.rpartition("|")[2].strip() for line in outcome.stderr.splitlines() if line.startswith("import time:"))
    return {name for line in lines for name in (line, line.partition(".")[0])}


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PLAYBOOK_CACHE": "off"})


def test_a_check_loads_no_engine_and_nothing_that_it_does_not_need() -> None:
    found = loaded("check", "--today", TODAY.isoformat())
    assert {"click", "pydantic", "yaml"} <= found
    assert not found & (ENGINES | SELDOM | NETWORK)


def test_help_loads_nothing_that_reads() -> None:
    found = loaded("--help")
    assert "click" in found
    assert not found & (ENGINES | SELDOM | NETWORK | {"pydantic", "yaml", "sqlite3", "subprocess"})
    assert not {name for name in found if name.startswith(("playbook_plugins.read", "playbook_plugins.model", "playbook_plugins.checklist"))}


def test_a_build_for_everybody_loads_nothing_that_makes_pages_for_staff(tmp_path) -> None:
    found = loaded("build", "--audience", "public", "--out", str(tmp_path / "site"), "--today", TODAY.isoformat())
    assert "playbook_plugins.pages.public" in found
    assert not {name for name in found if name.startswith(("playbook_plugins.pages.internal", "playbook_plugins.pages.takeaway", "playbook_plugins.pages.edit", "icalendar"))}
