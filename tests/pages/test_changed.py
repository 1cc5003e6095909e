"""The page “What changed”, the line on each text that leads there, and what the page says where nobody can say."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from playbook_plugins.checklist.forgotten import forgotten
from playbook_plugins.model.changed import Changes
from playbook_plugins.model.history import Gap
from playbook_plugins.model.page import Audience, Page
from playbook_plugins.pages.release import release
from playbook_plugins.read.changed import changed
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.testing import commit
from playbook_plugins.words import Words
from tests.conftest import ROOT, TODAY, playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
DESK = "---\nmay_spend: 25\n---\n# Desk\n\nMinds the door.\n"
WET = "---\ntopic: recovery\nthey_leave_feeling: dry\n---\n# \"Wet\" *boots* & socks\n\nBoots fill <quickly>.\n\n## What to do\n\n1. **Make right** with dry socks & a [towel](../roles/desk.md).\n"


@pytest.fixture
def folder(write) -> Path:
    made = write({"playbook.yml": SETTINGS, "roles/desk.md": DESK, "policies/wet-boots.md": WET, **{f"pages/text-{n}.md": f"# Text {n}\n\nWords.\n" for n in range(20)}})
    commit(made, "2026-05-01")
    write({"roles/desk.md": DESK.replace("25", "40"), "policies/wet-boots.md": WET.replace("dry socks", "two pairs of dry socks").replace("Boots fill <quickly>.", "Boots fill <b>soon</b>.")})
    commit(made, "2026-05-02")
    return made


def shown(folder: Path, changes: Changes | None = None) -> dict[str, Page]:
    known = read_playbook(folder, root=folder)
    told = changes or changed(known, forgotten=forgotten(known))
    return {page.path: page for page in release(known, Audience.INTERNAL, changes=told).pages}


def test_the_page_tells_each_day_and_each_text_once_and_marks_the_words(folder):
    page = shown(folder)["changed/index.md"]
    assert (page.in_menu, page.kind, page.title) == (True, "changed", "What changed")
    assert re.findall(r"^##+ (.*)$", page.body, re.M) == [
        "2 May 2026", "[&#34;Wet&#34; boots &amp; socks](../policies/wet-boots.md)", "[Desk](../roles/desk.md)", "1 May 2026", "New texts",
    ]
    assert "Make right with dry socks &amp; a towel." in page.body and "Make right with <mark>two pairs of</mark> dry socks &amp; a towel." in page.body
    assert '<strong class="pb-where">May spend</strong><span class="pb-before"><b>Before:</b> 25</span><span><b>Now:</b> 40</span>' in page.body
    assert "<b>soon</b>" not in page.body and "- and 10 more" in page.body
    assert not re.search(r"^ *[-+@]{2,}", page.body, re.M)


def test_each_text_leads_to_what_changed_in_it(folder):
    pages = shown(folder)
    assert "Last changed on 2 May 2026: [May spend](../changed/index.md#role-desk). Edition " in pages["roles/desk.md"].body
    assert "Last changed on 1 May 2026: [it is new](../changed/index.md#day-2026-05-01). Edition " in pages["pages/text-3.md"].body
    ids = re.findall(r' id="([^"]+)"', pages["changed/index.md"].body)
    assert len(ids) == len({*ids}) and {"role-desk", "policy-wet-boots", "day-2026-05-01", "day-2026-05-02"} <= {*ids}


def test_a_page_of_many_changes_ends_at_a_day_and_says_so(folder, write):
    many = "".join(f"- Line {n} of the list.\n" for n in range(45))
    write({f"pages/text-{n}.md": f"# Text {n}\n\n{many}" for n in range(20)})
    for day in ("2026-05-03", "2026-05-04", "2026-05-05"):
        write({f"pages/text-{n}.md": f"# Text {n}\n\n" + many.replace("of the", f"of {day}") for n in range(20)})
        commit(folder, day)
    page = shown(folder)["changed/index.md"]
    assert re.findall(r"^## (.*)$", page.body, re.M) == ["5 May 2026", "4 May 2026"] and "And 15 more lines." in page.body
    assert page.body.count("<li>") <= 1_300 and "What changed before that is in the version history." in page.body


@pytest.mark.parametrize("gap", Gap)
@pytest.mark.parametrize("language", ["en", "pl"])
def test_where_nobody_can_say_staff_read_that_plainly_and_the_owner_how_to_mend_it(gap, language, folder, write):
    write({"playbook.yml": SETTINGS + f"site:\n  lang: {language}\n"})
    pages = shown(folder, Changes(gap=gap))
    lines = [line for line in pages["changed/index.md"].body.splitlines() if line]
    plain = {"en": "Nothing is known yet about what changed: this site was built without its history.", "pl": "Nie wiadomo jeszcze, co się zmieniło: ta strona powstała bez swojej historii."}
    assert len(lines) == 3 and lines[1] == plain[language] and "pb-suggest" in lines[2]
    words = Words(language)
    hint = words(f"changed.gap-{gap.name.lower().replace('_', '-')}")
    assert f"\n## {words('changed.title')}\n\n{words('changed.unseen')} {hint}\n" in pages["owner/index.md"].body
    shop = [page for page in pages.values() if not page.path.startswith(("writing/", "checklist/", "owner/"))]
    assert len(shop) > 20 and not any(hint in page.body for page in shop)


def test_where_the_history_is_whole_the_owner_reads_nothing_of_it(folder):
    assert "What changed" not in shown(folder)["owner/index.md"].body


def test_two_copies_of_one_commit_say_the_same_and_a_shallow_one_tells_the_owner_why(tmp_path):
    shop = tmp_path / "shop"
    shutil.copytree(ROOT / "tests" / "golden" / "smallest" / "docs", shop / "docs")
    commit(shop, "2026-11-01")
    text = shop / "docs" / "playbook" / "fit.md"
    text.write_text(text.read_text("utf-8").replace("\n\n", "\n\nOn Sundays too.\n\n", 1), "utf-8")
    commit(shop, "2026-11-02")
    for name, depth in (("one", ()), ("other", ()), ("part", ("--depth=1",))):
        subprocess.run(["git", "clone", "-q", *depth, f"file://{shop}", str(tmp_path / name)], check=True)
        done = playbook("write", str(tmp_path / f"{name}-site"), "--audience", "internal", "--today", str(TODAY), cwd=tmp_path / name)
        assert done.returncode == 0, done.stderr
    one, other, part = ((tmp_path / f"{name}-site" / "docs" / "changed" / "index.md").read_text("utf-8") for name in ("one", "other", "part"))
    assert one == other and "On Sundays too." in one and "On Sundays too." not in part
    assert "git fetch --unshallow" not in part and "git fetch --unshallow" in (tmp_path / "part-site" / "docs" / "owner" / "index.md").read_text("utf-8")


def test_everybody_else_is_told_nothing_of_it(folder, write):
    write({"fit.md": "# Boats for a calm day\n\nYou would like to paddle.\n"})
    known = read_playbook(folder, root=folder)
    told = changed(known, forgotten=forgotten(known))
    assert release(known, Audience.PUBLIC, changes=told) == release(known, Audience.PUBLIC)
