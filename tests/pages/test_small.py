"""However little somebody has written, no page has an empty heading or list; and the owner's page has a word for quiet weeks."""

import re

import pytest

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, playbook

SMALLEST = ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook"
FILES = {file.name: file.read_text("utf-8") for file in SMALLEST.iterdir()}
POLICY = "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# It went wrong\n\n## What to do\n\n1. **Listen** first.\n\n## Don't\n\n- Argue.\n"
PROMISE = "---\nkept_by: {wrong: listen}\n---\n# You are heard\n"
LESSONS = "# Lessons\n\n| When | What | Why | Change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n| May | A leak | Old | New vests | guide | DONE |\n"
TINY = {
    "the smallest": {},
    "without a fit page": {"fit.md": None},
    "a fit page without sections": {"fit.md": "# Come and see\n"},
    "a policy": {"policies/wrong.md": POLICY},
    "a policy that is a draft": {"policies/wrong.md": POLICY.replace("topic", "status: draft\ntopic")},
    "a policy that is pinned": {"policies/wrong.md": POLICY, "playbook.yml": FILES["playbook.yml"] + "home: {pinned: [wrong]}\n"},
    "a pin that leads nowhere": {"playbook.yml": FILES["playbook.yml"] + "home: {pinned: [wrong]}\n"},
    "a promise that nothing keeps": {"promises/heard.md": PROMISE},
    "a promise that is kept": {"promises/heard.md": PROMISE, "policies/wrong.md": POLICY},
    "partners": {"partners.md": "---\npartners: []\n---\n# Who else\n"},
    "a home page": {"pages/home.md": "# What now?\n\nLook here first.\n"},
    "lessons without a row": {"lessons.md": LESSONS.rpartition("| May")[0]},
    "lessons that are done": {"lessons.md": LESSONS},
    "a script": {"scripts/sorry.md": "---\nof: wrong\nchannel: phone\n---\n# Sorry\n\n> We are sorry.\n"},
    "a role": {"roles/guide.md": "---\nmay_spend: 20\n---\n# Guide\n"},
    "money": {"money.md": "---\nmake_it_right: 100\nmake_it_right_hours: 10\nusual_sale: 20\ntimes_a_year: 2\nyears: 3\n---\n# Money\n"},
    "a principle": {"principles/open.md": "---\naudience: public\n---\n# We say so\n\nAlways.\n"},
}


@pytest.fixture
def pages(write):
    """The pages of a tiny playbook for one audience, those of the manual left out."""

    def made(case: str, audience: Audience) -> dict[str, str]:
        files = {name: text for name, text in {**FILES, **TINY[case]}.items() if text is not None}
        root = write(files)
        found = release(read_playbook(root, root=root), audience).pages
        return {page.path: page.body for page in found if page.kind not in ("manual", "rule")}

    return made


