"""Changes at places leave all else as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_plugins.edit.splice import spliced
from playbook_plugins.model.finding import Mend
from playbook_plugins.model.place import Place

LINES = st.lists(st.text(st.characters(exclude_characters="\r\n\ufeff", exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=6)


def at(line: int, column: int, end_line: int, end_column: int) -> Place:
    return Place("a.md", line, column, end_line, end_column)


def test_a_word_becomes_another():
    assert spliced("ä: x\r\nb: ö # c".encode(), [Mend(at(2, 4, 2, 5), "ü")])[0] == "ä: x\r\nb: ü # c".encode()


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_quotes_stay(quote):
    content = f"a: {quote}b{quote}\n".encode()
    assert spliced(content, [Mend(at(1, 4, 1, 5 + 2 * len(quote)), "c", was="b")])[0] == content.replace(b"b", b"c")


def test_where_something_else_stands_now_nothing_is_changed():
    assert spliced(b"a: x\n", [Mend(at(1, 4, 1, 5), "c", was="b")]) == (b"a: x\n", ())
    assert spliced(b"a: 'b\"\n", [Mend(at(1, 4, 1, 7), "c", was="b")]) == (b"a: 'b\"\n", ())
    assert spliced(b"a", [Mend(at(7, 1, 7, 2), "c")]) == (b"a", ())
    assert spliced(b"a", [Mend(at(1, 5, 1, 9), "c")]) == (b"a", ())


def test_of_two_at_one_spot_the_first_is_made():
    one, other = Mend(at(1, 1, 1, 4), "x"), Mend(at(1, 3, 1, 6), "y")
    assert spliced(b"abcdef", [other, one]) == (b"xdef", (one,))


def test_new_lines_end_as_the_others_do():
    assert spliced(b"a\r\nb", [Mend(at(2, 1, 2, 1), "c\n")])[0] == b"a\r\nc\r\nb"
    assert spliced(b"a\r\nb\r\nc", [Mend(at(2, 1, 3, 1), "", was="b\n")])[0] == b"a\r\nc"


@given(LINES, st.data(), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_nothing_outside_the_places_is_touched(lines, data, bom, end):
    mark = b"\xef\xbb\xbf" if bom else b""
    content = mark + end.join(lines).encode()
    mends, expected = [], []
    for number, line in enumerate(lines, start=1):
        start = data.draw(st.integers(0, len(line)))
        stop = data.draw(st.integers(start, len(line)))
        text = data.draw(st.sampled_from(["", "x", "ändern"]))
        mends.append(Mend(at(number, start + 1, number, stop + 1), text, was=line[start:stop]))
        expected.append(line[:start] + text + line[stop:])
    after, made = spliced(content, data.draw(st.permutations(mends)))
    assert after == mark + end.join(expected).encode()
    assert len(made) == len(mends)
