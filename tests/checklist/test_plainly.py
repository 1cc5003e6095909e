"""What people read is found however it is broken, marked and spaced, and its place in the source is known."""

import pytest

from playbook_plugins.checklist.plainly import Lines, closed, name_of
from playbook_plugins.model.place import Place


def place(line: int, column: int, end_line: int, end_column: int) -> Place:
    return Place("a.md", line, column, end_line, end_column)


def test_a_name_is_its_words_and_their_stars():
    assert name_of(" Anna-Maria  Hill*, *x") == "Anna Maria Hill* x"


@pytest.mark.parametrize(
    ("written", "space", "plain", "at"),
    [
        ("a  \n b", " ", "a b", [0, 1, 5]),
        (" a b ", " ", " a b ", [0, 1, 2, 3, 4]),
        (" a \n b", "", "ab", [1, 5]),
        ("**a**\u200b`b`~", " ", "ab", [2, 7]),
        ("1\u20132\uff0d3\uff20-", " ", "1-2-3@-", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_a_closed_text_knows_where_each_sign_stood(written: str, space: str, plain: str, at: list[int]):
    assert closed(written, space) == (plain, at)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Ask Anna", "Hill."), [place(1, 5, 2, 5)]),
        (("Ask An**na**, - Hi\u00adll, and Bob",), [place(1, 5, 1, 22)]),
        (("[Anna](x.md) Hill",), [place(1, 2, 1, 18)]),
        (("![x](anna-hill.png)",), [place(1, 6, 1, 15)]),
        (("Annas Hills",), []),
    ],
)
def test_words_are_found_with_what_links_lead_to_and_without(lines: tuple[str, ...], found: list[Place]):
    def look(said: str):
        start = f" {said.casefold()} ".find(" anna hill ")
        return [(start, start + len("anna hill"))] if start >= 0 else []

    assert [*Lines("a.md", lines).where(look)] == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Ring 07700 /", "900-123 today",), [place(1, 7, 2, 8)]),
        (("1234567 or 07700900124",), []),
        (("077[00](x.md)900123",), [place(1, 2, 1, 20)]),
        (("\u0660\u0667\u0667\u0660\u0660 900123",), [place(1, 2, 1, 13)]),
    ],
)
def test_figures_are_found_whatever_stands_between(lines: tuple[str, ...], found: list[Place]):
    assert [*Lines("a.md", lines).figures("7700900123")] == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Write to O l a", "@home.Example."), [place(1, 10, 2, 14)]),
        (("\u00df **ola**\uff20home.example",), [place(1, 5, 1, 23)]),
        (("ola@work.example",), []),
        (("ola, home.example",), []),
    ],
)
def test_an_address_is_found_whatever_space_and_marks_stand_within(lines: tuple[str, ...], found: list[Place]):
    assert [*Lines("a.md", lines).address("ola@home.example")] == found


def test_an_address_of_large_letters_is_found_too():
    assert [*Lines("a.md", ["Write to weiß @home.example"]).address("weiss@home.example")] == [place(1, 10, 1, 28)]