def empty(body: str) -> list[str]:
    """The headings and marked panels of a page below which nothing stands."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", body) if block.strip()]
    found = []
    for block, after in zip(blocks, [*blocks[1:], ""]):
        heading = re.match(r"(#+) (.*)", block)
        next_heading = re.match(r"(#+) ", after)
        if re.match(r"#+\s*$", block):
            found.append(block)
        # a page's own title may stand alone above its first section
        elif heading and "\n" not in block and (not after or next_heading and len(next_heading[1]) <= len(heading[1])):
            found.append(block)
        # a panel is a mark, and the list below it
        elif re.fullmatch(r'<div class="pb-(?:plain|may)[^"]*"></div>', block) and not re.match(r"[-*#|]|\d+\. ", after):
            found.append(block)
        elif re.fullmatch(r"(?:[-*]|\d+\.)", block) or re.search(r"<(ul|ol|p|h\d|details|summary|strong)\b[^>]*>\s*</\1>", block):
            found.append(block)
    return found


def _answered(body: str) -> str:
    """A page without the place in which a browser answers to ticks: it is named by nothing, and empty until then."""
    return re.sub(r'<h3 class="pb-verdict"[^>]*></h3>|<p class="pb-ways pb-to-us"[^>]*>\s*</p>', "", body)


def test_an_empty_panel_is_seen():
    assert empty("# A\n\n## B\n\n## C\n\ntext") == ["## B"]
    assert empty('# A\n\n<div class="pb-plain pb-rows"></div>\n\n') == ['<div class="pb-plain pb-rows"></div>']
    assert empty('# A\n\n<ul class="x">\n</ul>\n\n### B') == ['<ul class="x">\n</ul>', "### B"]
    assert empty('# A\n\n## B\n\n### C\n\n<div class="pb-plain"></div>\n\n- text') == []


def test_the_first_page_has_no_empty_panel(pages):
    assert empty(pages("the smallest", Audience.INTERNAL)["index.md"]) == []


def test_the_first_page_without_a_policy_says_how_to_write_one(pages):
    assert "[How to write](writing/index.md)" in pages("the smallest", Audience.INTERNAL)["index.md"]
    assert "writing/index.md" not in pages("a policy", Audience.INTERNAL)["index.md"]


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("case", TINY)
def test_no_heading_and_no_list_is_empty(case, audience, pages):
    found = {path: empty(_answered(body)) for path, body in pages(case, audience).items()}
    assert {path: blocks for path, blocks in found.items() if blocks} == {}


@pytest.mark.parametrize("case", TINY)
def test_no_page_says_none_or_leaves_a_blank(case, pages):
    for path, body in pages(case, Audience.INTERNAL).items():
        assert not re.search(r"\bNone\b|\{\w*\}|\( *\)|“”", body), path


def test_the_smallest_playbook_is_a_public_page_and_a_quiet_week(pages):
    assert list(pages("the smallest", Audience.PUBLIC)) == ["index.md"]
    owner = pages("the smallest", Audience.INTERNAL)["owner/index.md"]
    assert re.findall("^## (.+)$", owner, re.M) == ["Read one over", "What is written so far"]


def test_the_owner_reads_what_needs_a_hand(write):
    promise = PROMISE.replace("kept_by", "reviewed: 2026-10-01\nkept_by")
    root = write(
        {
            **FILES,
            "promises/heard.md": promise,
            "promises/fed.md": promise.replace("wrong: listen", "wrong: feed").replace("heard", "fed"),
            "promises/warm.md": promise.replace("wrong: listen", "alone: listen").replace("heard", "warm"),
            "promises/dry.md": promise.replace("wrong: listen", "amiss: listen").replace("heard", "dry"),
            "policies/alone.md": POLICY.replace("topic", "owner: nobody\ntopic").replace("It went wrong", "Alone"),
            "policies/amiss.md": POLICY.replace("It went wrong", "Amiss"),
            "policies/wrong.md": POLICY.replace("topic", "reviewed: 2026-05-01\ntopic"),
            "policies/draft.md": POLICY.replace("topic", "status: draft\nreviewed: 2020-05-01\ntopic"),
            "partners.md": "---\npartners:\n"
            + "".join(f"  - {{name: P{n}, url: https://p{n}.example, good_at: x, checked: 2026-0{n}-01}}\n" for n in range(7, 0, -1))
            + "---\n# Who else\n",
            "lessons.md": LESSONS + "| June | A hole | New | Look twice | Guide | no |\n",
            "roles/guide.md": "---\nmay_spend: 20\n---\n# Guide\n",
        }
    )
    playbook = read_playbook(root, root=root)
    error = Finding("say-back", Level.ERROR, Place(playbook.get("policy", "amiss").path), "nothing says it back")
    page = next(page for page in release(playbook, Audience.INTERNAL, [error]).pages if page.kind == "owner")
    assert "**You are fed** “It went wrong” has no step “feed”." in page.body
    assert "**You are warm** Nobody looks after “Alone”." in page.body
    assert "**You are dry** “Amiss” has something to mend first." in page.body
    assert "You are heard" not in page.body.partition("## Read one over")[0]
    assert '[It went wrong](../policies/wrong.md): <span data-due="2026-11-01" data-late="waiting since 1 November 2026">by 1 November 2026</span> (Owner).' in page.body
    assert "2020" not in page.body
    assert "A hole: Look twice (Guide)" in page.body and "A leak" not in page.body
    assert re.findall(r"^- (P\d)", page.body, re.M) == [f"P{number}" for number in range(1, 8)]


@pytest.mark.slow
def test_eight_lines_and_a_fit_page_are_two_sites(tmp_path):
    assert len(FILES["playbook.yml"].splitlines()) == 8
    done = playbook("build", str(SMALLEST), "--out", str(tmp_path / "site"), cwd=tmp_path, PLAYBOOK_TODAY="2026-11-21")
    assert done.returncode == 0, done.stderr
