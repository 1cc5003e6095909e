"""Findings for GitHub's own build machine."""

import re

import pytest

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.report.github import CAP, dumps
from tests.report.outcomes import PATH, finding, hostile, outcome

COMMAND = re.compile(r"::(?P<name>error|warning|notice|group|endgroup)(?: (?P<about>[^:]*))?::(?P<said>.*)")


def lines(*findings: Finding, **other) -> list[str]:
    return dumps(outcome(*findings, **other)).split("\n")


def commands(*findings: Finding) -> list[tuple[str, dict[str, str], str]]:
    """Name, properties and words of every command, as GitHub reads them."""
    found = [COMMAND.fullmatch(line) for line in lines(*findings) if line.startswith("::")]
    assert all(found)
    return [(one["name"], dict(pair.split("=", 1) for pair in (one["about"] or "").split(",") if pair), one["said"]) for one in found]


def test_a_finding_is_a_note_beside_its_line():
    assert lines(finding()) == [
        f"::error file={PATH},line=15,col=27,endLine=15,endColumn=34,title=Mend before publishing%3A greeting-offer"
        "::this wish also makes an offer%0ALeave the offer out.",
        "1 document: 1 to mend before publishing.",
    ]


@pytest.mark.parametrize(("level", "name"), [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.ADVICE, "notice")])
def test_a_level_has_its_command(level, name):
    assert [one[0] for one in commands(finding(level=level))] == [name]


@pytest.mark.parametrize(
    ("at", "about"),
    [
        ((3, 1, None, None), {"line": "3", "col": "1"}),
        ((3, 5, 3, 5), {"line": "3", "col": "5", "endLine": "3", "endColumn": "5"}),
        # GitHub takes columns only where all is on one line
        ((3, 5, 6, 2), {"line": "3", "endLine": "6"}),
    ],
)
def test_a_place_is_told_as_github_takes_it(at, about):
    ((_, told, _),) = commands(finding(at=at))
    assert {name: value for name, value in told.items() if name not in ("file", "title")} == about


def test_the_worst_are_shown_first_and_no_more_than_github_shows():
    found = [finding(f"{level} {number}", level, at=(number, 1, None, None)) for number in range(1, CAP + 4) for level in reversed(Level)]
    notes = [one for one in commands(*found) if one[0] not in ("group", "endgroup")]
    assert [name for name, *_ in notes] == ["error"] * CAP + ["warning"] * CAP + ["notice"] * CAP
    assert [told["line"] for name, told, _ in notes if name == "error"] == [str(number) for number in range(1, CAP + 1)]


def test_the_others_are_plain_lines_and_all_are_counted():
    found = [finding(f"found {number}", at=(number, 1, None, None)) for number in range(1, CAP + 3)]
    *_, opened, first, second, closed, last = lines(*found, known=2)
    assert opened.startswith("::group::2 more") and closed == "::endgroup::"
    assert (first, second) == (f"- {PATH}:11:1: error greeting-offer: found 11", f"- {PATH}:12:1: error greeting-offer: found 12")
    assert last == "1 document: 12 to mend before publishing, 2 known from the baseline."


def test_nothing_found_is_one_line():
    assert lines() == ["1 document: nothing to mend."]


@pytest.mark.parametrize("level", Level)
def test_hostile_words_give_no_command_of_their_own(level):
    findings = hostile(level)
    notes = [one for one in commands(*findings) if one[0] not in ("group", "endgroup")]
    assert len(notes) == CAP
    for (_, told, said), one in zip(notes, findings):
        assert set(told) == {"file", "line", "col", "endLine", "endColumn", "title"}
        back = said.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        assert back == "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in f"{one.message}\n{one.help}".rstrip())
    plain = [line for line in lines(*findings) if not line.startswith("::")]
    assert not any("##[" in line or line.lstrip().startswith("::") for line in plain)
    assert len(plain) == len(findings) - CAP + 1


def test_hostile_words_past_the_cap_give_no_command_either():
    text = "\n".join(lines(*[finding(at=(1, 1, None, None))] * CAP, finding("##[add-path]x\n::error::y", path="::error::z.md")))
    assert "##[" not in text and text.count("\n::error ") + text.startswith("::error ") == CAP and "\n::error::" not in text
