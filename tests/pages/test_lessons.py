"""What was learned stands on a page of its own, on the first page, and on the card that it changed."""

import re

import pytest
from markdown import markdown as html

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
HEAD = "# What we learned\n\nNo names.\n\n| When | What happened | Why | What we change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n"
POLICY = "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# It [still] leaks\n\n## What to do\n\n1. **Listen** first.\n"
ROLE = "---\nmay_spend: 20\n---\n# Boat keeper\n"
PAGE = "---\naudience: public\n---\n# You told us, we changed\n\nThe boats.\n"
ROWS = (
    "| 2026-10-02 | A boat leaked | Promise not kept: nobody looked | [The card](policies/leak.md) says *twice* | keeper | yes |\n"
    "| 2026-11-14 | A strap tore | Worn out | | Boat keeper | no |\n"
    "| 2026-11-14 | A seat broke | One of us | New seats | the cook | no |\n"
    "| in spring | It rained | No need | | | ✓ |\n"
)


@pytest.fixture
def pages(write):
    """The pages for staff of a small playbook with these lessons, by their paths."""

    def made(rows: str = "", files: dict[str, str] | None = None) -> dict[str, str]:
        root = write({"playbook.yml": SETTINGS, "policies/leak.md": POLICY, "roles/keeper.md": ROLE, "lessons.md": HEAD + rows, **(files or {})})
        return {page.path: page.body for page in release(read_playbook(root, root=root), Audience.INTERNAL).pages}

    return made


def test_the_newest_comes_first_and_what_is_not_yet_mended_above_what_is(pages):
    found = pages(ROWS)["lessons.md"]
    order = ("No names.", "## Not yet mended", "A seat broke", "A strap tore", "## Mended", "A boat leaked", "It rained", "## Why it happened")
    assert [found.index(part) for part in order] == sorted(found.index(part) for part in order)
    assert "| When |" not in found and "14 November 2026</time> · Boat keeper" in found and "· the cook" in found and "<small>in spring</small>" in found


def test_each_lesson_says_why_and_what_is_changed(pages):
    found = pages(ROWS)["lessons.md"]
    for said in (
        "**Promise not kept:** nobody looked",
        "What we changed: [The card](policies/leak.md) says *twice*",
        "What we change: New seats",
        "What we change: nobody knows yet.",
        "- Something else: 1",
        "- No need: 1",
    ):
        assert said in found
    assert found.count("nobody knows yet") == 1


@pytest.mark.parametrize("what", ["# 12 leaked", "12. leaked", "- leaked", "> leaked", "* leaked", "```leaked", "<b>leaked", r"leaked \| sank"])
def test_a_lesson_that_begins_like_a_heading_or_a_list_is_none(what, pages):
    found = html(pages(f"| 2026-10-02 | {what} | No need | | owner | yes |\n")["lessons.md"], extensions=["tables"])
    said = what.replace("\\|", "|").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<p>{said}</p>" in found
    assert found.count("<h1") == 1 and found.count("<li") == 1 and "<blockquote" not in found and "<ol" not in found


def test_reasons_are_counted_from_the_second_lesson_on(pages):
    assert "Why it happened" not in pages(ROWS.splitlines(keepends=True)[0])["lessons.md"]
    assert "Why it happened" in pages("".join(ROWS.splitlines(keepends=True)[:2]))["lessons.md"]


def test_a_playbook_without_a_lesson_has_no_empty_panel(pages):
    for rows in ("", "| | | | | | |\n"):
        found = pages(rows)
        assert "Nothing is written down here yet." in found["lessons.md"]
        assert re.findall(r"^## .*", found["lessons.md"], re.M) == []
        assert "earned" not in found["index.md"] and "Learned from" not in found["policies/leak.md"]


