"""Findings as somebody at a terminal reads them."""

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from playbook_plugins.model.finding import Finding, Level
from playbook_plugins.model.place import Place
from playbook_plugins.report.text import counts, write

PATH = "docs/playbook/policies/birthdays.md"


def finding(place: Place, level: Level = Level.ERROR, message: str = "this birthday wish also makes an offer", help: str = "") -> Finding:
    return Finding("greeting-offer", level, place, message, help, "checklist/greeting-offer/")


def printed(*findings: Finding, sources=None, terminal: bool = False, width: int = 80) -> str:
    file = StringIO()
    console = Console(file=file, force_terminal=terminal, width=width, soft_wrap=True, highlight=False, color_system="standard" if terminal else None)
    write(findings, console, documents=3, sources=sources)
    return file.getvalue()


def quoted(line: str, start: int, end: int | None, **place: int) -> tuple[str, str]:
    """The source line as it is shown, and the line with the caret below it, both without the margin."""
    found = finding(Place(PATH, 1, start, place.get("end_line", 1), end))
    _, shown, caret, *_ = printed(found, sources={PATH: [line, "next"]}).split("\n")
    assert shown[:8] == "    1 | " and caret[:8] == "      | "
    return shown[8:], caret[8:]


def under(line: str, start: int, end: int | None, **place: int) -> str:
    """The words above the carets, told by the cells that they take on a terminal."""
    shown, caret = quoted(line, start, end, **place)
    before, marks = len(caret) - len(caret.lstrip(" ")), caret.strip(" ")
    assert set(marks) == {"^"}
    at, words = 0, ""
    for sign in shown:
        cells = cell_len(sign)
        if before <= (at if cells else at - 1) < before + len(marks):
            words += sign
        at += cells
    return words


def test_a_finding_is_a_place_a_level_a_rule_and_a_message():
    found = finding(Place(PATH, 18, 3, 18, 10), help="Leave the offer out.")
    sources = {PATH: [*[""] * 17, "> Happy birthday! Here is 20% off."]}
    assert printed(found, sources=sources) == (
        "docs/playbook/policies/birthdays.md:18:3: error greeting-offer: this birthday wish also makes an offer\n"
        "   18 | > Happy birthday! Here is 20% off.\n"
        "      |   ^^^^^^^\n"
        "  help: Leave the offer out.\n"
        "\n"
        "3 documents: 1 to mend before publishing.\n"
    )


def test_a_finding_without_help_says_nothing_of_it():
    assert "help" not in printed(finding(Place(PATH)))


def test_nothing_is_quoted_where_there_are_no_sources():
    found = finding(Place(PATH, 1, 3, 1, 8))
    assert printed(found, sources=None) == f"{PATH}:1:3: error greeting-offer: this birthday wish also makes an offer\n\n3 documents: 1 to mend before publishing.\n"


@pytest.mark.parametrize("sources", [{}, {PATH: []}, {PATH: ["one"]}, {PATH: ["one", "  "]}, {"other.md": ["one", "two"]}])
def test_a_line_that_is_not_there_or_blank_is_not_quoted(sources):
    assert " | " not in printed(finding(Place(PATH, 2, 1)), sources=sources)


def test_what_concerns_a_whole_file_quotes_none_of_its_lines():
    assert " | " not in printed(finding(Place(PATH)), sources={PATH: ["business:"]})


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("say sorry if you must", "if"),
        ("if you must", "if"),
        ("you must, if", "if"),
        ("\tsay\tsorry\tif\tyou must", "if"),
        ("谢谢你 if 你愿意", "if"),
        ("谢谢你们", "你们"),
        ("cafe\u0301 if cafe\u0301", "if"),
        ("👍 if 👍", "if"),
        ("x" * 500 + " if " + "y" * 500, "if"),
        ("if " + "y" * 500, "if"),
        ("x" * 500 + " if", "if"),
        ("谢" * 500 + " if " + "谢" * 500, "if"),
    ],
)
def test_the_caret_stands_under_exactly_the_words(line, words):
    start = line.index(words) + 1
    assert under(line, start, start + len(words)) == words


