"""Where somebody types among the lines at the top, however little of them is there yet."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.editor.desk import kind_of
from playbook_plugins.editor.offers import meaning, names, values
from playbook_plugins.editor.spot import spot
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT, TODAY

FOLDER = ROOT / "docs" / "playbook"
CURSOR = "|"


@cache
def _example():
    return read_playbook(FOLDER, root=ROOT, public=ROOT / "docs" / "public")


@pytest.fixture
def example():
    return _example()


def at(text: str, kind: str | None):
    """The spot at the bar in a text."""
    before, after = text.split(CURSOR)
    lines = (before + after).split("\n")
    return spot(lines, before.count("\n"), len(before) - before.rfind("\n") - 1, KINDS[kind] if kind else None)


def offered(text: str, kind: str | None, playbook) -> list[str]:
    here = at(text, kind)
    found = names(here, playbook, catalogue()) if here.naming else values(here, playbook, catalogue(), kind=KINDS.get(kind), today=TODAY)
    return [offer.text for offer in found]


@pytest.mark.parametrize("text, kind, wanted", [
    ("---\n|\n---\n", "policy", ["topic", "they_leave_feeling", "also_said"]),
    ("---\ntopic: recovery\nth|\n---\n", "policy", ["they_leave_feeling", "also_said"]),
    ("---\ntopic: |\n---\n", "policy", ["recovery", "listening"]),
    ("---\ntopic: gree|\n---\n", "policy", ["recovery", "listening"]),
    ("---\ntopic: gree|\n", "policy", ["recovery", "listening"]),
    ("---\nstatus: |\n---\n", "page", ["draft", "active", "retired"]),
    ("---\naudience: |\n---\n", "page", ["public", "internal"]),
    ("---\nchannel: |\n---\n", "script", ["email", "phone"]),
    ("---\ncounts: |\n---\n", "script", ["yes", "no"]),
    ("---\nreviewed: |\n---\n", "policy", [str(TODAY)]),
    ("---\nreview_every: |\n---\n", "policy", ["4 hours", "1 working day"]),
    ("---\nkept_by: {|\n---\n", "promise", ["before-we-start", "birthdays"]),
    ("---\nkept_by:\n  |\n---\n", "promise", ["before-we-start", "birthdays"]),
    ("---\nkept_by: {something-went-wrong: |}\n---\n", "promise", ["answer", "listen"]),
    ("---\nkept_by:\n  something-went-wrong: |\n---\n", "promise", ["answer", "listen"]),
    ("---\nowner: |\n---\n", "policy", ["front-desk", "owner"]),
    ("---\ndecides: [front-desk, |]\n---\n", "policy", ["front-desk", "owner"]),
    ("---\ndecides:\n  - |\n---\n", "policy", ["front-desk", "owner"]),
    ("---\ndecides:\n- |\n---\n", "policy", ["front-desk", "owner"]),
    ("---\nallow:\n  |\n---\n", "policy", ["about-us", "arguing"]),
    ("---\npartners:\n  - |\n---\n", "partners", ["name", "good_at", "checked"]),
    ("---\npartners:\n  - name: A\n    |\n---\n", "partners", ["good_at", "checked", "url"]),
    ("---\npartners:\n  - name: A\n    they_know: |\n---\n", "partners", ["yes", "no"]),
    ("---\nchoices:\n  - say: A\n    best: |\n---\n", "scenario", ["yes", "no"]),
    ("|", None, ["business", "format", "site"]),
    ("business:\n  |\n", None, ["name", "answers_within", "people_word"]),
    ("business:\n  people_word: |\n", None, ["customer", "client"]),
    ("checklist:\n  profile: |\n", None, ["starter", "standard", "strict"]),
    ("checklist:\n  levels:\n    blame: |\n", None, ["error", "warning", "advice", "off"]),
    ("checklist:\n  levels:\n    |\n", None, ["about-us", "arguing"]),
    ("checklist:\n  not_done:\n    |\n", None, ["recovery", "listening"]),
    ("checklist:\n  headings:\n    |\n", None, ["you-notice", "what-to-do"]),
    ("checklist:\n  shared:\n    - |\n", None, ["text", "because"]),
    ("checklist:\n  words:\n    offer:\n      |\n", None, ["add", "remove"]),
    ("home:\n  pinned:\n    - |\n", None, ["before-we-start", "birthdays"]),
])  # fmt: skip
def test_what_may_stand_there_is_offered(text, kind, wanted, example):
    found = offered(text, kind, example)
    assert [offer for offer in found if offer in wanted] == wanted, found
    if at(text, kind).naming and "allow" not in text and "levels" not in text and "kept_by" not in text:
        assert found[: len(wanted)] == wanted


def test_a_name_that_stands_there_is_not_offered_again(example):
    found = offered("---\ntopic: recovery\nreviewed: 2026-11-01\n|\n---\n", "policy", example)
    assert "owner" in found and not {"topic", "reviewed"} & set(found)


def test_what_is_typed_of_a_word_is_replaced_and_nothing_else():
    here = at("---\ndecides: [front-desk, wor|, owner]\n---\n", "policy")
    assert (here.word, here.start, here.end) == ("wor", 22, 25)
    here = at("---\nto|pic: recovery\n---\n", "policy")
    assert (here.naming, here.colon, here.start, here.end) == (True, True, 0, 5)
    here = at("---\nthey_leave_feeling: heard, and |sorted\n---\n", "policy")
    assert (here.word, here.naming) == ("and sorted", False)


@pytest.mark.parametrize("text, kind", [
    ("---\ntopic: recovery\n---\n# A title|\n", "policy"),
    ("---\ntopic: recovery\n---|\n", "policy"),
    ("|---\ntopic: recovery\n---\n", "policy"),
    ("# A title\n\n---\n\nA rule acr|oss the page: yes\n", "policy"),
    ("|", "policy"),
])  # fmt: skip
def test_the_text_itself_has_no_lines_to_offer(text, kind):
    assert at(text, kind) is None


@pytest.mark.parametrize("text, kind, said", [
    ("---\nto|pic: recovery\n---\n", "policy", "**topic** (needed): What it is about: "),
    ("---\ntopic: reco|very\n---\n", "policy", "**recovery**: Something went wrong, and we put it right."),
    ("---\nkept_by: {something-|went-wrong: answer}\n---\n", "promise", "**something-went-wrong**: "),
    ("---\nallow:\n  bla|me: because\n---\n", "policy", "**blame**: "),
    ("---\npartners:\n  - name: A\n    good_|at: cake\n---\n", "partners", "**good_at** (needed): What they do well"),
    ("business:\n  people_word: dono|r\n", None, "**donor**: Somebody who gives."),
    ("checklist:\n  pro|file: strict\n", None, "**profile**: starter, standard or strict."),
    ("checklist:\n  levels:\n    blame: of|f\n", None, "**off**: Not looked at."),
    ("nonsen|se: 1\n", None, ""),
])  # fmt: skip
def test_a_word_says_what_it_means(text, kind, said, example):
    here = at(text, kind)
    told = meaning(here, example, catalogue(), kind=KINDS.get(kind), today=TODAY)
    assert told.startswith(said) if said else told == ""


SCRAPS = st.lists(st.sampled_from([
    "---", "topic:", "topic: ", "  - ", "- ", "- - x", "kept_by: {", "a: b", "  name:", "partners:", ": ", "'", '"x": y', "\t", "#", "# Title", "[a, ", "}", "🙂: é",
    "business:", "  people_word: d", "checklist:", "  levels:", "    blame: ", "allow:", "  blame", "-", "--", "----", "",
]), max_size=9).map("\n".join)  # fmt: skip


@settings(deadline=None)
@given(text=st.one_of(SCRAPS, st.text(max_size=60)), kind=st.sampled_from([None, *KINDS]), line=st.integers(0, 9), column=st.integers(0, 30))
def test_whatever_is_half_typed_is_taken_as_it_is(text, kind, line, column):
    example = _example()
    lines = text.split("\n")
    line %= len(lines)
    column = min(column, len(lines[line]))
    here = spot(lines, line, column, KINDS[kind] if kind else None)
    if here is not None:
        assert 0 <= here.start <= here.end <= len(lines[line])
        assert lines[line][here.start : here.end] == here.word
        known = KINDS.get(kind)
        assert isinstance(meaning(here, example, catalogue(), kind=known, today=date.min), str)
        assert [*names(here, example, catalogue())] if here.naming and here.model else True
        list(values(here, example, catalogue(), kind=known, today=date.min))


def test_every_line_of_the_worked_example_is_known_by_its_place(example):
    """The oracle is the reader: where it has a name with a meaning, so has the spot."""
    looked = 0
    for document in example.readable:
        for keys, place in document.key_places.items():
            here = spot(document.lines, place.line - 1, place.column - 1, document.kind)
            line = document.lines[place.line - 1]
            if "{" not in line[: place.column]:
                assert here is not None and here.naming and here.name == keys[-1], f"{place}: {here}"
                assert here.above == tuple(key for key in keys[:-1] if isinstance(key, str)), str(place)
                looked += 1
    assert looked > 200


def test_the_kind_of_a_file_is_told_by_its_place():
    assert kind_of(FOLDER / "policies" / "x.md", FOLDER) is KINDS["policy"]
    assert kind_of(FOLDER / "fit.pl.md", FOLDER) is KINDS["fit"]
    assert kind_of(FOLDER / "playbook.yml", FOLDER) is None
    assert kind_of(ROOT / "docs" / "public" / "privacy.md", FOLDER) is KINDS["page"]