def test_what_else_the_owner_wrote_there_stays(pages):
    short = "| 2026-10-03 | Half a row |\n| | | | A line that only says what is changed | | |\n"
    found = pages(ROWS + short + "\nAsk Jo.\n\n## Before that\n\n| Year | Boats |\n| --- | --- |\n| 2025 | 4 |\n\n## 2025\n\n" + HEAD.partition("\n\n")[2].partition("\n\n")[2] + "| 2025-05-01 | It hailed | No need | A roof | owner | yes |\n")["lessons.md"]
    assert "- Half a row\n" in found and "- A line that only says what is changed\n" in found and "Ask Jo." in found
    assert "## Before that\n\n| Year | Boats |" in found
    assert "## 2025" not in found and "It hailed" in found.partition("## Mended")[2]


def test_the_page_leads_to_what_everybody_is_told(pages):
    assert "[tell everybody](public/pages/you-told-us.md)" in pages(ROWS, {"pages/you-told-us.md": PAGE})["lessons.md"]
    for text in (PAGE.replace("public", "internal"), PAGE.replace("---\na", "---\nstatus: draft\na")):
        assert "tell everybody" not in pages(ROWS, {"pages/you-told-us.md": text})["lessons.md"]


def test_the_first_page_tells_the_newest_three_that_were_acted_on(pages):
    more = "".join(f"| 2026-11-0{day} | Wind | No need | Sail {day} (see [boats](pages/boats.md)) | owner | yes |\n" for day in range(1, 4))
    found = pages(ROWS + more.replace("(see [boats](pages/boats.md))", "less", 1), {"pages/boats.md": "# Boats\n\nBlue.\n"})["index.md"]
    shown = re.findall(r"^- \[(.*?)\]\((.*?)\) <time datetime=\"(.*?)\" data-day=\"(.*?)\">(.*?)</time>$", found.partition("## Learned lately")[2], re.M)
    days = [f"2026-11-0{day}" for day in (3, 2, 1)]
    assert shown == [
        (f"Sail {number} (see boats)" if number > 1 else "Sail 1 less", "pages/boats.md" if number > 1 else "lessons.md", day, day, f"{number} November 2026")
        for number, day in zip((3, 2, 1), days)
    ]
    assert '<div class="pb-learned" data-week="Learned this week"></div>' in found


def test_a_lesson_leads_to_the_policy_that_it_changed(pages):
    found = pages(ROWS.replace("[The card]", "[Boats](pages/boats.md), [the card]", 1), {"pages/boats.md": "# Boats\n\nBlue.\n"})["index.md"]
    assert "- [Boats, the card says *twice*](policies/leak.md) <time" in found
    torn = pages(ROWS.replace("[The card]", "A [blank and [the card]", 1))["index.md"]
    assert r"- [A \[blank and the card says *twice*](policies/leak.md) <time" in torn
    gone = pages(ROWS, {"policies/leak.md": POLICY.replace("topic", "status: retired\ntopic")})["index.md"]
    assert "- [The card says *twice*](lessons.md) <time" in gone


def test_a_card_tells_what_was_learned_from_it(pages):
    found = pages(ROWS + "| 2026-11-20 | It leaks | | See [it](policies/leak.md) | owner | no |\n")["policies/leak.md"]
    lines = found.partition("### Learned from it\n\n")[2].splitlines()[:2]
    assert lines == ["- It leaks: See it (20 November 2026, not yet mended)", "- A boat leaked: The card says *twice* (2 October 2026)"]
    assert found.index("More about this") < found.index("### Learned from it") < found.index("Looked after by")


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_lessons_that_are_not_in_use_are_shown_nowhere(status, pages):
    found = pages("", {"lessons.md": f"---\nstatus: {status}\n---\n{HEAD}{ROWS}"})
    assert "lessons.md" not in found and not any("A boat leaked" in text or "says *twice*" in text for text in found.values())


def test_a_polish_playbook_tells_it_in_polish(pages):
    found = pages(ROWS.replace("✓", "tak").replace("Promise not kept", "Niedotrzymana obietnica"), {"playbook.yml": f"{SETTINGS}site:\n  lang: pl\n"})
    assert "## Jeszcze nienaprawione" in found["lessons.md"] and "- Niedotrzymana obietnica: 1" in found["lessons.md"]
    assert "## Ostatnie nauczki" in found["index.md"] and "### Czego nas to nauczyło" in found["policies/leak.md"]