def test_an_accent_of_its_own_is_marked_with_its_letter():
    assert under("cafe\u0301 au lait", 1, 6) == "cafe\u0301"


def test_a_place_that_goes_on_is_marked_to_the_end_of_its_line():
    assert under("say sorry if", 5, 2, end_line=2) == "sorry if"


def test_a_place_behind_the_last_word_has_one_caret_there():
    assert quoted("say", 4, 4) == ("say", "   ^")
    assert quoted("say", 40, 41) == ("say", "   ^")


def test_a_long_line_is_cut_around_the_words():
    shown, caret = quoted("word " * 400 + "if" + " word" * 400, 2001, 2003)
    assert len(shown) <= 160 and len(caret) <= 160
    assert shown[caret.index("^") :].startswith("if word")


def test_a_marked_stretch_ends_where_the_cut_line_ends():
    shown, caret = quoted("x" * 1000, 1, 1001)
    assert len(caret) == len(shown) == 160


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x07", "\x9b31m", "\u202e", "\r", "\x08", "\x00"])
def test_a_sign_that_steers_a_terminal_is_not_printed(sign):
    evil = finding(Place(f"docs/a{sign}b.md", 1, 1, 1, 3), message=f"a{sign}b", help=f"a{sign}b")
    out = printed(evil, sources={evil.place.path: [f"ab{sign}cd"]})
    assert all(letter not in out for letter in sign if not letter.isprintable())


def test_a_sign_that_is_not_shown_does_not_move_the_caret():
    shown, caret = quoted("a\x07b if", 5, 7)
    assert shown[caret.index("^") :] == "if"


def test_a_message_stays_on_one_line_however_narrow_the_terminal():
    found = finding(Place(PATH, 1, 1), message="word " * 60 + "\nlast", help="word\n" * 60)
    first, help_line, blank, *_ = printed(found, width=40).split("\n")
    assert first.endswith("last") and help_line.startswith("  help: ") and blank == ""


def test_square_brackets_are_no_marks():
    assert "[red]no[/red]" in printed(finding(Place(PATH, 1, 1), message="[red]no[/red] [link]"))


def test_colour_is_for_terminals_alone():
    found = finding(Place(PATH, 1, 1, 1, 4), help="Say it.")
    sources = {PATH: ["word"]}
    assert "\x1b" not in printed(found, sources=sources)
    coloured = printed(found, sources=sources, terminal=True)
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert "\x1b[1;31m^^^\x1b[0m" in coloured


@pytest.mark.parametrize(
    ("levels", "documents", "said"),
    [
        ("", 0, "0 documents: nothing to mend."),
        ("", 1, "1 document: nothing to mend."),
        ("e", 1, "1 document: 1 to mend before publishing."),
        ("eewa", 12, "12 documents: 2 to mend before publishing, 1 worth a look, 1 thought."),
        ("waa", 2, "2 documents: 1 worth a look, 2 thoughts."),
    ],
)
def test_the_last_line_counts(levels, documents, said):
    names = {"e": Level.ERROR, "w": Level.WARNING, "a": Level.ADVICE}
    assert counts([finding(Place(PATH), names[level]) for level in levels], documents) == said


def test_findings_are_printed_all_and_in_their_order():
    found = [finding(Place(PATH, line), level) for line, level in ((1, Level.ADVICE), (2, Level.ERROR), (3, Level.WARNING))]
    lines = [line for line in printed(*found).splitlines() if line.startswith(PATH)]
    assert [line.split()[0:2] for line in lines] == [[f"{PATH}:1:1:", "advice"], [f"{PATH}:2:1:", "error"], [f"{PATH}:3:1:", "warning"]]
