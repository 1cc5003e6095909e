"""What only staff may read, and which words may stand on both sides."""

from pathlib import Path

import pytest

from playbook_plugins.model.inside import for_everybody, on_both_sides, withdrawn
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.model.runs import runs
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, read_written
from tests.staffs_own import for_staff

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
SECRET = "let the oldest hand on the quay take over"
PROMISE = "---\nkept_by: {a: b}\n---\n# We ring you back\n\nWhoever is on the quay rings you back the same day.\n"
DRAFT = PROMISE.replace("---", "---\nstatus: draft", 1)
QUOTED = "Whoever is on the quay rings you back the same day"


def written(folder: Path, **files: str) -> Playbook:
    return read_written(folder, {"playbook_yml": SETTINGS, **files})


def secret(playbook: Playbook, sentence: str) -> bool:
    """Whether all of a sentence is kept inside."""
    kept, may = {run for passage in for_staff(playbook) for run in passage.runs()}, on_both_sides(playbook)
    found = [run in kept and not may(run) for run in runs(sentence)]
    assert found and (all(found) or not any(found))
    return all(found)


@pytest.mark.parametrize(
    "text",
    [
        f"# A\n\n{SECRET}",
        f"# {SECRET}",
        f"# A\n\n## {SECRET}",
        f"# A\n\n| x |\n| - |\n| {SECRET} |",
        f"# A\n\n```\n{SECRET}\n```",
        f"# A\n\n<!-- {SECRET} -->",
        f"# A\n\n> {SECRET}",
        "# A\n\n- let the oldest\n  hand on the quay\n- take over",
        f"---\nallow:\n  a: {SECRET}\n---\n# A",
        "# A\n\n[let the oldest](../x.md) hand **on** the qu*ay* take over",
        "# A\n\nlet the &#111;ldest hand&nbsp;on the quay take over",
        "# A\n\nlet the oldest https://x.example/a-hand hand on the quay take over",
        f"---\nstatus: retired\n---\n# A\n\n{SECRET}",
        f"---\nstatus: draft\n---\n# A\n\n{SECRET}",
    ],
)
def test_what_staff_read_is_kept_inside(tmp_path: Path, text: str):
    assert secret(written(tmp_path, pages__a_md=text), SECRET)


def test_the_reasons_in_the_settings_are_kept_inside(tmp_path: Path):
    rule = f"  rules:\n    x:\n      must_not_say: [zebra]\n      message: {SECRET}\n      help: {QUOTED}\n      because: five men in a boat sang loudly\n      bad: [A zebra.]\n      good: [A horse.]\n"
    more = f"checklist:\n  not_done:\n    feedback: nobody asked for it and nobody would\n  shared:\n    - text: x\n      because: the old sign says so to all\n{rule}"
    playbook = written(tmp_path, playbook_yml=SETTINGS + more)
    for sentence in (SECRET, QUOTED, "five men in a boat sang loudly", "nobody asked for it and nobody would", "the old sign says so to all"):
        assert secret(playbook, sentence)
    lines = {passage.path: [span.line for span in passage.spans] for passage in for_staff(playbook)}
    assert set(lines) == {"playbook.yml"}


def test_words_to_say_are_spoken_to_customers(tmp_path: Path):
    policy = f"---\ntopic: recovery\nthey_leave_feeling: dry\n---\n# A\n\n## What to say\n\n> {SECRET}\n"
    assert not secret(written(tmp_path, policies__a_md=policy, pages__b_md=f"# B\n\n{SECRET}"), SECRET)


