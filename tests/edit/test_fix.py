"""What is mended without asking, and what is not."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook_plugins.checklist.run import run
from playbook_plugins.edit.fix import Fixed, differences, fixed
from playbook_plugins.edit.saving import save
from playbook_plugins.model.finding import Finding
from playbook_plugins.model.settings import Profile
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = """---
topic: contact   # how often
they_leave_feeling: "left in peace"
owner: front-desk
decides: [front-desk, 'owner']
---
# How often we write

Nobody likes a full letter box.

## What to do

- Write twice a year.

## Don't

- Never on a Sunday.
"""
BOOK = {
    "playbook.yml": FACTS,
    "roles/front-desk.md": "---\nmay_spend: 20\n---\n# Front desk\n",
    "policies/letters.md": POLICY,
}


def findings(folder: Path, drafts: dict[str, bytes] | None = None) -> tuple[Finding, ...]:
    return run(read_playbook(folder, root=folder, drafts=drafts or {}), today=TODAY, profile=Profile.STANDARD)


def fix(folder: Path) -> Fixed:
    read = partial(read_playbook, folder, root=folder)
    return fixed(lambda drafts: read(drafts=drafts), lambda playbook: run(playbook, today=TODAY, profile=Profile.STANDARD))


@pytest.fixture
def mended(write):
    """What the files of a small playbook become: `mended({"policies/letters.md": "…"})`."""

    def mend(files: dict[str, str]) -> dict[str, str]:
        folder = write(BOOK | files)
        before = {name: (folder / name).read_bytes() for name in BOOK | files}
        result = fix(folder)
        assert {name: (folder / name).read_bytes() for name in before} == before, "nothing is written yet"
        save(result.changes, folder)
        assert fix(folder).changes == (), "twice is once"
        return {change.path: change.after.decode() for change in result.changes}

    return mend


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("topic: contact ", "topci: contact "),
        ("topic: contact ", "topic: contatc "),
        ("topic: contact ", "topic: cntact "),
        ("owner: front-desk", "ownr: front-desk"),
        ("owner: front-desk", "owner: fornt-desk"),
        ("owner: front-desk", "owner: Front Desk"),
        ("[front-desk, 'owner']", "[front-dsk, 'onwer']"),
        ("## What to do", "## Whta to do"),
        ("## Don't", "## Donn't"),
        ("they_leave_feeling", "they_leave_feling"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_slip_of_the_pen_is_mended_and_nothing_else(right, wrong, end, mended):
    assert right in POLICY
    text = POLICY.replace(right, wrong).replace("\n", end)
    assert mended({"policies/letters.md": text}) == {"policies/letters.md": POLICY.replace("\n", end)}


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("status: Activ  # yes", "status: active  # yes"),
        ("reviewd: 2026-1-2", "reviewed: 2026-01-02"),
        ("reviewed: 2026/11/02", "reviewed: 2026-11-02"),
        ("reviewed: '2026/11/02'", "reviewed: '2026-11-02'"),
        ("allow: {overdue-reveiw: because}", "allow: {overdue-review: because}"),
        ("covers: [our_mistake]", "covers: [our-mistake]"),
    ],
)
def test_a_line_is_mended_where_it_stands(line, right, mended):
    text = POLICY.replace("---\n#", f"{line}\n---\n#")
    assert mended({"policies/letters.md": text}) == {"policies/letters.md": text.replace(line, right)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("owner: front-desk", "owner: back-desk"),
        ("owner: front-desk", "owner: front-desks"),
        ("decides: [front-desk, 'owner']", "decides: fornt-desk, onwer"),
        ("owner: front-desk", "owner: front-desk\nownre: owner"),
        ("## What to do", "## What to pay"),
        ("## What to do", "## Whta to do\n\n- One.\n\n## What ot do"),
        ("## What to do", "## **Whta to do**"),
        ("- Write twice a year.", "- Write twice a yaer. <!-- todo -->\n- Ask the fornt-desk."),
        ("topic: contact   # how often", "topic: contact\nreview: 6 months"),
        ("topic: contact   # how often", "topic: contact\nstatus: &a Activ"),
        ("topic: contact   # how often", "topic: contact\nreviewed: 2026-1-12"),
        ("topic: contact   # how often", "topic: contact\nreviewd: soon"),
    ],
)
def test_what_may_mean_something_else_is_left_alone(old, new, mended):
    assert old in POLICY
    assert mended({"policies/letters.md": POLICY.replace(old, new)}) == {}


@pytest.mark.parametrize("line", ["audience: publc", "audeince: public", "audience: Public", "Audience: public"])
def test_who_sees_a_document_is_never_mended(line, mended):
    assert mended({"pages/rules.md": f"---\n{line}\n---\n# Rules\n\nNobody eats alone.\n"}) == {}


def test_the_settings_are_mended_with_their_comments(mended):
    text = FACTS.replace("phone:", "people_word: cleint # or guest\n  curency: eur\n  phone:") + 'checklist:\n  levels: {"vague-promis": advise}\nhome: {pinned: [letetrs]}\n'
    wanted = text.replace("cleint", "client").replace("curency: eur", "currency: EUR").replace("vague-promis", "vague-promise").replace("advise", "advice").replace("letetrs", "letters")
    assert mended({"playbook.yml": text}) == {"playbook.yml": wanted}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("allow:\n  vague-promise: because\n", ""),
        ("allow: {vague-promise: because}\n", ""),
        ("allow:\n  vague-promise: because\n    two lines say so\n\ntags: a\n", "\ntags: a\n"),
        ("allow:\n  vague-promise: >\n    because\n    of it\n\n# note\ntags: a\n", "\n# note\ntags: a\n"),
        ("allow:\n  vague-promise: because\n  placeholder-left: because we know\n", "allow:\n  placeholder-left: because we know\n"),
        ("allow: {vague-promise: because, placeholder-left: because we know}\n", "allow: {placeholder-left: because we know}\n"),
        ("allow: {placeholder-left: because we know, 'vague-promise': \"because\"}  # two\n", "allow: {placeholder-left: because we know}  # two\n"),
        ("allow:\n  # on advice\n  vague-promise: because\n", "allow:\n  # on advice\n  vague-promise: because\n"),
        ("allow:\n  vague-promise: because  # why\n", "allow:\n  vague-promise: because  # why\n"),
        ("allow: {vague-promise: because}  # why\n", "allow: {vague-promise: because}  # why\n"),
        ("allow:\n  vague-promise:\n", "allow:\n  vague-promise:\n"),
        ("allow:\n  overdue-review: because\n", "allow:\n  overdue-review: because\n"),
        ("status: draft\nallow:\n  vague-promise: because\n", "status: draft\nallow:\n  vague-promise: because\n"),
    ],
)
def test_an_allowance_that_silences_nothing_goes_and_no_comment_with_it(before, after, mended):
    text = "---\n{}---\n# The house\n\nWe open at TODO.\n".replace("{}", before)
    text = text if "placeholder" in before else text.replace("TODO", "nine")
    wanted = text.replace(before, after) if before != after else None
    assert mended({"pages/house.md": text}) == ({"pages/house.md": wanted} if wanted else {})


def test_an_allowance_waits_until_its_document_has_no_error(mended):
    text = POLICY.replace("---\n#", "backup: nobody\nallow: {lost-woo: because}\n---\n#")
    assert mended({"policies/letters.md": text}) == {}
    assert mended({"policies/letters.md": text.replace("nobody", "front-dsk")}) == {
        "policies/letters.md": POLICY.replace("---\n#", "backup: front-desk\n---\n#")
    }


def test_an_allowance_that_a_mended_heading_needs_stays(mended):
    text = POLICY.replace("---\n#", "allow: {greeting-offer: because they ask for it}\n---\n#").replace("contact", "greeting")
    text += "\n## Whta to say\n\n> Happy birthday! Here is 20% off.\n"
    assert mended({"policies/letters.md": text}) == {"policies/letters.md": text.replace("Whta", "What")}


def test_what_would_leave_a_file_unreadable_is_not_done(mended):
    text = POLICY.replace("---\n#", "allow: {vague-promis: because, vaguepromise: because}\n---\n#")
    assert mended({"policies/letters.md": text}) == {}


def test_the_differences_are_a_diff(write):
    folder = write(BOOK | {"policies/letters.md": POLICY.replace("owner: f", "ownr: f").replace("\n", "\r\n")})
    shown = list(differences(fix(folder).changes))
    assert shown[:2] == ["--- policies/letters.md", "+++ policies/letters.md"]
    assert [line for line in shown[2:] if line[0] in "+-"] == ["-ownr: front-desk", "+owner: front-desk"]


KEYS = ["topic", "they_leave_feeling", "owner", "decides"]


def slip(word: str, at: int, sort: int) -> str:
    """The word with two letters swapped, one doubled, one missing or one wrong."""
    at = at % (len(word) - 1)
    return [word[:at] + word[at + 1] + word[at] + word[at + 2:], word[:at] + word[at] + word[at:], word[:at] + word[at + 1:], word[:at] + "x" + word[at + 1:]][sort]


@settings(max_examples=20, deadline=None)
@given(
    slips=st.lists(st.tuples(st.sampled_from([*KEYS, "contact", "What to do", "front-desk"]), st.integers(1, 40), st.integers(0, 3)), max_size=4),
    end=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    last=st.booleans(),
)
def test_after_any_slips_each_line_is_as_it_was_written_or_as_it_was_meant(slips, end, bom, last, tmp_path_factory):
    folder, wrong = tmp_path_factory.mktemp("book"), POLICY
    for word, at, sort in slips:
        wrong = wrong.replace(word, slip(word, at, sort), 1)
    content = (("\ufeff" if bom else "") + (wrong if last else wrong.rstrip("\n"))).replace("\n", end).encode()
    for name, text in (BOOK | {"policies/letters.md": content}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    result = fix(folder)
    save(result.changes, folder)
    after = (folder / "policies/letters.md").read_bytes()
    assert fix(folder).changes == ()
    assert after.startswith(b"\xef\xbb\xbf") == bom and after.endswith(end.encode()) == last
    lines = after.decode("utf-8-sig").split(end)
    for now, written, right in zip(lines, wrong.split("\n"), POLICY.split("\n")):
        spare = now.split(": ")[-1] in (written.split(": ")[-1], right.split(": ")[-1])
        assert now in (written, right) or (spare and now.split(": ")[0] in (written.split(": ")[0], right.split(": ")[0]))
