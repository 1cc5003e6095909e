"""A page that is found again is the page that would be made: whatever somebody has changed, in it or elsewhere."""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.model.page import Audience, Release
from playbook_plugins.pages import memory
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY, WHOLE

EXAMPLE = ROOT if WHOLE else ROOT / "tests" / "golden" / "kayaks"
FEW = 6
TEXT = re.compile(r"^(?![#|<\s]|---|```|$)(?P<line>.*?)(?P<end>[.!?]?)$")


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def shop(tmp_path) -> Path:
    shutil.copytree(EXAMPLE / "docs", tmp_path / "docs")
    made(tmp_path)
    return tmp_path


def made(shop: Path, *, twice: bool = False) -> Release:
    """The pages; `twice` holds them against those of a process that remembers nothing."""
    playbook = read_playbook(shop / "docs" / "playbook", root=shop)
    findings = run(playbook, today=TODAY)
    found = release(playbook, Audience.INTERNAL, findings)
    if twice:
        memory.forget()
        assert found == release(playbook, Audience.INTERNAL, findings)
    return found


def texts(shop: Path) -> list[Path]:
    return sorted((shop / "docs" / "playbook").rglob("*.md"))


def parted(text: str) -> tuple[str, str]:
    """What stands on top of a text with its title, and what stands below."""
    top = re.match(r"(?:---\n.*?\n---\n)?(?:\s*# [^\n]*\n)?", text, re.S)[0]
    return top, text[len(top) :]


def inside(file: Path) -> None:
    """Whatever it says says more."""
    top, below = parted(file.read_text("utf-8"))
    file.write_text(top + "\n".join(TEXT.sub(r"\g<line> in the rain\g<end>", line) for line in below.split("\n")), "utf-8")


def headings(file: Path) -> None:
    """Its title, its headings and the labels of its steps are others."""
    text = re.sub(r"^(#+ .*)$", r"\1 once more", file.read_text("utf-8"), flags=re.M)
    file.write_text(re.sub(r"^(\S+ \*\*)(\w+)", r"\1Then \2", text, flags=re.M), "utf-8")


def top(file: Path) -> None:
    """It is a draft."""
    above, below = parted(file.read_text("utf-8"))
    file.write_text(above.replace("---\n", "---\nstatus: draft\n", 1) if above.startswith("---") else f"---\nstatus: draft\n---\n{above}" + below, "utf-8")


def gone(file: Path) -> None:
    """It is not there any more."""
    file.unlink()


@pytest.mark.share
@pytest.mark.parametrize(("change", "all_of_them"), [(inside, True), (headings, False), (top, False), (gone, False)])
def test_every_page_is_as_if_all_were_made_anew(shop, change: Callable[[Path], None], all_of_them, figures):
    files = texts(shop)
    tried = files if all_of_them else random.Random(5).sample(files, FEW)
    for file in tried:
        before = file.read_bytes()
        change(file)
        made(shop, twice=True)
        file.write_bytes(before)
        made(shop)
    figures(f"{change.__name__}: {len(tried)} texts changed, one after another")


def test_what_stands_around_all_texts_counts(shop):
    settings = shop / "docs" / "playbook" / "playbook.yml"
    settings.write_text(re.sub(r"(answers_within: ).*", r"\g<1>3 working days", settings.read_text("utf-8")), "utf-8")
    made(shop, twice=True)


def test_a_text_that_says_more_makes_its_own_page_and_few_others(shop, monkeypatch):
    written: list[str] = []
    of = View.of
    monkeypatch.setattr(View, "of", lambda self, document, *more, **values: (written.append(document.kind.name), of(self, document, *more, **values))[1])
    made(shop)
    assert not {"policy", "script", "scenario", "principle"} & {*written}
    written.clear()
    inside(next(file for file in texts(shop) if file.parent.name == "scripts"))
    made(shop)
    assert written.count("script") == 1 and not {"policy", "scenario", "principle"} & {*written}