@pytest.mark.parametrize(
    "text, kept",
    [
        (f"See [it](../promises/a.md).\n\n> {QUOTED}.", False),
        (f"See [it](../promises/a.md): “{QUOTED}.”", False),
        (f"See [it](../promises/a.md): \"{QUOTED}.\"", False),
        (f"[{QUOTED}](../promises/a.md)", False),
        (f"- See [it](../promises/a.md):\n\n    > {QUOTED}.", False),
        (f"See [it](../promises/a.md): “{QUOTED.replace(' is', chr(10) + 'is')}.”", False),
        (f"See [it](../promises/a.md): “{QUOTED.replace(' day', chr(10) + 'day')}.”", False),
        (f"“{QUOTED}.” That is [our promise](../promises/a.md).", False),
        (f"See [it](../promises/a.md) and [that](gone.md): “{QUOTED}.”", False),
        (f"[{QUOTED}](b.md), and [it](../promises/a.md)", True),
        (f"See [it](../promises/c.md): “{QUOTED}.”", True),
        (f"See [it](../promises/a.md).\n\n{QUOTED}.", True),
        (f"See it.\n\n> {QUOTED}.", True),
        (f"See [it](b.md): “{QUOTED}.”", True),
        (f"See [it](../promises/b.md): “{QUOTED}.”", True),
        (f"[{QUOTED}](b.md), and [it](../fit.md)", True),
        (f"See [it](../promises/a.md).\n\n> {QUOTED}.\n\n{QUOTED}.", True),
    ],
)
def test_what_is_quoted_from_a_public_text_with_a_link_is_public(tmp_path: Path, text: str, kept: bool):
    other = PROMISE.replace("Whoever", "Somebody").replace("same", "very same")
    promises = {"promises__a_md": PROMISE, "promises__b_md": other, "promises__c_md": DRAFT}
    playbook = written(tmp_path, **promises, pages__a_md=f"# A\n\n{text}\n", pages__b_md="# B\n", fit_md="# Fit\n")
    assert secret(playbook, QUOTED) is kept


def test_a_quotation_that_goes_on_where_the_public_text_ends_is_none(tmp_path: Path):
    text = f"# A\n\nSee [it](../promises/a.md).\n\n> {QUOTED}, but {SECRET}.\n"
    assert secret(written(tmp_path, promises__a_md=PROMISE, pages__a_md=text), SECRET)


def test_a_few_words_in_quotes_are_no_quotation(tmp_path: Path):
    text = "# A\n\nSee [it](../promises/a.md): let the oldest\n\n> hand on the quay\n\ntake over\n"
    assert secret(written(tmp_path, promises__a_md=PROMISE, pages__a_md=text), SECRET)


def test_a_public_text_that_is_not_in_use_is_withdrawn(tmp_path: Path):
    playbook = written(tmp_path, promises__a_md=PROMISE, promises__b_md=DRAFT, promises__c_md=DRAFT.replace("draft", "retired"), pages__d_md=f"---\nstatus: draft\n---\n# D\n\n{SECRET}\n")
    assert [passage.path for passage in withdrawn(playbook)] == ["promises/b.md", "promises/c.md"]


def test_facts_about_the_business_are_no_secret_and_no_excuse(tmp_path: Path):
    settings = SETTINGS + "  open: Mon-Fri 8-18, Sat 9-13\n  address: 3 Canal Street, Millbrook\n  languages: English, Polish\n  signed_by: Ines who opens the boathouse every day\n"
    facts = "Quay Kayaks, 3 Canal Street, Millbrook, 01632 960200, Mon-Fri 8-18, Sat 9-13"
    text = f"# A\n\n{facts}\n\nInes who opens the boathouse every day\n"
    playbook = written(tmp_path, playbook_yml=settings, pages__a_md=text)
    assert not secret(playbook, facts)
    assert secret(playbook, "Ines who opens the boathouse every day")


@pytest.mark.parametrize(
    "head, settings, kept",
    [
        ("", "", True),
        ("allow:\n  copied-from-staff: it hangs on the wall\n", "", False),
        ("allow:\n  copied-from-staff: \"\"\n", "", True),
        ("allow:\n  leftover: it hangs on the wall\n", "", True),
        ("", "checklist:\n  levels:\n    copied-from-staff: warning\n", True),
        ("", "checklist:\n  levels:\n    copied-from-staff: off\n", True),
        ("status: draft\nallow:\n  copied-from-staff: it hangs on the wall\n", "", True),
        ("", "checklist:\n  levels:\n    copied-from-staff: error\n", True),
        ("", f"checklist:\n  shared:\n    - text: {SECRET}.\n      because: wall\n", False),
    ],
)
def test_what_the_rule_lets_pass_is_no_secret(tmp_path: Path, head: str, settings: str, kept: bool):
    public = f"---\naudience: public\n{head}---\n# A\n\n{SECRET}\n"
    playbook = written(tmp_path, playbook_yml=SETTINGS + settings, pages__a_md=public, pages__b_md=f"# B\n\n{SECRET}\n")
    assert secret(playbook, SECRET) is kept


