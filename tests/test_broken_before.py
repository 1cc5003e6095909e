"""What once got through and must not again: each case as small as it can be."""

import subprocess
from pathlib import Path

import pytest

from playbook_plugins.checklist.run import run
from playbook_plugins.model.page import Asset, Audience, Page, Release
from playbook_plugins.pages.release import release
from playbook_plugins.checklist.wordlists import added
from playbook_plugins.read.playbook import read_playbook
from playbook_plugins.testing import commit
from tests.conftest import TODAY, mkdocs, playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
FIT = (
    "# Boats for a Sunday\n\nFor you.\n\n## You will be happy here if\n\n- You like calm water.\n- You bring a child.\n- You have never paddled.\n\n"
    "## Someone else will serve you better if\n\n- **You want to sail.** We have none. Ask us, and we will ask around.\n"
    "- **You want the night.** We close at six. Ask us, and we will ask around.\n\n## What it costs\n\nIt costs nothing.\n\n"
    "## If we get it wrong\n\nTell Ida.\n\n## How to start\n\n1. Ring.\n"
)
POLICY = "---\n{fields}topic: honesty\nthey_leave_feeling: sure\n---\n# Fair\n\nSecretly so.\n\n## What to do\n\n- **Tell** them.\n\n## Don't\n\n- **Never argue** about it.\n"


@pytest.fixture
def sources(write, tmp_path):
    """Write a small whole playbook, with more files or others in their place; the folder of sources comes back."""

    def lay(files: dict[str, str] = {}) -> Path:
        base = {"docs/playbook/playbook.yml": SETTINGS, "docs/playbook/fit.md": FIT}
        return write({**base, **files}, folder="project") / "docs" / "playbook"

    return lay


def errors(folder: Path, public: Path | None = None) -> set[str]:
    root = folder.parent.parent
    found = run(read_playbook(folder, root=root, public=public), today=TODAY)
    return {finding.rule for finding in found if finding.level == "error"}


@pytest.mark.parametrize("id", ["../../public/evil", "a/b", "Foo Bar", "x\"y", "#h", "x?y", "<b>x</b>", "..", "index", "con.fig", "-", "é"])
def test_an_id_cannot_be_a_path(id, sources):
    folder = sources({"docs/playbook/policies/fair.md": POLICY.format(fields=f"id: '{id}'\n")})
    assert "bad-value" in errors(folder)


@pytest.mark.parametrize("lang", ["x/../../../public/evil", "e" * 500, "..", "e n", "1"])
def test_a_language_cannot_be_a_path(lang, sources):
    folder = sources({"docs/playbook/policies/fair.md": POLICY.format(fields=f"lang: '{lang}'\n")})
    assert "bad-value" in errors(folder)


@pytest.mark.parametrize("path", ["../x.md", "/x.md", "a//b.md", "a/../b.md", "a\\b.md", "C:/x.md", "x.txt", ""])
def test_no_page_and_no_asset_can_stand_outside_a_site(path):
    with pytest.raises(ValueError):
        Page(path, "x", "x")
    if path != "x.txt":
        with pytest.raises(ValueError):
            Asset(path, b"")


def test_two_pages_cannot_stand_at_one_address():
    with pytest.raises(ValueError):
        Release(Audience.PUBLIC, "x", "en", (Page("a.md", "a", "a"), Page("a.md", "b", "b")))


@pytest.mark.parametrize("public", ["docs/playbook", "docs/playbook/principles", "docs"])
def test_the_public_folder_cannot_hold_or_lie_in_the_playbook(public, sources):
    folder = sources({"docs/playbook/principles/secret.md": "# Secret\n\nHush.\n"})
    assert "kind-border" in errors(folder, folder.parent.parent / public)


def test_a_public_folder_that_is_a_link_to_the_playbook_is_refused(sources):
    folder = sources({"docs/playbook/principles/secret.md": "# Secret\n\nHush.\n"})
    (folder.parent / "public").symlink_to(folder / "principles")
    assert "kind-border" in errors(folder, folder.parent / "public")


