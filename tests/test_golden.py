"""Whole playbooks with all that is made of them: the findings, and the pages of both sites as our Markdown.

Each folder of `tests/golden` is a case: `docs` goes in, `expected` comes out.
Where a change is meant, `PLAYBOOK_GOLDEN=write` writes what comes out now;
then read the difference before you keep it.
"""

import os
import shutil
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from playbook_plugins.checklist.run import run
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.page import Audience, Page
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.report.text import write
from tests.conftest import ROOT, TODAY

pytestmark = pytest.mark.anywhere

GOLDEN = ROOT / "tests" / "golden"
CASES = sorted(folder.name for folder in GOLDEN.iterdir() if (folder / "docs").is_dir())
OURS = ("manual", "rule")
"""Pages that tell of this project and not of the case; their own tests ask them."""


@pytest.fixture
def playbook(request, tmp_path) -> Playbook:
    """The case's playbook, in a folder without a history."""
    root = tmp_path / "case"
    shutil.copytree(GOLDEN / request.param / "docs", root / "docs")
    public = root / "docs" / "public"
    return read_playbook(root / "docs" / "playbook", root=root, public=public if public.is_dir() else None)


def findings(playbook: Playbook) -> str:
    file = StringIO()
    sources = {document.path: document.lines for document in playbook.documents}
    write(run(playbook, today=TODAY), Console(file=file, soft_wrap=True, highlight=False), documents=len(playbook.documents), sources=sources)
    return file.getvalue()


def told(page: Page) -> str:
    """A page with what stands beside its text."""
    facts = [
        f"title: {page.title}",
        f"menu: {' > '.join((*page.menu, *([page.title] if page.in_menu else [])))}",
        f"kind: {page.kind}",
        f"source: {page.source or ''}",
        f"description: {page.description}",
    ]
    return "\n".join(line.rstrip() for line in facts) + f"\n\n{page.body}"


def results(playbook: Playbook) -> dict[str, str]:
    """Everything that comes out of a case, by the file that keeps it."""
    found = {"findings.txt": findings(playbook)}
    for audience in Audience:
        released = release(playbook, audience)
        kept = [page for page in released.pages if page.kind not in OURS and page.path != "checklist/index.md"]
        found |= {f"{audience}/{page.path}": told(page) for page in kept}
        found[f"{audience}/files.txt"] = "".join(f"{asset.path}\n" for asset in released.assets if not asset.path.startswith("assets/"))
    return found


def kept(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("case", "playbook"), [(case, case) for case in CASES], indirect=["playbook"], ids=CASES)
def test_what_comes_out_is_what_came_out_before(case, playbook):
    found, folder = results(playbook), GOLDEN / case / "expected"
    if os.environ.get("PLAYBOOK_GOLDEN") == "write":
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in found.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return
    before = kept(folder)
    assert sorted(found) == sorted(before)
    for name, text in found.items():
        assert text == before[name], f"{name} (PLAYBOOK_GOLDEN=write, if this is meant)"


@pytest.mark.parametrize("playbook", ["kayaks"], indirect=True)
def test_the_kayaks_have_one_of_each_kind(playbook):
    assert {document.kind.name for document in playbook.documents} == set(KINDS)


def test_a_golden_public_page_holds_nothing_of_the_staff():
    inside = ["Whoever paid for a dry morning", "ashore", "bung", "Nobody at the steps", "lessons", "Nobody goes home hungry", "read by Ida"]
    pages = "".join(kept(GOLDEN / "kayaks" / "expected" / "public").values())
    assert pages and [words for words in inside if words in pages] == []
