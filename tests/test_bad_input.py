"""Whatever an author writes, the answer is one finding with its place, the other files are still checked, and nothing is changed."""

import pytest

from playbook_plugins.checklist.run import run, stops
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY, load, playbook

GOOD = {
    "playbook.yml": "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n",
    "roles/guide.md": "---\nmay_spend: 20\n---\n# Guide\n\nYou may put it right on the spot.\n",
    "policies/birthdays.md": (
        "---\ntopic: greeting\nthey_leave_feeling: thought of\n---\n# A birthday\n\nThey should smile.\n\n## What to do\n\n"
        "1. **Write** one line.\n\n## What to say\n\n> Happy birthday! Here is 20% off.\n\n## Don't\n\n- Nothing else.\n"
    ),
}
"""A small playbook with one fault of its own (an offer in a greeting), which must always be found too."""
HEAD = "---\ntopic: honesty\nthey_leave_feeling: sure of us\n---\n"
BODY = "# Fair dealing\n\nWe say what is so.\n\n## What to do\n\n- **Tell** them the truth.\n\n## Don't\n\n- Nothing hidden.\n"

UNREADABLE = {
    "bytes that are not text": (b"# Fair \xff dealing\n", 1),
    "latin-1": ("# Caf\u00e9\n".encode("latin-1"), 1),
    "utf-16": ("# Fair\n".encode("utf-16"), 1),
    "a NUL": (HEAD + "# Fair\n\nDeal\x00ing\n", 7),
    "an escape sign": (HEAD + "# Fair\n\nDeal\x1b[31ming\n", 7),
    "a right-to-left override": (HEAD + "# Fair\n\nDeal\u202eing\n", 7),
    "a zero-width space": (HEAD + "# Fair\n\nDeal\u200bing\n", 7),
    "a lone carriage return": (HEAD + "# Fair\r\rDealing\n", 5),
    "conflict marks": (HEAD + "# Fair\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", 7),
    "front matter that is never closed": ("---\ntopic: honesty\n\n# Fair\n", 1),
    "a tab in front matter": ("---\n\ttopic: honesty\n---\n" + BODY, 2),
    "a second colon": ("---\ntopic: honesty: yes\n---\n" + BODY, 2),
    "a key twice": ("---\ntopic: honesty\ntopic: contact\nthey_leave_feeling: sure\n---\n" + BODY, 3),
    "an alias": ("---\ntopic: honesty\nthey_leave_feeling: &a sure\nbackup: *a\n---\n" + BODY, 3),
    "an alias that holds itself": ("---\ntopic: honesty\nthey_leave_feeling: sure\ntags: &a [*a]\n---\n" + BODY, 4),
    "a tag that runs code": ("---\ntopic: !!python/object/apply:os.system [ls]\n---\n" + BODY, 2),
    "a quote that is not closed": ('---\ntopic: "honesty\n---\n' + BODY, 2),
    "brackets in brackets": ("---\ntopic: " + "[" * 3000 + "\n---\n" + BODY, 2),
    "dashes in dashes": ("---\ntopic:\n" + "- " * 3000 + "\n---\n" + BODY, 2),
    "9 KB of front matter": ("---\ntopic: honesty\ntags: " + "a" * 9000 + "\n---\n" + BODY, 2),
    "a file of 300 KB": (HEAD + BODY + "word " * 60_000, 1),
    "lists in lists": (HEAD + BODY + "".join("  " * deep + "- a\n" for deep in range(20)), 26),
    "quotes in quotes": (HEAD + BODY + "\n" + "> " * 20 + "a\n", 17),
    "20,000 brackets": (HEAD + BODY + "\n" + ("[" * 80 + "\n") * 250, 17),
    "pictures that are never closed": (HEAD + BODY + "\n" + "![" * 900 + "\n", 17),
    "links that are never closed": (HEAD + BODY + "\n" + "[a](" * 900 + "\n", 17),
    "backticks of all kinds": (HEAD + BODY + "\n" + "``a`" * 900 + "\n", 17),
    "a paragraph of 9,000 characters": (HEAD + BODY + "\n" + "word " * 1_800 + "\n", 17),
    "a table of 400,000 cells": (HEAD + BODY + "\n" + "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + ("|a" * 200 + "|\n") * 500, 68),
    "1,000 headings": (HEAD + BODY + "\n" + "### a\n" * 1_000, 514),
    "10,001 list entries": (HEAD + BODY + "- a\n" * 10_001, 10_014),
    "items without a word": (HEAD + BODY + "-\n" * 300, 116),
    "3,000 links": (HEAD + BODY + "\n" + "[a](b)\n\n" * 3_000, 4017),
    "a lone surrogate": (HEAD.encode() + b"# Fair\n\nDeal\xed\xa0\x80ing\n", 7),
    "signs that renderers use": (HEAD + "# Fair\n\nDeal\x02amp\x03ing\n", 7),
    "a tag character": (HEAD + "# Fair\n\nDeal\U000e0041ing\n", 7),
    "an alias within a list": ("---\ntopic: honesty\nthey_leave_feeling: sure\ntags: [&a [x, x], *a]\n---\n" + BODY, 4),
    "a key that is a list": ("---\ntopic: honesty\nthey_leave_feeling: sure\n? [a, b]\n: c\n---\n" + BODY, 4),
    "60 KB of brackets": ("---\ntopic: " + "[" * 60_000 + "\n---\n" + BODY, 2),
    "a list of 500 in one another": (HEAD + BODY + "\n" + "- " * 500 + "a\n", 17),
    "footnotes that are never closed": (HEAD + BODY + "\n" + "[^a]" * 2_000 + "\n", 17),
    "a line of 20,000 characters": (HEAD + BODY + "x" * 20_000 + "\n", 16),
}

FIELDS = {
    "no topic": ("---\nthey_leave_feeling: sure\n---\n" + BODY, "missing-field", None),
    "an empty value": ("---\ntopic: honesty\nthey_leave_feeling:\n---\n" + BODY, "missing-field", 3),
    "no front matter": (BODY, "missing-field", None),
    "an unknown key": (HEAD.replace("they", "replywithin: 4 hours\nthey") + BODY, "unknown-field", 3),
    "a merge key": (HEAD.replace("they", "<<: {a: b}\nthey") + BODY, "unknown-field", 3),
    "an option of MkDocs": (HEAD.replace("they", "hide: 5\nthey") + BODY, "unknown-field", 3),
    "a template": (HEAD.replace("they", "template: secret.html\nthey") + BODY, "unknown-field", 3),
    "a sign of truth for a number": (HEAD.replace("they", "quiet_days: Yes\nthey") + BODY, "bad-value", 3),
    "a time of the day for a time to answer": (HEAD.replace("they", "reply_within: 12:30:45\nthey") + BODY, "bad-value", 3),
    "a feeling that is a mapping": (HEAD.replace("sure of us", "{a: b}") + BODY, "bad-value", 3),
    "an unknown topic": (HEAD.replace("honesty", "honestly") + BODY, "bad-value", 2),
    "no such day": (HEAD.replace("they", "reviewed: 2026-02-30\nthey") + BODY, "bad-value", 3),
    "a day in the future": (HEAD.replace("they", "reviewed: 2031-01-01\nthey") + BODY, "bad-value", 3),
    "a time without a unit": (HEAD.replace("they", "reply_within: 4\nthey") + BODY, "bad-value", 3),
    "a list where a word belongs": (HEAD.replace("they", "backup: [a, b]\nthey") + BODY, "bad-value", 3),
    "a word where a number belongs": (HEAD.replace("they", "quiet_days: many\nthey") + BODY, "bad-value", 3),
    "no title": (HEAD + BODY.split("\n", 1)[1], "missing-section", None),
    "no What to do": (HEAD + BODY.replace("What to do", "Thoughts"), "missing-section", None),
    "an empty section": (HEAD + BODY.replace("- Nothing hidden.\n", ""), "missing-section", 13),
    "only front matter": (HEAD, "missing-section", None),
}


def findings(folder):
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    playbook_read = read_playbook(folder, root=folder)
    found = run(playbook_read, today=TODAY)
    assert before == {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return found


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_one_finding_at_its_line(case, write):
    content, line = UNREADABLE[case]
    found = findings(write({**GOOD, "policies/fair.md": content}))
    here = [finding for finding in found if finding.place.path == "policies/fair.md"]
    assert {finding.rule for finding in here} == {"unreadable-file"}, here
    assert len(here) == 1 and here[0].place.line == line and here[0].help
    assert any(finding.rule == "greeting-offer" for finding in found)
    assert stops(found)


@pytest.mark.parametrize("case", FIELDS)
def test_a_value_that_does_not_fit_is_one_finding_at_its_place(case, write):
    content, rule, line = FIELDS[case]
    found = findings(write({**GOOD, "policies/fair.md": content}))
    here = [finding for finding in found if finding.place.path == "policies/fair.md" and finding.level == "error"]
    assert {finding.rule for finding in here} == {rule}, here
    assert here[0].message and here[0].help
    assert line is None or [finding.place.line for finding in here] == [line]
    assert any(finding.rule == "greeting-offer" for finding in found)


@pytest.mark.parametrize(
    "text",
    ["", "business:\n", "business: 5\n", "- a\n", "business:\n  name: A\n", "business:\n  nam: A\n  phone: 1\n", "x: [", f"format: {'9' * 5000}\n" + GOOD["playbook.yml"], b"\xff", "\tbusiness: a\n"],
)
def test_settings_that_cannot_be_used_are_findings_and_the_rest_is_checked(text, write):
    found = findings(write({**GOOD, "playbook.yml": text}))
    assert any(finding.place.path == "playbook.yml" and finding.level == "error" for finding in found)
    assert any(finding.rule == "greeting-offer" for finding in found)


def test_of_a_playbook_of_another_version_that_alone_is_told(write):
    found = findings(write({**GOOD, "playbook.yml": "format: 2\n" + GOOD["playbook.yml"]}))
    assert [(str(finding.place), finding.rule, finding.level) for finding in found] == [("playbook.yml:1:9", "unreadable-file", "error")]


@pytest.mark.parametrize(("before", "after"), [("name: Quay Kayaks", 'name: "   "'), ("phone: 01632 960200", 'address: " "')])
def test_a_business_of_blanks_is_a_finding(before, after, write):
    found = findings(write({**GOOD, "playbook.yml": GOOD["playbook.yml"].replace(before, after)}))
    assert any(finding.place.path == "playbook.yml" and finding.level == "error" for finding in found)


def test_a_name_on_several_lines_is_one_line_everywhere(write):
    folder = write({**GOOD, "playbook.yml": GOOD["playbook.yml"].replace("Quay Kayaks", '"Quay\\r\\n\\n# Kayaks\\n"')})
    assert read_playbook(folder, root=folder).settings.business.name == "Quay # Kayaks"


@pytest.mark.parametrize("address", ["https://[quay.example", "https://quay.example:99999999", "https://quay.example:0/", "https://quay.example/?page=1", "https://quay.example/#kayaks"])
def test_an_address_at_which_no_site_can_begin_is_a_finding_at_its_line(address, write):
    found = findings(write({**GOOD, "playbook.yml": f'{GOOD["playbook.yml"]}site:\n  url: "{address}"\n'}))
    assert [(finding.place.line, finding.level) for finding in found if finding.rule == "bad-value"] == [(6, "error")]


LAUGHS = "---\ntopic: honesty\nthey_leave_feeling: &a [x, x]\ntags: &b [*a, *a, *a]\nbackup: &c [*b, *b, *b]\nalso_said: [*c, *c, *c]\n---\n"
PUBLIC = {
    "a script": ("<script>alert(1)</script>", "leftover"),
    "a handler": ('<img src=x onerror="alert(1)">', "leftover"),
    "a frame": ('<iframe src="https://other.example"></iframe>', "leftover"),
    "another base": ('<base href="https://other.example">', "leftover"),
    "a turn elsewhere": ('<meta http-equiv="refresh" content="0;url=https://other.example">', "leftover"),
    "a form": ('<form action="https://other.example"><input></form>', "leftover"),
    "a script in a link": ("[Ring us](javascript:alert(1))", "leftover"),
    "a script in an encoded link": ("[Ring us](&#106;avascript:alert(1))", "leftover"),
    "data in a link": ("[Ring us](data:text/html;base64,PHNjcmlwdD4=)", "leftover"),
    "attributes": ("Ring us.\n{: onclick=alert(1) }", "leftover"),
    "a division that is never closed": ("<div>\n\nRing us.", "leftover"),
    "a file to put in": ('--8<-- "secret.md"', "leftover"),
    "a link that says another address": ("[https://bank.example](https://other.example)", "leftover"),
    "the beginning of a declaration": ("<![CDATA[ and so on", "leftover"),
    "a reference that is said twice": ("[a]\n\n[a]: https://one.example\n[a]: https://two.example", "leftover"),
    "an address behind a name": ("[us](https://bank.example@other.example)", "leftover"),
    "a letter of another alphabet in an address": ("[us](https://b\u0430nk.example)", "leftover"),
    "a footnote that nothing leads to": ("[^b]: hush", "leftover"),
    "a hidden note": ("<!-- hush -->", "leftover"),
    "a template": ("{{ secret }}", "leftover"),
    "attributes of a heading": ("## Us { #a .b onclick=x }", "leftover"),
    "a heading twice": ("## Us\n\nWe mend.\n\n## Us\n\nWe mend.", "duplicate-id"),
}


@pytest.mark.parametrize("case", PUBLIC)
def test_what_would_work_on_a_public_page_is_told_at_its_line(case, write):
    said, rule = PUBLIC[case]
    found = findings(write({**GOOD, "pages/us.md": f"---\naudience: public\n---\n# About us\n\nWe mend kayaks.\n\n{said}\n"}))
    here = [finding for finding in found if finding.place.path == "pages/us.md" and finding.rule == rule]
    assert here and all(finding.place.line >= 8 and finding.help for finding in here)


def test_an_empty_page_and_a_name_twice_are_told(write):
    twice = HEAD.replace("topic", "id: x\ntopic") + BODY
    found = findings(write({**GOOD, "pages/empty.md": "", "policies/a.md": twice, "policies/b.md": twice}))
    told = {(finding.place.path, finding.place.line): finding.rule for finding in found}
    assert told["pages/empty.md", 1] == "missing-section" and told["policies/b.md", 2] == "duplicate-id"


def test_laughs_by_the_billion_are_read_in_no_time(write):
    here = [finding for finding in findings(write({**GOOD, "policies/fair.md": LAUGHS + BODY})) if finding.place.path == "policies/fair.md"]
    assert {finding.rule for finding in here} == {"unreadable-file"} and here[0].place.line == 3


@pytest.mark.parametrize("names", [("policies/fair.md", "policies/Fair.md"), ("pages/c\u0061\u0301.md", "pages/c\u00e1.md")])
def test_names_that_some_computers_take_for_one_are_told(names, write):
    found = findings(write({**GOOD, **{name: HEAD + BODY for name in names}}))
    assert {finding.place.path for finding in found if finding.rule == "unreadable-file"} & {*names}


@pytest.mark.parametrize("name", ["policies/con.md", "policies/a:b.md", "policies/%2e.md", "policies/a\nb.md", "policies/<img onerror=a>.md"])
def test_names_that_no_address_can_have_are_told(name, write):
    found = findings(write({**GOOD, name: HEAD + BODY}))
    assert "unreadable-file" in {finding.rule for finding in found if finding.place.path.startswith("policies") and finding.place.path != "policies/birthdays.md"}


def test_no_settings_at_all_are_one_finding(write):
    files = {name: text for name, text in GOOD.items() if name != "playbook.yml"}
    found = findings(write(files))
    assert [finding.place.path for finding in found if finding.rule == "unreadable-file"] == ["playbook.yml"]


def test_what_looks_odd_but_is_honest_is_read(write):
    text = "\ufeff" + (HEAD + BODY).replace("\n", "\r\n")
    found = findings(write({**GOOD, "policies/fair.md": text.encode()}))
    assert not [finding for finding in found if finding.place.path == "policies/fair.md"]


def test_a_rule_across_the_page_at_the_top_is_not_front_matter(write):
    found = findings(write({**GOOD, "pages/notes.md": "---\n\nA page that begins with a line.\n\n# Notes\n\nText.\n"}))
    assert not [finding for finding in found if finding.place.path == "pages/notes.md" and finding.rule == "unreadable-file"]


@pytest.mark.parametrize("name", ["policies/Fair Deal.md", "policies/fair_deal.md", "policies/caf\u00e9.md", "policies/fair.MD", "polices/fair.md", "policies/deep/fair.md", "odd.md"])
def test_a_file_in_the_wrong_place_or_with_an_odd_name_is_told(name, write):
    found = findings(write({**GOOD, name: HEAD + BODY}))
    assert [finding.rule for finding in found if finding.place.path == name] == ["unreadable-file"]


@pytest.fixture
def loaded() -> None:
    """All that a check asks for, before somebody without rights asks."""
    load()


@pytest.mark.parametrize("name", ["policies/birthdays.md", "playbook.yml"])
def test_a_file_that_cannot_be_opened_is_told_and_never_taken_for_an_empty_one(name, loaded, as_nobody):
    for path, text in GOOD.items():
        (as_nobody / path).parent.mkdir(exist_ok=True)
        (as_nobody / path).write_text(text, "utf-8")
    (as_nobody / name).chmod(0)
    found = run(read_playbook(as_nobody, root=as_nobody), today=TODAY)
    assert [(one.rule, one.message) for one in found if one.place.path == name and one.rule == "unreadable-file"] == [("unreadable-file", "this file cannot be opened")]
    assert stops(found)


def test_links_to_elsewhere_are_refused_by_name(write, tmp_path):
    folder = write(GOOD)
    outside = tmp_path / "secret.md"
    outside.write_text("# Secret\n")
    (folder / "policies" / "link.md").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    found = findings(folder)
    assert {finding.place.path for finding in found if finding.rule == "unreadable-file"} == {"policies/link.md", "loop"}


def test_the_command_never_shows_a_traceback_and_publishes_nothing(write, tmp_path):
    folder = write({**GOOD, **{f"policies/bad-{number}.md": content for number, (content, _) in enumerate(UNREADABLE.values())}})
    checked = playbook("check", str(folder), "--today", str(TODAY), cwd=tmp_path)
    assert checked.returncode == 1 and "Traceback" not in checked.stdout + checked.stderr
    built = playbook("build", str(folder), "--out", str(tmp_path / "site"), cwd=tmp_path)
    assert built.returncode == 1 and "Traceback" not in built.stdout + built.stderr
    assert not (tmp_path / "site").exists() or not any((tmp_path / "site").rglob("*.html"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "no-such-folder"], 2),
        (["check", "--today", "tomorrow"], 2),
        (["check", "--fail-on", "anything"], 2),
        (["chek"], 2),
        (["explain", "greeting-ofer"], 2),
        (["schema", "polcy"], 2),
        (["explain", "greeting-offer"], 0),
        (["--help"], 0),
    ],
)
def test_a_wrong_word_on_the_command_line_is_told_kindly(arguments, code, tmp_path):
    done = playbook(*arguments, cwd=tmp_path)
    assert done.returncode == code and "Traceback" not in done.stderr
