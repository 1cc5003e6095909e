"""A playbook of any size: no page for staff grows with it, and every text is a few links away."""

import re
from collections.abc import Iterator

import pytest

from playbook_plugins.model.page import Audience, Page, Release
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages import memory
from playbook_plugins.pages.internal.shelves import FITS
from playbook_plugins.pages.internal.view import View
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.pages.test_home import SETTINGS, policy

LINK = re.compile(r"\]\(([^()#\s]+\.md)(?:#[^()]*)?\)")
TOPICS = ("recovery", "listening", "feedback", "intake")
MENU = 50
"""Entries that somebody looks through."""
WEIGHT = 40_000
"""Letters of a page that no list makes longer."""


def texts(policies: int) -> Iterator[tuple[str, str]]:
    """Policies on four topics, one more topic with none but a few, and of each other kind as many."""
    yield "playbook.yml", f"{SETTINGS}home: {{pinned: [case-7]}}\nchecklist:\n  topics:\n    boats: [boats]\n"
    yield "roles/owner.md", "---\nmay_spend: no limit\n---\n# Owner\n"
    yield "roles/guide.md", "---\nmay_spend: 20\nabove: owner\n---\n# Guide\n"
    for number in range(policies):
        topic = "boats" if number % 50 == 49 else TOPICS[number % 4]
        yield f"policies/case-{number}.md", policy(f"Case {number} of a *wet* day", topic, more=f"owner: guide\nreviewed: 2026-0{number % 9 + 1}-01\ndecides: [guide]\n")
        yield f"scripts/words-{number}.md", f"---\nof: case-{number}\nchannel: phone\nhow_often: once\n---\n# Words {number}\n\n> Hello [name].\n"
        yield f"scenarios/day-{number}.md", f"---\nof: case-{number}\n---\n# Day {number}\n\n## What happened\n\nRain.\n"
        yield f"pages/page-{number}.md", f"# Page {number}\n\nRain, and more rain.\n"
        yield f"principles/belief-{number}.md", f"# Belief {number}\n\nRivers forgive.\n"


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> tuple[Playbook, Release]:
    root = tmp_path_factory.mktemp("large")
    for name, text in texts(400):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    playbook = read_playbook(root, root=root)
    return playbook, release(playbook, Audience.INTERNAL)


def leading(pages: dict[str, Page], path: str) -> list[str]:
    """The pages to which the links of a page lead."""
    folder = path.split("/")[:-1]
    found = []
    for link in LINK.findall(pages[path].body):
        parts = [*folder]
        for part in link.split("/"):
            parts = parts[:-1] if part == ".." else [*parts, part]
        found.append("/".join(parts))
    return found


def steps(pages: dict[str, Page]) -> dict[str, int]:
    """How many links lead from the first page to each of the others."""
    found, here = {"index.md": 0}, ["index.md"]
    while here:
        path = here.pop(0)
        for other in leading(pages, path):
            if other not in found:
                found[other] = found[path] + 1
                here.append(other)
    return found


def test_every_policy_is_three_links_from_the_first_page(large):
    playbook, made = large
    pages = {page.path: page for page in made.pages}
    far = steps(pages)
    assert max(far[f"policies/{one.id}.md"] for one in playbook.of_kind("policy")) <= 3
    assert {path for path in far if path not in pages} == set()


def test_every_list_leads_to_all_that_it_stands_for(large):
    playbook, made = large
    pages = {page.path: page for page in made.pages}
    for kind, start in (("script", "scripts/index.md"), ("scenario", "scenarios/index.md"), ("principle", "principles/index.md"), ("page", "lists/pages/index.md")):
        there, here = set(), [start]
        while here:
            path = here.pop()
            there.add(path)
            here += [other for other in leading(pages, path) if other.startswith(("lists/", f"{kind}s/")) and other not in there]
        assert {f"{kind}s/{one.id}.md" for one in playbook.of_kind(kind)} <= there, kind


def test_no_page_is_longer_than_somebody_reads(large):
    _, made = large
    written = [page for page in made.pages if not page.path.startswith(("writing/", "checklist/"))]
    heavy = {page.path: len(page.body) for page in written if len(page.body) > WEIGHT}
    long = {page.path: len(LINK.findall(page.body)) for page in written if page.kind == "list" and len(LINK.findall(page.body)) > FITS + 2}
    assert (heavy, long) == ({}, {})
    assert len(next(page.body for page in made.pages if page.path == "index.md")) < 5_000


def test_the_menu_names_no_more_than_before(large):
    _, made = large
    assert sum(page.in_menu for page in made.pages) <= MENU


