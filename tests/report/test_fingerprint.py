"""A finding is known again by what is wrong, not by where it has moved to."""

from dataclasses import replace

import pytest

from playbook_plugins.model.place import Place
from playbook_plugins.report.fingerprint import fingerprinted
from tests.report.outcomes import PATH, finding

LINE = "> Happy birthday! Here is 20% off."


def marks(lines: list[str], *guilty: int, **about) -> list[str]:
    """The marks of findings on some lines of a text."""
    found = [finding(at=(line, 3, line, 9), **about) for line in guilty]
    return [noted.fingerprint for noted in fingerprinted(found, {about.get("path", PATH): lines})]


BEFORE = marks(["# A birthday", "", LINE], 3)


def test_a_mark_is_short_and_no_text():
    (mark,) = BEFORE
    assert len(mark) == 32 and set(mark) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("lines", "guilty"),
    [
        (["# A birthday", "", "One more line.", "And one.", LINE], 5),
        ([LINE, "", "# A birthday"], 1),
        (["", "", f"  {LINE.replace(' ', '   ')}\t"], 3),
        (["# Another title", "", LINE], 3),
    ],
)
def test_lines_that_come_or_go_and_white_space_change_nothing(lines, guilty):
    assert marks(lines, guilty) == BEFORE


def test_accents_are_one_letter_however_they_are_saved():
    assert marks(["caf\u00e9"], 1) == marks(["cafe\u0301"], 1)


@pytest.mark.parametrize(
    ("lines", "about"),
    [
        ([LINE.replace("20", "30")], {}),
        ([LINE.lower()], {}),
        ([LINE], {"path": "docs/playbook/policies/other.md"}),
        ([LINE], {"rule": "lost-woo"}),
    ],
)
def test_other_words_another_file_or_another_rule_is_another_finding(lines, about):
    assert marks(lines, 1, **about) != BEFORE


@pytest.mark.parametrize("message", ["due since 2026-05-02", "due since 2027-05-02", "12 of them", ""])
def test_what_is_said_about_it_has_no_part_in_it(message):
    assert marks(["# A birthday", "", LINE], 3, message=message, help=message) == BEFORE


def test_two_equal_lines_have_two_marks_and_keep_them():
    both = marks([LINE, "", LINE], 1, 3)
    assert len(set(both)) == 2
    assert marks(["", "", LINE, "", "", LINE], 3, 6) == both
    assert marks([LINE], 1) == both[:1]


def test_two_findings_on_one_line_have_two_marks():
    assert len(set(marks([LINE], 1, 1))) == 2


def test_a_finding_over_several_lines_is_known_by_all_of_them():
    def over(*lines: str) -> str:
        return fingerprinted([finding(at=(1, 1, 2, 5))], {PATH: lines})[0].fingerprint

    assert over("Happy", "birthday") == over("Happy ", "  birthday")
    assert over("Happy", "birthday") != over("Happy", "day")


@pytest.mark.parametrize("at", [(1, 1, None, None), (99, 1, 99, 2), (2, 1, 400, 1)])
def test_a_place_that_no_line_has_is_marked_all_the_same(at):
    (noted,) = fingerprinted([finding(at=at)], {PATH: ["# A birthday"]})
    (nowhere,) = fingerprinted([finding(at=at)], {})
    assert noted.fingerprint and nowhere.fingerprint


def test_a_path_that_is_no_text_is_marked():
    strange = replace(finding(), place=Place("docs/\udcff.md", 1, 1))
    assert fingerprinted([strange], {strange.place.path: ["\ud800"]})[0].fingerprint