@pytest.mark.parametrize("out", ["docs/playbook/site", "docs", "site/public/staff", "site/public"])
def test_the_command_keeps_the_sites_and_the_sources_apart(out, sources, tmp_path):
    root = sources().parent.parent
    assert playbook("build", "--audience", "public", "--out", "site/public", cwd=root).returncode == 0
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    done = playbook("build", "--audience", "internal", "--out", out, cwd=root)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert before == {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_the_root_of_the_disk_is_refused_kindly(sources):
    done = playbook("build", "--audience", "public", "--out", "/", cwd=sources().parent.parent)
    assert done.returncode == 1 and "Traceback" not in done.stderr


def test_the_number_of_a_draft_of_partners_is_not_printed(sources):
    partners = (
        "---\nstatus: draft\npartners:\n  - name: Sail Loft\n    url: https://sailloft.example\n    phone: 01632 960999\n"
        "    good_at: sails\n    checked: 2026-11-02\n---\n# Partners\n"
    )
    fit = FIT.replace("We have none. Ask us, and we will ask around.", "We have none. [Sail Loft](https://sailloft.example) has.")
    folder = sources({"docs/playbook/partners.md": partners, "docs/playbook/fit.md": fit})
    known = read_playbook(folder, root=folder.parent.parent)
    assert "960999" not in "".join(page.body for page in release(known, Audience.PUBLIC).pages)


@pytest.mark.parametrize("name", ["index.md", "promises.md", "partners.md"])
def test_a_hand_written_page_cannot_take_the_place_of_a_made_one(name, sources):
    folder = sources({f"docs/public/{name}": "# Mine\n\nText.\n"})
    assert "unreadable-file" in errors(folder, folder.parent / "public")


def test_what_nobody_does_keeps_no_promise(sources):
    folder = sources({
        "docs/playbook/policies/fair.md": POLICY.format(fields=""),
        "docs/playbook/promises/calm.md": "---\nkept_by: {fair: never argue}\n---\n# Calm\n\nYes.\n",
    })
    assert "unbacked-promise" in errors(folder)


@pytest.mark.parametrize(
    "line",
    ["may_spend: " + "9" * 400, "may_spend: 1e400", "may_take: " + "9" * 400 + " hours"],
)
def test_a_number_that_nobody_has_is_refused(line, sources):
    folder = sources({"docs/playbook/roles/guide.md": f"---\nmay_spend: 1\n{line}\n---\n# Guide\n".replace("may_spend: 1\nmay_spend", "may_spend")})
    assert errors(folder) & {"bad-value", "unreadable-file"}


@pytest.mark.parametrize("topic", ["gone quiet", "lost customers", "after a visit", "Something went wrong"])
def test_a_topic_goes_by_its_other_names(topic, sources):
    folder = sources({"docs/playbook/policies/fair.md": POLICY.format(fields="").replace("topic: honesty", f"topic: {topic}")})
    assert "bad-value" not in errors(folder)


@pytest.mark.parametrize("value", ["253402300800", "junk", "-1"])
def test_a_moment_that_is_none_is_told(value, sources):
    done = playbook("build", "--audience", "public", cwd=sources().parent.parent, SOURCE_DATE_EPOCH=value)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "SOURCE_DATE_EPOCH" in done.stderr


HEADS = {
    "too few dashes": "--\n{fields}---\n",
    "too many dashes": "----\n{fields}---\n",
    "an empty line first": "\n---\n{fields}---\n",
    "a space first": " ---\n{fields}---\n",
    "no first line of dashes": "{fields}---\n",
    "a typeset dash": "—\n{fields}—\n",
    "no colon": "---\ntopic honesty\n{fields}---\n",
}


@pytest.mark.parametrize("case", HEADS)
def test_a_slip_in_the_lines_at_the_top_is_one_finding_that_says_so(case, sources):
    fields = "topic: honesty\nthey_leave_feeling: sure\n"
    body = POLICY.format(fields="").split("---\n", 2)[2]
    folder = sources({"docs/playbook/policies/fair.md": HEADS[case].format(fields=fields) + body})
    found = run(read_playbook(folder, root=folder.parent.parent), today=TODAY)
    here = [finding for finding in found if finding.place.path.endswith("fair.md")]
    assert [finding.rule for finding in here] == ["unreadable-file"] and "dashes" in here[0].message


@pytest.mark.parametrize("lines", ["- a note for us", "[a, note]", "!!set {a note}"])
def test_lines_on_top_that_are_no_names_are_not_printed(lines, sources):
    folder = sources({"docs/public/hello.md": f"---\n{lines}\n---\n# Hello\n\nYou.\n"})
    assert "unreadable-file" in errors(folder, folder.parent / "public")


@pytest.mark.parametrize("name", ["policies/came.txt", "policies/came.md.txt", "roles/guide.docx", "scripts/call.html"])
def test_a_text_of_another_kind_does_not_vanish_in_silence(name, sources):
    assert "unreadable-file" in errors(sources({f"docs/playbook/{name}": "Some text.\n"}))


@pytest.mark.parametrize("place", [".", "docs", "docs/playbook"])
def test_the_command_finds_the_playbook_where_somebody_stands(place, sources):
    root = sources().parent.parent
    done = playbook("check", *([] if place != "." else ["."]), cwd=root / place if place != "docs" else root)
    assert "1 document" in done.stdout, done.stdout + done.stderr


def test_what_is_old_does_not_stop_a_strict_build(sources):
    root = sources({
        "docs/playbook/fit.md": "---\nreviewed: 2026-01-02\n---\n" + FIT,
        "docs/playbook/playbook.yml": SETTINGS + "checklist:\n  levels: {missing-topic: off}\n",
        "docs/public/hello.md": "# Hello\n\nCome in by [the front](index.md).\n",
        "mkdocs.yml": "site_name: x\ndocs_dir: docs/public\ntheme: {name: material, font: false}\nplugins: {playbook: {}, checklist: {}}\nmarkdown_extensions: [playbook_guard]\n",
    }).parent.parent
    done = mkdocs("build", "--strict", cwd=root, PLAYBOOK_TODAY="2026-11-21")
    assert done.returncode == 0 and "overdue-review" in done.stderr, done.stderr
    assert 'href="../"' in (root / "site" / "hello" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("line", ["#Fair", "##What to do", "Text before\n#1 in town"])
def test_a_heading_without_its_space_is_one_finding(line, sources):
    text = POLICY.format(fields="").replace("## What to do", f"{line}\n\n## What to do")
    folder = sources({"docs/playbook/policies/fair.md": text})
    found = run(read_playbook(folder, root=folder.parent.parent), today=TODAY)
    here = [finding for finding in found if finding.place.path.endswith("fair.md")]
    assert [finding.rule for finding in here] == ["unreadable-file"] and "#" in here[0].message


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
def test_a_sign_that_other_programs_take_for_a_line_end_is_refused(sign, sources):
    folder = sources({"docs/playbook/policies/fair.md": POLICY.format(fields=f"owner: owner # {sign}status: draft\n")})
    assert "unreadable-file" in errors(folder)


@pytest.mark.parametrize("written", [r'"\e]0;TITLE\a"', r'"a\u2028b"', r'"\0"'])
def test_a_value_cannot_spell_a_sign_that_nobody_sees(written, sources):
    folder = sources({"docs/playbook/policies/fair.md": POLICY.format(fields=f"tags: {written}\n")})
    assert "unreadable-file" in errors(folder)
    folder = sources({"docs/playbook/playbook.yml": SETTINGS + f"  area: {written}\n"})
    assert "unreadable-file" in errors(folder)


def test_the_last_day_of_the_calendar_is_a_day_like_any_other(sources):
    partners = "---\npartners:\n  - {name: Ostrow, url: https://ostrow.example, good_at: sails, checked: 9999-12-31}\nreviewed: 9999-12-31\n---\n# Who else\n"
    folder = sources({"docs/playbook/partners.md": partners})
    assert "bad-value" in errors(folder)
    for day in ("9999-12-31", "0001-01-01"):
        done = playbook("check", "--today", day, cwd=folder.parent.parent)
        assert "Traceback" not in done.stderr and done.returncode in (0, 1)


def test_a_history_in_another_alphabet_is_read(sources):
    root = sources().parent.parent
    commit(root, "2026-05-01")
    subprocess.run(["git", "-C", str(root), "config", "i18n.logOutputEncoding", "UTF-16LE"], check=True)
    assert read_playbook(root / "docs" / "playbook", root=root).history.changed


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "0001-01-01"])
def test_a_review_in_another_age_gives_a_moment_that_files_can_carry(day, sources):
    folder = sources({"docs/playbook/fit.md": f"---\nreviewed: {day}\n---\n" + FIT})
    known = read_playbook(folder, root=folder.parent.parent)
    assert 0 <= release(known, Audience.PUBLIC).stamp < 2**32


