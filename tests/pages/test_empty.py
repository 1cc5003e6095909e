"""Playbooks of one, four and forty documents, built: no heading stands above nothing, no list and no table is empty."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY, playbook

SMALLEST = ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook"
SETTINGS = "site_name: x\ntheme: {name: material, font: false}\nplugins: {search: {}, playbook: {audience: internal}, checklist: {}}\nmarkdown_extensions: [playbook_guard, tables]\n"
TOPICS = ("honesty", "hospitality")
POLICY = """---
topic: {topic}
they_leave_feeling: heard
decides: [desk]
---
# Case {number}

## What to say

> It is number {number}. What would put it right for you?

## What to do

1. **Listen** to number {number} first.

## Don't

- Argue about number {number}.
"""
ROLE = "---\nmay_spend: 20\nmay_take: 15 minutes\nreach: ring 12\n---\n# Desk\n\nThey meet you first.\n"


def documents(number: int) -> dict[str, str]:
    """A playbook of so many documents: the fit page, a role, and as much of the rest as there is room for."""
    made = {"roles/desk.md": ROLE}
    for at in range(number):
        made[f"policies/case-{at}.md"] = POLICY.format(topic=TOPICS[at % len(TOPICS)], number=at)
        made[f"scripts/note-{at}.md"] = f"---\nof: case-{at}\nchannel: email\n---\n# Note {at}\n\n> We are looking at number {at}, and ring you by four.\n"
        made[f"principles/thought-{at}.md"] = f"# Thought {at}\n\nNumber {at} comes before its price.\n"
    return dict(list(made.items())[: number - 1])


class Emptiness(HTMLParser):
    """What is empty on a page: between the head and the foot of its article."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.open: list[list] = []  # [tag, whether it holds something]
        self.waiting: list[tuple[int, str]] = []  # headings below which nothing stood yet
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.inside = True
        elif self.inside and tag in ("img", "input"):
            self._something()
        elif self.inside and tag not in ("br", "hr"):
            if re.fullmatch("h[1-6]", tag):
                level = int(tag[1])
                # a title may stand alone above its first section
                self.found += [f"nothing below {name}" for above, name in self.waiting if above >= level]
                self.waiting = []
            self.open.append([tag, "", False])

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.inside = False
            self.found += [f"nothing below {name}" for _, name in self.waiting]
        while self.inside and any(one[0] == tag for one in self.open):
            name, text, holds = self.open.pop()
            if name in ("ul", "ol", "li", "p", "table", "td", "summary", "blockquote", "h1", "h2", "h3", "a", "strong") and not holds:
                self.found.append(f"an empty {name}")
            if re.fullmatch("h[1-6]", name):
                self.waiting.append((int(name[1]), text.strip()))
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self._something(data)

    def _something(self, data: str = "") -> None:
        for one in self.open:
            one[1] += data
            one[2] = True
        if not any(re.fullmatch("h[1-6]", one[0]) for one in self.open):
            self.waiting = []


def empty(html: str) -> list[str]:
    (looked := Emptiness()).feed(html)
    return looked.found


def test_what_is_empty_is_seen():
    assert empty("<article><h1>A</h1><h2>B</h2><h2>C</h2><p>text</p></article>") == ["nothing below B"]
    assert empty("<article><h1>A</h1><p>x</p><h2>B</h2><ul></ul></article>") == ["an empty ul", "nothing below B"]
    assert empty("<article><h1>A</h1><table><tbody></tbody></table><p>x</p></article>") == ["an empty table"]
    assert empty("<article><h1>A</h1><h2>B</h2><ul><li><input></li></ul></article>") == []


@pytest.mark.slow
@pytest.mark.share
@pytest.mark.parametrize("number", [pytest.param(1, marks=pytest.mark.whole), 4, pytest.param(40, marks=pytest.mark.whole)])
def test_no_page_of_a_small_or_a_large_playbook_has_an_empty_panel(number: int, tmp_path: Path, figures):
    shutil.copytree(SMALLEST, tmp_path / "docs" / "playbook")
    (tmp_path / "docs" / "public").mkdir()
    for name, text in documents(number).items():
        file = tmp_path / "docs" / "playbook" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "mkdocs.internal.yml").write_text(SETTINGS, "utf-8")
    assert len(list((tmp_path / "docs" / "playbook").rglob("*.md"))) == number
    done = playbook("build", "--audience", "internal", "--out", "site", "--today", str(TODAY), cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = [page for page in (tmp_path / "site").rglob("index.html") if page.relative_to(tmp_path / "site").parts[0] not in ("checklist", "public", "writing")]
    found = {page.relative_to(tmp_path / "site").as_posix(): wrong for page in pages if (wrong := empty(page.read_text("utf-8")))}
    figures(f"{number} documents, {len(pages)} pages, empty {sum(map(len, found.values()))}")
    assert found == {}