@pytest.mark.parametrize(
    "value, fact",
    [
        ("3 Canal Street, Millbrook, MB1 2AB, by the Lock", True),
        ("(Old) Mill Lane 7, 00-950 Warszawa, Polska", True),
        ("behind the mill", True),
        (SECRET, False),
        (SECRET.capitalize(), False),
        (f"“{SECRET}”", False),
        (f"Millbrook, {SECRET.title()}", False),
        (SECRET.upper(), False),
    ],
)
@pytest.mark.parametrize("key", ["address", "area", "signed_by"])
def test_a_sentence_is_no_fact(tmp_path: Path, value: str, fact: bool, key: str):
    settings = SETTINGS + f"  {key}: {value}\n"
    playbook = written(tmp_path, playbook_yml=settings, pages__b_md="# B\n")
    words = " ".join(word for passage in for_everybody(playbook) for word, _ in passage.words())
    assert (SECRET in words) is (SECRET in value.lower()) and bool(words) is not fact
    if SECRET in value.lower():
        assert not on_both_sides(playbook)("let the oldest hand on the")


@pytest.mark.parametrize(("name", "bare"), [("Dunmore and Daughter Plumbing and Heating of Millbrook", True), (SECRET, False)])
def test_only_what_a_business_is_called_may_be_long(tmp_path: Path, name: str, bare: bool):
    playbook = written(tmp_path, playbook_yml=SETTINGS.replace("Quay Kayaks", name), pages__b_md="# B\n")
    assert ([*for_everybody(playbook)] == []) is bare


@pytest.mark.parametrize(
    "address", ["https://x.example/let-the-oldest-hand-on-the-quay", "let%20the%20oldest%20hand%20on%20the%20quay.md", "<let the oldest hand on the quay>"]
)
def test_an_address_can_say_a_sentence(tmp_path: Path, address: str):
    playbook = written(tmp_path, fit_md=f"# A\n\n[x]({address})\n")
    assert any("let the oldest hand on the" in passage.runs() for passage in for_everybody(playbook))


def test_what_everybody_reads_is_the_body_the_partners_and_the_sentences_of_the_business(tmp_path: Path):
    partners = "---\nowner: ines\npartners:\n  - {name: Pool School, url: 'https://pool.example', good_at: first strokes, checked: 2026-10-02}\n  - {name: Ola, phone: 01632 960201, good_at: knots, checked: 2026-10-02}\n---\n# Others\n"
    playbook = written(
        tmp_path, playbook_yml=SETTINGS + "  area: the whole river and all of it\n", partners_md=partners, pages__a_md="# Inside\n",
        principles__b_md="---\naudience: public\nstatus: draft\n---\n# Draft\n",
        promises__c_md=PROMISE.replace("---", "---\nallow:\n  leftover: >\n    it hangs\n    on the wall", 1),
    )
    read = [word for passage in for_everybody(playbook) for word, _ in passage.words()]
    partner = ["partners", "pool", "school", "first", "strokes", "https", "pool", "example", "ola", "knots"]
    assert read == ["others", *partner, "we", "ring", "you", "back", *QUOTED.lower().split(), "c", *"the whole river and all of it".split()]


def test_every_word_knows_its_place():
    playbook = read_playbook(ROOT / "docs" / "playbook", root=ROOT, public=ROOT / "docs" / "public")
    for passage in (*for_staff(playbook), *for_everybody(playbook)):
        found = passage.words()
        assert [" ".join(word for word, _ in found[at : at + 6]) for at in range(len(found) - 5)] == list(passage.runs())
        assert [(run, line) for line, begun in passage.begun() for run in begun] == [(run, place.line) for run, place in passage.begins()]
        for word, place in found:
            line = (ROOT / place.path).read_text("utf-8").split("\n")[place.line - 1]
            # a value of several lines is known by its first
            assert word in line[place.column - 1 : place.end_column - 1].casefold() or place.path.endswith((".yml", "partners.md", "partners.pl.md")) or word in place.path


def test_a_playbook_without_settings_has_secrets_too(tmp_path: Path):
    playbook = written(tmp_path, playbook_yml="x: [", pages__a_md=f"# A\n\n{SECRET}\n")
    assert playbook.settings is None and secret(playbook, SECRET) and not on_both_sides(playbook)(SECRET)


def test_what_a_fit_page_says_of_the_business_at_its_top_is_read_by_everybody(tmp_path: Path):
    long = "whoever is on the quay rings you back the same day"
    playbook = written(tmp_path, fit_md="# A\n", **{"fit.pl_md": f"---\narea: {long}\nsigned_by: Ida, who keeps the boats\n---\n# B\n"})
    read = [(passage.path, passage.spans[0].line, passage.spans[0].text) for passage in for_everybody(playbook) if passage.path == "fit.pl.md"]
    assert ("fit.pl.md", 2, long) in read
    # a name and what somebody does is nothing that anybody would have copied
    assert not any("Ida" in text for _, _, text in read)