def test_a_rule_of_ones_own_stays_quick(sources):
    own = "checklist:\n  rules:\n    mine: {must_not_say: [a* b], message: no, because: no, bad: [aaa b], good: [hello]}\n"
    words = "".join(f"> {'a' * 9900}\n>\n" for _ in range(4))
    policy = POLICY.format(fields="") + f"\n## What to say\n\n{words}"
    folder = sources({"docs/playbook/playbook.yml": SETTINGS + own, "docs/playbook/policies/fair.md": policy})
    entry = added("a* b")
    assert not entry.find.search("a" * 200_000)
    assert "own-rule" not in errors(folder)
    many = own.replace("[a* b]", f"[{', '.join(f'w{number}' for number in range(201))}]")
    assert "bad-value" in errors(sources({"docs/playbook/playbook.yml": SETTINGS + many}))


def test_a_promise_in_a_second_language_has_no_page_to_lead_to(sources):
    promise = "---\nkept_by: {fair: Tell}\n---\n# Nur was stimmt\n\nImmer.\n"
    folder = sources({"docs/playbook/promises/only.de.md": promise, "docs/playbook/policies/fair.md": POLICY.format(fields="")})
    known = read_playbook(folder, root=folder.parent.parent)
    bodies = "".join(page.body for page in release(known, Audience.INTERNAL).pages)
    assert "promises.de" not in bodies
