"""Places as an editor counts them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace.position_codec import PositionCodec

from playbook_plugins.editor.ranges import changed, column_of, range_of
from playbook_plugins.model.place import Place
from tests.editor.conversation import applied

UTF8, UTF16, UTF32 = (PositionCodec(kind).client_num_units for kind in types.PositionEncodingKind)


def ends(range_: types.Range) -> tuple[int, int, int, int]:
    return range_.start.line, range_.start.character, range_.end.line, range_.end.character


@pytest.mark.parametrize("units, start, end", [(UTF8, 8, 12), (UTF16, 5, 9), (UTF32, 4, 8)])
def test_a_face_is_as_long_as_the_editor_counts_it(units, start, end):
    assert ends(range_of(Place("a.md", 2, 5, 2, 9), ["", "é🙂, lost"], units)) == (1, start, 1, end)


def test_what_has_no_end_reaches_to_the_end_of_its_line():
    assert ends(range_of(Place("a.md", 1, 3), ["# A face 🙂  "], UTF16)) == (0, 2, 0, 11)


@pytest.mark.parametrize("place", [Place("a.md", 9), Place("a.md", 2, 90, 2, 95), Place("a.md", 1, 1, 9, 9), Place("a.md", 2, 1, 1, 1)])
def test_a_place_that_is_gone_is_shown_at_the_nearest(place):
    lines = ["one", "two"]
    start_line, start, end_line, end = ends(range_of(place, lines, UTF16))
    assert 0 <= start_line <= end_line < 2
    assert start <= len(lines[start_line]) and end <= len(lines[end_line])
    assert (start_line, start) <= (end_line, end)


def test_an_empty_file_has_one_place():
    assert ends(range_of(Place("a.md"), [""], UTF16)) == (0, 0, 0, 0)
    assert ends(range_of(Place("a.md"), [], UTF16)) == (0, 0, 0, 0)


@settings(deadline=None)
@given(st.text(max_size=20), st.integers(0, 20))
def test_a_column_is_found_again(line, column):
    line = line.replace("\n", "").replace("\r", "")
    column = min(column, len(line))
    for units in (UTF8, UTF16, UTF32):
        assert column_of(types.Position(0, units(line[:column])), line, units) == column


@settings(deadline=None)
@given(st.text("ab\n🙂", max_size=12), st.text("ab\n🙂", max_size=12))
def test_the_one_change_makes_the_one_text_of_the_other(before, after):
    edit = changed(before, after, UTF32)
    assert (edit is None) is (before == after)
    assert edit is None or applied(before, edit) == after