def test_what_is_due_first_stands_first_and_the_rest_is_counted(large):
    _, made = large
    pages = {page.path: page.body for page in made.pages}
    days = re.search(r'data-days="([^"]*)"', pages["owner/index.md"])[1].split()
    told = int(re.search(r"\[And (\d+) more\]\(\.\./lists/due\.md\)", pages["owner/index.md"])[1])
    assert sum(int(day.rpartition(":")[2]) for day in days) == told > 1_000
    assert "[And 388 more](../lists/roles/guide.md)" in pages["roles/guide.md"]
    parts = [path for path in pages if path.startswith("lists/roles/guide-")]
    assert sum(pages[path].count("data-due=") for path in parts) == 400
    pocket = next(asset.content for asset in made.assets if asset.path == "pocket.html")
    assert b'id="lists/policies/' in pocket and b'id="lists/due' not in pocket and b'id="lists/roles' not in pocket


def test_parts_that_fall_on_one_day_are_told_apart_by_their_first_text_and_their_last(large):
    _, made = large
    pages = {page.path: page for page in made.pages}
    shown = re.findall(r"^- \[(.*)\]\((due-\d+)\.md\)$", pages["lists/due.md"].body, re.M)
    assert len({name for name, _ in shown}) == len(shown) > 20
    assert shown[0] == ("nobody has read it over yet: Page 0 – Page 167 (77)", "due-1")
    assert pages["lists/due-1.md"].title == "Read one over, nobody has read it over yet: Page 0 – Page 167"
    days = [name for name, _ in re.findall(r"^- \[(.*)\]\((guide-\d+)\.md\)$", pages["lists/roles/guide.md"].body, re.M)]
    assert len(set(days)) == len(days) == 5
    assert not any("Case" in day for day in days)


def test_the_first_days_are_not_the_whole_playbook(large):
    _, made = large
    path = next(page.body for page in made.pages if page.path == "roles/guide.md").partition('id="path"')[2]
    cards = path.partition("### ")[2]
    assert cards.index("case-7.md") < cards.index("case-0.md")
    assert path.count('data-tick="policy:') == 40 and "[And 360 more](../policies/index.md)" in path


def test_what_is_short_is_one_page(write):
    root = write(dict(texts(8)))
    made = release(read_playbook(root, root=root), Audience.INTERNAL)
    assert [page.path for page in made.pages if page.path.startswith("lists/")] == []
    assert sum(page.in_menu and page.path.startswith("pages/") for page in made.pages) == 8


def test_titles_are_put_in_order_as_people_count(large):
    _, made = large
    body = next(page.body for page in made.pages if page.path == "lists/principles-1.md")
    assert re.findall(r"\[Belief (\d+)\]", body)[:12] == [str(number) for number in range(12)]


@pytest.mark.parametrize(
    ("file", "was", "now"),
    [
        ("policies/case-7.md", "# Case 7", "# Seventh case"),
        ("policies/case-7.md", "reviewed: 2026-08-01", "reviewed: 2026-11-01"),
        ("policies/case-7.md", "owner: guide", "owner: owner"),
        ("policies/case-7.md", "---\n", "---\nstatus: retired\n"),
        ("scripts/words-7.md", "of: case-7", "of: case-49"),
        ("playbook.yml", "boats: [boats]", "boats: [boats, canoes]"),
        ("roles/guide.md", "# Guide", "# Boatman"),
    ],
)
def test_a_list_that_is_found_again_is_the_one_that_would_be_made(file, was, now, tmp_path):
    def made() -> Release:
        return release(read_playbook(tmp_path, root=tmp_path), Audience.INTERNAL)

    for name, text in texts(FITS + 10):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    made()
    assert was in (before := (tmp_path / file).read_text("utf-8"))
    (tmp_path / file).write_text(before.replace(was, now, 1), "utf-8")
    found = made()
    memory.forget()
    assert found == made()


def test_a_list_that_shows_the_same_is_not_made_again(tmp_path, monkeypatch):
    for name, text in texts(FITS + 10):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    release(read_playbook(tmp_path, root=tmp_path), Audience.INTERNAL)
    made, page = [], View.page
    monkeypatch.setattr(View, "page", lambda self, template, *more, **values: (made.append(template), page(self, template, *more, **values))[1])
    with (tmp_path / "policies" / "case-7.md").open("a", encoding="utf-8") as text:
        text.write("\nMore rain.\n")
    release(read_playbook(tmp_path, root=tmp_path), Audience.INTERNAL)
    assert made.count("policy.md.j2") == 1 and not {"due-list.md.j2", "list.md.j2"} & {*made}
