"""Words are the same however they are set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook_plugins.model.runs import in_a_row, runs, words, words_by_line


@pytest.mark.parametrize("written", ["Five men's boat_house", "FIVE MEN’S BOAT HOUSE", "five-men s, boat\nhouse.", "ﬁve men's bo\u00adat\u200b house", "ｆｉｖｅ men's boat house"])
def test_case_punctuation_ligatures_and_invisible_signs_are_no_part_of_a_word(written: str):
    assert words(written) == ["five", "men", "s", "boat", "house"]


def test_a_run_is_six_words_or_as_many_as_are_asked_for():
    assert list(runs("One two three four five six, seven.")) == ["one two three four five six", "two three four five six seven"]
    assert list(runs("One two three four five.")) == []
    assert list(in_a_row(["a", "b", "c"], 2)) == ["a b", "b c"]


@given(st.lists(st.text("aB1_ é\u0301\u00adﬁİß’-\r\x0b\u2028"), min_size=1))
def test_the_words_of_each_line_are_those_that_it_has_by_itself(lines: list[str]):
    assert words_by_line("\n".join(lines)) == [words(line) for line in lines]
